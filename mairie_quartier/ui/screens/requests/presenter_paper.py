"""Papers on their way to the visitor: draw, print, save. Qt-free.

The first print of the day of issue is the original; what is printed after it, or again, says
DUPLICATA; a voided paper says ANNULÉ. The service decides which.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from mairie_quartier.domain.identifiers import ReceiptId
from mairie_quartier.domain.papers import CopyKind, PageSize, PaperOrder
from mairie_quartier.services import papers
from mairie_quartier.services.papers import PaperCopy
from mairie_quartier.services.ports import PressedPaper
from mairie_quartier.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class DrawnPaper:
    """One paper as it would be printed now."""

    copy: PaperCopy
    pressed: PressedPaper

    @property
    def file_name(self) -> str:
        """Name the PDF by its number alone: nothing of the person."""
        return f"{self.copy.receipt.number}.pdf"


class PaperView(Protocol):
    """What the presenter asks of the page."""

    def show_papers(self, drawn: Sequence[DrawnPaper]) -> None:
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

    @property
    def size(self) -> PageSize:
        """Give the sheet the papers are drawn on."""
        return self._size

    def open(self, receipt_ids: tuple[ReceiptId, ...], wanted: CopyKind) -> None:
        """Draw these papers."""
        self._ids, self._wanted = receipt_ids, wanted
        self.draw()

    def draw_on(self, size: PageSize) -> None:
        """Draw the same papers on another sheet."""
        if size is not self._size:
            self._size = size
            self.draw()

    def draw(self) -> None:
        """Draw the papers as they stand now."""
        if not self._ids:
            return
        self._view.show_drawing()
        ids, wanted, size = self._ids, self._wanted, self._size
        context, press = self._work.context, self._work.press

        def job() -> tuple[DrawnPaper, ...]:
            found = papers.look_at_papers(context, ids, wanted)
            return tuple(
                DrawnPaper(each, press.receipt(each.content, PaperOrder(each.copy, size)))
                for each in found
            )

        def done(drawn: tuple[DrawnPaper, ...]) -> None:
            if (ids, size) == (self._ids, self._size):
                self._view.show_papers(drawn)

        self._work.lane.submit(job, done, self._work.navigator.failed)

    def went_out(self, drawn: Sequence[DrawnPaper]) -> None:
        """Remember that these papers were printed or saved; the next ones are duplicates."""
        ids = tuple(each.copy.receipt.id for each in drawn)
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
