"""The appointment that came of one need: day, hour, place.  Passive."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from mairie_quartier.domain.appointments import Appointment, hour_of
from mairie_quartier.domain.catalogue import Demarche
from mairie_quartier.domain.identifiers import RequestId
from mairie_quartier.domain.intake import AppointmentForm, NeedForm
from mairie_quartier.ui.appointment_fields import AppointmentFields
from mairie_quartier.ui.screens.intake.needs import NeedsPresenter
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.typed_hour import write_hour
from mairie_quartier.ui.widgets.texts import Label, column, fill
from mairie_quartier.ui.workplace import Workplace


class AppointmentPart(QFrame):
    """An appointment being recorded.

    Signals (main thread):
        done(): Enter on the last entry: the agent goes on.
    """

    done = Signal()

    def __init__(
        self, work: Workplace, needs: NeedsPresenter, need_id: RequestId, keep: Callable[[], None]
    ) -> None:
        super().__init__()
        self.setObjectName("appointment")
        self._work = work
        self._ = work.tr.gettext
        self._needs = needs
        self._need_id = need_id
        self._keep = keep
        self.fields = AppointmentFields(work.tr, "appointment")
        self.fields.left.connect(self._changed)
        self.fields.passed.connect(self._pass)
        hint = self._("Jour pas encore connu\u00a0? Laissez vide\u00a0: la demande vous attendra.")
        parts = [Label(self._("Rendez-vous"), TextRole.STRONG), self.fields]
        fill(column(self, space=Space.XS), [*parts, Label(hint, TextRole.CAPTION)])

    def show_need(self, need: NeedForm, demarche: Demarche | None) -> None:
        """Show the appointment as far as it goes; what cannot be read stays as typed."""
        context, typed = self._work.context, need.appointment
        places = [context.office.name, *([demarche.body.name] if demarche else [])]
        self.fields.prepare(context.clock.today(), places)
        if typed is not None and typed.on is None:
            self.fields.show_typed(typed.day_typed, typed.hour_typed, typed.place)
        else:
            self.fields.show_appointment(appointment_typed(need))

    def _changed(self) -> None:
        self._needs.set_appointment(self._need_id, self._typed())
        self._keep()

    def _typed(self) -> AppointmentForm | None:
        fields = self.fields
        place = fields.place.text().strip()
        day, hour = fields.day.text().strip(), fields.hour.text().strip()
        if not (day or hour or place):
            return None
        found = fields.read() if day or hour else None
        if found is None:
            return AppointmentForm(place=place, day_typed=day, hour_typed=hour)
        return AppointmentForm(found.on, found.minute, place)

    def _pass(self) -> None:
        """Go to the next entry, and on from the last one."""
        entries = (self.fields.day, self.fields.hour, self.fields.place)
        for here, there in pairwise(entries):
            if here.hasFocus():
                there.setFocus()
                return
        self.done.emit()


def appointment_typed(need: NeedForm) -> Appointment | None:
    """Give the appointment of a need, once its day is known."""
    found = need.appointment
    if found is None or found.on is None:
        return None
    return Appointment(found.on, hour_of(found.minute), found.place)


def appointment_summary(work: Workplace, need: NeedForm) -> tuple[str, Tone]:
    """Say in a few words when the person is expected."""
    found = appointment_typed(need)
    if found is None:
        return work.tr.gettext("Jour à fixer"), Tone.WARNING
    parts = (work.tr.day_month(found.on), write_hour(found.at))
    return ", ".join(part for part in parts if part), Tone.INFO
