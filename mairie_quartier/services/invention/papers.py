"""Plan the papers of an invented visit, by the same rules as real ones; numbers come later."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import tzinfo

from mairie_quartier.domain.agents import Agent, Office
from mairie_quartier.domain.identifiers import ReceiptId
from mairie_quartier.domain.papers import IssuedReceipt
from mairie_quartier.domain.people import Person
from mairie_quartier.domain.receipt_content import Letterhead, ReceiptContent
from mairie_quartier.domain.receipts import (
    IncompleteAcknowledgement,
    NeedFacts,
    PaperFrame,
    PlannedPaper,
    compose_receipt,
    office_card,
    plan_papers,
    printed_agent,
    printed_name,
)
from mairie_quartier.domain.requests import Visit
from mairie_quartier.services.invention.dice import Dice


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that only lacks its number."""

    visit: Visit
    receipt_id: ReceiptId
    content: ReceiptContent

    @property
    def year(self) -> int:
        """Give the year its number is of."""
        return self.content.issued_at.year

    def numbered(self, number: str) -> IssuedReceipt:
        """Give the receipt as it is kept."""
        content = replace(self.content, number=number)
        return IssuedReceipt(
            id=self.receipt_id,
            office_id=self.visit.office_id,
            number=number,
            kind=content.kind,
            visit_id=self.visit.id,
            person_id=self.visit.person_id,
            agent_id=self.visit.agent_id,
            issued_at=self.visit.opened_at,
            content=content.to_json(),
        )


class Papers:
    """Plans the papers of one office."""

    def __init__(self, dice: Dice, office: Office, letterhead: Letterhead, *, zone: tzinfo) -> None:
        self._dice = dice
        self._place = office_card(office)
        self._letterhead = letterhead
        self._zone = zone

    def plan(
        self, visit: Visit, person: Person, agent: Agent, facts: Iterable[NeedFacts]
    ) -> Iterator[Paper]:
        """Give the papers of a visit; one that would lack lines of law is not issued."""
        frame = PaperFrame(
            issued_at=visit.opened_at.astimezone(self._zone),
            place=self._place,
            letterhead=self._letterhead,
            channel=visit.channel,
            agent=printed_agent(agent),
            person=printed_name(person),
        )
        for planned in plan_papers(facts):
            content = _composed(planned, frame)
            if content is not None:
                yield Paper(visit, ReceiptId(self._dice.new_id(visit.opened_at)), content)


def _composed(planned: PlannedPaper, frame: PaperFrame) -> ReceiptContent | None:
    try:
        return compose_receipt(planned, frame, number="")
    except IncompleteAcknowledgement:
        return None
