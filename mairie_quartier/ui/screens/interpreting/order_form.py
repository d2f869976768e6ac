"""The order to a provider: what is known of the booking; all of it may stay empty.  Passive."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mairie_quartier.i18n import Translator
from mairie_quartier.ui.screens.interpreting.booking import TypedBooking
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.buttons import Button
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.flow import FlowGrid
from mairie_quartier.ui.widgets.line_entry import LineEntry
from mairie_quartier.ui.widgets.texts import Label, column, fill


class OrderForm(QWidget):
    """Provider, day, time, length, billing, and the button that shows the order.

    Signals (main thread):
        wanted(): the agent wants to see the order.
    """

    wanted = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._ = tr.gettext
        self.setObjectName("orderForm")
        self.setAccessibleName(self._("Demande au prestataire"))
        names = ("provider", "day", "time", "length", "billing")
        self.entries = {name: LineEntry() for name in names}
        for name, entry in self.entries.items():
            entry.setObjectName(f"order_{name}")
        self._fields = {
            "provider": Field(self._("Prestataire"), self.entries["provider"]),
            "day": Field(self._("Jour"), self.entries["day"], self._("9/3, 9 mars, +7")),
            "time": Field(self._("Heure"), self.entries["time"], self._("14h30")),
            "length": Field(self._("Durée"), self.entries["length"], self._("45, 1h30")),
            "billing": Field(self._("Référence de facturation"), self.entries["billing"]),
        }
        self._lay_out()

    def typed(self) -> TypedBooking:
        """Give the fields as typed."""
        return TypedBooking(**{name: entry.text() for name, entry in self.entries.items()})

    def show_typed(self, typed: TypedBooking) -> None:
        """Fill the fields, for another need."""
        for name, entry in self.entries.items():
            entry.setText(str(getattr(typed, name)))
        self.show_wrong(frozenset())

    def show_wrong(self, wrong: frozenset[str]) -> None:
        """Say which fields were not understood, and go to the first."""
        words = {
            "day": self._("Ce jour n’est pas compris, ou il est passé. Exemple\u00a0: 9/3."),
            "time": self._("Cette heure n’est pas comprise. Exemple\u00a0: 14h30."),
            "length": self._("Cette durée n’est pas comprise. Exemple\u00a0: 45 ou 1h30."),
        }
        for name, sentence in words.items():
            self._fields[name].set_error(sentence if name in wrong else "")
        for name, entry in self.entries.items():
            if name in wrong:
                entry.setFocus()
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show the order on Enter in any field."""
        enter = event.text() == "\r" and not event.isAutoRepeat()
        if enter and any(entry.hasFocus() for entry in self.entries.values()):
            self.wanted.emit()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        title = Label(self._("Demande au prestataire"), TextRole.STRONG)
        hint = Label(self._("Ce qui reste vide s’écrit à la main sur la demande."), TextRole.QUIET)
        for label in (title, hint):
            label.setWordWrap(True)
        self.button = Button(self._("Voir la demande"), icon_name="printer", keys="Ctrl+P")
        self.button.setObjectName("seeOrder")
        self.button.clicked.connect(self.wanted)
        when = FlowGrid([self._fields[name] for name in ("day", "time", "length")], letters=15)
        layout = column(self, space=Space.S)
        fill(layout, [title, hint, self._fields["provider"], when, self._fields["billing"]])
        fill(layout, [FlowGrid([self.button], letters=26, most=2)])
