"""Invent what follows a visit: referrals to partners and interpreting needs."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from mairie_quartier.domain.identifiers import InterpretingId, PartnerId, ReferralId
from mairie_quartier.domain.interpreting import (
    Interpreter,
    InterpretingNeed,
    InterpretingState,
    PreferredSex,
    Understanding,
    UnmetReason,
    Urgency,
    Way,
)
from mairie_quartier.domain.referrals import (
    CLOSED,
    Agreement,
    Delivery,
    Partner,
    Referral,
    ReferralState,
)
from mairie_quartier.domain.requests import Request, RequestStatus, Visit
from mairie_quartier.services.invention.dice import Dice
from mairie_quartier.services.invention.material import Material

ANSWER_DELAY = timedelta(days=14)
STILL_OPEN = timedelta(days=4)
FIRST_MINUTE = 9 * 60
HALF_HOUR = 30
HALF_HOURS = 15

_ANSWERS = {
    ReferralState.DONE: 82,
    ReferralState.REFUSED: 8,
    ReferralState.CANCELLED: 10,
}
_AGREEMENTS = {Agreement.GIVEN: 72, Agreement.NOT_ASKED: 18, Agreement.REFUSED: 10}
_WAYS = {Way.TELEPHONE: 64, Way.ON_SITE: 20, Way.VIDEO: 10, Way.WRITTEN: 6}
_ENDS = {
    InterpretingState.DONE: 78,
    InterpretingState.UNMET: 13,
    InterpretingState.CANCELLED: 5,
    InterpretingState.NO_SHOW: 4,
}
_UNDER_WAY = (
    InterpretingState.NEEDED,
    InterpretingState.REQUESTED,
    InterpretingState.CONFIRMED,
)


class FollowUps:
    """Invents referrals and interpreting needs, for one day taken as today."""

    def __init__(
        self, dice: Dice, material: Material, partners: tuple[Partner, ...], *, today: date
    ) -> None:
        self._dice = dice
        self._material = material
        self._today = today
        self._everyone = tuple(partner.id for partner in partners)
        self._by_demarche: dict[str, PartnerId] = {
            code: partner.id
            for line, partner in zip(material.partners, partners, strict=True)
            for code in line.demarches
        }

    def refer(self, request: Request, at: datetime) -> tuple[Referral, Request]:
        """Give a referral and the request, closed once the partner answered."""
        dice, texts = self._dice, self._material.texts
        agreement = dice.weighted(_AGREEMENTS)
        given = agreement is Agreement.GIVEN
        referral = Referral(
            id=ReferralId(dice.new_id(at)),
            office_id=request.office_id,
            request_id=request.id,
            person_id=request.person_id,
            partner_id=self._by_demarche.get(request.demarche) or dice.pick(self._everyone),
            reason=dice.pick(texts["referral_reasons"]),
            sent_at=at,
            due_on=request.received_on + ANSWER_DELAY,
            agreement=agreement,
            agreement_on=request.received_on if given else None,
            agreement_scope="",
            delivery=Delivery.DIRECT if given and dice.chance(45) else Delivery.BY_PERSON,
        )
        return self._answered(referral, request)

    def close_appointment(self, request: Request) -> Request:
        """Fix the appointment that a request ended in, and close it once that has passed."""
        on = request.received_on + timedelta(days=self._dice.number(3, 20))
        half_hours = on.toordinal() % HALF_HOURS
        at = FIRST_MINUTE + HALF_HOUR * half_hours
        fixed = replace(request, appointment_on=on, appointment_minute=at)
        return _closed(fixed, on) if on < self._today else fixed

    def interpret(self, visit: Visit, language: str) -> InterpretingNeed:
        """Give an interpreting need of a visit."""
        dice = self._dice
        signed = language == "fsl"
        relative = not signed and dice.chance(5)
        need = InterpretingNeed(
            id=InterpretingId(dice.new_id(visit.opened_at)),
            office_id=visit.office_id,
            visit_id=visit.id,
            person_id=visit.person_id,
            language=language,
            created_at=visit.opened_at,
            way=Way.SIGN_LANGUAGE if signed else dice.weighted(_WAYS),
            urgency=Urgency.WEEK if dice.chance(30) else Urgency.NORMAL,
            interpreter=Interpreter.ADULT_RELATIVE if relative else Interpreter.PROFESSIONAL,
            preferred_sex=PreferredSex.WOMAN if dice.chance(8) else PreferredSex.NONE,
            relative_reason=dice.pick(self._material.texts["relative_reasons"]) if relative else "",
        )
        if self._today - visit.opened_on > STILL_OPEN:
            return self._ended(need)
        urgent = visit.opened_on == self._today and dice.chance(70)
        return replace(
            need,
            state=InterpretingState.NEEDED if urgent else dice.pick(_UNDER_WAY),
            urgency=Urgency.NOW if urgent else need.urgency,
        )

    def _answered(self, referral: Referral, request: Request) -> tuple[Referral, Request]:
        dice = self._dice
        on = request.received_on + timedelta(days=dice.number(2, 17))
        falls_now = timedelta() <= self._today - referral.due_on <= STILL_OPEN
        if on > self._today or dice.chance(60 if falls_now else 0.4):
            if dice.chance(30):
                referral = replace(referral, state=ReferralState.RECEIVED)
            return referral, request
        state = dice.weighted(_ANSWERS)
        done = state is ReferralState.DONE
        answered = replace(
            referral,
            state=state,
            answer=dice.pick(self._material.texts["answers"][:3]) if done else "",
            closed_at=referral.sent_at + (on - request.received_on) if state in CLOSED else None,
        )
        return answered, _closed(request, on)

    def _ended(self, need: InterpretingNeed) -> InterpretingNeed:
        dice, state = self._dice, self._dice.weighted(_ENDS)
        ended = replace(
            need,
            state=state,
            provider=dice.pick(self._material.texts["providers"]),
            closed_at=need.created_at + timedelta(hours=dice.number(1, 90)),
        )
        if state is InterpretingState.UNMET:
            return replace(ended, unmet_reason=dice.pick(tuple(UnmetReason)), provider="")
        if state is not InterpretingState.DONE:
            return ended
        checked = Understanding.UNDERSTOOD if dice.chance(75) else Understanding.NOT_CHECKED
        return replace(ended, minutes=5 * dice.number(2, 16), understanding=checked)


def _closed(request: Request, on: date) -> Request:
    return replace(request, status=RequestStatus.CLOSED, closed_on=on)
