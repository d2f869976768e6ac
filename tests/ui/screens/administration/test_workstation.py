"""This PC's own section: the clock said to be right, the recovery key renewed."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mairie_quartier.services import sessions
from mairie_quartier.services.faults import WrongRecoveryKey
from mairie_quartier.ui.screens.administration.workstation import WorkstationSection
from tests.builders import LOGIN, need
from tests.ui.screens.workplaces import Place, make_place

NEW_PASSWORD = "Nouveau-Cheval-34!"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return make_place(tmp_path)


def open_section(place: Place, qtbot: QtBot) -> WorkstationSection:
    section = WorkstationSection(place.work)
    qtbot.addWidget(section)
    section.resize(1100, 700)
    section.show()
    return section


def test_a_right_clock_is_shown_without_a_question(place: Place, qtbot: QtBot) -> None:
    section = open_section(place, qtbot)

    assert " h " in section.time.text().replace("\u00a0", " ")
    assert not section.doubt.isVisible()
    assert not section.trust.isVisible()


def test_a_doubtful_clock_is_said_to_be_right(place: Place, qtbot: QtBot) -> None:
    place.desk.clock.advance(timedelta(days=400))
    place.register(need())
    place.desk.clock.advance(timedelta(days=-400))
    section = open_section(place, qtbot)
    assert section.doubt.isVisible()

    section.trust.click()

    assert not section.doubt.isVisible()
    assert ("done", "Heure du poste confirmée") in place.calls
    assert ("spread", frozenset({"visit"})) in place.calls
    assert not place.register(need()).visit.clock_doubtful


def test_the_new_key_stays_until_it_is_noted_and_then_opens(place: Place, qtbot: QtBot) -> None:
    section = open_section(place, qtbot)
    section.renew.click()
    assert section.question is not None
    section.question.agree.click()
    dialog = section.dialog
    assert dialog is not None
    check = dialog.page.check

    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    dialog.page.ticked.setChecked(True)
    dialog.page.group.setText("FAUX")
    dialog.page.go_on()
    assert dialog.isVisible()
    dialog.page.group.setText(check.groups[check.asked - 1])
    dialog.page.go_on()
    assert not dialog.isVisible()

    entrance, old = place.desk.entrance, place.desk.recovery_code
    place.desk.close()
    with pytest.raises(WrongRecoveryKey):
        sessions.recover(entrance, old, LOGIN, NEW_PASSWORD)
    sessions.recover(entrance, "-".join(check.groups), LOGIN, NEW_PASSWORD)


def test_the_key_is_kept_when_the_question_is_answered_no(place: Place, qtbot: QtBot) -> None:
    section = open_section(place, qtbot)
    section.renew.click()
    assert section.question is not None
    section.question.stay.click()

    assert section.dialog is None
    place.desk.close()
    sessions.recover(place.desk.entrance, place.desk.recovery_code, LOGIN, NEW_PASSWORD)
