"""One agent's session: the frame, its screens, and the way from one to another.

It is the navigator that screens are given.  It holds no rule.
"""

import logging
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from mairie_quartier.config import Settings
from mairie_quartier.domain.identifiers import DraftId, PersonId, ReceiptId, RequestId
from mairie_quartier.domain.office_papers import PaperWanted
from mairie_quartier.domain.permissions import Act, NotAllowed, may
from mairie_quartier.domain.synchronising import SyncPhase, SyncStatus
from mairie_quartier.i18n import Translator
from mairie_quartier.services.backups import back_up, backup_is_due
from mairie_quartier.services.context import Context
from mairie_quartier.services.desk import operations_waiting
from mairie_quartier.services.faults import StoreFault
from mairie_quartier.services.ports import Keeper, Press
from mairie_quartier.services.registers import ReadRegister
from mairie_quartier.services.sessions import Entrance
from mairie_quartier.services.settings import read_city_logo
from mairie_quartier.services.sync_ports import Synchroniser
from mairie_quartier.services.visits import undo_last
from mairie_quartier.ui.delivery import Delivery
from mairie_quartier.ui.frame import MainFrame, ScreenEntry
from mairie_quartier.ui.labels import Labels
from mairie_quartier.ui.screens.administration import AdministrationScreen
from mairie_quartier.ui.screens.desk import DeskScreen
from mairie_quartier.ui.screens.directory import DirectoryScreen
from mairie_quartier.ui.screens.find import FindPalette
from mairie_quartier.ui.screens.intake import IntakeScreen
from mairie_quartier.ui.screens.interpreting import InterpretingScreen
from mairie_quartier.ui.screens.language_card import CardAnswer, TurnedCard
from mairie_quartier.ui.screens.office_papers import OfficePaperPreview
from mairie_quartier.ui.screens.people import PeopleScreen, PersonScreen
from mairie_quartier.ui.screens.referrals import ReferralsScreen
from mairie_quartier.ui.screens.requests import PaperPreview, RequestScreen
from mairie_quartier.ui.screens.synchronisation import SynchronisationScreen
from mairie_quartier.ui.screens.synchronisation.words import ICONS, SyncWords
from mairie_quartier.ui.sync_news import SyncNews
from mairie_quartier.ui.wording import Wording
from mairie_quartier.ui.workplace import Workplace

PRESS_AFTER_MS = 2_000
WATCHED = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
    }
)

_log = logging.getLogger(__name__)

EVERYTHING = frozenset(
    {"visit", "request", "piece", "receipt", "voiding", "person", "member", "referral"}
    | {"interpreting", "partner", "draft", "catalogue_entry", "setting", "agent", "office"}
    | {"conflict"}
)
ADMINISTRATION = (
    Act.MANAGE_AGENTS,
    Act.EDIT_SETTINGS,
    Act.EDIT_CATALOGUE,
    Act.IMPORT_REGISTER,
    Act.READ_AUDIT,
)


@dataclass(frozen=True, slots=True)
class SessionTools:
    """What a session works with besides its agent.

    ``background`` is a second lane, for what reads the whole store (backups, checks).
    """

    entrance: Entrance
    keeper: Keeper
    synchroniser: Synchroniser
    sync_news: SyncNews
    lane: Delivery
    background: Delivery
    press: Press
    read_register: ReadRegister
    settings: Settings
    tr: Translator
    labels: Labels
    wording: Wording


