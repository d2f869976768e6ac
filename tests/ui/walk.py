"""Walk through a window as assistive technology and tired eyes would, and list what is wrong.

Every control that takes the focus has a name, Tab reaches it and the ring shows it; every text
stands out from the pixels around it; nothing is cut or pushed out of sight. Knows no screen.

    assert walk(window) == []
    assert walk_in_every_look(app, window) == []
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import cast

from PIL import Image
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from mairie_quartier.ui.theme.apply import apply_theme, shown_appearance
from mairie_quartier.ui.theme.focus_ring import OWN_RING, RING_NAME
from mairie_quartier.ui.theme.icons import shown_scheme
from mairie_quartier.ui.theme.palettes import PALETTES, contrast
from mairie_quartier.ui.theme.tokens import Appearance, Scheme

Colour = tuple[int, int, int]
LEAST_TEXT_CONTRAST = 4.5
MOST_TABS = 400
SETTLING_ROUNDS = 10
ALL_LOOKS = tuple(Appearance(scheme, percent) for scheme in Scheme for percent in (100, 150, 200))


class Trouble(Enum):
    """What can be wrong with a control or a text."""

    UNNAMED = "no accessible name"
    UNREACHABLE = "Tab never comes here"
    RINGLESS = "nothing shows that it has the focus"
    FAINT = "text too close to its ground"
    CUT = "text does not fit"
    OUTSIDE = "reaches out of its window"
    SIDEWAYS = "page must be scrolled sideways"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: what, where, and the measure."""

    trouble: Trouble
    where: str
    detail: str = ""


def walk(window: QWidget) -> list[Problem]:
    """List what is wrong with a window that is shown and active; moves its focus."""
    QApplication.processEvents()
    problems = [
        Problem(Trouble.UNNAMED, path(each)) for each in focusable(window) if not name_of(each)
    ]
    problems += _tab_problems(window)
    _unfocus()
    problems += _size_problems(window)
    problems += _contrast_problems(window)
    return problems


def walk_in_every_look(
    app: QApplication, window: QWidget, looks: Sequence[Appearance] = ALL_LOOKS
) -> list[tuple[Appearance, Problem]]:
    """Walk once per appearance; the usual one is put back."""
    found: list[tuple[Appearance, Problem]] = []
    for look in looks:
        dress(app, look)
        _settle()
        found += [(look, problem) for problem in walk(window)]
    dress(app, Appearance())
    return found


def dress(app: QApplication, look: Appearance) -> None:
    """Show the application in this look, unless it is: every control would be styled anew."""
    if shown_appearance(app) != look:
        apply_theme(app, look)


def path(widget: QWidget) -> str:
    """Say where a widget is: names from the window down, and its words."""
    names: list[str] = []
    each: QWidget | None = widget
    while each is not None and len(names) < 4:
        names.append(each.objectName() or type(each).__name__)
        each = None if each.isWindow() else each.parentWidget()
    return " < ".join(names) + (f" «\u00a0{_words(widget)}\u00a0»" if _words(widget) else "")


def focusable(window: QWidget) -> list[QWidget]:
    """List the visible, enabled controls that Tab should reach."""
    return [
        each
        for each in window.findChildren(QWidget)
        if each.isVisible()
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and not each.isWindow()
        and not _is_part(each)
    ]


def name_of(widget: QWidget) -> str:
    """Give the name that assistive technology hears; a label's buddy has the label's."""
    interface = QAccessible.queryAccessibleInterface(widget)
    spoken = interface.text(QAccessible.Text.Name) if interface is not None else ""
    return (widget.accessibleName() or spoken).strip()


def _is_part(widget: QWidget) -> bool:
    """Tell the inner parts of Qt's own controls, and the radio buttons that arrows reach."""
    if widget.objectName().startswith("qt_") or isinstance(widget, QScrollBar):
        return True
    if isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox):
        return True
    if isinstance(widget, QRadioButton):
        return not widget.isChecked() and _has_checked_sibling(widget)
    return False


def _has_checked_sibling(button: QRadioButton) -> bool:
    group = button.group()
    parent = button.parentWidget()
    around = group.buttons() if group is not None else parent.findChildren(QRadioButton)
    return any(each.isChecked() for each in around)


def _tab_problems(window: QWidget) -> list[Problem]:
    wanted = focusable(window)
    if not wanted:
        return []
    reached: list[QWidget] = []
    ringless: list[QWidget] = []
    wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(MOST_TABS):
        now = QApplication.focusWidget()
        if now is None or now in reached:
            break
        reached.append(now)
        if not _is_ringed(window, now):
            ringless.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    missing = [each for each in wanted if each not in reached and each in focusable(window)]
    return [Problem(Trouble.UNREACHABLE, path(each)) for each in missing] + [
        Problem(Trouble.RINGLESS, path(each)) for each in ringless
    ]


def _is_ringed(window: QWidget, widget: QWidget) -> bool:
    if widget.property(OWN_RING) or widget.property("lines"):
        return True
    ring = window.findChild(QWidget, RING_NAME)
    return ring is not None and ring.isVisible() and ring.geometry().intersects(_place(widget))


def _size_problems(window: QWidget) -> Iterator[Problem]:
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.isWindow():
            continue
        if isinstance(widget, QScrollArea) and widget.horizontalScrollBar().maximum() > 0:
            width = widget.horizontalScrollBar().maximum()
            yield Problem(Trouble.SIDEWAYS, path(widget), f"{width} px")
        if not isinstance(widget, QLabel | QAbstractButton | QLineEdit | QComboBox):
            continue
        if isinstance(widget.parentWidget(), QLineEdit):
            continue  # a small sign that Qt itself puts into a line
        if lacking := _lacking(widget):
            yield Problem(Trouble.CUT, path(widget), lacking)
        outside = not window.rect().contains(_place(widget))
        if outside and not _scrolls(widget):
            yield Problem(Trouble.OUTSIDE, path(widget), str(_place(widget).getCoords()))


