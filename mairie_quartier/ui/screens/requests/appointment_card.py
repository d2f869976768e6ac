"""The appointment of a request on its page: when, where, moved, cancelled.  Passive."""

from datetime import date

from PySide6.QtCore import Signal

from mairie_quartier.domain.appointments import Appointment, appointment_of
from mairie_quartier.i18n import Translator
from mairie_quartier.services.requests import RequestFile
from mairie_quartier.ui.appointment_fields import AppointmentFields
from mairie_quartier.ui.screens.people.words import isolate
from mairie_quartier.ui.theme.tokens import TextRole
from mairie_quartier.ui.typed_hour import write_hour
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.cards import Card
from mairie_quartier.ui.widgets.flow import buttons, inset
from mairie_quartier.ui.widgets.texts import Label


class AppointmentCard(Card):
    """Says the appointment in one line, and lets it be fixed, moved or cancelled.

    Signals (main thread):
        fixed(object): an ``Appointment`` was typed.
        cancelled(): it does not take place.
    """

    fixed = Signal(object)
    cancelled = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr.gettext("Rendez-vous"))
        self._tr = tr
        self._ = tr.gettext
        self.headline = Label("", TextRole.STRONG)
        self.headline.setObjectName("requestAppointment")
        self.headline.setWordWrap(True)
        self.fields = AppointmentFields(tr, "appointment")
        self.fields.passed.connect(self._send)
        self.save = Button(self._("Fixer le rendez-vous"), icon_name="check")
        self.save.setObjectName("appointmentSave")
        self.save.clicked.connect(self._send)
        self.cancel = Button(self._("Annuler le rendez-vous"), ButtonKind.QUIET, icon_name="x")
        self.cancel.setObjectName("appointmentCancel")
        self.cancel.clicked.connect(self.cancelled)
        self._acts = buttons(self.save, self.cancel)
        self.body.addWidget(inset(self.headline, self.fields, self._acts))

    def show_file(self, file: RequestFile, *, today: date, editable: bool, fresh: bool) -> None:
        """Show what is recorded; what is being typed stays, unless another request is shown."""
        known = appointment_of(file.request)
        self.headline.setText(self._says(known, today))
        open_still = editable and file.request.closed_on is None
        self.fields.setVisible(open_still)
        self._acts.setVisible(open_still)
        self.cancel.setVisible(known is not None)
        words = self._("Déplacer le rendez-vous") if known else self._("Fixer le rendez-vous")
        self.save.setText(words)
        self.save.setAccessibleName(words)
        if fresh:
            self.fields.clear()
        places = [self._("Ici"), *([file.demarche.body.name] if file.demarche else [])]
        self.fields.prepare(today, places)
        self.fields.show_appointment(known)

    def _says(self, known: Appointment | None, today: date) -> str:
        if known is None:
            return self._("Le jour n’est pas encore fixé.")
        day = self._tr.weekday_date(known.on)
        hour, place = write_hour(known.at), isolate(known.place)
        words = ", ".join(part for part in (day, hour, place) if part)
        if known.on < today:
            return self._("C’était {appointment}. Dites ce qu’il en est.").format(appointment=words)
        return words[:1].upper() + words[1:]

    def _send(self) -> None:
        typed = self.fields.read()
        if typed is not None:
            self.fixed.emit(typed)
