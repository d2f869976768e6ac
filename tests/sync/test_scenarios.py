"""Every scripted history on the centre in memory; PostgreSQL: ``tests/central/test_machine``."""

from pathlib import Path

import pytest

from tests.sync.cities import MemoryCity
from tests.sync.encounters import run
from tests.sync.scenarios import SCENARIOS
from tests.sync.world import World, seeded_identifiers


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_trap_costs_nothing(name: str, tmp_path: Path) -> None:
    with seeded_identifiers(1):
        world = World(tmp_path, MemoryCity())
        run(SCENARIOS[name], world)
        world.close()
