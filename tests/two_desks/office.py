"""A centre on this machine and two PCs of one office, each with its own store and window.

The PCs join with the codes that ``make central`` prints.  Must not assert anything.
"""

from __future__ import annotations

import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from demonstration_centre import AUTHORITY, Base, Planned, found, plan_offices
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from mairie_quartier.bootstrap import build_parts, translator
from mairie_quartier.central.settings import write_settings
from mairie_quartier.config import Settings
from mairie_quartier.domain.synchronising import EnrolForm, SyncPhase
from mairie_quartier.services.context import Context
from mairie_quartier.services.joining import ask_to_join, join_city
from mairie_quartier.services.synchronisation import read_authority, sync_now
from mairie_quartier.ui.application import Program
from mairie_quartier.ui.tour.typist import Typist
from tests.centre_process import Service

PASSWORD = "Sept-Grands-Chats-Bleus-7"


@dataclass(frozen=True, slots=True)
class Centre:
    """The service, and what it planned for its first office."""

    service: Service
    office: Planned


@contextmanager
def running_centre(base: Base) -> Iterator[Centre]:
    """Found the centre that ``make central`` shows, and serve it until the end."""
    with (
        tempfile.TemporaryDirectory(prefix="mairie-centre-") as name,
        socket.create_server(("127.0.0.1", 0), backlog=128) as listening,
    ):
        folder = Path(name)
        settings = found(base, folder, port=listening.getsockname()[1])
        office = plan_offices(settings)[0]
        write_settings(folder / "central.toml", settings)
        service = Service(folder, settings, listening, read_authority(folder / AUTHORITY))
        service.start()
        try:
            service.answer()
            yield Centre(service, office)
        finally:
            service.kill()


class Counter:
    """One PC of the office: its program, its window, hands on its keys."""

    def __init__(self, centre: Centre, place: int, folder: Path) -> None:
        self.name = f"Guichet {place + 1}"
        settings = Settings(data=folder, backup_folder=folder / "backups")
        self.parts = build_parts(settings)
        self.program = Program(self.parts, translator(settings))
        self.typist = Typist(self.program.window, lambda: self.program.busy)
        self.context = self._join(centre, place)
        self.program.enter(self.context)
        self.program.window.show()
        self.sync()

    @property
    def window(self) -> QWidget:
        """Give its window."""
        return self.program.window

    @property
    def title(self) -> str:
        """Say which PC this is and who works there."""
        agent = self.context.agent
        return f"{self.name} · {agent.first_name} {agent.last_name}"

    def press(self, *keys: str) -> None:
        """Press keys in this window."""
        self._come_forward()
        self.typist.press(*keys)

    def write(self, text: str) -> None:
        """Type a text in this window."""
        self._come_forward()
        self.typist.type(text)

    def tab_to(self, name: str) -> None:
        """Press Tab until the control of this object name has the focus."""
        self._come_forward()
        for _each in range(80):
            focused = QApplication.focusWidget()
            if focused is not None and focused.objectName() == name:
                return
            self.typist.press("Tab")
        raise LookupError(name)

    def unplug(self) -> None:
        """Have the PC leave the network alone until it is asked."""
        self.parts.synchroniser.interrupt()

    def sync(self) -> None:
        """Ask for a sync, and wait until everything is exchanged.

        Twice: the first that ends may have begun before somebody asked.
        """
        for _each in range(2):
            asked = datetime.now(UTC)
            sync_now(self.context, self.parts.synchroniser)
            self.typist.wait_until(partial(self._synced_since, asked), "synced")
        self.typist.settle()

    def close(self) -> None:
        """Close the program for good."""
        self.program.window.close()
        self.program.close()
        self.program.window.deleteLater()
        self.program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()

    def _join(self, centre: Centre, place: int) -> Context:
        """Join the office, as the assistant of a new PC does."""
        form = EnrolForm(
            centre.service.url, centre.office.codes[place], self.name, centre.service.ca
        )
        invitation = ask_to_join(self.parts.synchroniser, form)
        context, _code = join_city(
            self.parts.entrance,
            self.parts.synchroniser,
            invitation,
            login=centre.office.logins[place],
            password=PASSWORD,
        )
        return context

    def _synced_since(self, asked: datetime) -> bool:
        status = self.parts.synchroniser.status
        quiet = status.phase is SyncPhase.UP_TO_DATE and not status.waiting
        return quiet and not status.first_sync and status.at is not None and status.at >= asked

    def _come_forward(self) -> None:
        self.window.activateWindow()
        self.typist.wait_until(lambda: QApplication.activeWindow() is self.window, "active")
        self.typist.settle()
