"""Changes to an intake form: each gives a new form and leaves the old one as it was.

Pure; asks no service.  What is being typed is not judged here but at registration.
"""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

from mairie_quartier.domain.appointments import LONGEST_PLACE
from mairie_quartier.domain.catalogue import Demarche
from mairie_quartier.domain.identifiers import DraftId, RequestId, VisitId, new_id
from mairie_quartier.domain.intake import IntakeForm, NeedForm, PersonForm, PieceForm
from mairie_quartier.domain.people import Person
from mairie_quartier.domain.referrals import Agreement, Delivery
from mairie_quartier.domain.requests import Outcome, PieceState
from mairie_quartier.domain.text import clean_line, clean_text

LINE_LIMIT = 200
NOTE_LIMIT = 2000
_PERSON_LINES = (
    "family_name",
    "used_name",
    "first_names",
    "other_script_name",
    "phone",
    "email",
    "address",
    "postcode",
    "town",
    "domiciled_at",
)
_PERSON_NOTES = ("contact_note", "note")

NeedChange = Callable[[NeedForm], NeedForm]
PiecesChange = Callable[[NeedForm, Demarche], NeedForm]
PERSON_FIELDS = tuple(
    field.name for field in fields(PersonForm) if field.name in Person.__dataclass_fields__
)


def is_blank(form: IntakeForm) -> bool:
    """Tell whether nothing worth keeping was entered."""
    return not (
        form.needs
        or form.members
        or form.language
        or form.interpreting
        or form.note
        or form.place
        or form.person not in (None, PersonForm())
    )


def form_of(person: Person) -> PersonForm:
    """Give the form of a person whose file was opened: nothing is asked twice."""
    known = {name: getattr(person, name) for name in PERSON_FIELDS}
    seen = PersonForm(person_id=person.id, **known)
    return replace(seen, seen=seen)


def with_need(form: IntakeForm, demarche: Demarche) -> tuple[IntakeForm, RequestId]:
    """Add a need at the end; give its identifier too."""
    need = NeedForm(id=RequestId(new_id()), demarche=demarche.code)
    return replace(form, needs=(*form.needs, need)), need.id


def without_need(form: IntakeForm, need_id: RequestId) -> IntakeForm:
    """Take a need away."""
    return replace(form, needs=tuple(need for need in form.needs if need.id != need_id))


def change_need(form: IntakeForm, need_id: RequestId, change: NeedChange) -> IntakeForm:
    """Change one need."""
    changed = tuple(change(need) if need.id == need_id else need for need in form.needs)
    return replace(form, needs=changed)


def piece_state(need: NeedForm, code: str) -> PieceState | None:
    """Tell where a document stands; None while nobody said."""
    return next((piece.state for piece in need.pieces if piece.code == code), None)


def with_piece(need: NeedForm, demarche: Demarche, code: str, state: PieceState | None) -> NeedForm:
    """Say where one document stands; the pieces keep the catalogue's order."""
    return _with_states(need, demarche, {code: state})


def with_all_pieces(need: NeedForm, demarche: Demarche, state: PieceState) -> NeedForm:
    """Say the same of every document."""
    return _with_states(need, demarche, {spec.code: state for spec in demarche.pieces})


def with_deadline(need: NeedForm, demarche: Demarche, today: date, *, days: int) -> NeedForm:
    """Give missing required pieces their usual deadline; without any, none (L114-5)."""
    if not missing_required(need, demarche):
        return replace(need, pieces_due_on=None)
    return replace(need, pieces_due_on=need.pieces_due_on or today + timedelta(days=days))


def missing_required(need: NeedForm, demarche: Demarche) -> int:
    """Count the missing documents that a text requires."""
    required = {spec.code for spec in demarche.required_pieces}
    return sum(
        piece.code in required and piece.state is PieceState.MISSING for piece in need.pieces
    )


def settled(form: IntakeForm) -> IntakeForm:
    """Leave out what no longer goes with the outcome, and a person without a name."""
    needs = tuple(_settled_need(need) for need in form.needs)
    person = form.person if form.person is not None and form.person.named else None
    return replace(form, needs=needs, person=person, members=form.members if person else ())


def as_new_draft(form: IntakeForm) -> IntakeForm:
    """Give an undone visit back as a draft: the same words, nothing of the old records."""
    return replace(
        form,
        draft_id=DraftId(new_id()),
        visit_id=VisitId(new_id()),
        needs=tuple(replace(need, id=RequestId(new_id())) for need in form.needs),
        members=tuple(replace(member, id=new_id()) for member in form.members),
    )


def _settled_need(need: NeedForm) -> NeedForm:
    if need.outcome is not Outcome.APPOINTMENT:
        need = replace(need, appointment=None)
    if need.outcome is not Outcome.NOT_HELPED:
        need = replace(need, reason=None)
    if need.outcome is not Outcome.REFERRED:
        return replace(need, referral=None)
    referral = need.referral
    if referral is not None and referral.agreement is not Agreement.GIVEN:
        return replace(need, referral=replace(referral, delivery=Delivery.BY_PERSON))
    return need


def _with_states(
    need: NeedForm, demarche: Demarche, changed: dict[str, PieceState | None]
) -> NeedForm:
    states = {piece.code: piece.state for piece in need.pieces} | changed
    known = {spec.code: spec.label for spec in demarche.pieces}
    labels = {piece.code: piece.label for piece in need.pieces} | known
    order = dict.fromkeys([*known, *labels])
    pieces = (PieceForm(code, labels[code], state) for code in order if (state := states.get(code)))
    return replace(need, pieces=tuple(pieces))


def cleaned(form: IntakeForm) -> IntakeForm:
    """Tidy every text; raise ``TooLong`` rather than cut."""
    person = form.person
    if person is not None:
        texts: dict[str, Any] = {
            **{name: clean_line(getattr(person, name), LINE_LIMIT) for name in _PERSON_LINES},
            **{name: clean_text(getattr(person, name), NOTE_LIMIT) for name in _PERSON_NOTES},
        }
        person = replace(person, **texts)
    return replace(
        form,
        person=person,
        place=clean_line(form.place, LINE_LIMIT),
        note=clean_text(form.note, NOTE_LIMIT),
        needs=tuple(_cleaned_need(need) for need in form.needs),
        members=tuple(
            replace(
                member,
                family_name=clean_line(member.family_name, LINE_LIMIT),
                first_names=clean_line(member.first_names, LINE_LIMIT),
            )
            for member in form.members
        ),
    )


def _cleaned_need(need: NeedForm) -> NeedForm:
    referral = need.referral
    if referral is not None:
        referral = replace(referral, reason=clean_text(referral.reason, NOTE_LIMIT))
    appointment = need.appointment
    if appointment is not None:
        appointment = replace(appointment, place=clean_line(appointment.place, LONGEST_PLACE))
    note = clean_text(need.note, NOTE_LIMIT)
    return replace(need, note=note, referral=referral, appointment=appointment)
