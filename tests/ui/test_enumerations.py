"""The numbers that stand for Qt's enumerations are theirs."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from mairie_quartier.ui.enumerations import NO_FOCUS, PLAIN_TEXT, WITHIN_CHILDREN


def test_numbers_are_those_of_the_names(qtbot: QtBot) -> None:
    label, area = QLabel(), QScrollArea()
    qtbot.addWidget(label)
    qtbot.addWidget(area)
    shortcut = QShortcut(area)

    label.setProperty("textFormat", PLAIN_TEXT)
    area.setProperty("focusPolicy", NO_FOCUS)
    shortcut.setProperty("context", WITHIN_CHILDREN)

    assert label.textFormat() is Qt.TextFormat.PlainText
    assert area.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert shortcut.context() is Qt.ShortcutContext.WidgetWithChildrenShortcut
