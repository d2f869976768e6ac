"""The intake screen: one screen, one hand on the keyboard, in the order of the conversation.

Passive: it shows the presenter's state and brings it the keys.  The whole scheme of keys is in
``shortcuts()``: Enter always goes on, Ctrl+Enter agrees, Escape closes what is offered.
"""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QStackedWidget, QWidget

from mairie_quartier.domain.identifiers import DraftId, RequestId
from mairie_quartier.ui.screens.intake.heading import Heading
from mairie_quartier.ui.screens.intake.needs_section import NeedsSection
from mairie_quartier.ui.screens.intake.papers_section import PapersSection
from mairie_quartier.ui.screens.intake.presenter import IntakePresenter
from mairie_quartier.ui.screens.intake.result_page import ResultPage
from mairie_quartier.ui.screens.intake.side_panel import SidePanel
from mairie_quartier.ui.screens.intake.state import AfterSaving, IntakeState, Spot
from mairie_quartier.ui.screens.intake.who_section import WhoSection
from mairie_quartier.ui.screens.language_card import CardAnswer
from mairie_quartier.ui.shortcuts import Shortcut, bind
from mairie_quartier.ui.theme.tokens import Space, Tone
from mairie_quartier.ui.widgets.badges import Banner
from mairie_quartier.ui.widgets.flow import Page
from mairie_quartier.ui.widgets.notice import NoticeBar
from mairie_quartier.ui.widgets.tab_order import follow_the_eye
from mairie_quartier.ui.widgets.texts import column, fill, row, scrolled
from mairie_quartier.ui.workplace import Workplace

WIDE_LETTERS = 118
"""Room, in letters, from which the side panel stands beside the form."""
SHOWN_WHOLE = frozenset({"need", "interpretingPart"})


