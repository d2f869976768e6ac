"""The proof, on the centre in memory; on PostgreSQL: ``tests/central/test_machine``.

``pytest -m torture`` runs the long profile; a failure prints what reproduces it, and
``--hypothesis-seed`` takes the seed of a night.
"""

import pytest

from tests.sync.cities import MemoryCity
from tests.sync.machine import CALM, STORM, play


def test_nothing_acknowledged_is_lost_doubled_or_silently_overwritten() -> None:
    play(MemoryCity, CALM)


@pytest.mark.torture
def test_nothing_is_lost_in_a_long_night() -> None:
    play(MemoryCity, STORM)
