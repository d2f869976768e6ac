"""A desk in a process of its own that works and synchronises, until it is killed or told to rest.

Run as ``python -m tests.torture.sync.desk FOLDER MACHINE SEED STEPS DAYS ALONE``: ``DAYS`` is how
wrong its clock is, ``ALONE`` (0 or 1) whether it works without network until it rests.  Lines:
``did OP… | NUMBER…`` once recorded, ``synced SENT RECEIVED`` or ``fault NAME``; then ``rest``, and
from there one sync for every line of the standard input.
"""

import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from sqlalchemy import text

from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.people import Person
from mairie_quartier.services import sessions, visits
from mairie_quartier.services.ports import NothingToUndo, UndoTooLate
from mairie_quartier.services.sync_faults import SyncFault
from tests.builders import (
    LOGIN,
    PASSWORD,
    Desk,
    FakeClock,
    entrance_by,
    intake,
    need,
    new_person,
    open_door,
    person_form,
)
from tests.centre_process import schedule_of
from tests.torture.desk_process import say
from tests.torture.sync.refusing import LEAVER

ANSWER_S = 60.0
NAMES = ("note", "phone", "town", "address")


def log_in(folder: Path, machine: str, days: int) -> Desk:
    """Open the desk of a folder on this machine, its clock wrong by so many days."""
    clock = FakeClock()
    clock.advance(timedelta(days=days))
    door = open_door(folder, clock, machine=machine)
    entrance = entrance_by(door, clock)
    context = sessions.log_in(entrance, LOGIN, PASSWORD)
    desk = Desk(folder, clock, door, entrance, context, "")
    desk.context = desk.as_roles(*Role)
    return desk


class Worker:
    """An agent who does whatever comes, drawn from the seed."""

    def __init__(self, desk: Desk, chance: Random) -> None:
        self._desk = desk
        self._chance = chance
        self._told = self._last()
        self._schedule = schedule_of(desk, answer_timeout_s=ANSWER_S)

    def step(self, rank: int) -> None:
        """Do one thing, and say what was recorded."""
        self._desk.clock.advance(timedelta(minutes=self._chance.randrange(-5, 20)))
        numbers = self._chance.choice(
            (self._visit, self._visit, self._create, self._edit, self._edit, self._edit,
             self._remove, self._undo, self._leave)
        )(rank)  # fmt: skip
        say("did", *self._recorded(), "|", *numbers)

    def sync(self) -> None:
        """Sync once, and say how it went."""
        try:
            totals = self._schedule.sync_here()
        except SyncFault as fault:
            say("fault", type(fault).__name__, *getattr(fault, "args", ()))
        else:
            say("synced", totals.sent, totals.received)

    def _visit(self, rank: int) -> list[str]:
        context = self._desk.context
        form = intake(context, need(), need(missing=1), person=person_form(f"Traoré{rank}"))
        registered = visits.register_visit(context, form)
        return [paper.number for paper in registered.receipts]

    def _create(self, rank: int) -> list[str]:
        with self._desk.unit() as unit:
            unit.people.add(new_person(self._desk.context, f"Benali{rank}"))
            unit.commit()
        return []

    def _leave(self, rank: int) -> list[str]:
        """Record somebody in the name of the agent who leaves; this PC may not know it yet."""
        with self._desk.unit() as unit:
            known = [agent for agent in unit.agents.matching() if agent.login == LEAVER]
        agent = known[0] if known else self._desk.context.agent
        with self._desk.door.unit(agent.id) as unit:
            unit.people.add(new_person(self._desk.context, f"Sy{rank}"))
            unit.commit()
        return []

    def _edit(self, rank: int) -> list[str]:
        with self._desk.unit() as unit:
            person = self._somebody(unit.people.matching())
            if person is not None:
                changed = {self._chance.choice(NAMES): f"essai {rank} {self._chance.random()}"}
                unit.people.save(replace(person, **changed))  # type: ignore[arg-type]  # texts only
                unit.commit()
        return []

    def _remove(self, rank: int) -> list[str]:
        with self._desk.unit() as unit:
            person = self._somebody(unit.people.matching())
            if rank % 3 == 0 and person and not unit.visits.matching(person_id=person.id):
                unit.people.remove(person)
                unit.commit()
        return []

    def _undo(self, rank: int) -> list[str]:
        del rank
        with self._desk.unit() as unit:
            found = unit.last_transaction(self._desk.context.agent.id)
            if found is not None:
                try:
                    unit.revert(found)
                except (NothingToUndo, UndoTooLate):
                    return []
                unit.commit()
        return []

    def _somebody(self, people: tuple[Person, ...]) -> Person | None:
        # Often the same few, so that desks clash.
        return people[self._chance.randrange(min(4, len(people)))] if people else None

    def _last(self) -> int:
        with self._desk.door.engine.connect() as connection:
            found = connection.execute(text("SELECT coalesce(max(dseq), 0) FROM outbox"))
            return int(str(found.scalar_one()))

    def _recorded(self) -> list[UUID]:
        with self._desk.door.engine.connect() as connection:
            query = text("SELECT dseq, op FROM outbox WHERE dseq > :told ORDER BY dseq")
            rows = connection.execute(query, {"told": self._told}).all()
        self._told = rows[-1][0] if rows else self._told
        return [UUID(bytes=op) for _, op in rows]


def main() -> None:
    """Work, then rest."""
    folder, machine = Path(sys.argv[1]), sys.argv[2]
    seed, steps, days, alone = map(int, sys.argv[3:7])
    desk = log_in(folder, machine, days)
    worker = Worker(desk, Random(seed))
    for rank in range(steps):
        worker.step(seed * 1000 + rank)
        if not alone and rank % 3 == 2:
            worker.sync()
    say("rest")
    while sys.stdin.readline():
        worker.sync()
    desk.close()


if __name__ == "__main__":
    main()
