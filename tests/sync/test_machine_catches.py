"""The proof finds what it is for: with a fault put in, its history fails; without it, none does."""

from pathlib import Path

import pytest

from tests.sync.cities import MemoryCity
from tests.sync.encounters import run
from tests.sync.mutations import MUTATIONS
from tests.sync.world import World, seeded_identifiers


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_fault_is_found(name: str, tmp_path: Path) -> None:
    mutation = MUTATIONS[name]
    with seeded_identifiers(1):
        world = World(tmp_path, MemoryCity())
        with mutation.put_in(), pytest.raises(AssertionError):
            run(mutation.found_by, world)
        world.close()
