"""Show where the keyboard is: one ring around whatever has the focus, in every window.

A style sheet can only draw inside a control, where it would have to fight each fill; the ring
lies outside, on the ground, and follows its control through scrolling and resizing.
"""

from typing import TypeVar
from weakref import ReferenceType, ref

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from mairie_quartier.ui.theme.icons import shown_scheme
from mairie_quartier.ui.theme.palettes import PALETTES
from mairie_quartier.ui.theme.tokens import Radius

W = TypeVar("W", bound=QWidget)
RING_NAME = "focusRing"
OWN_RING = "ownRing"
"""Property of a control that draws its own focus (rows of a list, a cover over the window)."""
_WIDTH = 3
_GAP = 1
_SIGHT_MARGIN = 32
_MOVING = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.EnabledChange,
    }
)


class FocusRing(QWidget):
    """The ring of one window; takes no mouse, no focus, no place in a layout."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName(RING_NAME)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring along the inside of the overlay."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(PALETTES[shown_scheme()].focus), _WIDTH))
        inset = (_WIDTH + 1) // 2
        frame = self.rect().adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, Radius.M + 2, Radius.M + 2)


class FocusFollower(QObject):
    """Moves the ring to whatever takes the focus; one per application."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        # Weak: holding a window here would put off its end to the middle of Qt's own work.
        self._target: ReferenceType[QWidget] | None = None
        self._ring: ReferenceType[FocusRing] | None = None
        self._watched: list[ReferenceType[QWidget]] = []
        app.focusChanged.connect(self.follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move along with the control and everything around it."""
        if event.type() in _MOVING:
            self._place()
        return super().eventFilter(watched, event)

    def follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Put the ring around what has the focus now; take it off what had it."""
        self._forget()
        if now is None or not _wants_ring(now):
            return
        each: QWidget | None = now
        while each is not None:
            each.installEventFilter(self)
            self._watched.append(ref(each))
            each = None if each.isWindow() else each.parentWidget()
        self._target, self._ring = ref(now), ref(_ring_of(now.window()))
        _bring_into_sight(now)
        self._place()

    def _forget(self) -> None:
        for widget in filter(None, map(_alive, self._watched)):
            widget.removeEventFilter(self)
        self._watched.clear()
        ring = _alive(self._ring)
        if ring is not None:
            ring.hide()
        self._target = self._ring = None

    def _place(self) -> None:
        target, ring = _alive(self._target), _alive(self._ring)
        if target is None or ring is None:
            return
        area = _area_of(target)
        if not target.isVisible() or area.isEmpty():
            ring.hide()
            return
        ring.setGeometry(area)
        ring.show()
        ring.raise_()


def _alive(reference: ReferenceType[W] | None) -> W | None:
    """Give the widget while it still exists on both sides, Python's and Qt's."""
    widget = reference() if reference is not None else None
    return widget if widget is not None and isValid(widget) else None


def follow_focus(app: QApplication) -> None:
    """Show the ring from now on; a second call changes nothing."""
    if app.findChild(FocusFollower) is None:
        FocusFollower(app).follow(None, app.focusWidget())


def _wants_ring(widget: QWidget) -> bool:
    popup = widget.window().windowType() in (Qt.WindowType.Popup, Qt.WindowType.ToolTip)
    own = widget.property(OWN_RING) or widget.property("lines")
    return not popup and not widget.isWindow() and not own


def _bring_into_sight(target: QWidget) -> None:
    """Scroll to a control that was given the focus by the program, as Qt does for Tab."""
    above = target.parentWidget()
    while above is not None and not above.isWindow():
        holder = above.parentWidget()
        page = holder.parentWidget() if holder is not None else None
        if isinstance(page, QScrollArea) and page.widget() is above:
            if target.height() < page.viewport().height():
                page.ensureWidgetVisible(target, _WIDTH + _GAP, _SIGHT_MARGIN)
            return
        above = holder


def _ring_of(window: QWidget) -> FocusRing:
    only = Qt.FindChildOption.FindDirectChildrenOnly
    found = window.findChild(FocusRing, RING_NAME, only)
    return found if found is not None else FocusRing(window)


def _area_of(target: QWidget) -> QRect:
    """Give the ring's place in the window, cut to what its scroll areas show."""
    window = target.window()
    out = _WIDTH + _GAP
    area = QRect(target.mapTo(window, QPoint(0, 0)), target.size()).adjusted(-out, -out, out, out)
    above = target.parentWidget()
    while above is not None and above is not window:
        holder = above.parentWidget()
        if isinstance(holder, QAbstractScrollArea) and holder.viewport() is above:
            area &= QRect(above.mapTo(window, QPoint(0, 0)), above.size())
        above = holder
    return area & window.rect()
