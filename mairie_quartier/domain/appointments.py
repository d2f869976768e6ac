"""The appointment that came of a request: when, where or with whom; fixed, moved, cancelled.

It lies in the request itself: one request, one appointment to come.  What it was before stays in
the audit trail.  Must not ask the clock nor word anything.
"""

from dataclasses import dataclass, replace
from datetime import date, time

from mairie_quartier.domain.identifiers import RequestId
from mairie_quartier.domain.requests import Request, RequestClosed, RequestStatus
from mairie_quartier.errors import UserMistake

LONGEST_PLACE = 200
_MINUTES = 60


class AppointmentInThePast(UserMistake):
    """An appointment on a day that is over."""

    def __init__(self, on: date) -> None:
        super().__init__(on)
        self.on = on


class NoAppointment(UserMistake):
    """There is no appointment to cancel."""

    def __init__(self, request_id: RequestId) -> None:
        super().__init__(request_id)
        self.request_id = request_id


@dataclass(frozen=True, slots=True)
class Appointment:
    """A day, an hour if it is known (local), and a place or a person, or empty."""

    on: date
    at: time | None = None
    place: str = ""

    @property
    def minute(self) -> int | None:
        """Give the hour as it is recorded: minutes from midnight."""
        return None if self.at is None else self.at.hour * _MINUTES + self.at.minute


def appointment_of(request: Request) -> Appointment | None:
    """Give the appointment of a request, if it has one."""
    if request.appointment_on is None:
        return None
    at = hour_of(request.appointment_minute)
    return Appointment(request.appointment_on, at, request.appointment_place)


def hour_of(minute: int | None) -> time | None:
    """Read the hour as it is recorded; what is no minute of a day is no hour."""
    if minute is None or not 0 <= minute < 24 * _MINUTES:
        return None
    return time(*divmod(minute, _MINUTES))


def fix_appointment(request: Request, appointment: Appointment, *, today: date) -> Request:
    """Give the request its appointment, or another one.

    Raises:
        RequestClosed: nothing is awaited any more.
        AppointmentInThePast: its day is over, and it is not the one recorded already.
    """
    _refuse_closed(request)
    if appointment.on < today and appointment.on != request.appointment_on:
        raise AppointmentInThePast(appointment.on)
    return replace(
        request,
        appointment_on=appointment.on,
        appointment_minute=appointment.minute,
        appointment_place=appointment.place,
    )


def cancel_appointment(request: Request) -> Request:
    """Take the appointment back; the request stays open.

    Raises:
        RequestClosed: nothing is awaited any more.
        NoAppointment: there is none.
    """
    _refuse_closed(request)
    if request.appointment_on is None:
        raise NoAppointment(request.id)
    return replace(request, appointment_on=None, appointment_minute=None, appointment_place="")


def _refuse_closed(request: Request) -> None:
    if request.status is RequestStatus.CLOSED:
        raise RequestClosed(request.id)
