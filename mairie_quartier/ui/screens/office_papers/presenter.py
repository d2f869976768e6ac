"""Office papers on their way out: draw, print, save.  Qt-free.

A referral gives two sheets: the form for the partner and the person's copy, in French and in
their language.  What went out is written down.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from mairie_quartier.domain.identifiers import ReferralId
from mairie_quartier.domain.interpreter_content import OrderContent
from mairie_quartier.domain.office_papers import (
    DaySheetWanted,
    OfficePaper,
    OrderWanted,
    PaperWanted,
    ReferralWanted,
    VisitFormsWanted,
)
from mairie_quartier.domain.papers import PaperOrder
from mairie_quartier.domain.referral_content import ReferralContent
from mairie_quartier.domain.referrals import Delivery
from mairie_quartier.i18n import Translator
from mairie_quartier.services.context import Context
from mairie_quartier.services.day_sheet import compose_day_sheet, note_day_sheet_sent
from mairie_quartier.services.office_papers import (
    compose_order,
    compose_referral,
    note_order_sent,
    note_referral_sent,
    referrals_of_visit,
)
from mairie_quartier.services.ports import Press, PressedPaper
from mairie_quartier.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class OfficeSheet:
    """One paper as it would be printed now; the file's name tells nothing of the person."""

    title: str
    detail: str
    pressed: PressedPaper
    file_name: str


class SheetView(Protocol):
    """What the presenter asks of the page."""

    def show_sheets(self, sheets: Sequence[OfficeSheet]) -> None:
        """Show these papers instead."""

    def show_drawing(self) -> None:
        """Say that the papers are being drawn."""


class OfficePaperPresenter:
    """Draws what is wanted and remembers that it went out."""

    def __init__(self, work: Workplace, view: SheetView) -> None:
        self._work = work
        self._view = view
        self._wanted: PaperWanted | None = None

    def open(self, wanted: PaperWanted) -> None:
        """Draw a paper as it stands now."""
        self._wanted = wanted
        self._view.show_drawing()
        context, press, tr = self._work.context, self._work.press, self._work.tr

        def job() -> tuple[OfficeSheet, ...]:
            return tuple(
                sheet
                for content in compose(context, wanted)
                for sheet in draw_sheets(content, press, tr)
            )

        def done(sheets: tuple[OfficeSheet, ...]) -> None:
            if wanted == self._wanted:
                self._view.show_sheets(sheets)

        self._work.lane.submit(job, done, self._work.navigator.failed)

    def went_out(self) -> None:
        """Remember that the papers were printed or saved."""
        context, wanted = self._work.context, self._wanted
        if wanted is None:
            return
        navigator = self._work.navigator
        self._work.lane.submit(
            lambda: note_sent(context, wanted), navigator.spread, navigator.failed
        )

    def save(self, sheet: OfficeSheet, path: Path) -> None:
        """Write a paper to a file; raise ``OSError`` when the place refuses it."""
        path.write_bytes(sheet.pressed.data)
        self.went_out()


def compose(context: Context, wanted: PaperWanted) -> tuple[OfficePaper, ...]:
    """Give what papers say today."""
    if isinstance(wanted, OrderWanted):
        return (compose_order(context, wanted.need_id, wanted.booking),)
    if isinstance(wanted, DaySheetWanted):
        return (compose_day_sheet(context),)
    return tuple(compose_referral(context, key) for key in _referrals(context, wanted))


def note_sent(context: Context, wanted: PaperWanted) -> frozenset[str]:
    """Write down that papers went out."""
    if isinstance(wanted, OrderWanted):
        return note_order_sent(context, wanted.need_id, wanted.booking)
    if isinstance(wanted, DaySheetWanted):
        return note_day_sheet_sent(context)
    noted = [note_referral_sent(context, key) for key in _referrals(context, wanted)]
    return frozenset[str]().union(*noted)


def _referrals(
    context: Context, wanted: ReferralWanted | VisitFormsWanted
) -> tuple[ReferralId, ...]:
    if isinstance(wanted, ReferralWanted):
        return (wanted.referral_id,)
    return referrals_of_visit(context, wanted.visit_id)


def draw_sheets(content: OfficePaper, press: Press, tr: Translator) -> tuple[OfficeSheet, ...]:
    """Draw a paper, and the copy that goes with it."""
    _ = tr.gettext
    main = press.office_paper(content)
    if isinstance(content, ReferralContent):
        order = PaperOrder(language=content.understanding.language, discretion=content.discretion)
        copy = press.referral_copy(content, order)
        direct = content.delivery is Delivery.DIRECT
        carried = _("À envoyer au partenaire") if direct else _("À remettre à la personne")
        number = content.reference
        return (
            OfficeSheet(_("Fiche d’orientation"), carried, main, f"{number}.pdf"),
            OfficeSheet(_("Copie pour la personne"), "", copy, f"{number}-copie.pdf"),
        )
    if isinstance(content, OrderContent):
        detail = content.booking.provider
        number = content.reference
        return (OfficeSheet(_("Demande d’interprète"), detail, main, f"{number}.pdf"),)
    day = content.day.isoformat()
    title = _("Feuille du jour")
    return (OfficeSheet(title, tr.long_date(content.day), main, f"feuille-{day}.pdf"),)
