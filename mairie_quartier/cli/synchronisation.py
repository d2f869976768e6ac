"""Link this PC to the city, tell it where the city's service went, sync it: by command line."""

import platform
from argparse import Namespace
from typing import TextIO

from mairie_quartier.domain.permissions import Act
from mairie_quartier.domain.synchronising import CentreAddress, EnrolForm, SyncTotals
from mairie_quartier.errors import DeskError
from mairie_quartier.i18n import Translator
from mairie_quartier.services.context import Context
from mairie_quartier.services.sync_faults import NotEnrolled
from mairie_quartier.services.sync_ports import Synchroniser
from mairie_quartier.services.synchronisation import (
    find_centre,
    link_desk,
    move_centre,
    read_authority,
)


def run(
    arguments: Namespace, context: Context, synchroniser: Synchroniser, tr: Translator, out: TextIO
) -> int:
    """Link the PC if a code is given, or keep the address given; sync once, say what went."""
    _ = tr.gettext
    context.require(Act.SYNCHRONISE)
    if arguments.code:
        city = link_desk(context, synchroniser, _form(arguments))
        print(_("Ce poste est raccordé à {city}.").format(city=city), file=out)
    elif arguments.adresse or arguments.autorite:
        _move(arguments, context, synchroniser, tr, out)
    print(_told(synchroniser.sync_here(), tr), file=out)
    return 0


def _form(arguments: Namespace) -> EnrolForm:
    ca = read_authority(arguments.autorite) if arguments.autorite else ""
    name = arguments.nom or platform.node() or "PC"
    return EnrolForm(arguments.adresse or "", arguments.code, name, ca)


def _move(
    arguments: Namespace, context: Context, synchroniser: Synchroniser, tr: Translator, out: TextIO
) -> None:
    """Keep the address or the certificate given; what is not given stays as it is."""
    _ = tr.gettext
    present = find_centre(context)
    if present is None:
        raise NotEnrolled
    try:
        ca = read_authority(arguments.autorite) if arguments.autorite else present.ca
        place = CentreAddress(arguments.adresse or present.url, ca)
        known = move_centre(context, synchroniser, place)
    except DeskError:
        print(_("L’adresse et le certificat de la ville n’ont pas changé."), file=out)
        raise
    words = _("Adresse et certificat de la ville enregistrés\u00a0: {url}")
    print(words.format(url=known.url), file=out)


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
