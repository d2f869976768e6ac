"""Papers on their way to the visitor: draw, choose how, print, save. Qt-free.

The first print of the day of issue is the original; what is printed after it, or again, says
DUPLICATA; a voided paper says ANNULÉ. The service decides which. The second language and the
discretion are those of the person unless the agent chooses others, which is remembered for the
visit as long as the session lasts.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from mairie_quartier.domain.appointments import Appointment
from mairie_quartier.domain.identifiers import ReceiptId, VisitId
from mairie_quartier.domain.papers import CopyKind, Discretion, PageSize, PaperOrder
from mairie_quartier.domain.visitor_papers import MissingList, VisitorPaper
from mairie_quartier.services import papers
from mairie_quartier.services.appointments import fix_appointment
from mairie_quartier.services.papers import PaperCopy
from mairie_quartier.services.ports import Press, PressedPaper
from mairie_quartier.services.visitor_papers import PaperSet, gather_papers
from mairie_quartier.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class DrawnPaper:
    """One paper as it would be printed now: a receipt (``copy``) or another one (``other``)."""

    pressed: PressedPaper
    copy: PaperCopy | None = None
    other: VisitorPaper | None = None
    rank: int = 0

    @property
    def state(self) -> CopyKind:
        """Tell which copy it is; what bears no number of its own is always an original."""
        return self.copy.copy if self.copy else CopyKind.ORIGINAL

    @property
    def number(self) -> str:
        """Give its number, or that of the paper it goes with."""
        if self.copy is not None:
            return self.copy.receipt.number
        return self.other.number if self.other else ""

    @property
    def file_name(self) -> str:
        """Name the PDF by its number alone: nothing of the person, nor of what it says."""
        end = f"-{self.rank}" if self.other is not None else ""
        return f"{self.number}{end}.pdf"


@dataclass(frozen=True, slots=True)
class Look:
    """How the papers of a visit are wanted; ``language`` None is French only."""

    language: str | None
    discretion: Discretion


@dataclass(frozen=True, slots=True)
class ShownPapers:
    """The papers as drawn, how they were wanted, and what they were drawn from."""

    drawn: tuple[DrawnPaper, ...]
    look: Look
    found: PaperSet


class PaperView(Protocol):
    """What the presenter asks of the page."""

    def show_papers(self, shown: ShownPapers) -> None:
        """Show these papers instead."""

    def show_drawing(self) -> None:
        """Say that the papers are being drawn."""


class PaperPresenter:
    """Draws papers and remembers that they went out."""

    def __init__(self, work: Workplace, view: PaperView) -> None:
        self._work = work
        self._view = view
        self._ids: tuple[ReceiptId, ...] = ()
        self._wanted = CopyKind.ORIGINAL
        self._size = PageSize.A4
        self._looks: dict[tuple[VisitId, ...], Look] = {}
        self._shown: ShownPapers | None = None
        self._asked = 0

    @property
    def size(self) -> PageSize:
        """Give the sheet the papers are drawn on."""
        return self._size

    def open(self, receipt_ids: tuple[ReceiptId, ...], wanted: CopyKind) -> None:
        """Draw these papers, and those that go with them."""
        self._ids, self._wanted = receipt_ids, wanted
        self._shown = None
        self.draw()

    def draw_on(self, size: PageSize) -> None:
        """Draw the same papers on another sheet."""
        if size is not self._size:
            self._size = size
            self._draw_again()

    def choose_language(self, language: str | None) -> None:
        """Draw the same papers with another second language, or in French only."""
        if self._shown is not None:
            self._wish(replace(self._shown.look, language=language))

    def choose_discretion(self, discretion: Discretion) -> None:
        """Draw the same papers discreetly, or openly."""
        if self._shown is not None:
            self._wish(replace(self._shown.look, discretion=discretion))

    def remind(self, place: int, appointment: Appointment) -> None:
        """Record the appointment of a need, then draw its reminder with the rest."""
        if self._shown is None:
            return
        navigator, context = self._work.navigator, self._work.context
        request_id = self._shown.found.appointments[place].request_id
        text = self._work.tr.gettext("Rendez-vous enregistré.")

        def done(changed: frozenset[str]) -> None:
            navigator.saved(text, changed)
            self.draw()

        self._work.lane.submit(
            lambda: fix_appointment(context, request_id, appointment), done, navigator.failed
        )

    def draw(self) -> None:
        """Read the papers as they stand now, and draw them."""
        if not self._ids:
            return
        ids, wanted, context = self._ids, self._wanted, self._work.context
        press, size, looks = self._work.press, self._size, dict(self._looks)

        def job() -> ShownPapers:
            found = gather_papers(context, ids, wanted)
            usual = Look(found.language, found.discretion)
            look = looks.get(found.visit_ids, usual)
            return ShownPapers(_drawn(press, found, look, size), look, found)

        self._submit(job)

    def went_out(self, drawn: Sequence[DrawnPaper]) -> None:
        """Remember which papers were printed or saved whole; the next ones are duplicates.

        A discreet version is not the paper: its original is still to come.
        """
        whole = self._shown is not None and self._shown.look.discretion is Discretion.OPEN
        ids = tuple(each.copy.receipt.id for each in drawn if each.copy is not None)
        if not ids or not whole:
            return
        context = self._work.context
        self._work.lane.submit(
            lambda: papers.note_printed(context, ids),
            lambda _nothing: self.draw(),
            self._work.navigator.failed,
        )

    def save(self, drawn: DrawnPaper, path: Path) -> None:
        """Write a paper to a file; raise ``OSError`` when the place refuses it."""
        path.write_bytes(drawn.pressed.data)
        self.went_out([drawn])

    def _wish(self, look: Look) -> None:
        shown = self._shown
        if shown is not None and look != shown.look:
            self._looks[shown.found.visit_ids] = look
            self._shown = replace(shown, look=look)
            self._draw_again()

    def _draw_again(self) -> None:
        """Draw what was read already."""
        shown = self._shown
        if shown is None:
            self.draw()
            return
        press, size, look, found = self._work.press, self._size, shown.look, shown.found
        self._submit(lambda: ShownPapers(_drawn(press, found, look, size), look, found))

    def _submit(self, job: Callable[[], ShownPapers]) -> None:
        self._asked += 1
        asked = self._asked
        self._view.show_drawing()

        def done(shown: ShownPapers) -> None:
            if asked == self._asked:
                self._shown = shown
                self._view.show_papers(shown)

        self._work.lane.submit(job, done, self._work.navigator.failed)


def _drawn(press: Press, found: PaperSet, look: Look, size: PageSize) -> tuple[DrawnPaper, ...]:
    planned = (each.reminder() for each in found.appointments)
    reminders = [each for each in planned if each is not None]
    receipts = tuple(
        DrawnPaper(press.receipt(each.content, _order(look, size, each.copy)), copy=each)
        for each in found.copies
    )
    order = _order(look, size, CopyKind.ORIGINAL)
    wanted = [each for each in (*reminders, *found.others) if _adds(each, look)]
    others = tuple(
        DrawnPaper(press.visitor_paper(each, order), other=each, rank=rank)
        for rank, each in enumerate(wanted, start=1)
    )
    return (*receipts, *others)


def _adds(paper: VisitorPaper, look: Look) -> bool:
    """Tell whether a paper says more than the receipts: a discreet list names no document."""
    return look.discretion is Discretion.OPEN or not isinstance(paper, MissingList)


def _order(look: Look, size: PageSize, copy: CopyKind) -> PaperOrder:
    discreet = look.discretion is Discretion.DISCREET
    if discreet and copy is CopyKind.DUPLICATE:
        # Nothing of the kind was issued: the mark is for the paper itself.
        copy = CopyKind.ORIGINAL
    return PaperOrder(copy, size, look.language, look.discretion)
