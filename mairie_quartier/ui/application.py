"""The program as the agent sees it: the way in, then the desk, locked and unlocked.

Decides nothing of the field; ``session`` connects the screens of one agent.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from mairie_quartier.services.door_state import DoorState
from mairie_quartier.ui.delivery import Delivery
from mairie_quartier.ui.network_watch import NetworkWatch, listen_to_system
from mairie_quartier.ui.sync_news import SyncNews
from mairie_quartier.ui.wording import Wording

if TYPE_CHECKING:
    from mairie_quartier.config import Settings
    from mairie_quartier.i18n import Translator
    from mairie_quartier.services.context import Context
    from mairie_quartier.services.entrance import Entrance
    from mairie_quartier.services.ports import Keeper, Press
    from mairie_quartier.services.registers import ReadRegister
    from mairie_quartier.services.sync_ports import Synchroniser
    from mairie_quartier.ui.session import DeskSession

_log = logging.getLogger(__name__)


class ProgramParts(Protocol):
    """What ``bootstrap`` builds, as the window sees it."""

    @property
    def settings(self) -> Settings:
        """Give the settings of this PC."""
        ...

    @property
    def entrance(self) -> Entrance:
        """Give the way in."""
        ...

    @property
    def keeper(self) -> Keeper:
        """Give the keeper of backups."""
        ...

    @property
    def synchroniser(self) -> Synchroniser:
        """Give the lane of the synchronisation."""
        ...

    @property
    def press(self) -> Press:
        """Give what draws papers."""
        ...

    @property
    def read_register(self) -> ReadRegister:
        """Give what reads the file of a register."""
        ...


class Program(QObject):
    """The window's life: entrance, session, lock."""

    def __init__(self, parts: ProgramParts, tr: Translator) -> None:
        super().__init__()
        self.parts = parts
        self.translator = tr
        self.wording = Wording(tr)
        self.lane = Delivery("store", on_bug=self._tell_bug)
        self.background = Delivery("background", on_bug=self._tell_bug)
        self.sync_news = SyncNews(parts.synchroniser)
        self.network = NetworkWatch(listen_to_system, self)
        self.sync_news.status.connect(self.network.hear_sync)
        self.network.returned.connect(parts.synchroniser.network_returned)
        self.session: DeskSession | None = None
        self.window = QMainWindow()
        self.window.setObjectName("program")
        self.window.setWindowTitle(tr.gettext("Mairie de quartier"))
        self.window.setMinimumSize(980, 620)
        self.window.resize(1366, 768)
        self.pages = QStackedWidget()
        self.window.setCentralWidget(self.pages)

    @property
    def busy(self) -> bool:
        """Tell whether work is under way on a lane."""
        return self.lane.waiting > 0 or self.background.waiting > 0

    def start(self) -> None:
        """Show the window with its first page."""
        self.open_first_page()
        self.window.show()

    def open_first_page(self) -> None:
        """Build the login page, or the assistant on a PC without a store."""
        if self.parts.entrance.door.state is DoorState.NO_STORE:
            self._show_assistant()
        else:
            self._show_login()

    def enter(self, context: Context) -> None:
        """Show the desk of this agent."""
        from mairie_quartier.ui.labels import Labels

        # Every screen comes with it: the login window must not wait for them.
        from mairie_quartier.ui.session import DeskSession
        from mairie_quartier.ui.session_tools import SessionTools

        self._leave_session()
        tools = SessionTools(
            entrance=self.parts.entrance,
            keeper=self.parts.keeper,
            synchroniser=self.parts.synchroniser,
            sync_news=self.sync_news,
            lane=self.lane,
            background=self.background,
            press=self.parts.press,
            read_register=self.parts.read_register,
            settings=self.parts.settings,
            tr=self.translator,
            labels=Labels(self.translator),
            wording=self.wording,
        )
        self.session = DeskSession(context, tools)
        self.session.lock_wanted.connect(self.lock)
        self.session.left.connect(self._leave)
        self.session.demonstration_over.connect(self._end_demonstration)
        self._show(self.session.frame)
        self.session.start()

    def lock(self) -> None:
        """Close the store and cover the screens, which stay as they are."""
        from mairie_quartier.services.sessions import lock

        if self.session is None or self.parts.entrance.door.state is not DoorState.OPEN:
            return
        self.session.pause()
        context = self.session.context
        self.lane.submit(lambda: lock(self.parts.entrance, context), lambda _: None)
        self._show_lock(context)

    def unlock(self, context: Context) -> None:
        """Uncover the screens for the same agent; another one gets a desk of their own."""
        if self.session is None or self.session.context.agent.id != context.agent.id:
            self.enter(context)
            return
        self.session.resume()
        self._show(self.session.frame)

    def close(self) -> None:
        """Keep drafts, finish queued work, close the store."""
        if self.session is not None:
            self.session.pause()
        self.parts.synchroniser.close()
        self.background.close()
        self.lane.close()
        self.parts.entrance.door.leave()

    def _show_login(self) -> None:
        from mairie_quartier.ui.screens.entrance import LoginPage

        page = LoginPage(
            self.parts.entrance,
            self.lane,
            self.translator,
            self.wording,
            self.parts.keeper,
        )
        page.entered.connect(self.enter)
        self._show(page)

    def _show_assistant(self) -> None:
        from mairie_quartier.ui.screens.entrance import SetupAssistant

        entrance, keeper = self.parts.entrance, self.parts.keeper
        page = SetupAssistant(entrance, keeper, self.lane, self.translator, self.wording)
        page.entered.connect(self.enter)
        self._show(page)

    def _show_lock(self, context: Context) -> None:
        from mairie_quartier.ui.screens.entrance import LockPage

        page = LockPage(
            self.parts.entrance, self.lane, self.translator, self.wording, context.agent
        )
        page.unlocked.connect(self.unlock)
        page.other_agent.connect(self.enter)
        self._show(page)

    def _show(self, page: QWidget) -> None:
        """Show a page and let the one before go, unless it is the desk behind a lock."""
        previous = self.pages.currentWidget()
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        kept = self.session.frame if self.session is not None else None
        if previous is not None and previous is not page and previous is not kept:
            self.pages.removeWidget(previous)
            # A page that goes can take the window's activation along; without it no key works.
            previous.destroyed.connect(self._take_focus)
            previous.deleteLater()
        self._take_focus()

    def _take_focus(self) -> None:
        """Give the focus to the page shown, in an active window."""
        page = self.pages.currentWidget()
        if page is None or not self.window.isVisible():
            return
        if QApplication.activeWindow() is None:
            self.window.activateWindow()
        focused = QApplication.focusWidget()
        if focused is not None and page.isAncestorOf(focused):
            return
        focus: Callable[[], None] | None = getattr(page, "first_focus", None)
        if focus is not None:
            focus()

    def _leave(self) -> None:
        """Show the login page; the store is closed already, or is closed now."""
        if self.session is not None:
            self.session.pause()
        self.lane.submit(self.parts.entrance.door.leave, lambda _: None)
        self._show_login()
        self._leave_session()

    def _end_demonstration(self) -> None:
        """Remove what was invented, then offer to set this PC up; or say why it is still there."""
        from mairie_quartier.services.demonstration import give_up_demonstration

        if self.session is not None:
            self.session.pause()
        entrance = self.parts.entrance

        def over(_done: object) -> None:
            self.open_first_page()
            self._leave_session()

        def failed(error: Exception) -> None:
            if entrance.door.state is not DoorState.OPEN or self.session is None:
                over(None)  # begun, it counts as gone: founding another store ends it
                return
            self.session.resume()
            self.session.failed(error)

        self.lane.submit(lambda: give_up_demonstration(entrance), over, failed)

    def _leave_session(self) -> None:
        if self.session is not None:
            self.parts.synchroniser.stop()
            self.pages.removeWidget(self.session.frame)
            self.session.frame.deleteLater()
            self.session = None

    def _tell_bug(self, error: Exception) -> None:
        _log.error("unexpected", exc_info=error)
        if self.session is not None:
            self.session.failed(error)
