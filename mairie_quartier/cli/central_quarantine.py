"""``mairie-quartier central quarantine``: what was set aside, why, and what to do about it.

The list and the counts hold no personal data.  Only ``show --contenu`` prints an operation as it
came, and says so.  Nothing here applies or removes anything.
"""

from argparse import Namespace
from collections.abc import Mapping
from typing import Final, TextIO

import psycopg

from mairie_quartier.central.quarantine import Aside, AsideLine
from mairie_quartier.central.settings import CentralSettings
from mairie_quartier.central.steward import MAINTAIN
from mairie_quartier.domain.operations import RejectCode
from mairie_quartier.i18n import Translator

SHOWN: Final = 8
"""So many characters of an identifier are shown: enough to name the line."""


def list_lines(arguments: Namespace, settings: CentralSettings, tr: Translator, out: TextIO) -> int:
    """Print the latest lines, then how many there are for each reason."""
    _ = tr.gettext
    with psycopg.connect(settings.owner_url) as owner:
        owner.execute(MAINTAIN)
        aside = Aside(owner)
        lines, counts = aside.lines(seen_too=arguments.toutes), aside.counts()
    for line in lines:
        print(line_text(line, tr), file=out)
    if not counts:
        print(_("Rien n’a été mis de côté."), file=out)
    for count in counts:
        told = _("{code}\u00a0: {total}, dont {unseen} à examiner").format(
            code=count.code, total=tr.number(count.total), unseen=tr.number(count.unseen)
        )
        print(told, file=out)
    return 0


def show_line(arguments: Namespace, settings: CentralSettings, tr: Translator, out: TextIO) -> int:
    """Print one line: why it is here and what to do; what it says only when asked to."""
    _ = tr.gettext
    with psycopg.connect(settings.owner_url) as owner:
        owner.execute(MAINTAIN)
        aside = Aside(owner)
        line = aside.find(arguments.ligne)
        raw = aside.raw(line) if arguments.contenu else ""
    print(line_text(line, tr), file=out)
    print(_("Identifiant\u00a0: {id}").format(id=line.id), file=out)
    if line.detail:
        print(_("À l’endroit\u00a0: {detail}").format(detail=line.detail), file=out)
    print(_("Que faire\u00a0: {advice}").format(advice=advice(line.code, tr)), file=out)
    if arguments.contenu:
        print(_("Contenu (données personnelles)\u00a0:"), file=out)
        print(raw, file=out)
    return 0


def mark_seen(arguments: Namespace, settings: CentralSettings, tr: Translator, out: TextIO) -> int:
    """Note that lines were looked at; they stay."""
    with psycopg.connect(settings.owner_url) as owner:
        owner.execute(MAINTAIN)
        aside = Aside(owner)
        named = None if arguments.toutes else [aside.find(text) for text in arguments.lignes]
        count = aside.mark_seen(named)
    told = tr.ngettext(
        "{count} ligne notée comme examinée.", "{count} lignes notées comme examinées.", count
    )
    print(told.format(count=tr.number(count)), file=out)
    return 0


def line_text(line: AsideLine, tr: Translator) -> str:
    """Give one line of the list."""
    at = line.at.astimezone(tr.zone)
    when = f"{tr.short_date(at.date())} {tr.clock_time(line.at)}"
    seen = tr.gettext("examinée") if line.is_seen else ""
    where = f"{line.office or '–'}  {line.desk or '–'}  {line.word or '–'}"
    return f"{line.id.hex[:SHOWN]}  {when}  {where}  {line.code}  {seen}".rstrip()


def advice(code: str, tr: Translator) -> str:
    """Tell what the city's IT does about a reason."""
    return _advices(tr).get(code) or tr.gettext(
        "mettez le service à jour\u00a0: cette version ne connaît pas ce motif."
    )


def _advices(tr: Translator) -> Mapping[str, str]:
    _ = tr.gettext
    rights = _(
        "vérifiez le rôle de l’agent\u00a0; s’il devait l’avoir, donnez-le, puis faites renvoyer"
        " depuis l’écran «\u00a0Synchronisation\u00a0» du poste."
    )
    return {
        **_technical_advices(tr),
        RejectCode.FORBIDDEN: rights,
        RejectCode.UNKNOWN_ACTOR: rights,
        RejectCode.MISSING: _(
            "rien\u00a0: le poste renvoie de lui-même dès que la fiche est là. Si elle n’arrive"
            " pas, cherchez le poste qui l’a créée."
        ),
        RejectCode.SCOPE_DROPPED: _(
            "la fiche est passée à une autre mairie de quartier\u00a0: transmettez-lui ce qui a"
            " été saisi."
        ),
        RejectCode.DESK_REVOKED: _(
            "si le retrait était voulu, rien\u00a0; sinon inscrivez de nouveau le poste, puis"
            " faites renvoyer depuis son écran «\u00a0Synchronisation\u00a0»."
        ),
        RejectCode.APPEND_ONLY: _(
            "rien\u00a0: un papier remis ne se change pas\u00a0; l’agent l’annule et en remet un"
            " autre."
        ),
        RejectCode.NUMBER_TAKEN: _(
            "deux postes ont numéroté avec la même série\u00a0: cherchez une copie de poste, et"
            " faites remettre un nouveau papier."
        ),
        RejectCode.TAKEN: _(
            "une autre fiche porte déjà cette valeur\u00a0: changez l’une des deux sur le poste,"
            " puis faites renvoyer."
        ),
        RejectCode.TOO_LARGE: _("faites raccourcir le texte sur le poste, puis renvoyer."),
    }


def _technical_advices(tr: Translator) -> Mapping[str, str]:
    _ = tr.gettext
    programme = _(
        "le poste et le service ne se comprennent pas\u00a0: mettez-les à jour, puis faites"
        " renvoyer depuis l’écran «\u00a0Synchronisation\u00a0» du poste."
    )
    codes = (
        *(RejectCode.MALFORMED, RejectCode.UNKNOWN_WORD),
        *(RejectCode.BAD_VALUE, RejectCode.OP_REUSED),
    )
    return dict.fromkeys(codes, programme)