class IntakeScreen(QWidget):
    """A visit being recorded."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self.setObjectName("screen")
        self._work = work
        self._ = work.tr.gettext
        self._spot: tuple[Spot, RequestId | None] = (Spot.PERSON, None)
        self._draft: DraftId | None = None
        self._ordering = False
        self._presenter = IntakePresenter(work, self)
        self._build_parts()
        self._build_pages()
        self._bind_keys()
        self.show_state(self._presenter.state)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._bring_into_sight)

    def start(self) -> None:
        """Begin a new visit; the one on the screen stays as a draft."""
        self._quit_field()
        self._presenter.start()

    def resume(self, draft_id: DraftId) -> None:
        """Take up a draft."""
        self._quit_field()
        self._presenter.resume(draft_id)

    def restore_last(self) -> None:
        """Bring the visit just undone back, as a draft."""
        self._presenter.restore_last()

    def spoken_language(self) -> str | None:
        """Give the language of the visit, as far as known."""
        return self._presenter.state.form.language

    def take_answer(self, answer: CardAnswer) -> None:
        """Take what the visitor showed on the language card."""
        self._presenter.take_answer(answer)

    def keep(self) -> None:
        """Keep what is on the screen, the field being typed in too."""
        self._leave_field()
        self._presenter.keep_at_once()

    def refresh(self, changed: frozenset[str]) -> None:
        """Take in what other screens changed."""
        self._presenter.refresh(changed)

    def first_focus(self) -> None:
        """Give the focus to where the conversation is."""
        self.focus_on(*self._spot)

    def shortcuts(self) -> list[Shortcut]:
        """List the keys of this screen, in the order of the conversation."""
        return [
            Shortcut("Return", self._("Continuer\u00a0: champ suivant, première proposition")),
            Shortcut("Ctrl+Return", self._("Personne\u00a0: c’est la même personne")),
            Shortcut("F3", self._("Fiche et foyer de la personne")),
            Shortcut("F4", self._("Besoin d’interprète")),
            Shortcut("Alt+B", self._("Aller aux besoins")),
            Shortcut("1", self._("Suite donnée\u00a0: 1 à 7, ou la première lettre")),
            Shortcut("R", self._("Pièce reçue\u00a0; M manquante, I inutile, T tout est reçu")),
            Shortcut("Ctrl+S", self._("Enregistrer (Ctrl+Entrée hors du champ Personne)")),
            Shortcut("Ctrl+P", self._("Enregistrer et imprimer")),
            Shortcut("Ctrl+O", self._("Une fois enregistré\u00a0: la fiche d’orientation")),
            Shortcut("Alt+C", self._("Changer de canal")),
            Shortcut("Esc", self._("Fermer les propositions")),
        ]

    def show_state(self, state: IntakeState) -> None:
        """Show the state; each part leaves alone what did not change."""
        if state.form.draft_id != self._draft:
            self._draft = state.form.draft_id
            self.needs.clear_entry()
            self.who.put_details_away()
        self._pages.setCurrentIndex(0 if state.result is None else 1)
        for part in (self.heading, self.who, self.needs, self.papers, self.side, self.result):
            part.show_state(state)
        self._problem.say(state.problem.text if state.problem else "", Tone.DANGER)
        if state.notice and state.notice != self.notice.text.text():
            self.notice.say_saved(state.notice)
        elif not state.notice:
            self.notice.hide()
            self.notice.text.setText("")

    def focus_on(self, spot: Spot, need: RequestId | None = None) -> None:
        """Put the focus on a part of the screen."""
        self._spot = (spot, need)
        match spot:
            case Spot.PERSON:
                self.who.focus_person()
            case Spot.LANGUAGE:
                self.who.language.setFocus()
            case Spot.INTERPRETING:
                self.who.focus_interpreting()
            case Spot.NEED:
                self.needs.focus_entry()
            case Spot.PAPERS:
                self.papers.print.setFocus()
            case Spot.RESULT:
                self.result.focus_first()
            case _ if need is not None:
                self.needs.focus_need(spot, need)
        if spot in (Spot.NEED, Spot.PAPERS) and self._presenter.state.problem is None:
            self._presenter.needs.close()
        self._bring_into_sight()

    def event(self, event: QEvent) -> bool:
        """Take Ctrl+Z while something thrown away can be had back."""
        if isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo):
            if event.type() is QEvent.Type.ShortcutOverride and self._presenter.state.notice:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress and self._presenter.sheet.undo():
                return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what has the focus in sight when the form grows around it."""
        if event.type() is QEvent.Type.Resize:
            self._bring_into_sight()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the draft when the screen is left."""
        self._presenter.keep()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the side panel beside the form, or below it."""
        super().resizeEvent(event)
        self._place_side()

    def changeEvent(self, event: QEvent) -> None:
        """Place the side panel again in another text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_form_box"):
            self._place_side()

    def _build_parts(self) -> None:
        presenter, work = self._presenter, self._work
        self.heading = Heading(work, presenter.who, presenter.keep)
        self.who = WhoSection(work, presenter.who, presenter.keep)
        self.who.gone_on.connect(lambda: self.focus_on(Spot.NEED))
        self.needs = NeedsSection(work, presenter.needs, presenter.keep)
        self.needs.gone_on.connect(lambda: self.focus_on(Spot.PAPERS))
        self.needs.need_done.connect(lambda: self.focus_on(Spot.NEED))
        self.needs.grown.connect(self._order_tabs)
        self.who.grown.connect(self._order_tabs)
        self.papers = PapersSection(work)
        self.papers.print.clicked.connect(self._print)
        self.papers.save.clicked.connect(self._register)
        self.papers.discard.clicked.connect(presenter.discard)
        self.side = SidePanel(work)
        self.result = ResultPage(work)
        self.result.print.clicked.connect(presenter.preview)
        self.result.forms.clicked.connect(presenter.preview_forms)
        self.result.again.clicked.connect(self._again)
        self.result.file.clicked.connect(presenter.open_file)
        self._problem = Banner("problem")
        self.notice = NoticeBar(work.tr)
        self.notice.undo_wanted.connect(presenter.sheet.undo)
        self.notice.close_button.clicked.connect(presenter.sheet.forget_undo)

    def _build_pages(self) -> None:
        form = Page()
        self._form_box = column(form, space=Space.M, margin=Space.M)
        fill(self._form_box, [self.who, self.needs, self.papers, None])
        self._form_area = scrolled(form, name="formArea")
        form.installEventFilter(self)
        self._side_area: QScrollArea | None = None
        body = QWidget()
        self._body = row(body, space=Space.NONE)
        self._body.addWidget(self._form_area, 11)
        entry = QWidget()
        fill(column(entry, space=Space.NONE), [self.heading, self._problem_band(), body])
        self._pages = QStackedWidget()
        self._pages.addWidget(entry)
        self._pages.addWidget(self.result)
        layout = column(self, space=Space.NONE)
        fill(layout, [self._pages, self.notice])
        layout.setStretch(0, 1)
        self._place_side()
        follow_the_eye(self)

    def _problem_band(self) -> QWidget:
        band = QWidget()
        layout = column(band)
        layout.setContentsMargins(int(Space.M), 0, int(Space.M), 0)
        layout.addWidget(self._problem)
        return band

    def _place_side(self) -> None:
        wide = self.width() >= WIDE_LETTERS * self.fontMetrics().averageCharWidth()
        if wide and self._side_area is None:
            self._form_box.removeWidget(self.side)
            holder = Page()
            box = column(holder)
            box.setContentsMargins(0, int(Space.M), int(Space.M), int(Space.M))
            box.addWidget(self.side)
            self._side_area = scrolled(holder, name="sideArea")
            self._side_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._body.addWidget(self._side_area, 5)
        elif not wide and (self._side_area is not None or self.side.parent() is None):
            self._form_box.insertWidget(3, self.side)
            if self._side_area is not None:
                self._body.removeWidget(self._side_area)
                self._side_area.deleteLater()
                self._side_area = None

    def _order_tabs(self) -> None:
        """Have Tab follow the conversation, once the parts just added are in place."""
        if not self._ordering:
            self._ordering = True
            QTimer.singleShot(0, self, self._order_now)

    def _order_now(self) -> None:
        self._ordering = False
        follow_the_eye(self)

    def _bring_into_sight(self, *_focus: object) -> None:
        """Scroll to what has the focus, once the layout has grown around it."""
        QTimer.singleShot(0, self, self._scroll_to_focus)

    def _scroll_to_focus(self) -> None:
        focused = QApplication.focusWidget()
        page = self._form_area.widget()
        if focused is None or page is None or not page.isAncestorOf(focused):
            return
        part: QWidget | None = focused
        while part is not None and part.objectName() not in SHOWN_WHOLE:
            part = part.parentWidget()
        if part is not None and part.height() < self._form_area.viewport().height():
            self._form_area.ensureWidgetVisible(part, 0, int(Space.M))
        self._form_area.ensureWidgetVisible(focused, 0, int(Space.XL))

    def _bind_keys(self) -> None:
        bind(self, "Ctrl+S", self._register)
        bind(self, "Ctrl+P", self._print)
        bind(self, "Ctrl+O", self._presenter.preview_forms)
        bind(self, "Ctrl+Return", self._agree)
        bind(self, "Ctrl+Enter", self._agree)
        bind(self, "F3", self._open_details)
        bind(self, "F4", self._presenter.who.ask_interpreter)
        bind(self, "Alt+B", lambda: self.focus_on(Spot.NEED))
        bind(self, "Alt+C", self.heading.channel.setFocus)

    def _again(self) -> None:
        self._work.navigator.new_visit()

    def _open_details(self) -> None:
        self.who.open_details()
        self._bring_into_sight()

    def _agree(self) -> None:
        """Same person, in the person's field; register, elsewhere."""
        if not self.who.entry.hasFocus():
            self._register()
        else:
            self.who.confirm_first()

    def _register(self) -> None:
        self._leave_field()
        self._presenter.register()

    def _print(self) -> None:
        self._leave_field()
        if self._presenter.state.result is None:
            self._presenter.register(AfterSaving.PREVIEW)
        else:
            self._presenter.preview()

    def _leave_field(self) -> None:
        """Have the field being typed in give its text, as if it were left."""
        focused = self._quit_field()
        if focused is not None:
            focused.setFocus()

    def _quit_field(self) -> QWidget | None:
        """Leave the field being typed in for good: another visit's words must not go there."""
        focused = QApplication.focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            return None
        focused.clearFocus()
        return focused
