"""The reminder of an appointment: day, hour, place, typed by the agent beside the papers.

Nothing is kept of it but the paper: appointments have no book of their own yet.
"""

import re
from collections.abc import Sequence
from datetime import date, time
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from mairie_quartier.domain.receipt_content import ServiceCard
from mairie_quartier.errors import UserMistake
from mairie_quartier.i18n import Translator
from mairie_quartier.services.visitor_papers import ExpectedAppointment
from mairie_quartier.ui.typed_day import read_deadline
from mairie_quartier.ui.widgets.buttons import Button
from mairie_quartier.ui.widgets.cards import Card
from mairie_quartier.ui.widgets.entries import Choice
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.flow import inset

_HOUR = re.compile(r"([01]?\d|2[0-3])\s*(?:h|:|\.)?\s*([0-5]\d)?\s*")
LONGEST_PLACE = 200


class TypedReminder(NamedTuple):
    """What was typed: for which need, when and where."""

    place: int
    on: date
    at: time | None
    where: ServiceCard


class UnreadableHour(UserMistake):
    """An hour that is none."""


def read_hour(typed: str) -> time | None:
    """Read ``14 h 30``, ``14:30``, ``9h`` or nothing; raise ``UnreadableHour``."""
    if not typed.strip():
        return None
    found = _HOUR.fullmatch(typed.strip().lower())
    if found is None:
        raise UnreadableHour(typed)
    return time(int(found[1]), int(found[2] or 0))


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
        self._build()

    def show_awaited(self, awaited: tuple[ExpectedAppointment, ...], today: date) -> None:
        """Take the needs that await their day; what is typed stays while they are the same."""
        self._today = today
        self.setVisible(bool(awaited))
        if [each.label for each in awaited] != [each.label for each in self._awaited]:
            self.need.offer([(rank, each.label) for rank, each in enumerate(awaited)])
            for entry in (self.day, self.hour, self.other):
                entry.clear()
        self._awaited = awaited
        self._need_field.setVisible(len(awaited) > 1)
        self._offer_places()

    def _offer_places(self, _place: int = -1) -> None:
        rank = self.need.value()
        if isinstance(rank, int) and rank < len(self._awaited):
            places = self._awaited[rank].places
            self.where.offer([(place, place.name) for place in places])

    def _send(self) -> None:
        """Tell what was typed, or what is not clear in it."""
        rank = self.need.value()
        where = self.where.value()
        if not isinstance(rank, int) or not isinstance(where, ServiceCard):
            return
        on, at = self._read_day(), self._read_hour()
        if on is None or isinstance(at, UnreadableHour):
            return
        typed = self.other.text().strip()
        if typed:
            where = ServiceCard("", typed)
        self.wanted.emit(TypedReminder(rank, on, at, where))

    def _read_day(self) -> date | None:
        try:
            day = read_deadline(self.day.text(), self._today)
        except UserMistake:
            self._day_field.set_error(
                self._("Écrivez le jour du rendez-vous, par exemple 12/3. Il est à venir.")
            )
            self.day.setFocus()
            return None
        self._day_field.clear_error()
        return day

    def _read_hour(self) -> time | UnreadableHour | None:
        try:
            at = read_hour(self.hour.text())
        except UnreadableHour as error:
            self._hour_field.set_error(self._("Écrivez l’heure ainsi\u00a0: 14 h 30."))
            self.hour.setFocus()
            return error
        self._hour_field.clear_error()
        return at

    def _build(self) -> None:
        self.need, self.where = OpenChoice("reminderNeed"), OpenChoice("reminderWhere")
        self.day, self.hour, self.other = QLineEdit(), QLineEdit(), QLineEdit()
        for entry, name in ((self.day, "Day"), (self.hour, "Hour"), (self.other, "Other")):
            entry.setObjectName(f"reminder{name}")
            entry.setMaxLength(LONGEST_PLACE)
            entry.returnPressed.connect(self._send)
        self.need.activated.connect(self._offer_places)
        self._day_field = Field(self._("Jour"), self.day, self._("12/3, ou +10 pour dans 10 jours"))
        self._hour_field = Field(self._("Heure"), self.hour)
        self._need_field = Field(self._("Besoin"), self.need)
        elsewhere = self._("Adresse, si ce n’est pas celle-ci")
        add = Button(self._("Ajouter le rappel"), icon_name="plus")
        add.setObjectName("reminderAdd")
        add.clicked.connect(self._send)
        self.body.addWidget(
            inset(
                self._need_field,
                self._day_field,
                self._hour_field,
                Field(self._("Lieu"), self.where),
                Field(self._("Autre lieu"), self.other, elsewhere),
                add,
            )
        )
