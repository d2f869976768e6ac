"""A workplace for the intake screen: a real encrypted store, inline work, a navigator that notes.

Must not assert anything.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path
from unittest.mock import sentinel
from uuid import UUID

from mairie_quartier import paths
from mairie_quartier.documents.desk_press import DeskPress
from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.identifiers import DraftId, PersonId, ReceiptId, RequestId
from mairie_quartier.domain.office_papers import PaperWanted
from mairie_quartier.domain.people import Person
from mairie_quartier.domain.referrals import Partner
from mairie_quartier.i18n import Translator
from mairie_quartier.jobs.lanes import InlineLane, Lane
from mairie_quartier.services.directory import save_partner
from mairie_quartier.services.people import add_person
from mairie_quartier.ui.labels import Labels
from mairie_quartier.ui.screens.intake.state import IntakeState, Spot
from mairie_quartier.ui.wording import Wording
from mairie_quartier.ui.workplace import Workplace
from tests.builders import ZONE, Desk, fresh_desk, new_partner, new_person


@dataclass(slots=True)
class NotingNavigator:
    """Notes where it was asked to go and what it was told."""

    previews: list[tuple[ReceiptId, ...]] = field(default_factory=list)
    office_papers: list[PaperWanted] = field(default_factory=list)
    sayings: list[str] = field(default_factory=list)
    changes: list[frozenset[str]] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    people: list[PersonId] = field(default_factory=list)
    visits: list[DraftId | None] = field(default_factory=list)

    def show_screen(self, key: str) -> None:
        """Nothing to go to."""

    def new_visit(self, draft: DraftId | None = None) -> None:
        self.visits.append(draft)

    def open_person(self, person_id: PersonId) -> None:
        self.people.append(person_id)

    def open_request(self, request_id: RequestId) -> None:
        """Nothing to open."""

    def open_conflicts(self, records: tuple[UUID, ...]) -> None:
        """Nothing to open."""

    def preview_office_paper(self, wanted: PaperWanted) -> None:
        self.office_papers.append(wanted)

    def preview_papers(self, receipt_ids: tuple[ReceiptId, ...]) -> None:
        self.previews.append(receipt_ids)

    def saved(self, text: str, changed: frozenset[str]) -> None:
        self.sayings.append(text)
        self.changes.append(changed)

    def show_languages(self) -> None:
        """No window to cover."""

    def done(self, text: str) -> None:
        self.sayings.append(text)

    def spread(self, changed: frozenset[str]) -> None:
        self.changes.append(changed)

    def leave(self) -> None:
        """No session to end."""

    def failed(self, error: Exception) -> None:
        self.errors.append(error)

    def go_back(self) -> None:
        """Nothing before."""


@dataclass(slots=True)
class NotingView:
    """A view that only remembers."""

    states: list[IntakeState] = field(default_factory=list)
    spots: list[tuple[Spot, RequestId | None]] = field(default_factory=list)

    def show_state(self, state: IntakeState) -> None:
        self.states.append(state)

    def focus_on(self, spot: Spot, need: RequestId | None = None) -> None:
        self.spots.append((spot, need))


class ReadiedPress(DeskPress):
    """A press that only notes for which languages it was got ready."""

    def __init__(self) -> None:
        super().__init__(ZONE)
        self.languages: list[str | None] = []

    def get_ready(self, language: str | None = None) -> None:
        self.languages.append(language)


@dataclass(slots=True)
class AtWork:
    """A desk, and the workplace over it."""

    desk: Desk
    work: Workplace
    navigator: NotingNavigator
    press: ReadiedPress


def at_work(folder: Path, *, lane: Lane | None = None) -> AtWork:
    """Set a desk up and give its workplace."""
    desk = fresh_desk(folder)
    tr = Translator("fr", folder=paths.translations(), zone=ZONE)
    navigator, press = NotingNavigator(), ReadiedPress()
    work = Workplace(
        context=desk.context,
        entrance=desk.entrance,
        keeper=sentinel.keeper,
        lane=lane or InlineLane(),
        background=lane or InlineLane(),
        press=press,
        read_register=sentinel.read_register,
        navigator=navigator,
        tr=tr,
        labels=Labels(tr),
        wording=Wording(tr),
    )
    return AtWork(desk, work, navigator, press)


def known_person(desk: Desk) -> Person:
    """Keep the file of somebody who came before."""
    person = replace(
        new_person(desk.context),
        birth=PartialDate(1987, 4, 12),
        phone="06 00 00 12 42",
        language="bam",
        address="3 rue de l’Exemple",
        town="Bordeaux",
    )
    add_person(desk.context, person)
    return person


def known_partner(desk: Desk) -> Partner:
    """Keep a partner in the directory."""
    partner = new_partner("Promofemmes")
    save_partner(desk.context, partner)
    return partner
