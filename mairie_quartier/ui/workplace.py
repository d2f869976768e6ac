"""Everything a screen needs, handed to it by constructor.

A screen asks services through the lane, shows sentences through ``labels`` and ``wording``, and
moves the agent around through the navigator; it knows no other screen.
"""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from mairie_quartier.domain.identifiers import DraftId, PersonId, ReceiptId, RequestId
from mairie_quartier.domain.office_papers import PaperWanted
from mairie_quartier.i18n import Translator
from mairie_quartier.jobs.lanes import Lane
from mairie_quartier.services.context import Context
from mairie_quartier.services.ports import Keeper, Press
from mairie_quartier.services.registers import ReadRegister
from mairie_quartier.services.sessions import Entrance
from mairie_quartier.ui.labels import Labels
from mairie_quartier.ui.wording import Wording


class Navigator(Protocol):
    """Where a screen can lead, and how it speaks to the agent."""

    def show_screen(self, key: str) -> None:
        """Go to a screen of the left-hand list: ``desk``, ``people``, ``referrals``…"""
        ...

    def new_visit(self, draft: DraftId | None = None) -> None:
        """Start a visit, or take up a draft."""
        ...

    def show_languages(self) -> None:
        """Turn the language card to the visitor; the visit takes what is shown there."""
        ...

    def open_person(self, person_id: PersonId) -> None:
        """Show a person's file."""
        ...

    def open_request(self, request_id: RequestId) -> None:
        """Show a request's page."""
        ...

    def open_conflicts(self, records: tuple[UUID, ...]) -> None:
        """Show the values to be settled of some records; of all, if none is given."""
        ...

    def preview_papers(self, receipt_ids: tuple[ReceiptId, ...]) -> None:
        """Show papers, to print or save them."""
        ...

    def preview_office_paper(self, wanted: PaperWanted) -> None:
        """Show a paper for a partner, a provider or the desk, to print or save it."""
        ...

    def saved(self, text: str, changed: frozenset[str]) -> None:
        """Say in the quiet bar what was saved, with its undo; tell other screens."""
        ...

    def done(self, text: str) -> None:
        """Say in the quiet bar what was done, with nothing to undo."""
        ...

    def spread(self, changed: frozenset[str]) -> None:
        """Tell other screens which words changed."""
        ...

    def leave(self) -> None:
        """End the session and show the login page."""
        ...

    def failed(self, error: Exception) -> None:
        """Say what happened, what was kept, what to do."""
        ...

    def go_back(self) -> None:
        """Go to the screen before."""
        ...


@dataclass(frozen=True, slots=True)
class Workplace:
    """One agent's session as screens see it.

    ``background`` is a second lane, for what reads the whole store.
    """

    context: Context
    entrance: Entrance
    keeper: Keeper
    lane: Lane
    background: Lane
    press: Press
    read_register: ReadRegister
    navigator: Navigator
    tr: Translator
    labels: Labels
    wording: Wording
