"""Link this PC to the city and sync it from the command line."""

import platform
from argparse import Namespace
from typing import TextIO

from mairie_quartier.domain.permissions import Act
from mairie_quartier.domain.synchronising import EnrolForm, SyncTotals
from mairie_quartier.i18n import Translator
from mairie_quartier.services.context import Context
from mairie_quartier.services.sync_ports import Synchroniser
from mairie_quartier.services.synchronisation import link_desk, read_authority


def run(
    arguments: Namespace, context: Context, synchroniser: Synchroniser, tr: Translator, out: TextIO
) -> int:
    """Link the PC if an address is given, then sync once and say what went each way."""
    _ = tr.gettext
    context.require(Act.SYNCHRONISE)
    if arguments.adresse:
        city = link_desk(context, synchroniser, _form(arguments))
        print(_("Ce poste est raccordé à {city}.").format(city=city), file=out)
    print(_told(synchroniser.sync_here(), tr), file=out)
    return 0


def _form(arguments: Namespace) -> EnrolForm:
    ca = read_authority(arguments.autorite) if arguments.autorite else ""
    name = arguments.nom or platform.node() or "PC"
    return EnrolForm(arguments.adresse, arguments.code or "", name, ca)


def _told(totals: SyncTotals, tr: Translator) -> str:
    _, n = tr.gettext, tr.ngettext
    lines = [
        n("{count} opération envoyée", "{count} opérations envoyées", totals.sent).format(
            count=tr.number(totals.sent)
        ),
        n("{count} changement reçu", "{count} changements reçus", totals.received).format(
            count=tr.number(totals.received)
        ),
    ]
    if totals.conflicts:
        text = n("{count} valeur à choisir", "{count} valeurs à choisir", totals.conflicts)
        lines.append(text.format(count=tr.number(totals.conflicts)))
    if totals.quarantined:
        text = n("{count} opération refusée", "{count} opérations refusées", totals.quarantined)
        lines.append(text.format(count=tr.number(totals.quarantined)))
    return _("Synchronisé\u00a0: {what}.").format(what=", ".join(lines))