def _lacking(widget: QWidget) -> str:
    """Say how much room the words lack, or nothing."""
    if isinstance(widget, QLabel):
        return _label_lacks(widget)
    hint = widget.sizeHint()
    wide = isinstance(widget, QAbstractButton) and bool(widget.text())
    if wide and widget.width() < hint.width():
        return f"{hint.width() - widget.width()} px wide"
    if isinstance(widget, QCheckBox | QRadioButton) and not widget.text():
        return ""
    if isinstance(widget, QComboBox) and (lack := _combo_lacks(widget)) > 0:
        return f"{lack} px wide" if widget.toolTip() != widget.currentText() else ""
    least = widget.minimumSizeHint().height()
    return f"{least - widget.height()} px high" if widget.height() < least else ""


def _combo_lacks(box: QComboBox) -> int:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    room = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box)
    return box.fontMetrics().horizontalAdvance(box.currentText()) - room.width()


def _label_lacks(label: QLabel) -> str:
    if not label.text() or not label.pixmap().isNull():
        return ""
    room = label.contentsRect()
    if label.wordWrap():
        lack = label.heightForWidth(label.width()) - label.height()
        # A line of rounding is no cut: only the descent of a letter could be missing.
        if lack > label.fontMetrics().descent():
            return f"{lack} px high"
        widest = max((_advance(label, word) for word in label.text().split()), default=0)
        return f"{widest - room.width()} px wide" if widest > room.width() + 1 else ""
    lack = max(_advance(label, line) for line in label.text().split("\n")) - room.width()
    if lack > 1:
        return f"{lack} px wide"
    lack = label.fontMetrics().height() - room.height()
    return f"{lack} px high" if lack > label.fontMetrics().descent() else ""


def _advance(label: QLabel, text: str) -> int:
    return label.fontMetrics().horizontalAdvance(text)


def _contrast_problems(window: QWidget) -> Iterator[Problem]:
    pictures: dict[QWidget, QImage] = {}
    overlays = _overlays(window)
    for widget in window.findChildren(QWidget):
        if not _shows_words(widget) or _is_covered(widget, overlays):
            continue
        root = _picture_root(widget)
        if root not in pictures:
            pictures[root] = _picture(root)
        image = pictures[root]
        ratio = image.devicePixelRatio()
        seen = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size()) & root.rect()
        if not isinstance(widget, QLabel):
            seen = seen.adjusted(3, 3, -3, -3)
        if seen.width() < 8 or seen.height() < 8:
            continue
        reached = _strongest(image.copy(QRect(seen.topLeft() * ratio, seen.size() * ratio)))
        if reached < LEAST_TEXT_CONTRAST:
            yield Problem(Trouble.FAINT, path(widget), f"{reached:.2f}")


def _overlays(window: QWidget) -> list[QWidget]:
    """List what lies over the page: sheets, lists of suggestions, the cover."""
    return [
        each
        for each in window.findChildren(QWidget)
        if each.isVisible() and (each.property("popup") or each.objectName() == "cover")
    ]


def _is_covered(widget: QWidget, overlays: Sequence[QWidget]) -> bool:
    return any(
        not (each is widget or each.isAncestorOf(widget))
        and _place(each).intersects(_place(widget))
        for each in overlays
    )


def _picture(root: QWidget) -> QImage:
    """Draw a page on the ground of the window, which shows through it."""
    taken = root.grab()
    picture = QImage(taken.size(), QImage.Format.Format_RGB32)
    picture.fill(QColor(PALETTES[shown_scheme()].window))
    picture.setDevicePixelRatio(taken.devicePixelRatio())
    painter = QPainter(picture)
    painter.drawPixmap(0, 0, taken)
    painter.end()
    return picture


def _picture_root(widget: QWidget) -> QWidget:
    """Give the page that scrolls around a widget, else its window: what to take a picture of."""
    each = widget
    while (parent := each.parentWidget()) is not None and not each.isWindow():
        holder = parent.parentWidget()
        if isinstance(holder, QScrollArea) and holder.widget() is each:
            return each
        each = parent
    return each


def _shows_words(widget: QWidget) -> bool:
    shown = widget.isVisible() and not widget.isWindow()
    wordy = isinstance(widget, QLabel | QAbstractButton | QLineEdit)
    return shown and wordy and bool(_words(widget).strip())


def _strongest(part: QImage) -> float:
    """Give the contrast of the ground (the commonest colour) with the farthest colour on it."""
    size, line = (part.width(), part.height()), part.bytesPerLine()
    picture = Image.frombuffer("RGB", size, bytes(part.constBits()), "raw", "BGRX", line, 1)
    # Pillow counts them all in the time Python takes for a line of them.
    counted = cast("list[tuple[int, Colour]]", picture.getcolors(size[0] * size[1]))
    ground = max(counted)[1]
    return max(_ratio(ground, colour) for _, colour in counted)


@lru_cache(maxsize=1 << 16)
def _ratio(ground: Colour, colour: Colour) -> float:
    return contrast(_hex(ground), _hex(colour))


def _hex(colour: Colour) -> str:
    return "#{:02X}{:02X}{:02X}".format(*colour)


def _words(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    return ""


def _place(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def _scrolls(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above, QAbstractScrollArea):
            return True
        above = above.parentWidget()
    return False


def _unfocus() -> None:
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    QApplication.processEvents()


def _settle() -> None:
    # Parts that turn with the room are laid out again, each turn moving those around it.
    for _ in range(SETTLING_ROUNDS):
        QApplication.processEvents()
