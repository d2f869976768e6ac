"""A workplace over a real store for tests of screens: a noting navigator, lanes at will.

Must not assert anything.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar
from unittest.mock import sentinel
from uuid import UUID

from mairie_quartier import paths
from mairie_quartier.documents.desk_press import DeskPress
from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.identifiers import DraftId, PersonId, ReceiptId, RequestId
from mairie_quartier.domain.intake import InterpretingForm, NeedForm, PersonForm, ReferralForm
from mairie_quartier.domain.office_papers import PaperWanted
from mairie_quartier.domain.referrals import Partner
from mairie_quartier.domain.requests import Outcome
from mairie_quartier.i18n import Translator
from mairie_quartier.jobs.lanes import InlineLane, Lane
from mairie_quartier.services.directory import save_partner
from mairie_quartier.services.visits import Registered, register_visit
from mairie_quartier.ui.labels import Labels
from mairie_quartier.ui.wording import Wording
from mairie_quartier.ui.workplace import Workplace
from tests.builders import ZONE, Desk, fresh_desk, intake, need, new_partner, person_form

T = TypeVar("T")


@dataclass(slots=True)
class Noting:
    """A navigator that notes each call: its name and its first argument."""

    calls: list[tuple[str, object]] = field(default_factory=list)

    def show_screen(self, key: str) -> None:
        self.calls.append(("show_screen", key))

    def new_visit(self, draft: DraftId | None = None) -> None:
        self.calls.append(("new_visit", draft))

    def show_languages(self) -> None:
        self.calls.append(("show_languages", None))

    def open_person(self, person_id: PersonId) -> None:
        self.calls.append(("open_person", person_id))

    def open_request(self, request_id: RequestId) -> None:
        self.calls.append(("open_request", request_id))

    def open_conflicts(self, records: tuple[UUID, ...]) -> None:
        self.calls.append(("open_conflicts", records))

    def preview_papers(self, receipt_ids: tuple[ReceiptId, ...]) -> None:
        self.calls.append(("preview_papers", receipt_ids))

    def preview_office_paper(self, wanted: PaperWanted) -> None:
        self.calls.append(("preview_office_paper", wanted))

    def saved(self, text: str, changed: frozenset[str]) -> None:
        self.calls.append(("saved", text))

    def done(self, text: str) -> None:
        self.calls.append(("done", text))

    def spread(self, changed: frozenset[str]) -> None:
        self.calls.append(("spread", changed))

    def leave(self) -> None:
        self.calls.append(("leave", None))

    def failed(self, error: Exception) -> None:
        self.calls.append(("failed", error))

    def go_back(self) -> None:
        self.calls.append(("go_back", None))


@dataclass(slots=True)
class HeldLane:
    """A lane whose jobs wait until they are let go: the time before an answer."""

    waiting: list[Callable[[], None]] = field(default_factory=list)

    def submit(
        self,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        self.waiting.append(lambda: InlineLane().submit(job, done, failed))

    def let_go(self) -> None:
        """Run everything, what the answers ask included."""
        while self.waiting:
            self.waiting.pop(0)()


@dataclass(slots=True)
class Place:
    """A desk, its workplace, and where the agent was led."""

    desk: Desk
    work: Workplace
    notes: Noting

    @property
    def calls(self) -> list[tuple[str, object]]:
        return self.notes.calls

    def as_roles(self, *roles: Role) -> Workplace:
        """Give the workplace of the same agent with these roles alone."""
        return replace(self.work, context=self.desk.as_roles(*roles))

    def register(
        self,
        *needs: NeedForm,
        person: PersonForm | None = None,
        interpreting: InterpretingForm | None = None,
    ) -> Registered:
        """Save a visit."""
        form = replace(intake(self.desk.context, *needs, person=person), interpreting=interpreting)
        return register_visit(self.desk.context, form)

    def keep_partner(self, name: str = "Promofemmes") -> Partner:
        """Keep a partner of the directory, with a telephone."""
        partner = replace(new_partner(name), phone="05 36 49 10 01")
        save_partner(self.desk.context, partner)
        return partner

    def refer(self, person: PersonForm | None = None) -> Registered:
        """Save a visit whose need is referred to a partner."""
        referred = replace(
            need(outcome=Outcome.REFERRED),
            referral=ReferralForm(self.keep_partner().id, reason="Cours de français"),
        )
        return self.register(referred, person=person or person_form())


def plain(text: str) -> str:
    """Take isolating marks and unbreakable spaces away from a text."""
    marked = str.maketrans({"\u2068": "", "\u2069": "", "\u00a0": " ", "\u202f": " "})
    return text.translate(marked)


def make_place(folder: Path, *, lane: Lane | None = None) -> Place:
    """Set a desk up and give the place of its agent, who has every role."""
    desk = fresh_desk(folder)
    tr = Translator("fr", folder=paths.translations(), zone=ZONE)
    notes = Noting()
    work = Workplace(
        context=desk.context,
        entrance=desk.entrance,
        keeper=sentinel.keeper,
        lane=lane or InlineLane(),
        background=InlineLane(),
        press=DeskPress(ZONE),
        read_register=sentinel.read_register,
        navigator=notes,
        tr=tr,
        labels=Labels(tr),
        wording=Wording(tr),
    )
    return Place(desk, work, notes)
