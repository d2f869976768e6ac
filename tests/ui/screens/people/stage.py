"""A workplace on a real store for the screens of people and requests; a navigator that listens.

Shared by both folders of tests. Must not assert anything.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol
from uuid import UUID

from mairie_quartier.bootstrap import OFFICE_ZONE
from mairie_quartier.documents.desk_press import DeskPress
from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.identifiers import DraftId, PersonId, ReceiptId, RequestId
from mairie_quartier.domain.office_papers import PaperWanted
from mairie_quartier.services.visits import undo_last
from mairie_quartier.ui.workplace import Workplace
from tests.builders import Desk
from tests.ui.screens.workplaces import make_place


class Refreshed(Protocol):
    """A screen told of changes, as the frame tells all of them."""

    def refresh(self, changed: frozenset[str]) -> None: ...


@dataclass(slots=True)
class ListeningNavigator:
    """Remembers where screens lead and what they say (``workplace.Navigator``)."""

    opened: list[object] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    changed: list[frozenset[str]] = field(default_factory=list)
    backs: int = 0
    screens: list[Refreshed] = field(default_factory=list)

    def show_screen(self, key: str) -> None:
        self.opened.append(key)

    def new_visit(self, draft: DraftId | None = None) -> None:
        self.opened.append(draft)

    def show_languages(self) -> None:
        self.opened.append("languages")

    def open_person(self, person_id: PersonId) -> None:
        self.opened.append(person_id)

    def open_request(self, request_id: RequestId) -> None:
        self.opened.append(request_id)

    def preview_office_paper(self, wanted: PaperWanted) -> None:
        raise AssertionError(wanted)

    def open_conflicts(self, records: tuple[UUID, ...]) -> None:
        self.opened.append(records)

    def preview_papers(self, receipt_ids: tuple[ReceiptId, ...]) -> None:
        self.opened.append(receipt_ids)

    def saved(self, text: str, changed: frozenset[str]) -> None:
        self.said.append(text)
        self.spread(changed)

    def done(self, text: str) -> None:
        self.said.append(text)

    def spread(self, changed: frozenset[str]) -> None:
        self.changed.append(changed)
        for screen in self.screens:
            screen.refresh(changed)

    def failed(self, error: Exception) -> None:
        self.errors.append(error)

    def leave(self) -> None:
        self.opened.append("leave")

    def go_back(self) -> None:
        self.backs += 1


@dataclass(frozen=True, slots=True)
class Stage:
    """A desk, the workplace its screens get, and the navigator that listens."""

    desk: Desk
    work: Workplace
    navigator: ListeningNavigator

    def undo(self) -> frozenset[str]:
        """Undo as the quiet bar does."""
        return undo_last(self.desk.context)


def set_stage(folder: Path, *roles: Role) -> Stage:
    """Give a stage on a fresh desk for an agent of these roles, else of every role."""
    place = make_place(folder)
    navigator = ListeningNavigator()
    work = place.as_roles(*roles) if roles else place.work
    work = replace(work, navigator=navigator, press=DeskPress(OFFICE_ZONE))
    return Stage(place.desk, work, navigator)
