"""What scripted histories share: who shows what, what happens in the middle of a sync."""

from collections.abc import Callable
from dataclasses import dataclass

from mairie_quartier.sync.centre import Got, Sent
from tests.sync.cities import CityCentre
from tests.sync.world import Place, World

Scenario = Callable[[World], None]


def run(scenario: Scenario, world: World) -> None:
    """Let it happen to two people whom everybody knows, settle, and check every invariant."""
    world.people.clear()
    for name in ("Traoré", "Diallo"):
        world.create(world.places[0], name)
    world.settle()
    scenario(world)
    world.settle()
    world.check()


def value(world: World, place: Place, name: str = "phone", which: int = 0) -> str | None:
    """Give a field of a person as this PC shows it; nothing when the person is not there."""
    with place.linked.desk.unit() as unit:
        found = unit.people.find(world.people[which])
    return None if found is None else str(getattr(found, name))


def everywhere(world: World, name: str = "phone", which: int = 0) -> set[str | None]:
    """Give the values that the PCs of the office show."""
    return {value(world, place, name, which) for place in world.places[:2]}


class PowerCut(Exception):
    """The PC lost its current in the middle of writing."""


@dataclass
class Meanwhile:
    """A line on which something happens once: before a reply from a path that tells of a word."""

    centre: CityCentre
    path: str
    deed: Callable[[], None] | None
    word: str = ""

    def carry(self, sent: Sent) -> Got:
        """Carry; the deed comes between what the centre says and its arrival."""
        got = self.centre.carry(sent)
        if sent.path == self.path and self.word.encode() in got.body and self.deed is not None:
            deed, self.deed = self.deed, None
            deed()
        return got

    def close(self) -> None:
        """Nothing is open."""


def sync_while(
    world: World, place: Place, path: str, deed: Callable[[], None], *, word: str = ""
) -> None:
    """Sync a PC; something happens while a reply from this path is on its way."""
    place.linked.cable.centre = Meanwhile(world.centre, path, deed, word)
    world.sync(place, [])
    place.linked.cable.centre = world.centre


def disagree(world: World) -> None:
    here, there, _ = world.places
    world.edit(here, 0, "phone", "a")
    world.edit(there, 0, "phone", "b")
    world.sync(here, [])
    world.settle()
