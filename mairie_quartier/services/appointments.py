"""Fix, move and cancel the appointment of a request."""

from mairie_quartier.domain import appointments
from mairie_quartier.domain.appointments import LONGEST_PLACE, Appointment
from mairie_quartier.domain.identifiers import RequestId
from mairie_quartier.domain.permissions import Act
from mairie_quartier.domain.text import clean_line
from mairie_quartier.services.context import Context


def fix_appointment(
    context: Context, request_id: RequestId, appointment: Appointment
) -> frozenset[str]:
    """Write down when and where the person is expected; an earlier appointment is moved.

    Raises:
        RequestClosed: nothing is awaited any more.
        AppointmentInThePast: its day is over.
        TooLong: the place is.
    """
    context.require(Act.EDIT_REQUEST)
    kept = Appointment(appointment.on, appointment.at, clean_line(appointment.place, LONGEST_PLACE))
    with context.open() as unit:
        request = unit.requests.get(request_id)
        today = context.clock.today()
        unit.requests.save(appointments.fix_appointment(request, kept, today=today))
        return unit.commit()


def cancel_appointment(context: Context, request_id: RequestId) -> frozenset[str]:
    """Take the appointment back; the request stays open.

    Raises:
        RequestClosed: nothing is awaited any more.
        NoAppointment: there is none.
    """
    context.require(Act.EDIT_REQUEST)
    with context.open() as unit:
        request = unit.requests.get(request_id)
        unit.requests.save(appointments.cancel_appointment(request))
        return unit.commit()