class DeskSession(QObject):
    """The desk of one agent (``workplace.Navigator``).

    Signals (main thread):
        lock_wanted(): Ctrl+L, or nobody touched the keyboard for the time set.
        left(): the session is over.
    """

    lock_wanted = Signal()
    left = Signal()

    def __init__(self, context: Context, tools: SessionTools) -> None:
        super().__init__()
        self.context = context
        self._tools = tools
        self._ = tools.tr.gettext
        self._intake: IntakeScreen | None = None
        self._desk: DeskScreen | None = None
        self._person: PersonScreen | None = None
        self._request: RequestScreen | None = None
        self._papers: PaperPreview | None = None
        self._office_papers: OfficePaperPreview | None = None
        self._palette: FindPalette | None = None
        self._card: TurnedCard | None = None
        self._paused = False
        self.sync_status = tools.synchroniser.status
        self.work = self._workplace()
        self.frame = MainFrame(tools.tr, self._entries())
        self._connect()
        self._idle = QTimer(self)
        self._idle.setInterval(tools.settings.lock_after_min * 60_000)
        self._idle.timeout.connect(self.lock_wanted)

    def start(self) -> None:
        """Show the first screen, watch for inactivity, look after backups."""
        self.frame.show_screen(self._entries()[0].key)
        self._say_who()
        self._watch()
        self._refresh_link()
        self._dress_papers()
        self._back_up_if_due()
        self._tools.synchroniser.start()
        QTimer.singleShot(PRESS_AFTER_MS, self, self._ready_press)

    def pause(self) -> None:
        """Keep what is on the screens as drafts and stop watching: the store will close."""
        self._paused = True
        self._tools.synchroniser.stop()
        self._idle.stop()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        if self._intake is not None:
            self._intake.keep()
        self._leave_field()

    def resume(self) -> None:
        """Go on after a lock, in the same screens."""
        self._paused = False
        self._tools.synchroniser.start()
        self._watch()
        self.spread(EVERYTHING)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Start the count of inactivity again at every key and mouse move."""
        if event.type() in WATCHED:
            self._idle.start()
        return super().eventFilter(watched, event)

    def show_screen(self, key: str) -> None:
        """Go to a screen of the left-hand list."""
        self.frame.show_screen(key)

    def new_visit(self, draft: DraftId | None = None) -> None:
        """Start a visit, or take up a draft."""
        if not may(self.context.agent.roles, Act.RECORD_VISIT):
            self.failed(NotAllowed(Act.RECORD_VISIT, self.context.agent.roles))
            return
        screen = self._intake = self._intake or IntakeScreen(self.work)
        if draft is None:
            screen.start()
        else:
            screen.resume(draft)
        self.frame.show_screen("intake", screen=screen)

    def show_languages(self) -> None:
        """Turn the language card to the visitor, before a visit or during one."""
        if not may(self.context.agent.roles, Act.RECORD_VISIT):
            self.failed(NotAllowed(Act.RECORD_VISIT, self.context.agent.roles))
            return
        if self._card is None:
            self._card = TurnedCard(self.work, self.frame, self._answered)
        visit = self._intake if self._intake is self.frame.current_screen() else None
        self._card.turn(visit.spoken_language() if visit is not None else None)

    def open_person(self, person_id: PersonId) -> None:
        """Show a person's file."""
        screen = self._person = self._person or PersonScreen(self.work)
        screen.open(person_id)
        self.frame.show_screen("person", screen=screen)

    def open_request(self, request_id: RequestId) -> None:
        """Show a request's page."""
        screen = self._request = self._request or RequestScreen(self.work)
        screen.open(request_id)
        self.frame.show_screen("request", screen=screen)

    def preview_papers(self, receipt_ids: tuple[ReceiptId, ...]) -> None:
        """Show papers, to print or save them."""
        screen = self._papers = self._papers or PaperPreview(self.work)
        screen.open(receipt_ids)
        self.frame.show_screen("papers", screen=screen)

    def preview_office_paper(self, wanted: PaperWanted) -> None:
        """Show a paper for a partner, a provider or the desk, to print or save it."""
        screen = self._office_papers = self._office_papers or OfficePaperPreview(self.work)
        screen.open(wanted)
        self.frame.show_screen("office_papers", screen=screen)

    def saved(self, text: str, changed: frozenset[str]) -> None:
        """Say in the quiet bar what was saved, with its undo; tell other screens."""
        self.frame.notice.say_saved(text)
        self.spread(changed)

    def done(self, text: str) -> None:
        """Say in the quiet bar what was done, with nothing to undo."""
        self.frame.notice.say_done(text)

    def leave(self) -> None:
        """End the session and show the login page."""
        self.left.emit()

    def failed(self, error: Exception) -> None:
        """Say what happened, what was kept, what to do."""
        if self._paused:
            # Something was read again behind the lock; everything is, once it is lifted.
            _log.info("failed behind the lock", exc_info=error)
            return
        self.frame.notice.say_failed(self._tools.wording.of(error).text)
        if isinstance(error, StoreFault) and self._desk is not None:
            self._desk.store_failed(error)

    def go_back(self) -> None:
        """Go to the screen before."""
        self.frame.go_back()

    def undo(self) -> None:
        """Undo the last saved action; an undone visit comes back as a draft."""
        self._tools.lane.submit(lambda: undo_last(self.context), self._undone, self.failed)

    def find(self) -> None:
        """Open the palette that finds anything."""
        screen = self._palette = self._palette or FindPalette(self.work)
        screen.open_over(self.frame)

    def _answered(self, answer: CardAnswer) -> None:
        """Give the visit what the visitor showed; begin one where there is none."""
        if self._intake is None or self._intake is not self.frame.current_screen():
            self.new_visit()
        if self._intake is not None:
            self._intake.take_answer(answer)

    def _leave_field(self) -> None:
        """Have a field being typed in save its text while the store is still open."""
        focused = QApplication.focusWidget()
        if focused is not None and self.frame.isAncestorOf(focused):
            focused.clearFocus()
            focused.setFocus()

    def _undone(self, changed: frozenset[str]) -> None:
        self.frame.notice.say_done(self._("Action annulée."))
        if self._intake is not None and "visit" in changed:
            self._intake.restore_last()
        self.spread(changed)

    def spread(self, changed: frozenset[str]) -> None:
        """Tell other screens which words changed; behind a lock they will ask by themselves."""
        if self._paused:
            return
        self.frame.refresh(changed)
        self._refresh_link()
        if "setting" in changed:
            self._dress_papers()

    def _workplace(self) -> Workplace:
        tools = self._tools
        return Workplace(
            context=self.context,
            entrance=tools.entrance,
            keeper=tools.keeper,
            lane=tools.lane,
            background=tools.background,
            press=tools.press,
            read_register=tools.read_register,
            navigator=self,
            tr=tools.tr,
            labels=tools.labels,
            wording=tools.wording,
        )

    def _entries(self) -> list[ScreenEntry]:
        """List the screens this agent's roles have a use for."""
        roles, work = self.context.agent.roles, self.work
        offered = [
            (Act.READ_COUNTERS, "desk", self._("Accueil"), "house", self._make_desk),
            (Act.SEARCH_PEOPLE, "people", self._("Personnes"), "users", PeopleScreen),
            (Act.REFER, "referrals", self._("Orientations"), "send", ReferralsScreen),
            (Act.BOOK_INTERPRETER, "interpreting", self._("Interprètes"), "languages",
             InterpretingScreen),
            (Act.READ_DIRECTORY, "directory", self._("Annuaire"), "book-user", DirectoryScreen),
        ]  # fmt: skip
        entries = [
            ScreenEntry(key, title, icon, partial(make, work))
            for act, key, title, icon, make in offered
            if may(roles, act)
        ]
        if any(may(roles, act) for act in ADMINISTRATION):
            title = self._("Administration")
            make = partial(AdministrationScreen, work)
            entries.append(ScreenEntry("administration", title, "settings", make))
        if may(roles, Act.SYNCHRONISE):
            tools, title = self._tools, self._("Synchro")
            sync = partial(SynchronisationScreen, work, tools.synchroniser, tools.sync_news)
            entries.append(ScreenEntry("synchronisation", title, "refresh-cw", sync))
        return entries

    def _make_desk(self, work: Workplace) -> DeskScreen:
        self._desk = DeskScreen(work)
        return self._desk

    def _connect(self) -> None:
        self.frame.visit_wanted.connect(self.new_visit)
        self.frame.search_wanted.connect(self.find)
        self.frame.languages_wanted.connect(self.show_languages)
        self.frame.undo_wanted.connect(self.undo)
        self.frame.lock_wanted.connect(self.lock_wanted)
        self.frame.link_wanted.connect(self._show_sync)
        self._tools.sync_news.changed.connect(self.spread)
        self._tools.sync_news.status.connect(self._hear_of_sync)

    def _watch(self) -> None:
        self._idle.start()
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def _say_who(self) -> None:
        roles = ", ".join(
            self._tools.labels.role(role) for role in sorted(self.context.agent.roles)
        )
        who = f"{self.context.office.name} · {self.context.agent.short_name} ({roles})"
        self.frame.set_identity(who)

    def _hear_of_sync(self, status: SyncStatus) -> None:
        """Keep how the synchronisation stands, and say it."""
        self.sync_status = status
        if self._paused:
            return
        if status.phase is SyncPhase.SYNCING:
            self._say_link(status.waiting)
        else:
            self._refresh_link()

    def _show_sync(self) -> None:
        if may(self.context.agent.roles, Act.SYNCHRONISE):
            self.show_screen("synchronisation")

    def _refresh_link(self) -> None:
        context = self.context
        self._tools.lane.submit(lambda: operations_waiting(context), self._say_link)

    def _ready_press(self) -> None:
        """Load the press beside the work, once the desk has shown what is due."""
        if not self._paused:
            self._tools.background.submit(self._tools.press.get_ready, lambda _: None)

    def _dress_papers(self) -> None:
        """Give the press the city's logo, on the lane it draws on."""
        context, press = self.context, self._tools.press
        self._tools.lane.submit(lambda: press.wear(read_city_logo(context)), lambda _: None)

    def _say_link(self, waiting: int) -> None:
        status = self.sync_status
        text = SyncWords(self._tools.tr, self._tools.labels).bar(status, waiting)
        self.frame.set_link(text, ICONS.get(status.phase, "cloud-off"))

    def _back_up_if_due(self) -> None:
        tools, context = self._tools, self.context
        if not may(context.agent.roles, Act.BACK_UP):
            return

        def job() -> None:
            now, every_h = context.clock.now(), tools.settings.backup_every_h
            if backup_is_due(tools.keeper, now, every_h=every_h):
                back_up(context, tools.keeper)

        tools.background.submit(job, lambda _: None, self.failed)
