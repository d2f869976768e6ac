"""A desk at work, for the tests of the services."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import Desk, fresh_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = fresh_desk(tmp_path)
    yield desk
    desk.close()
