"""One conflict: both values to read whole, a button for each, and a third to write.  Passive."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mairie_quartier.i18n import Translator
from mairie_quartier.services.conflicts import Choice
from mairie_quartier.ui.screens.conflicts.kinds import FieldWords
from mairie_quartier.ui.screens.conflicts.third_field import ThirdField
from mairie_quartier.ui.screens.conflicts.words import ConflictDetail, SideDetail
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.badges import Banner
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.cards import BareCard
from mairie_quartier.ui.widgets.flow import FlowGrid, buttons, inset
from mairie_quartier.ui.widgets.texts import Label, column, fill


class ValueCard(BareCard):
    """One of the two values: what it is, who wrote it, and the button that keeps it."""

    def __init__(self, title: str, button: Button, name: str) -> None:
        super().__init__()
        self.title = Label(title, TextRole.STRONG)
        self.title.setWordWrap(True)
        self.value = Label("")
        self.value.setObjectName(f"{name}Value")
        self.value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.origin = Label("", TextRole.CAPTION)
        self.button = button
        button.setObjectName(name)
        self.body.addWidget(inset(self.title, self.value, self.origin, buttons(button)))

    def show_side(self, side: SideDetail) -> None:
        """Show another value."""
        self.value.setText(side.value)
        self.value.setAccessibleName(f"{self.title.text()} : {side.value}")
        self.origin.setText(side.origin)
        self.origin.setVisible(bool(side.origin))


class ConflictPanel(QWidget):
    """The current conflict.

    Signals (main thread):
        settled(object): one value is chosen (``Choice``).
        written(str): a third value, as typed.
    """

    settled = Signal(object)
    written = Signal(str)

    def __init__(self, tr: Translator, hint: Callable[[FieldWords], str]) -> None:
        super().__init__()
        self._ = tr.gettext
        self._key: UUID | None = None
        self.setObjectName("conflictPanel")
        self.setAccessibleName(self._("Valeurs à départager"))
        self.subject = Label("", TextRole.SECTION)
        self.subject.setWordWrap(True)
        self.title = Label("", TextRole.STRONG)
        self.title.setWordWrap(True)
        self.refusal = Banner("conflictRefusal")
        self._build(tr, hint)
        self.kept.button.clicked.connect(lambda: self.settled.emit(Choice.KEPT))
        self.other.button.clicked.connect(lambda: self.settled.emit(Choice.OTHER))
        self.third_button.clicked.connect(self.begin_third)
        self.third.kept.connect(self.written)
        self.third.left.connect(self.end_third)

    def show_detail(self, key: UUID, detail: ConflictDetail, typed: str) -> None:
        """Show a conflict; a third value that is being written for it stays."""
        fresh = key != self._key
        self._key = key
        self.subject.setText(detail.subject)
        self.title.setText(detail.title)
        self.kept.show_side(detail.kept)
        self.other.show_side(detail.other)
        self.refusal.say(detail.refusal, Tone.INFO)
        may = not detail.refusal
        for button in (self.kept.button, self.other.button):
            button.setVisible(may)
        self._may_write = may and not detail.whole and detail.field.typed
        elsewhere = self._("Pour une troisième valeur, ouvrez la fiche.")
        self.elsewhere.setText(elsewhere if may and not self._may_write else "")
        self.elsewhere.setVisible(bool(self.elsewhere.text()) and not detail.whole)
        self.open_button.setVisible(detail.opens)
        if fresh:
            self.third.begin(detail.field, typed)
            self.third.hide()
        self.third_button.setVisible(self._may_write and self.third.isHidden())

    def first_focus(self) -> None:
        """Start on the value in use; on the file where nothing can be chosen."""
        for button in (self.kept.button, self.open_button):
            if not button.isHidden():
                button.setFocus()
                return

    def begin_third(self) -> None:
        """Unfold the entry of a third value."""
        if self._may_write:
            self.third_button.hide()
            self.third.show()
            self.third.setFocus()

    def end_third(self) -> None:
        """Fold the entry away; what was written stays in it."""
        self.third.hide()
        self.third_button.setVisible(self._may_write)
        if self._may_write:
            self.third_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold the third value away on Escape; a second one goes back to the list."""
        if event.key() == Qt.Key.Key_Escape and not self.third.isHidden():
            self.end_third()
            return
        super().keyPressEvent(event)

    def _build(self, tr: Translator, hint: Callable[[FieldWords], str]) -> None:
        keep = Button(self._("Garder celle-ci"), icon_name="check", keys="1")
        take = Button(self._("Prendre celle-ci"), icon_name="check", keys="2")
        self.kept = ValueCard(self._("En service"), keep, "keepValue")
        self.other = ValueCard(self._("L’autre valeur"), take, "takeValue")
        self.third_button = Button(self._("Écrire une autre valeur"), icon_name="pencil", keys="3")
        self.third_button.setObjectName("thirdValue")
        self.third = ThirdField(tr, hint)
        self.third.hide()
        self.elsewhere = Label("", TextRole.QUIET)
        self.open_button = Button(
            self._("Ouvrir la fiche"), ButtonKind.QUIET, icon_name="arrow-up-right", keys="O"
        )
        self.open_button.setObjectName("openDisputed")
        self._may_write = False
        acts = FlowGrid([self.third_button, self.open_button], letters=26, most=2)
        layout = column(self, space=Space.M)
        fill(layout, [self.subject, self.title, self.refusal, self.kept, self.other])
        fill(layout, [self.third, self.elsewhere, acts])
