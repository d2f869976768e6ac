"""A PC of the office for the journeys: its folder, the real program on it, hands on its keys.

The demonstration is written once for each process, with few people and cheap guesses, and copied.
Must not assert anything.
"""

import atexit
import gc
import resource
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from mairie_quartier import paths
from mairie_quartier.bootstrap import PcClock, build_parts, translator
from mairie_quartier.config import Settings
from mairie_quartier.domain.intake import IntakeForm
from mairie_quartier.domain.papers import IssuedReceipt
from mairie_quartier.services.catalogue import CatalogueShelf
from mairie_quartier.services.context import Context
from mairie_quartier.services.demonstration import Scale, demonstration_login, found_demonstration
from mairie_quartier.services.door_state import demonstration_mark
from mairie_quartier.services.drafts import list_drafts, resume_draft
from mairie_quartier.services.ports import DoorState
from mairie_quartier.services.sessions import Entrance
from mairie_quartier.store.door import StoreDoor
from mairie_quartier.store.machine import machine_mark
from mairie_quartier.ui.application import Program
from mairie_quartier.ui.opening import prepare
from mairie_quartier.ui.tour.typist import Typist
from mairie_quartier.ui.widgets.line_list import LineList
from tests.builders import CHEAP, shipped_catalogue

SMALL = Scale(people=40, requests=120)
MOST_TABS = 120

W = TypeVar("W", bound=QWidget)


@lru_cache(maxsize=1)
def _demonstration() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="demonstration-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    door = door_of(folder)
    found_demonstration(Entrance(door, PcClock(), CatalogueShelf(shipped_catalogue)), scale=SMALL)
    door.leave()
    return folder


def door_of(folder: Path) -> StoreDoor:
    """Give the door of the store there."""
    migrations = paths.migrations("desk")
    return StoreDoor(
        folder, migrations=migrations, clock=PcClock(), machine=machine_mark(), costs=CHEAP
    )


def demonstration(folder: Path) -> Path:
    """Put a small demonstration in a folder, closed."""
    shutil.copytree(_demonstration(), folder, dirs_exist_ok=True)
    return folder


@lru_cache(maxsize=1)
def _at_work() -> Path:
    folder = demonstration(Path(tempfile.mkdtemp(prefix="at-work-")))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    door = door_of(folder)
    door.enter(*demonstration_login())
    with door.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM local_state WHERE name = 'demonstration'")
    door.leave()
    demonstration_mark(door.path).unlink()
    return folder


def at_work(folder: Path) -> Path:
    """Put a PC at work in a folder, closed: what is invented there stands for real data."""
    shutil.copytree(_at_work(), folder, dirs_exist_ok=True)
    return folder


def settings_of(folder: Path) -> Settings:
    """Give the settings of a PC whose data lies there."""
    return Settings(data=folder, backup_folder=folder / "backups")


