"""A centre in memory and two desks of one office."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mairie_quartier.domain.synchronising import Link
from tests.sync.desks import LinkedDesk, join, new_desk, scopes_of
from tests.sync.memory_centre import MemoryCentre


@pytest.fixture
def centre() -> MemoryCentre:
    return MemoryCentre()


def linked(centre: MemoryCentre, folder: Path) -> LinkedDesk:
    desk = new_desk(folder)
    known = centre.add_desk(scopes_of(desk))
    return join(centre, desk, Link("https://centre.example.org", known.id, known.token))


@pytest.fixture
def here(centre: MemoryCentre, tmp_path: Path) -> Iterator[LinkedDesk]:
    """A desk of the office."""
    found = linked(centre, tmp_path / "here")
    yield found
    found.desk.close()


@pytest.fixture
def there(centre: MemoryCentre, tmp_path: Path) -> Iterator[LinkedDesk]:
    """Another desk of the same office."""
    found = linked(centre, tmp_path / "there")
    yield found
    found.desk.close()
