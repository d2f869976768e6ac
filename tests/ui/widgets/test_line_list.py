"""Lists of tall rows: keys, headings, heights, and Qt's own rules for models."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mairie_quartier.ui.theme import Appearance, Scheme, apply_theme
from mairie_quartier.ui.theme.tokens import Tone
from mairie_quartier.ui.widgets.line import Line, Mark, heading
from mairie_quartier.ui.widgets.line_list import Height, LineList

LONG = "Domiciliation, première demande d’élection de domicile au centre communal " * 3
ROWS = (
    heading("Personnes"),
    Line("Aminata TRAORÉ", detail="née en 1987", aside="06 00 00 12 34"),
    Line("Fatou DIALLO", mark=Mark("En retard de 2 jours", Tone.DANGER), lead="10 h 42"),
    heading("Démarches"),
    Line("RSA", caption="Caf"),
)


@pytest.fixture
def rows(qtbot: QtBot) -> LineList:
    made = LineList("rows", "Résultats")
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.put(ROWS)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    made.setFocus()
    return made


def test_focus_goes_to_the_first_row_after_its_heading(rows: LineList) -> None:
    assert rows.current() == 1


def test_arrows_pass_over_headings(rows: LineList) -> None:
    for _ in range(2):
        QTest.keyClick(rows, Qt.Key.Key_Down)
    assert rows.current() == 4
    rows.step(-1)
    assert rows.current() == 2


def test_enter_opens_the_current_row(rows: LineList) -> None:
    opened: list[int] = []
    rows.opened.connect(opened.append)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert opened == [1]


def test_last_row_asks_for_more(rows: LineList) -> None:
    asked: list[int] = []
    rows.more_wanted.connect(lambda: asked.append(1))
    QTest.keyClick(rows, Qt.Key.Key_End)
    assert asked == [1]


def test_more_rows_leave_the_current_one_in_place(rows: LineList) -> None:
    rows.choose(2)
    rows.put((*ROWS, Line("Aide au numérique")))
    assert rows.current() == 2


def test_fewer_rows_keep_a_current_one(rows: LineList) -> None:
    rows.choose(4)
    rows.put(ROWS[:3])
    assert rows.current() == 2


def test_model_keeps_the_rules_of_qt(rows: LineList) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    tester = QAbstractItemModelTester(rows.model(), mode)
    rows.put(ROWS[:2])
    rows.put(ROWS)
    assert tester.model() is rows.model()


def test_long_words_make_a_row_taller_when_narrow_or_large(
    qtbot: QtBot, appearance: QApplication
) -> None:
    made = LineList("rows", "Résultats", height=Height.ROWS)
    qtbot.addWidget(made)
    made.put((Line(LONG, aside="06 00 00 12 34"),))
    wide, narrow = made.heightForWidth(900), made.heightForWidth(350)
    apply_theme(appearance, Appearance(Scheme.LIGHT, 200))
    large = made.heightForWidth(900)
    assert wide < narrow
    assert wide < large


def test_row_is_heard_whole(rows: LineList) -> None:
    heard = rows.model().index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "10 h 42. Fatou DIALLO. En retard de 2 jours"
