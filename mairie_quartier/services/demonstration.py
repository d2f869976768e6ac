"""Found a PC of demonstration: an invented city, its agents, two years of an invented desk.

Everything is written as real work is, with journal and audit trail, but in nobody's name:
undoing the agent's last action never undoes the demonstration.
"""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from typing import TypeVar

from mairie_quartier.paths import resources
from mairie_quartier.services.context import Context
from mairie_quartier.services.invention.city import City, invent_city
from mairie_quartier.services.invention.dice import Dice
from mairie_quartier.services.invention.drafts import invent_drafts
from mairie_quartier.services.invention.material import Material, read_material
from mairie_quartier.services.invention.scene import Happening, Scale, Scene, Stage
from mairie_quartier.services.ports import OpenUnit, UnitOfWork
from mairie_quartier.services.sessions import Entrance, start_session
from mairie_quartier.services.settings import put_city

__all__ = [
    "Filled",
    "Scale",
    "Stage",
    "demonstration_login",
    "fill",
    "found_demonstration",
    "give_up_demonstration",
]

SEED = 1869
BATCH = 600

T = TypeVar("T")
Progress = Callable[[int, int], None]
"""Called with what is done and the total, from the thread that fills."""


@dataclass(slots=True)
class Filled:
    """How much was written."""

    people: int = 0
    visits: int = 0
    requests: int = 0
    receipts: int = 0


def found_demonstration(
    entrance: Entrance, progress: Progress | None = None, scale: Scale | None = None
) -> Context:
    """Make this PC's store, fill it, and give the session of the demonstration's agent.

    Raises:
        StoreExists: there is a store already; it is not touched.
    """
    material = read_material(resources())
    city = invent_city(Dice(SEED), material, entrance.clock.now())
    entrance.door.found(city.guest.id, city.guest.login, material.password)
    try:
        _write_city(entrance, city, material)
        stage = _stage(entrance, city)
        with _without_collecting():
            fill(lambda: entrance.door.unit(None), stage, scale=scale, progress=progress)
        context = start_session(entrance, city.guest.id)
        entrance.door.keep(demonstration=True)
        return context
    except BaseException:
        entrance.door.abandon()
        raise


def give_up_demonstration(entrance: Entrance) -> None:
    """Remove the demonstration from this PC, with all that was tried in it: it can be set up.

    Raises:
        NotADemonstration, DoorClosed: the open store is none; nothing was touched.
    """
    entrance.door.give_up_demonstration()


def demonstration_login() -> tuple[str, str]:
    """Give the login and password of the demonstration's agent, to show and to print."""
    material = read_material(resources())
    return material.agents[0].login, material.password


def fill(
    open_unit: OpenUnit,
    stage: Stage,
    *,
    scale: Scale | None = None,
    progress: Progress | None = None,
    seed: int = SEED,
) -> Filled:
    """Write an invented life of the desk into an open store, in a few large transactions.

    ``open_unit`` should act in nobody's name; the office, agents and partners of ``stage``
    are in the store already.  The same seed, stage and scale give the same records.
    """
    material = read_material(resources())
    scene = Scene(material, stage, scale or Scale(), seed=seed)
    total = scene.size
    filled = Filled()
    for people in _batches(scene.people()):
        with open_unit() as unit:
            for person, _ in people:
                unit.people.add(person)
            for member in chain.from_iterable(members for _, members in people):
                unit.members.add(member)
            unit.commit()
        filled.people += len(people)
        _tell(progress, filled, total)
    for happenings in _batches(scene.happenings()):
        with open_unit() as unit:
            for happening in happenings:
                _write(unit, stage, happening, filled)
            unit.commit()
        _tell(progress, filled, total)
    with open_unit() as unit:
        for draft in invent_drafts(Dice(seed), stage):
            unit.drafts.put(draft)
        unit.commit()
    return filled


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Look for no garbage meanwhile: many records, no cycles, a quarter of the time."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()


def _write(unit: UnitOfWork, stage: Stage, happening: Happening, filled: Filled) -> None:
    unit.visits.add(happening.visit)
    for request in happening.requests:
        unit.requests.add(request)
    for piece in happening.pieces:
        unit.pieces.add(piece)
    for referral in happening.referrals:
        unit.referrals.add(referral)
    for need in happening.interpreting:
        unit.interpreting.add(need)
    for paper in happening.papers:
        number = unit.numbers.take(stage.office, paper.year)
        unit.receipts.add(paper.numbered(str(number)))
    filled.visits += 1
    filled.requests += len(happening.requests)
    filled.receipts += len(happening.papers)


def _write_city(entrance: Entrance, city: City, material: Material) -> None:
    with entrance.door.unit(None) as unit:
        for office in city.offices:
            unit.offices.add(office)
        for agent in city.agents:
            unit.agents.add(agent)
        for partner in city.partners:
            unit.partners.add(partner)
        put_city(unit, material.city)
        unit.mark_demonstration()
        unit.commit()
    for agent in city.agents[1:]:
        entrance.door.admit(agent.id, agent.login, material.password)


def _stage(entrance: Entrance, city: City) -> Stage:
    return Stage(
        office=city.desk,
        agents=city.clerks,
        partners=city.partners,
        catalogue=entrance.shelf.get(),
        local_now=entrance.clock.local(),
    )


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    source = iter(items)
    while batch := list(islice(source, BATCH)):
        yield batch


def _tell(progress: Progress | None, filled: Filled, total: int) -> None:
    if progress is not None:
        progress(filled.people + filled.visits, total)
