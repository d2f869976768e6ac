"""Make Tab follow the eye: the order of the layouts, whatever was created first."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QStackedWidget, QWidget


def follow_the_eye(root: QWidget) -> None:
    """Chain every control of ``root`` in the order its layouts show them."""
    for before, after in pairwise(in_order(root)):
        QWidget.setTabOrder(before, after)


def in_order(widget: QWidget) -> list[QWidget]:
    """Give the controls of a widget in the order of its layouts, hidden ones too."""
    if isinstance(widget, QScrollArea):
        content = widget.widget()
        return in_order(content) if content is not None else []
    if isinstance(widget, QStackedWidget):
        pages = [widget.widget(place) for place in range(widget.count())]
        return [control for page in pages if page is not None for control in in_order(page)]
    layout = widget.layout()
    if layout is not None:
        return _of_layout(layout)
    return [widget] if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus else []


def _of_layout(layout: QLayout) -> list[QWidget]:
    found: list[QWidget] = []
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            found += in_order(widget)
        elif inner is not None:
            found += _of_layout(inner)
    return found
