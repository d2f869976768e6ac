"""Invent the life of a desk: people, visits, papers, in order of time.

Only makes records; ``services.demonstration`` writes them.  The same seed, day and scale give
the same records but for the receipts' numbers, which the store gives.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo

from mairie_quartier.domain.agents import Agent, Office
from mairie_quartier.domain.catalogue import Catalogue
from mairie_quartier.domain.identifiers import VisitId
from mairie_quartier.domain.interpreting import InterpretingNeed
from mairie_quartier.domain.people import Member, Person
from mairie_quartier.domain.referrals import Partner, Referral
from mairie_quartier.domain.requests import Channel, Outcome, Piece, Request, Visit
from mairie_quartier.services.invention.days import draw_instants
from mairie_quartier.services.invention.dice import Dice
from mairie_quartier.services.invention.followups import FollowUps
from mairie_quartier.services.invention.material import Material
from mairie_quartier.services.invention.needs import Need, Needs
from mairie_quartier.services.invention.papers import Paper, Papers
from mairie_quartier.services.invention.people import Crowd
from mairie_quartier.services.receipts import letterhead, need_facts

DAYS = 730
VISITS_TODAY = 14
NEEDS = {1: 74, 2: 19, 3: 7}
CHANNELS = {
    Channel.DESK: 70,
    Channel.TELEPHONE: 17,
    Channel.EMAIL: 5,
    Channel.OUTREACH: 4,
    Channel.LETTER: 3,
    Channel.PARTNER: 1,
}
NAMED = 82
INTERPRETED = 30


@dataclass(frozen=True, slots=True)
class Scale:
    """How many of each."""

    people: int = 2_000
    requests: int = 6_000


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the invented life takes place: ``agents`` record visits at ``office``.

    ``local_now`` is aware, in the office's time zone: all days are taken in it.
    """

    office: Office
    agents: tuple[Agent, ...]
    partners: tuple[Partner, ...]
    catalogue: Catalogue
    local_now: datetime

    @property
    def zone(self) -> tzinfo:
        """Give the office's time zone."""
        return self.local_now.tzinfo or UTC


@dataclass(slots=True)
class Happening:
    """One visit and all that hangs on it, as it stands today; papers still without number."""

    visit: Visit
    requests: list[Request] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    interpreting: list[InterpretingNeed] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)


class Scene:
    """Invents one desk's life."""

    def __init__(self, material: Material, stage: Stage, scale: Scale, *, seed: int) -> None:
        today = stage.local_now.date()
        self._dice = Dice(seed)
        self._material = material
        self._stage = stage
        self._today = today
        self._crowd = Crowd(self._dice, material, stage.office.id)
        self._needs = Needs(self._dice, material, stage.catalogue, today=today)
        self._follow_ups = FollowUps(self._dice, material, stage.partners, today=today)
        head = letterhead(material.city)
        self._papers = Papers(self._dice, stage.office, head, zone=stage.zone)
        self._agents = {agent.id: agent for agent in stage.agents}
        self._counts = self._need_counts(scale.requests)
        self._instants = self._draw_instants(scale)
        self._visitors = self._draw_visitors(scale.people)
        self._spans = self._number_people(scale.people)
        self._people: list[Person] = []

    @property
    def size(self) -> int:
        """Tell how many people and visits there will be, together."""
        return len(self._spans) + len(self._instants)

    def people(self) -> Iterator[tuple[Person, tuple[Member, ...]]]:
        """Give everybody, once, before the visits, in order of first visit."""
        for first, last in self._spans:
            person, members = self._crowd.invent(
                self._instants[first], self._local_day(self._instants[last])
            )
            self._people.append(person)
            yield person, members

    def happenings(self) -> Iterator[Happening]:
        """Give the visits in order of time; ``people`` come first."""
        for rank, (at, count) in enumerate(zip(self._instants, self._counts, strict=True)):
            who = self._visitors[rank]
            yield self._happening(at, count, None if who is None else self._people[who])

    def _need_counts(self, requests: int) -> list[int]:
        counts: list[int] = []
        left = requests
        while left > 0:
            counts.append(min(left, self._dice.weighted(NEEDS)))
            left -= counts[-1]
        return counts

    def _draw_instants(self, scale: Scale) -> list[datetime]:
        total = len(self._counts)
        of_today = min(VISITS_TODAY * max(1, scale.requests // 60_000), total // 3)
        return draw_instants(
            self._dice,
            now=self._stage.local_now,
            zone=self._stage.zone,
            days=DAYS,
            counts=(total - of_today, of_today),
        )

    def _draw_visitors(self, people: int) -> list[int | None]:
        """Say who comes at each visit: everybody once if there is room, some often."""
        total = len(self._instants)
        named = total * NAMED // 100 if people else 0
        keenness = [1 / (1 + place % 40) for place in range(people)]
        everybody = list(range(people))[:named]
        again = self._dice.many(range(people), keenness, named - len(everybody))
        drawn: list[int | None] = [*everybody, *again, *([None] * (total - named))]
        self._dice.shuffle(drawn)
        return drawn

    def _number_people(self, people: int) -> list[tuple[int, int]]:
        """Give each person's first and last visit, people numbered in that order."""
        last: dict[int, int] = {}
        first: dict[int, int] = {}
        for rank, who in enumerate(self._visitors):
            if who is not None:
                first.setdefault(who, rank)
                last[who] = rank
        for who in range(people):
            if who not in first and self._instants:
                first[who] = last[who] = self._dice.number(0, len(self._instants) - 1)
        order = sorted(first, key=lambda who: first[who])
        numbers = {who: place for place, who in enumerate(order)}
        self._visitors = [None if who is None else numbers[who] for who in self._visitors]
        return [(first[who], last[who]) for who in order]

    def _happening(self, at: datetime, count: int, person: Person | None) -> Happening:
        visit = self._visit(at, person)
        happening = Happening(visit)
        needs = [self._needs.invent(visit, at) for _ in range(count)]
        for need in needs:
            happening.pieces.extend(need.settled_pieces)
            happening.requests.append(self._followed(happening, need, at))
        language = visit.language
        if language and language != "fra" and self._dice.chance(INTERPRETED):
            happening.interpreting.append(self._follow_ups.interpret(visit, language))
        if person is not None:
            facts = [need_facts(each.demarche, each.request, each.pieces) for each in needs]
            agent = self._agents[visit.agent_id]
            happening.papers.extend(self._papers.plan(visit, person, agent, facts))
        return happening

    def _followed(self, happening: Happening, need: Need, at: datetime) -> Request:
        if need.request.outcome is Outcome.REFERRED:
            referral, request = self._follow_ups.refer(need.settled, at)
            happening.referrals.append(referral)
            return request
        if need.request.outcome is Outcome.APPOINTMENT:
            return self._follow_ups.close_appointment(need.settled)
        return need.settled

    def _local_day(self, at: datetime) -> date:
        return at.astimezone(self._stage.zone).date()

    def _visit(self, at: datetime, person: Person | None) -> Visit:
        dice, texts = self._dice, self._material.texts
        channel = dice.weighted(CHANNELS)
        return Visit(
            id=VisitId(dice.new_id(at)),
            office_id=self._stage.office.id,
            agent_id=dice.pick(self._stage.agents).id,
            opened_at=at,
            opened_on=self._local_day(at),
            channel=channel,
            person_id=person.id if person else None,
            language=person.language if person else None,
            place=dice.pick(self._material.outreach) if channel is Channel.OUTREACH else "",
            note=dice.pick(texts["visit_notes"]) if dice.chance(10) else "",
        )
