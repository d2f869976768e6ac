"""One agent's session: the frame, its screens, and the way from one to another.

It is the navigator that screens are given.  It holds no rule.  The screens of the list are in
``screen_list``, the pages that open from them in ``pages``, what it does by itself in ``chores``.
"""

import logging
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from mairie_quartier.domain.identifiers import DraftId, PersonId, ReceiptId, RequestId
from mairie_quartier.domain.office_papers import PaperWanted
from mairie_quartier.domain.permissions import Act, may
from mairie_quartier.domain.synchronising import SyncStatus
from mairie_quartier.services.context import Context
from mairie_quartier.services.faults import StoreFault
from mairie_quartier.services.visits import undo_last
from mairie_quartier.ui.chores import Chores
from mairie_quartier.ui.frame import MainFrame
from mairie_quartier.ui.idle_watch import IdleWatch
from mairie_quartier.ui.pages import Pages
from mairie_quartier.ui.screen_list import list_screens
from mairie_quartier.ui.session_tools import SessionTools, workplace
from mairie_quartier.ui.status_bar import StatusBar
from mairie_quartier.ui.widgets.confirm import Question, confirm

PRESS_AFTER_MS = 2_000

_log = logging.getLogger(__name__)

EVERYTHING = frozenset(
    {"visit", "request", "piece", "receipt", "voiding", "person", "member", "referral"}
    | {"interpreting", "partner", "draft", "catalogue_entry", "setting", "agent", "office"}
    | {"conflict"}
)


class DeskSession(QObject):
    """The desk of one agent (``workplace.Navigator``).

    Signals (main thread):
        lock_wanted(): Ctrl+L, or nobody touched the keyboard for the time set.
        left(): the session is over.
        demonstration_over(): the agent agreed that the demonstration goes from this PC.
    """

    lock_wanted = Signal()
    left = Signal()
    demonstration_over = Signal()

    def __init__(self, context: Context, tools: SessionTools) -> None:
        super().__init__()
        self.context = context
        self._tools = tools
        self._ = tools.tr.gettext
        self._paused = False
        self.work = workplace(context, tools, self)
        entries = list_screens(self.work, tools)
        self._first = entries[0].key
        self.frame = MainFrame(tools.tr, entries)
        self._pages = Pages(self.work, self.frame)
        self._status = StatusBar(context, tools, self.frame)
        self._chores = Chores(context, tools, self.failed)
        self._watch = IdleWatch(self, tools.settings.lock_after_min)
        self._connect()

    def start(self) -> None:
        """Show the first screen, watch for inactivity, look after backups."""
        self.frame.show_screen(self._first)
        self._status.say_who()
        self._watch.start()
        self._status.refresh()
        self._chores.dress_papers()
        self._chores.back_up_if_due()
        self._tools.synchroniser.start()
        QTimer.singleShot(PRESS_AFTER_MS, self, self._ready_press)

    def pause(self) -> None:
        """Keep what is on the screens as drafts and stop watching: the store will close."""
        self._paused = True
        self._tools.synchroniser.stop()
        self._watch.stop()
        self._pages.keep_visit()
        self.frame.leave_field()

    def resume(self) -> None:
        """Go on after a lock, in the same screens."""
        self._paused = False
        self._tools.synchroniser.start()
        self._watch.start()
        self.spread(EVERYTHING)

    def show_screen(self, key: str) -> None:
        """Go to a screen of the left-hand list."""
        self.frame.show_screen(key)

    def new_visit(self, draft: DraftId | None = None) -> None:
        """Start a visit, or take up a draft."""
        self._pages.open_visit(draft)

    def show_languages(self) -> None:
        """Turn the language card to the visitor, before a visit or during one."""
        self._pages.turn_card()

    def open_person(self, person_id: PersonId) -> None:
        """Show a person's file."""
        self._pages.open_person(person_id)

    def open_request(self, request_id: RequestId) -> None:
        """Show a request's page."""
        self._pages.open_request(request_id)

    def open_conflicts(self, records: tuple[UUID, ...]) -> None:
        """Show the values to be settled of some records; of all, if none is given."""
        self._pages.open_conflicts(records)

    def preview_papers(self, receipt_ids: tuple[ReceiptId, ...]) -> None:
        """Show papers, to print or save them."""
        self._pages.open_papers(receipt_ids)

    def preview_office_paper(self, wanted: PaperWanted) -> None:
        """Show a paper for a partner, a provider or the desk, to print or save it."""
        self._pages.open_office_paper(wanted)

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
        if isinstance(error, StoreFault):
            self.frame.tell_store_failed(error)

    def go_back(self) -> None:
        """Go to the screen before."""
        self.frame.go_back()

    def undo(self) -> None:
        """Undo the last saved action; an undone visit comes back as a draft."""
        self._tools.lane.submit(lambda: undo_last(self.context), self._undone, self.failed)

    def end_demonstration(self) -> None:
        """Ask whether the demonstration may go, with all that was tried in it."""
        question = Question(
            title=self._("Fermer la démonstration\u00a0?"),
            consequence=self._(
                "Tout ce que contient ce poste est inventé, et ses papiers sont sans valeur. Ce "
                "que vous y avez essayé sera effacé aussi\u00a0; vous pourrez ensuite installer "
                "ce poste pour de bon."
            ),
            agree=self._("Effacer et installer ce poste"),
            stay=self._("Continuer la démonstration"),
        )
        confirm(self.frame, question, self.demonstration_over.emit)

    def find(self) -> None:
        """Open the palette that finds anything."""
        self._pages.open_palette()

    def spread(self, changed: frozenset[str]) -> None:
        """Tell other screens which words changed; behind a lock they will ask by themselves."""
        if self._paused:
            return
        self.frame.refresh(changed)
        self._status.refresh()
        if "setting" in changed:
            self._chores.dress_papers()

    def _undone(self, changed: frozenset[str]) -> None:
        self.frame.notice.say_done(self._("Action annulée."))
        if "visit" in changed:
            self._pages.restore_visit()
        self.spread(changed)

    def _connect(self) -> None:
        self.frame.visit_wanted.connect(self.new_visit)
        self.frame.search_wanted.connect(self.find)
        self.frame.languages_wanted.connect(self.show_languages)
        self.frame.undo_wanted.connect(self.undo)
        self.frame.lock_wanted.connect(self.lock_wanted)
        self.frame.link_wanted.connect(self._show_sync)
        self.frame.demonstration_wanted.connect(self.end_demonstration)
        self._watch.idle.connect(self.lock_wanted)
        self._tools.sync_news.changed.connect(self.spread)
        self._tools.sync_news.status.connect(self._hear_of_sync)

    def _hear_of_sync(self, status: SyncStatus) -> None:
        if self._paused:
            self._status.keep(status)
        else:
            self._status.hear(status)

    def _show_sync(self) -> None:
        if may(self.context.agent.roles, Act.SYNCHRONISE):
            self.show_screen("synchronisation")

    def _ready_press(self) -> None:
        """Load the press once the desk has shown what is due."""
        if not self._paused:
            self._chores.ready_press()
