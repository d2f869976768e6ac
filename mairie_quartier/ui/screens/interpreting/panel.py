"""What is said of one interpreting need, and how it ended: understood or not, or why unmet."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mairie_quartier.domain.identifiers import InterpretingId
from mairie_quartier.domain.interpreting import Understanding, UnmetReason
from mairie_quartier.i18n import Translator
from mairie_quartier.ui.labels import Labels
from mairie_quartier.ui.screens.interpreting.booking import TypedBooking
from mairie_quartier.ui.screens.interpreting.order_form import OrderForm
from mairie_quartier.ui.screens.interpreting.rows import Detail
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.entries import Choice
from mairie_quartier.ui.widgets.facts import Facts
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.flow import FlowGrid
from mairie_quartier.ui.widgets.texts import Label, Rule, column, fill

MET_KEYS = {
    Understanding.UNDERSTOOD: "C",
    Understanding.NOT_UNDERSTOOD: "P",
    Understanding.NOT_CHECKED: "N",
}


class ClosingPanel(QWidget):
    """The language large, the facts, and the ends.

    Signals (main thread):
        met(object): an ``Understanding``.
        unmet(object): an ``UnmetReason``.
        left(): the agent goes back to the list.
    """

    met = Signal(object)
    unmet = Signal(object)
    left = Signal()

    def __init__(self, tr: Translator, labels: Labels) -> None:
        super().__init__()
        self._ = tr.gettext
        self._labels = labels
        self._shown: InterpretingId | None = None
        self.setObjectName("closingPanel")
        self.setAccessibleName(self._("Fin du besoin d’interprète"))
        self.language = Label("", TextRole.TITLE)
        self.language.setWordWrap(True)
        self.own_name = Label("", TextRole.SECTION)
        self.own_name.setWordWrap(True)
        self.facts = Facts()
        self.person = Button(self._("Ouvrir le dossier"), ButtonKind.QUIET, keys="O")
        self.person.setObjectName("openPerson")
        self.order = OrderForm(tr)
        layout = column(self, space=Space.M)
        fill(layout, [self.language, self.own_name, self._met_part(), Rule(), self._unmet_part()])
        fill(layout, [Rule(), self.order])
        fill(layout, [Rule(), self.facts, FlowGrid([self.person], letters=24, most=2)])

    def show_detail(self, detail: Detail) -> None:
        """Show another need."""
        self.language.setText(detail.language)
        self.own_name.setText(detail.own_name)
        self.own_name.setVisible(bool(detail.own_name))
        self.facts.show_facts(detail.facts)
        self.person.setEnabled(detail.named)
        self.reasons.choose(UnmetReason.NO_PROVIDER)
        if detail.key != self._shown:
            self._shown = detail.key
            self.order.show_typed(TypedBooking())

    def first_focus(self) -> None:
        """Start on the first end."""
        self.buttons[Understanding.UNDERSTOOD].setFocus()

    def focus_reasons(self) -> None:
        """Go to the reasons for which nobody interpreted."""
        self.reasons.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the list on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _met_part(self) -> QWidget:
        part = QWidget()
        question = Label(self._("L’interprétation a eu lieu"), TextRole.STRONG)
        question.setWordWrap(True)
        hint = Label(
            self._("Faites redire avec ses mots\u00a0: c’est ainsi que l’on vérifie."),
            TextRole.QUIET,
        )
        self.buttons = {
            each: Button(self._labels.understanding(each), keys=key)
            for each, key in MET_KEYS.items()
        }
        for each, button in self.buttons.items():
            button.setObjectName(f"met_{each.value}")
            button.clicked.connect(partial(self._pressed, each))
        layout = column(part, space=Space.S)
        fill(layout, [question, hint])
        fill(layout, [FlowGrid(list(self.buttons.values()), letters=26, most=2)])
        return part

    def _unmet_part(self) -> QWidget:
        part = QWidget()
        self.reasons = Choice([(each, self._labels.unmet(each)) for each in UnmetReason])
        self.reasons.setObjectName("unmetReason")
        field = Field(self._("Personne n’a interprété\u00a0: pourquoi\u00a0?"), self.reasons)
        self.close_unmet = Button(self._("Clore sans interprète"))
        self.close_unmet.setObjectName("closeUnmet")
        self.close_unmet.clicked.connect(self._unmet_pressed)
        layout = column(part, space=Space.S)
        fill(layout, [field, FlowGrid([self.close_unmet], letters=26, most=2)])
        return part

    def _pressed(self, understanding: Understanding, _checked: bool = False) -> None:
        self.met.emit(understanding)

    def _unmet_pressed(self) -> None:
        self.unmet.emit(self.reasons.value())
