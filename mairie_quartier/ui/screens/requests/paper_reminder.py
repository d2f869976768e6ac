"""The appointment that a reminder is printed of: recorded with its request, beside the papers."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Signal

from mairie_quartier.domain.appointments import Appointment
from mairie_quartier.i18n import Translator
from mairie_quartier.services.visitor_papers import ExpectedAppointment
from mairie_quartier.ui.appointment_fields import AppointmentFields
from mairie_quartier.ui.widgets.buttons import Button
from mairie_quartier.ui.widgets.cards import Card
from mairie_quartier.ui.widgets.entries import Choice
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.flow import inset


class TypedReminder(NamedTuple):
    """What was typed: for which need, and what."""

    place: int
    appointment: Appointment


class OpenChoice(Choice):
    """A choice among values that come later."""

    def __init__(self, name: str) -> None:
        super().__init__([])
        self.setObjectName(name)

    def offer(self, options: Sequence[tuple[object, str]]) -> None:
        """Put other values in; the one chosen stays if it is still there."""
        chosen = self.value()
        self._values = [value for value, _words in options]
        self.clear()
        self.addItems([words for _value, words in options])
        self.choose(chosen)

    def value(self) -> object:
        """Give the value chosen; None while there is none."""
        return super().value() if self._values and self.currentIndex() >= 0 else None


class ReminderCard(Card):
    """Three fields and a button; hidden where no need ended in an appointment.

    Signals (main thread):
        wanted(object): a ``TypedReminder``.
    """

    wanted = Signal(object)

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr.gettext("Rappel de rendez-vous"))
        self._ = tr.gettext
        self._today = date.min
        self._awaited: tuple[ExpectedAppointment, ...] = ()
        self.need = OpenChoice("reminderNeed")
        self.need.activated.connect(self._show_chosen)
        self._need_field = Field(self._("Besoin"), self.need)
        self.fields = AppointmentFields(tr, "reminder")
        self.fields.passed.connect(self._send)
        self.add = Button(self._("Ajouter le rappel"), icon_name="plus")
        self.add.setObjectName("reminderAdd")
        self.add.clicked.connect(self._send)
        self.body.addWidget(inset(self._need_field, self.fields, self.add))

    def show_awaited(self, awaited: tuple[ExpectedAppointment, ...], today: date) -> None:
        """Take the needs that have, or await, their day; what is typed stays for the same ones."""
        self._today = today
        self.setVisible(bool(awaited))
        if [each.request_id for each in awaited] != [each.request_id for each in self._awaited]:
            self.need.offer([(rank, each.label) for rank, each in enumerate(awaited)])
            self.fields.clear()
        elif awaited == self._awaited:
            return
        self._awaited = awaited
        self._need_field.setVisible(len(awaited) > 1)
        self._show_chosen()

    def _show_chosen(self, _place: int = -1) -> None:
        rank = self.need.value()
        if not isinstance(rank, int) or rank >= len(self._awaited):
            return
        chosen = self._awaited[rank]
        names = [place.name for place in chosen.places]
        self.fields.prepare(self._today, names)
        self.fields.show_appointment(chosen.planned)
        known = chosen.planned is not None
        words = self._("Changer le rendez-vous") if known else self._("Ajouter le rappel")
        self.add.setText(words)

    def _send(self) -> None:
        """Tell what was typed; what is not clear in it is said beside it."""
        rank, typed = self.need.value(), self.fields.read()
        if isinstance(rank, int) and typed is not None:
            self.wanted.emit(TypedReminder(rank, typed))
