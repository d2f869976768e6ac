"""The pictures of the two desks tell the truth: what they show is in both stores."""

from pathlib import Path

import pytest
from demonstration_centre import Base
from PIL import Image
from PySide6.QtWidgets import QApplication

from mairie_quartier.bootstrap import translator
from mairie_quartier.config import Settings
from mairie_quartier.ui.opening import prepare
from tests.central.conftest import PASSWORDS
from tests.two_desks.office import Counter
from tests.two_desks.showing import show_two_desks
from tests.two_desks.story import FIRST_PHONE, SECOND_PHONE

LEAST_COLOURS = 20


def phones(counter: Counter) -> list[str]:
    with counter.context.open() as unit:
        return [person.phone for person in unit.people.matching()]


def open_conflicts(counter: Counter) -> int:
    with counter.context.open() as unit:
        return unit.sync.count_conflicts()


@pytest.mark.torture
def test_two_desks_exchange_a_visit_and_a_conflict(
    appearance: QApplication, postgres_url: str, tmp_path: Path
) -> None:
    settings = Settings(data=tmp_path / "none", backup_folder=tmp_path / "none")
    prepare(appearance, settings, translator(settings))
    seen: dict[str, tuple[list[str], list[str], int]] = {}

    def look(name: str, here: Counter, there: Counter) -> None:
        seen[name] = (phones(here), phones(there), open_conflicts(there))

    base = Base(postgres_url, "two_desks", PASSWORDS)
    pictures = show_two_desks(appearance, base, tmp_path / "out", look)

    assert seen == {
        "passage-a-un-guichet": ([""], [], 0),
        "passage-aux-deux-guichets": ([""], [""], 0),
        "deux-numeros": ([FIRST_PHONE], [SECOND_PHONE], 0),
        "numero-dispute": ([FIRST_PHONE], [FIRST_PHONE], 1),
        "numero-choisi": ([SECOND_PHONE], [SECOND_PHONE], 0),
    }
    assert [path.stem[2:] for path in pictures] == list(seen)
    for path in pictures:
        colours = Image.open(path).convert("RGB").getcolors(1 << 24)
        assert colours is not None
        assert len(colours) > LEAST_COLOURS
