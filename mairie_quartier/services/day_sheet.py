"""Compose the day sheet: the desk on paper, for when the power fails."""

from datetime import date

from mairie_quartier.domain.appointments import hour_of
from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.day_sheet_content import (
    DaySheetContent,
    Matter,
    SheetAppointment,
    SheetMatter,
    SheetVisit,
)
from mairie_quartier.domain.interpreting import Urgency
from mairie_quartier.domain.languages import language
from mairie_quartier.domain.people import Contact
from mairie_quartier.domain.permissions import Act
from mairie_quartier.domain.receipts import office_card, printed_agent
from mairie_quartier.services.context import Context
from mairie_quartier.services.listings import DueKind, DueLine, InterpretingLine, Page, VisitLine
from mairie_quartier.services.ports import UnitOfWork
from mairie_quartier.services.settings import city_settings

MOST_LINES = 60
MATTERS = {
    DueKind.PIECES: Matter.PIECES,
    DueKind.DECISION: Matter.DECISION,
    DueKind.REFERRAL: Matter.REFERRAL,
    DueKind.INTERPRETER: Matter.INTERPRETER,
    DueKind.APPOINTMENT: Matter.APPOINTMENT,
}


def compose_day_sheet(context: Context) -> DaySheetContent:
    """Give the sheet of today: what is due, interpreters to find, visits so far."""
    context.require(Act.READ_VISITS)
    today, office_id = context.clock.today(), context.office.id
    with context.open() as unit:
        counters = unit.listings.counters(office_id, today)
        visits = unit.listings.visits_of(office_id, today, Page(size=MOST_LINES))
        due = unit.listings.due(office_id, today, Page(size=MOST_LINES))
        content = DaySheetContent(
            day=today,
            printed_at=context.clock.local(),
            city=city_settings(unit).city,
            office=office_card(unit.offices.find(office_id) or context.office),
            agent=printed_agent(context.agent).name,
            visits=tuple(_visit(line, context) for line in reversed(visits)),
            appointments=tuple(_appointment(line) for line in due if _is_today(line, today)),
            matters=(
                *(_matter(line) for line in due if not _is_today(line, today)),
                *_interpreting(context, unit, today),
            ),
            visits_left_out=counters.visits_today - len(visits),
            matters_left_out=counters.due - len(due),
        )
        unit.note(AuditAct.OPENED, "office", office_id)
        unit.commit()
    return content


def note_day_sheet_sent(context: Context) -> frozenset[str]:
    """Write down that the sheet went out: it names people."""
    context.require(Act.READ_VISITS)
    with context.open() as unit:
        unit.note(AuditAct.PRINTED, "office", context.office.id)
        return unit.commit()


def _visit(line: VisitLine, context: Context) -> SheetVisit:
    local = line.opened_at.astimezone(context.clock.local().tzinfo)
    return SheetVisit(local, _who(line), line.needs, line.receipts)


def _is_today(line: DueLine, today: date) -> bool:
    """Tell an appointment of today from one that is over and has to be followed."""
    return line.kind is DueKind.APPOINTMENT and line.due_on == today


def _appointment(line: DueLine) -> SheetAppointment:
    return SheetAppointment(
        at=hour_of(line.minute),
        who=_who(line),
        subject=line.label,
        place=line.place,
        phone=_phone(line),
        contact=line.contact,
    )


def _phone(line: DueLine) -> str:
    return "" if line.contact is Contact.CAREFUL else line.phone


def _matter(line: DueLine) -> SheetMatter:
    subject = line.label
    if line.kind is DueKind.INTERPRETER:
        subject = language(line.label).french
    return SheetMatter(
        kind=MATTERS[line.kind],
        due_on=line.due_on,
        who=_who(line),
        subject=subject,
        phone=_phone(line),
        contact=line.contact,
    )


def _interpreting(context: Context, unit: UnitOfWork, today: date) -> list[SheetMatter]:
    """Give the interpreters to find that are not due yet; the urgent ones are due already."""
    lines = unit.listings.interpreting(context.office.id, Page(size=MOST_LINES))
    return [
        SheetMatter(Matter.INTERPRETER, today, _who(line), language(line.language).french)
        for line in lines
        if line.urgency is not Urgency.NOW
    ]


def _who(line: VisitLine | DueLine | InterpretingLine) -> str:
    return f"{line.family_name} {line.first_names}".strip()