class Pc:
    """The program running on one folder; ``restart`` is the next morning."""

    def __init__(self, app: QApplication, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        self.strays = Strays()
        # As ``application.run`` does: no widget may be collected on a worker's thread, and what
        # was there before need not be looked through.
        gc.disable()
        gc.freeze()
        self._start()

    def _start(self) -> None:
        tr = translator(self.settings)
        prepare(self.app, self.settings, tr)
        self.program = Program(build_parts(self.settings), tr)
        self.typist = Typist(self.program.window, lambda: self.program.busy)
        self.strays.watch(self.app, self.program.window)
        self.program.start()
        self.typist.settle()

    def close(self) -> None:
        """Close the window, as its cross does."""
        self.program.window.close()
        self.program.close()
        self.strays.leave(self.app)
        self.program.window.deleteLater()
        self.program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()

    def end(self) -> None:
        """Close the program for good."""
        self.close()
        del self.program, self.typist
        gc.collect()
        gc.unfreeze()
        gc.enable()

    def restart(self) -> None:
        """Close the program and start it again."""
        self.close()
        self._start()

    def log_in(self, login: str = "", password: str = "") -> None:
        """Log in by keyboard; as the demonstration's own agent unless told."""
        usual, secret = demonstration_login()
        self.typist.type(login or usual)
        self.typist.press("Return")
        self.typist.type(password or secret)
        self.typist.press("Return")

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        self.typist.press(*keys)

    def write(self, text: str) -> None:
        """Type a text."""
        self.typist.type(text)

    def send(self, text: str) -> None:
        """Type without waiting for what the program makes of it."""
        for char in text:
            self.typist.send(char)

    def send_keys(self, *keys: str) -> None:
        """Press keys without waiting."""
        for each in keys:
            focused = QApplication.focusWidget()
            if focused is not None:
                QTest.keySequence(focused, QKeySequence(each))

    def scan(self, text: str) -> None:
        """Type as a scanner does: no pause before Enter."""
        self.send(text)
        self.send_keys("Return")
        self.typist.settle()

    def tab_to(self, name: str) -> None:
        """Press Tab until the control of this name has the focus."""
        for _ in range(MOST_TABS):
            if self.focus_name == name:
                return
            self.typist.press("Tab")
        raise LookupError(name)

    def fill_in(self, **fields: str) -> None:
        """Fill fields in their tab order."""
        for name, text in fields.items():
            self.tab_to(name)
            self.write(text)

    def focus_page(self) -> None:
        """Give the focus back to the page, once something else took it away."""
        if self.program.session is not None:
            self.program.session.frame.first_focus()

    @property
    def focus_name(self) -> str:
        """Name what has the focus."""
        focused = QApplication.focusWidget()
        return focused.objectName() if focused is not None else ""

    @property
    def context(self) -> Context:
        """Give the session of whoever is logged in."""
        session = self.program.session
        if session is None:
            raise LookupError("nobody is logged in")
        return session.context

    @property
    def is_open(self) -> bool:
        """Tell whether the store is open."""
        return self.program.parts.entrance.door.state is DoorState.OPEN

    def shown(self, kind: type[W], name: str) -> list[W]:
        """Give the controls of a name that can be seen."""
        found = self.program.window.findChildren(kind, name)
        return [each for each in found if each.isVisible()]

    def lists(self, name: str) -> list[LineList]:
        """Give the lists of a name that can be seen."""
        return self.shown(LineList, name)

    def text_in(self, name: str) -> str:
        """Give what a line shows."""
        return self.shown(QLineEdit, name)[0].text()

    @property
    def words(self) -> str:
        """Give every text that can be seen."""
        labels = self.program.window.findChildren(QLabel)
        return "\n".join(each.text() for each in labels if each.isVisible())

    def draft(self) -> IntakeForm:
        """Read the latest draft from the store."""
        return resume_draft(self.context, list_drafts(self.context)[0].id)

    def drafts(self) -> int:
        """Count the drafts in the store."""
        return len(list_drafts(self.context))

    def receipts(self) -> list[IssuedReceipt]:
        """Give the papers of the store, in the order of their numbers' issue."""
        with self.context.open() as unit:
            return sorted(unit.receipts.matching(), key=lambda each: each.issued_at)

    def visits(self) -> int:
        """Count the visits of the store."""
        with self.context.open() as unit:
            return len(unit.visits.matching())


class Strays(QObject):
    """Notes every window but the program's that is ever shown."""

    def __init__(self) -> None:
        super().__init__()
        self._window: QWidget | None = None
        self.seen: list[str] = []

    def watch(self, app: QApplication, window: QWidget) -> None:
        """Begin; ``window`` is the one that may be shown."""
        self._window = window
        app.installEventFilter(self)

    def leave(self, app: QApplication) -> None:
        """Watch no more."""
        app.removeEventFilter(self)
        self._window = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's
        """Note a window that appears."""
        # Every event of the program comes by: the cheap questions first.
        if (
            isinstance(watched, QWidget)
            and watched.isWindow()
            and watched is not self._window
            and event.type() is QEvent.Type.Show
        ):
            self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file of this process grow: what a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
