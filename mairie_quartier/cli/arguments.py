"""What the command line accepts, in French for whoever keeps the PC."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from mairie_quartier import __version__
from mairie_quartier.i18n import Translator


def build_parser(tr: Translator, argv: Sequence[str]) -> argparse.ArgumentParser:
    """Give the parser of this command line; ``command`` is empty when the window is wanted.

    The arguments of an import are added only if one is asked for: they cost a tenth of a second
    to load, and most starts are of the window.
    """
    _ = tr.gettext
    parser = argparse.ArgumentParser(
        prog="mairie-quartier", description=_("Le poste d’accueil d’une mairie de quartier.")
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--data", help=_("dossier des données de ce poste"))
    commands = parser.add_subparsers(dest="command", metavar=_("COMMANDE"))
    _add_tour(commands, tr)
    _add_import(commands, tr, wanted="import" in argv)
    _add_backups(commands, tr)
    _add_synchronisation(commands, tr)
    _add_central(commands, tr, wanted="central" in argv)
    return parser


def _add_tour(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", tr: Translator
) -> None:
    _ = tr.gettext
    tour = commands.add_parser(
        "tour", help=_("parcourir les écrans sur des données d’essai et en garder les images")
    )
    tour.add_argument("--out", type=Path, required=True, help=_("dossier où écrire le parcours"))


def _add_import(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", tr: Translator, *, wanted: bool
) -> None:
    _ = tr.gettext
    imports = commands.add_parser("import", help=_("reprendre un registre existant"))
    if not wanted:
        return
    from mairie_quartier.cli import register_import

    kinds = imports.add_subparsers(dest="register", required=True, metavar=_("REGISTRE"))
    visits = kinds.add_parser("passages", help=_("un registre de passages, CSV ou ODS"))
    _add_login(visits, tr)
    register_import.add_arguments(visits, tr)


def _add_backups(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", tr: Translator
) -> None:
    _ = tr.gettext
    backup = commands.add_parser("sauvegarde", help=_("écrire une sauvegarde chiffrée"))
    _add_login(backup, tr)
    restore = commands.add_parser("restaurer", help=_("remettre une sauvegarde en place"))
    restore.add_argument("bundle", type=Path, metavar=_("FICHIER"))
    restore.add_argument("--oui", action="store_true", help=_("ne pas demander confirmation"))
    check = commands.add_parser("verifier", help=_("vérifier tout le fichier des données"))
    _add_login(check, tr)


def _add_synchronisation(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", tr: Translator
) -> None:
    _ = tr.gettext
    sync = commands.add_parser(
        "synchroniser",
        help=_(
            "échanger maintenant avec la ville, raccorder ce poste, ou changer l’adresse et le "
            "certificat de la ville"
        ),
    )
    _add_login(sync, tr)
    sync.add_argument(
        "--adresse",
        help=_(
            "adresse du service central, en https\u00a0; sans --code, celle d’un poste déjà "
            "raccordé est changée"
        ),
    )
    sync.add_argument("--code", help=_("raccorder\u00a0: code reçu de la ville, à usage unique"))
    sync.add_argument("--nom", default="", help=_("raccorder\u00a0: nom de ce poste"))
    sync.add_argument(
        "--autorite",
        type=Path,
        help=_(
            "certificat de l’autorité de la ville (PEM)\u00a0; sans --code, celui d’un poste déjà "
            "raccordé est remplacé"
        ),
    )


def _add_central(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", tr: Translator, *, wanted: bool
) -> None:
    _ = tr.gettext
    central = commands.add_parser("central", help=_("le service central de la ville"))
    if not wanted:
        return
    from mairie_quartier.cli.central_arguments import add_arguments

    add_arguments(central, tr)


def _add_login(parser: argparse.ArgumentParser, tr: Translator) -> None:
    _ = tr.gettext
    parser.add_argument(
        "--identifiant", help=_("identifiant de l’agent\u00a0; le mot de passe est demandé ensuite")
    )
