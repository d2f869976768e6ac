"""Read the audit trail by page.  Qt-free."""

from collections.abc import Sequence
from typing import Protocol

from mairie_quartier.services.audit import read_trail
from mairie_quartier.services.listings import AuditLine, Page
from mairie_quartier.ui.workplace import Workplace

PAGE_SIZE = 100


class AuditView(Protocol):
    """What the section shows."""

    def show_lines(self, lines: Sequence[AuditLine], *, first: bool, complete: bool) -> None:
        """Show a page, in place of the others or after them."""
        ...


class AuditPresenter:
    """Between the section and the services."""

    def __init__(self, work: Workplace, view: AuditView) -> None:
        self._work = work
        self._view = view
        self._after = ""

    def load(self) -> None:
        """Read the latest page."""
        self._after = ""
        self._ask(first=True)

    def more(self) -> None:
        """Read the page after."""
        self._ask(first=False)

    def _ask(self, *, first: bool) -> None:
        context, page = self._work.context, Page(self._after, PAGE_SIZE)
        self._work.lane.submit(
            lambda: read_trail(context, page),
            lambda lines: self._show(lines, first=first),
            self._work.navigator.failed,
        )

    def _show(self, lines: tuple[AuditLine, ...], *, first: bool) -> None:
        if lines:
            self._after = str(lines[-1].seq)
        self._view.show_lines(lines, first=first, complete=len(lines) < PAGE_SIZE)
