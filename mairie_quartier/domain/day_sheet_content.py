"""What the day sheet says (*feuille du jour*): the desk on paper, for when the power fails.

Data only.  It names people: it stays at the desk and is destroyed once it was typed in.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from mairie_quartier.domain.people import Contact
from mairie_quartier.domain.receipt_content import ServiceCard


class Matter(StrEnum):
    """Why a line is on the sheet."""

    PIECES = "pieces"
    DECISION = "decision"
    REFERRAL = "referral"
    INTERPRETER = "interpreter"
    APPOINTMENT = "appointment"


@dataclass(frozen=True, slots=True)
class SheetVisit:
    """A visit of today; ``who`` is empty for an anonymous one."""

    at: datetime
    who: str
    subjects: tuple[str, ...]
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetMatter:
    """Something due by today; the telephone is left out where calling is dangerous."""

    kind: Matter
    due_on: date
    who: str
    subject: str
    phone: str = ""
    contact: Contact = Contact.NORMAL


@dataclass(frozen=True, slots=True)
class SheetAppointment:
    """Somebody expected today, here or elsewhere; ``at`` is None where no hour was said."""

    at: time | None
    who: str
    subject: str
    place: str = ""
    phone: str = ""
    contact: Contact = Contact.NORMAL


@dataclass(frozen=True, slots=True)
class DaySheetContent:
    """Everything the sheet says; ``left_out`` counts the lines that had no room."""

    day: date
    printed_at: datetime
    city: str
    office: ServiceCard
    agent: str
    visits: tuple[SheetVisit, ...] = ()
    appointments: tuple[SheetAppointment, ...] = ()
    matters: tuple[SheetMatter, ...] = ()
    visits_left_out: int = 0
    matters_left_out: int = 0
