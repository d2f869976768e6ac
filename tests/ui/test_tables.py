"""The paged table: a sound Qt model, pages asked for once, lines opened by key."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from mairie_quartier.ui.tables.paged import Column, PagedModel, PagedTable


@dataclass(frozen=True, slots=True)
class Row:
    """A line of these tests."""

    name: str
    city: str


ROWS = tuple(Row(f"Personne {number}", "Bordeaux") for number in range(120))
NAME: Column[Row] = Column(
    "Nom", lambda row: row.name, icon=lambda row: "flag" if "7" in row.name else ""
)
CITY: Column[Row] = Column("Ville", lambda row: row.city, grows=True)
COLUMNS = (NAME, CITY)
NOWHERE = QModelIndex()


@pytest.fixture
def model() -> PagedModel[Row]:
    return PagedModel(COLUMNS)


def _tested(model: PagedModel[Row]) -> QAbstractItemModelTester:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    return QAbstractItemModelTester(model, mode)


def test_model_keeps_the_rules_of_qt_models(model: PagedModel[Row]) -> None:
    tester = _tested(model)

    model.replace(ROWS[:50], complete=False)
    model.append(ROWS[50:100], complete=False)
    model.append((), complete=True)
    model.replace(ROWS[:3], complete=True)
    model.replace((), complete=True)

    assert tester.model() is model
    assert model.rowCount() == 0


def test_cells_show_texts_and_icons(model: PagedModel[Row]) -> None:
    model.replace(ROWS[:8], complete=True)

    assert model.index(3, 0).data() == "Personne 3"
    assert model.index(3, 1).data() == "Bordeaux"
    assert model.index(3, 0).data(Qt.ItemDataRole.DecorationRole) is None
    assert model.index(7, 0).data(Qt.ItemDataRole.DecorationRole) is not None
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Ville"
    assert model.index(3, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Nom : Personne 3"


def test_a_page_is_asked_for_once_until_it_comes(model: PagedModel[Row], qtbot: QtBot) -> None:
    model.replace(ROWS[:50], complete=False)

    with qtbot.waitSignal(model.more_wanted):
        model.fetchMore(NOWHERE)
    assert not model.canFetchMore(NOWHERE)
    with qtbot.assertNotEmitted(model.more_wanted):
        model.fetchMore(NOWHERE)
    model.append(ROWS[50:100], complete=False)

    assert model.canFetchMore(NOWHERE)
    assert model.rowCount() == 100


def test_nothing_is_asked_for_once_complete(model: PagedModel[Row]) -> None:
    model.replace(ROWS[:50], complete=True)

    assert not model.canFetchMore(NOWHERE)


def test_going_down_to_the_end_asks_for_the_next_page(model: PagedModel[Row], qtbot: QtBot) -> None:
    table = _shown(model, qtbot)
    model.replace(ROWS[:100], complete=False)
    table.select_first()

    with qtbot.waitSignal(model.more_wanted):
        QTest.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)


def test_enter_opens_the_current_line(model: PagedModel[Row], qtbot: QtBot) -> None:
    table = _shown(model, qtbot)
    model.replace(ROWS[:5], complete=True)
    table.select_first()
    QTest.keyClick(table, Qt.Key.Key_Down)

    with qtbot.waitSignal(table.opened) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)

    assert opened.args == [ROWS[1]]
    assert table.current_line() == ROWS[1]


def test_tab_leaves_the_table(model: PagedModel[Row]) -> None:
    assert not PagedTable(model, "Personnes").tabKeyNavigation()


def _shown(model: PagedModel[Row], qtbot: QtBot) -> PagedTable[Row]:
    table = PagedTable(model, "Personnes")
    qtbot.addWidget(table)
    table.resize(600, 300)
    table.show()
    return table
