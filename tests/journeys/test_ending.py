"""However the program ends, what was acknowledged is there, and the visit being typed too."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from mairie_quartier.domain.intake import PersonForm
from tests.journeys.desk_window import HALF_TYPED
from tests.journeys.pc import Pc, at_work, settings_of


def end_by(folder: Path, ending: str) -> None:
    """Let a process type until its end, by ``kill -9`` or by the cross of its window."""
    command = [sys.executable, "-m", "tests.journeys.desk_window", str(folder), ending]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "typed\n"
        if ending == "kill":
            process.kill()
        assert (process.wait(60) == 0) is (ending == "cross")


@pytest.mark.parametrize("ending", ["kill", "cross"])
def test_the_visit_acknowledged_and_the_one_being_typed_are_there_after(
    appearance: QApplication, tmp_path: Path, ending: str
) -> None:
    folder = at_work(tmp_path / "desk")
    end_by(folder, ending)
    pc = Pc(appearance, settings_of(folder))
    pc.log_in()
    draft, families = pc.draft().person, known_families(pc)
    pc.end()
    assert "Traoré" in families
    assert draft is not None
    assert kept(draft) == ("Diallo", "06 39 98 00 01", HALF_TYPED if ending == "cross" else "")


def known_families(pc: Pc) -> set[str]:
    with pc.context.open() as unit:
        return {each.family_name for each in unit.people.matching()}


def kept(person: PersonForm) -> tuple[str, str, str]:
    """Give what was typed: a field left, and the one that was not."""
    return person.family_name, person.phone, person.email
