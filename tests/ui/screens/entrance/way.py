"""A way in for the entrance's tests: a real vault with cheap costs, inline work, noting views.

Must not assert anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mairie_quartier import paths
from mairie_quartier.i18n import Translator
from mairie_quartier.jobs.lanes import InlineLane
from mairie_quartier.services.context import Context
from mairie_quartier.services.ports import Keeper, KeptBackup
from mairie_quartier.services.sessions import Entrance
from mairie_quartier.store.keeping import StoreKeeper
from mairie_quartier.ui.screens.entrance.answers import Answer, Answers, Step
from mairie_quartier.ui.screens.entrance.attempts import EntryState
from mairie_quartier.ui.screens.entrance.presenter_key import KeyCheck
from mairie_quartier.ui.screens.entrance.way_in import WayIn
from mairie_quartier.ui.wording import Wording
from tests.builders import (
    ZONE,
    Desk,
    FakeClock,
    entrance_by,
    fresh_desk,
    open_door,
)

NEW_PASSWORD = "Lampe-Verte-2026"


def translator() -> Translator:
    return Translator("fr", folder=paths.translations(), zone=ZONE)


def keeper_of(desk: Desk) -> StoreKeeper:
    return StoreKeeper(desk.door, desk.folder / "backups", keep_days=14, clock=desk.clock)


def way_to(entrance: Entrance, keeper: Keeper | None = None) -> WayIn:
    tr = translator()
    return WayIn(entrance, InlineLane(), tr, Wording(tr), keeper)


def closed_desk(folder: Path) -> Desk:
    """A PC set up, at its login page."""
    desk = fresh_desk(folder)
    desk.close()
    return desk


def empty_entrance(folder: Path) -> Entrance:
    """A PC without a store."""
    clock = FakeClock()
    return entrance_by(open_door(folder, clock), clock)


@dataclass(slots=True)
class NotingEntry:
    """Notes states and sessions (``attempts.EntryView``)."""

    states: list[EntryState] = field(default_factory=list)
    contexts: list[Context] = field(default_factory=list)

    def show_state(self, state: EntryState) -> None:
        self.states.append(state)

    def let_in(self, context: Context) -> None:
        self.contexts.append(context)

    @property
    def last(self) -> EntryState:
        return self.states[-1]


@dataclass(slots=True)
class NotingRestore:
    """Notes what a restore shows (``presenter_restore.RestoreView``)."""

    backups: tuple[KeptBackup, ...] = ()
    works: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def show_backups(self, backups: tuple[KeptBackup, ...]) -> None:
        self.backups = backups

    def show_work(self, words: str) -> None:
        self.works.append(words)

    def show_failure(self, words: str) -> None:
        self.failures.append(words)

    def restored(self, words: str) -> None:
        self.done.append(words)


@dataclass(slots=True)
class NotingSetup:
    """Notes what the assistant shows (``presenter_setup.SetupView``)."""

    steps: list[Step] = field(default_factory=list)
    mistakes: Mapping[Answer, str] = field(default_factory=dict)
    failure: str = ""
    works: list[str] = field(default_factory=list)
    progress: list[tuple[int, int]] = field(default_factory=list)
    returns: list[tuple[str, str]] = field(default_factory=list)
    checks: list[KeyCheck] = field(default_factory=list)
    contexts: list[Context] = field(default_factory=list)

    def show_step(self, step: Step) -> None:
        self.steps.append(step)

    def show_mistakes(self, mistakes: Mapping[Answer, str]) -> None:
        self.mistakes = mistakes

    def show_failure(self, words: str) -> None:
        self.failure = words

    def show_work(self, words: str) -> None:
        self.works.append(words)

    def show_demonstration(self, login: str, password: str) -> None:
        self.returns.append((login, password))

    def advance(self, done: int, total: int) -> None:
        self.progress.append((done, total))

    def show_key(self, check: KeyCheck) -> None:
        self.checks.append(check)

    def let_in(self, context: Context) -> None:
        self.contexts.append(context)


def answers(**changes: str) -> Answers:
    """Complete answers, but for the changes, by the name of the answer."""
    typed = {
        Answer.CITY: "Bordeaux",
        Answer.OFFICE_NAME: "Mairie de quartier de Bacalan",
        Answer.OFFICE_CODE: "BAC",
        Answer.FIRST_NAME: "Awa",
        Answer.LAST_NAME: "Diop",
        Answer.LOGIN: "awa.diop",
        Answer.PASSWORD: NEW_PASSWORD,
        Answer.AGAIN: NEW_PASSWORD,
    }
    return Answers(typed | {Answer(name): text for name, text in changes.items()})
