"""The three entries of an appointment: day, hour, place or person; the same wherever it is typed.

Passive.  What is typed is read when a field is left, and judged as a whole by :meth:`read`.
"""

from collections.abc import Sequence
from datetime import date, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mairie_quartier.domain.appointments import LONGEST_PLACE, Appointment
from mairie_quartier.domain.names import fold
from mairie_quartier.errors import UserMistake
from mairie_quartier.i18n import Translator
from mairie_quartier.ui.typed_day import read_deadline
from mairie_quartier.ui.typed_hour import UnreadableHour, read_hour, write_hour
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.flow import Pair
from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.widgets.line_entry import LengthCheck, LineEntry
from mairie_quartier.ui.widgets.texts import column, fill
from mairie_quartier.ui.widgets.type_ahead import Preselect, TypeAhead

LONGEST_DAY = 40


class AppointmentFields(QWidget):
    """Day, hour, place.

    Signals (main thread):
        left(): an entry was left with something new in it.
        passed(): Enter in an entry: the agent goes on.
    """

    left = Signal()
    passed = Signal()

    def __init__(self, tr: Translator, name: str) -> None:
        super().__init__()
        self._tr = tr
        self._ = tr.gettext
        self._today = date.min
        self._shown: Appointment | None = None
        self._places: tuple[str, ...] = ()
        self._offered: tuple[str, ...] = ()
        self._build(name)

    def prepare(self, today: date, places: Sequence[str]) -> None:
        """Say which day it is, and the places that are offered; the first one is here."""
        self._today, self._places = today, tuple(places)
        self.place.setPlaceholderText(self._places[0] if self._places else "")

    def show_appointment(self, shown: Appointment | None) -> None:
        """Show what is recorded; what is being typed stays."""
        self._shown = shown
        for entry, text in zip(self._entries(), self._texts(shown), strict=True):
            if not entry.hasFocus() and entry.text() != text:
                entry.setText(text)
                entry.setModified(False)
        self._say_day()

    def show_typed(self, day: str, hour: str, place: str) -> None:
        """Show what is not an appointment yet, and what is wrong with it."""
        for entry, text in zip(self._entries(), (day, hour, place), strict=True):
            if not entry.hasFocus() and entry.text() != text:
                entry.setText(text)
        if day or hour:
            self.read()

    def clear(self) -> None:
        """Begin anew."""
        for entry, field in zip(self._entries(), self._fields, strict=True):
            entry.clear()
            entry.setModified(False)
            field.clear_error()
        self._shown = None

    def read(self) -> Appointment | None:
        """Give what was typed; None where the day is missing or something is not clear."""
        on, at = self._read_day(), self._read_hour()
        if on is None or isinstance(at, UnreadableHour):
            return None
        return Appointment(on, at, self.place.text().strip())

    @property
    def empty(self) -> bool:
        """Tell whether no day was typed."""
        return not self.day.text().strip()

    def _texts(self, shown: Appointment | None) -> tuple[str, str, str]:
        if shown is None:
            return "", "", ""
        return self._tr.short_date(shown.on), write_hour(shown.at), shown.place

    def _entries(self) -> tuple[LineEntry, LineEntry, TypeAhead]:
        return self.day, self.hour, self.place

    def _read_day(self) -> date | None:
        if self._shown is not None and self.day.text() == self._texts(self._shown)[0]:
            return self._shown.on
        try:
            day = read_deadline(self.day.text(), self._today)
        except UserMistake:
            self._fields[0].set_error(
                self._("Écrivez le jour du rendez-vous, par exemple 12/3. Il est à venir.")
            )
            return None
        self._fields[0].clear_error()
        return day

    def _read_hour(self) -> time | UnreadableHour | None:
        try:
            at = read_hour(self.hour.text())
        except UnreadableHour as error:
            self._fields[1].set_error(self._("Écrivez l’heure ainsi\u00a0: 14 h 30."))
            return error
        self._fields[1].clear_error()
        return at

    def _say_day(self) -> None:
        """Say the day in words, so that a slip of the finger is seen."""
        usual = self._("12/3, ou +10 pour dans 10 jours")
        said = self._tr.weekday_date(self._shown.on) if self._shown else usual
        self._fields[0].set_hint(said)

    def _leave(self) -> None:
        if any(entry.isModified() for entry in self._entries()):
            for entry in self._entries():
                entry.setModified(False)
            self.left.emit()

    def _ask(self, text: str) -> None:
        wanted = fold(text)
        self._offered = tuple(each for each in self._places if wanted and wanted in fold(each))
        self.place.offer(text, [Line(each) for each in self._offered])

    def _pick(self, place: int) -> None:
        self.place.setText(self._offered[place])
        self.place.setModified(True)
        self._leave()

    def _build(self, name: str) -> None:
        self.day, self.hour = LineEntry(LONGEST_DAY), LineEntry(LONGEST_DAY)
        self.day.setObjectName(f"{name}Day")
        self.hour.setObjectName(f"{name}Hour")
        where = self._("Lieu ou personne")
        self.place = TypeAhead(f"{name}Place", where, preselect=Preselect.NONE)
        self.place.setValidator(LengthCheck(LONGEST_PLACE, self.place))
        self.place.asked.connect(self._ask)
        self.place.picked.connect(self._pick)
        self.day.editingFinished.connect(self._leave)
        self.hour.editingFinished.connect(self._leave)
        self.place.left.connect(self._leave)
        for entry in self._entries():
            entry.returnPressed.connect(self._pass)
        self._fields = (
            Field(self._("Jour"), self.day),
            Field(self._("Heure"), self.hour),
            Field(where, self.place, self._("Vide\u00a0: ici")),
        )
        when = Pair(self._fields[0], self._fields[1], letters=34, stretch=(3, 2))
        fill(column(self), [Pair(when, self._fields[2], letters=76, stretch=(1, 1))])

    def _pass(self) -> None:
        self._leave()
        self.passed.emit()
