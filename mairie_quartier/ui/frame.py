"""The main window's frame: search on top, screens on the left, state below.

It knows no screen and no rule: screens come as entries with a factory and are made when they
are first shown.  ``application`` fills it and connects it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from mairie_quartier.i18n import Translator
from mairie_quartier.ui.shortcuts import HasShortcuts, Shortcut, bind
from mairie_quartier.ui.theme.icons import IconRole, dress
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.undo_key import UndoKey
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.cover import CoverSheet
from mairie_quartier.ui.widgets.notice import NoticeBar
from mairie_quartier.ui.widgets.sheet import ShortcutSheet
from mairie_quartier.ui.widgets.texts import Label, column, fill, row

PROGRESS_WIDTH = 120


@dataclass(frozen=True, slots=True)
class ScreenEntry:
    """One line of the left-hand list; ``factory`` is called when it is first shown."""

    key: str
    title: str
    icon: str
    factory: Callable[[], QWidget]


class MainFrame(QWidget):
    """What an agent works in; it fills the program's window.

    Signals (main thread):
        visit_wanted(): F2.
        search_wanted(): Ctrl+K.
        languages_wanted(): F6.
        lock_wanted(): Ctrl+L.
        link_wanted(): F9, or the words about the city's service on the right of the status bar.
        undo_wanted(): Ctrl+Z where no text has anything to undo, or the notice's button.
        demonstration_wanted(): the button that says that all of this is a demonstration.
        closing(): the window is about to close.
    """

    visit_wanted = Signal()
    search_wanted = Signal()
    languages_wanted = Signal()
    lock_wanted = Signal()
    link_wanted = Signal()
    undo_wanted = Signal()
    demonstration_wanted = Signal()
    closing = Signal()

    def __init__(self, tr: Translator, entries: Sequence[ScreenEntry]) -> None:
        super().__init__()
        self._ = tr.gettext
        self.setObjectName("frame")
        self.setWindowTitle(self._("Mairie de quartier"))
        self._entries = {entry.key: entry for entry in entries}
        self._screens: dict[str, QWidget] = {}
        self._history: list[str] = []
        self._current = ""
        self._nav: dict[str, QPushButton] = {}
        self.stack = QStackedWidget()
        self.notice = NoticeBar(tr)
        self.notice.undo_wanted.connect(self.undo_wanted)
        self.cover = CoverSheet(tr, self)
        self.sheet = ShortcutSheet(tr, self)
        self._build()
        self._bind_keys()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            UndoKey(app, self)
        self.setMinimumSize(980, 620)
        self.resize(1366, 768)

    def show_screen(self, key: str, *, screen: QWidget | None = None) -> QWidget:
        """Show a screen of the list, or one handed over under a key of its own."""
        shown = screen or self._screens.get(key) or self._entries[key].factory()
        if key not in self._screens:
            self._screens[key] = shown
            self.stack.addWidget(shown)
        if self._current and self._current != key:
            self._history.append(self._current)
        self._show(key)
        return shown

    def _go(self, key: str, _checked: bool = False) -> None:
        self.show_screen(key)

    def go_back(self) -> None:
        """Show the screen before; nothing happens on the first."""
        if self._history:
            self._show(self._history.pop())

    def current_screen(self) -> QWidget:
        """Give the screen shown."""
        return self._screens[self._current]

    def refresh(self, changed: frozenset[str]) -> None:
        """Tell every screen made so far what changed."""
        for screen in self._screens.values():
            refresh = getattr(screen, "refresh", None)
            if refresh is not None:
                refresh(changed)

    def tell_store_failed(self, error: Exception) -> None:
        """Tell the screens that stand for the whole desk that the store no longer answers."""
        for screen in self._screens.values():
            store_failed = getattr(screen, "store_failed", None)
            if store_failed is not None:
                store_failed(error)

    def leave_field(self) -> None:
        """Have a field being typed in save its text, and go on there."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()
            focused.setFocus()

    def set_identity(self, text: str) -> None:
        """Say who works where, on the left of the status bar."""
        self._identity.setText(text)

    def show_demonstration(self) -> None:
        """Say for the whole session, left of who works, that everything shown is invented."""
        self._demonstration.show()

    def set_link(self, text: str, icon_name: str) -> None:
        """Say how the desk stands with the centre, on the right of the status bar."""
        self._link.setText(text)
        self._link.setAccessibleName(text)
        self._link.setVisible(bool(text))
        dress(self._link_icon, icon_name, IconRole.QUIET, size=16)

    def set_progress(self, done: int, total: int) -> None:
        """Show beside these words how far it is; a ``total`` of 0 shows nothing."""
        self._progress.setVisible(total > 0)
        self._progress.setRange(0, max(total, 1))
        self._progress.setValue(done)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell the application before closing."""
        self.closing.emit()
        super().closeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the search field open the palette on a click."""
        if watched is self._search and event.type() is QEvent.Type.MouseButtonPress:
            self.search_wanted.emit()
            return True
        return super().eventFilter(watched, event)

    def _show(self, key: str) -> None:
        self._current = key
        screen = self._screens[key]
        self.stack.setCurrentWidget(screen)
        for each, button in self._nav.items():
            button.setChecked(each == key)
        self.first_focus()

    def first_focus(self) -> None:
        """Give the focus to the screen shown, or to *Nouveau passage* if it has no use for it.

        Without a focus inside the window no shortcut would work.
        """
        if not self._current:
            return
        if not self.cover.isHidden():
            self.cover.setFocus()
            return
        focus: Callable[[], None] | None = getattr(self.current_screen(), "first_focus", None)
        if focus is not None:
            focus()
        focused = QApplication.focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            self.visit_button.setFocus()

    def _build(self) -> None:
        body = row(space=Space.NONE)
        fill(body, [self._side(), self._middle()])
        body.setStretch(1, 1)
        outer = column(self, space=Space.NONE)
        fill(outer, [self._top(), body, self._bottom()])
        outer.setStretch(1, 1)

    def _middle(self) -> QWidget:
        middle = QWidget()
        layout = column(middle, space=Space.NONE)
        below = row(space=Space.NONE)
        below.setContentsMargins(int(Space.M), 0, int(Space.M), int(Space.S))
        below.addWidget(self.notice)
        fill(layout, [self.stack, below])
        layout.setStretch(0, 1)
        return middle

    def _top(self) -> QWidget:
        band = _band("top")
        line = row(band, space=Space.M, margin=Space.S)
        self._search = QLineEdit()
        self._search.setObjectName("search")
        self._search.setReadOnly(True)
        self._search.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._search.setPlaceholderText(
            self._("Rechercher une personne, un numéro, une démarche (Ctrl+K)")
        )
        self._search.setAccessibleName(self._("Rechercher"))
        self._search.installEventFilter(self)
        self.visit_button = Button(
            self._("Nouveau passage"), ButtonKind.PRIMARY, icon_name="plus", keys="F2"
        )
        self.visit_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.visit_button.clicked.connect(self.visit_wanted)
        hide = Button(self._("Masquer"), icon_name="eye-off", keys="F12")
        hide.clicked.connect(self.cover.lower_over)
        fill(line, [self._search, self.visit_button, hide])
        line.setStretch(0, 1)
        return band

    def _side(self) -> QWidget:
        band = _band("side")
        band.setObjectName("nav")
        layout = column(band, space=Space.XS, margin=Space.S)
        for place, entry in enumerate(self._entries.values(), start=1):
            button = QPushButton(entry.title)
            button.setProperty("kind", "nav")
            button.setCheckable(True)
            button.setAccessibleName(entry.title)
            if place < 10:
                button.setToolTip(f"Ctrl+{place}")
            dress(button, entry.icon, IconRole.TEXT)
            button.clicked.connect(partial(self._go, entry.key))
            self._nav[entry.key] = button
            layout.addWidget(button)
        layout.addStretch(1)
        return band

    def _bottom(self) -> QWidget:
        band = _band("bottom")
        line = row(band, space=Space.S, margin=Space.S)
        self._demonstration = Button(
            self._("Démonstration"), ButtonKind.QUIET, icon_name="triangle-alert"
        )
        self._demonstration.setObjectName("demonstration")
        self._demonstration.setAccessibleDescription(
            self._("Données inventées, papiers sans valeur. Fermer la démonstration…")
        )
        self._demonstration.setToolTip(self._demonstration.accessibleDescription())
        self._demonstration.clicked.connect(self.demonstration_wanted)
        self._demonstration.hide()
        self._identity = Label("", TextRole.CAPTION)
        self._identity.setObjectName("identity")
        self._link_icon = Label("", TextRole.CAPTION)
        self._link = Button("", ButtonKind.QUIET)
        self._link.setObjectName("link")
        self._link.setAccessibleDescription(self._("Ouvrir l’écran Synchronisation (F9)"))
        self._link.hide()
        self._link.clicked.connect(self.link_wanted)
        self._progress = QProgressBar()
        self._progress.setObjectName("linkProgress")
        self._progress.setAccessibleName(self._("Réception des dossiers de la ville"))
        self._progress.setTextVisible(False)
        self._progress.setMaximumWidth(PROGRESS_WIDTH)
        self._progress.hide()
        said = [self._demonstration, self._identity]
        fill(line, [*said, self._link_icon, self._progress, self._link])
        line.setStretch(1, 1)
        return band

    def _bind_keys(self) -> None:
        bind(self, "F2", self.visit_wanted.emit)
        bind(self, "Ctrl+K", self.search_wanted.emit)
        bind(self, "F6", self.languages_wanted.emit)
        bind(self, "Ctrl+L", self.lock_wanted.emit)
        bind(self, "F9", self.link_wanted.emit)
        bind(self, "F12", self.cover.lower_over)
        bind(self, "F1", self._show_shortcuts)
        bind(self, "Alt+Left", self.go_back)
        bind(self, "Ctrl+Z", self.undo_wanted.emit)
        for place, key in enumerate(self._entries, start=1):
            if place < 10:
                bind(self, f"Ctrl+{place}", partial(self._go, key))

    def _show_shortcuts(self) -> None:
        screen = self.current_screen()
        own = screen.shortcuts() if isinstance(screen, HasShortcuts) else []
        self.sheet.show_over(own, self._common_shortcuts())

    def _common_shortcuts(self) -> list[Shortcut]:
        return [
            Shortcut("F2", self._("Nouveau passage")),
            Shortcut("Ctrl+K", self._("Rechercher")),
            Shortcut("F6", self._("Carte des langues, tournée vers la personne")),
            Shortcut("Ctrl+Z", self._("Annuler la dernière action")),
            Shortcut("Alt+Left", self._("Écran précédent")),
            Shortcut("Ctrl+1", self._("Premier écran de la liste, et ainsi de suite")),
            Shortcut("F9", self._("Synchronisation avec la ville")),
            Shortcut("F12", self._("Masquer tout l’écran")),
            Shortcut("Ctrl+L", self._("Verrouiller le poste")),
            Shortcut("F1", self._("Cette aide")),
        ]


def _band(place: str) -> QFrame:
    band = QFrame()
    band.setProperty("band", place)
    return band
