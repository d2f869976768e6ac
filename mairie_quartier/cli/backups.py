"""Back up, restore and check from the command line."""

from argparse import Namespace
from typing import TextIO

from mairie_quartier.i18n import Translator
from mairie_quartier.services.backups import back_up
from mairie_quartier.services.context import Context
from mairie_quartier.services.ports import Keeper


def run_backup(context: Context, keeper: Keeper, tr: Translator, out: TextIO) -> int:
    """Write a backup and say where."""
    kept = back_up(context, keeper)
    print(tr.gettext("Sauvegarde écrite\u00a0: {path}").format(path=kept.path), file=out)
    return 0


def run_restore(arguments: Namespace, keeper: Keeper, tr: Translator, out: TextIO) -> int:
    """Put a backup in place, after asking."""
    _ = tr.gettext
    question = _("Remettre cette sauvegarde en place des données actuelles\u00a0? (oui/non) ")
    if not arguments.oui and input(question).strip().lower() not in ("oui", "o", "yes", "y"):
        print(_("Rien n’a été changé."), file=out)
        return 1
    aside = keeper.restore(arguments.bundle)
    print(_("Sauvegarde remise en place."), file=out)
    if aside is not None:
        print(_("Les anciennes données sont gardées dans {path}").format(path=aside), file=out)
    return 0


def run_check(keeper: Keeper, tr: Translator, out: TextIO) -> int:
    """Check the whole store and say what was found."""
    sound = keeper.check()
    _ = tr.gettext
    print(_("Les données sont en bon état.") if sound else _("Les données sont abîmées."), file=out)
    return 0 if sound else 2
