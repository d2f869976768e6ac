"""Paint a row of a list: texts wrap and are never cut, whatever the text size or language.

Only painting: the words come from ``line.Line``, the colours and fonts from the theme.
"""

from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from mairie_quartier.ui.theme.apply import shown_appearance
from mairie_quartier.ui.theme.fonts import interface_font
from mairie_quartier.ui.theme.icons import IconRole, icon_pixmap
from mairie_quartier.ui.theme.palettes import PALETTES, Palette
from mairie_quartier.ui.theme.tokens import Appearance, Radius, Space, TextRole, Tone
from mairie_quartier.ui.widgets.line import Line, LineKind, Mark

LINE_ROLE = Qt.ItemDataRole.UserRole
SHAPES = {
    Tone.NEUTRAL: "circle",
    Tone.INFO: "circle-dot",
    Tone.SUCCESS: "circle-check",
    Tone.WARNING: "circle-alert",
    Tone.DANGER: "triangle-alert",
}
_WRAP = Qt.TextFlag.TextWordWrap
_LEAD_LETTERS = 7
_LEAST_MIDDLE_LETTERS = 22


class Side(Enum):
    """To which side of its place a text keeps."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class _Text:
    """One text at its place, in the row's own coordinates."""

    rect: QRect
    text: str
    font: QFont
    colour: str
    side: Side = Side.START


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Everything of a row at its place."""

    texts: tuple[_Text, ...]
    mark: QRect | None
    height: int


class LineDelegate(QStyledItemDelegate):
    """Paints ``Line`` rows of a view."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give the row's height for the view's width."""
        del option
        line: Line = index.data(LINE_ROLE)
        # What is left beside a scroll bar, where the view scrolls by itself.
        return QSize(0, line_height(line, self._view.viewport().width()))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint ground, texts, mark and focus ring."""
        line: Line = index.data(LINE_ROLE)
        rect: QRect = option.rect
        composer = _Composer(rect.width())
        drawing = composer.compose(line)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.kind is LineKind.CHOICE:
            self._ground(painter, rect, option, index)
        painter.translate(rect.topLeft())
        for each in drawing.texts:
            painter.setFont(each.font)
            painter.setPen(QColor(each.colour))
            place = QStyle.visualRect(
                self._view.layoutDirection(), QRect(QPoint(0, 0), rect.size()), each.rect
            )
            painter.drawText(place, int(_WRAP) | _side(self._view, each.side), each.text)
        if drawing.mark is not None and line.mark is not None:
            place = QStyle.visualRect(
                self._view.layoutDirection(), QRect(QPoint(0, 0), rect.size()), drawing.mark
            )
            composer.paint_mark(painter, place, line.mark)
        painter.restore()

    def _ground(
        self,
        painter: QPainter,
        rect: QRect,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        palette = _palette()
        state: QStyle.StateFlag = option.state
        inner = rect.adjusted(2, 1, -2, -1)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if focused or chosen:
            painter.setPen(QPen(QColor(palette.focus if focused else palette.accent), 2))
            painter.setBrush(QColor(palette.hover))
            painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), Radius.M, Radius.M)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.hover))
            painter.drawRoundedRect(inner, Radius.M, Radius.M)
        elif index.row() < index.model().rowCount() - 1:
            painter.setPen(QColor(palette.line))
            painter.drawLine(rect.bottomLeft() + QPoint(12, 0), rect.bottomRight() - QPoint(12, 0))


def line_height(line: Line, width: int) -> int:
    """Give the height of a row in a list of this width."""
    return _Composer(width - 4).compose(line).height


class _Composer:
    """Places the parts of a row in a width."""

    def __init__(self, width: int) -> None:
        app = QApplication.instance()
        self._look = shown_appearance(app) if isinstance(app, QApplication) else Appearance()
        self._palette = _palette()
        self._width = width
        self._gap = self._look.scaled(Space.M)
        self._tight = self._look.scaled(Space.XXS)
        self._edge = self._look.scaled(Space.M)

    def compose(self, line: Line) -> _Drawing:
        """Place every part; the end column goes below where the width is short."""
        if line.kind is LineKind.HEADING:
            return self._heading(line)
        texts: list[_Text] = []
        left = self._edge
        if line.lead:
            font = self._font(TextRole.STRONG, QFont.Weight.DemiBold)
            wide = QFontMetrics(font).horizontalAdvance("0") * _LEAD_LETTERS
            texts.append(self._text(line.lead, QRect(left, self._edge, wide, 0), font))
            left += wide + self._gap
        end = self._end_width(line)
        least = QFontMetrics(self._font(TextRole.BODY)).averageCharWidth() * _LEAST_MIDDLE_LETTERS
        room = self._width - left - self._edge
        beside = room - end - self._gap >= least if end else True
        middle = room - end - self._gap if end and beside else room
        bottom = self._middle(line, QRect(left, self._edge, middle, 0), texts)
        if not end:
            return _Drawing(tuple(texts), None, max(bottom, _lowest(texts)) + self._edge)
        top = self._edge if beside else bottom + self._gap // 2
        start = self._width - self._edge - end if beside else left
        side = Side.END if beside else Side.START
        mark, lowest = self._end(line, QRect(start, top, end, 0), texts, side)
        return _Drawing(tuple(texts), mark, max(bottom, lowest) + self._edge)

    def paint_mark(self, painter: QPainter, place: QRect, mark: Mark) -> None:
        """Paint a state: ground, shape, word."""
        colours = self._palette.colours()
        name = mark.tone.value
        ink = colours.get(name, self._palette.text)
        painter.setPen(QColor(colours.get(name, self._palette.edge)))
        painter.setBrush(QColor(colours.get(f"{name}_soft", self._palette.hover)))
        painter.drawRoundedRect(place, Radius.S, Radius.S)
        side = self._look.scaled(16)
        role = IconRole.TEXT if mark.tone is Tone.NEUTRAL else IconRole(name)
        at = place.topLeft() + QPoint(self._gap // 2, (place.height() - side) // 2)
        mirrored = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
        if mirrored:
            at = place.topRight() - QPoint(self._gap // 2 + side, 0) + QPoint(0, at.y() - place.y())
        painter.drawPixmap(at, icon_pixmap(SHAPES[mark.tone], role, size=side))
        painter.setPen(QColor(ink))
        painter.setFont(self._font(TextRole.CAPTION, QFont.Weight.DemiBold))
        shift = side + self._gap // 2 + self._look.scaled(Space.XS)
        words = place.adjusted(0 if mirrored else shift, 0, -shift if mirrored else 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), mark.text)

    def _heading(self, line: Line) -> _Drawing:
        font = self._font(TextRole.CAPTION, QFont.Weight.DemiBold)
        area = QRect(self._edge, self._gap, self._width - 2 * self._edge, 0)
        text = self._text(line.title, area, font, self._palette.quiet)
        return _Drawing((text,), None, text.rect.bottom() + self._look.scaled(Space.XS))

    def _middle(self, line: Line, area: QRect, texts: list[_Text]) -> int:
        top = area.top()
        for words, font, colour in (
            (line.title, self._font(TextRole.STRONG, QFont.Weight.DemiBold), self._palette.text),
            (line.detail, self._font(TextRole.BODY), self._palette.text),
            (line.caption, self._font(TextRole.CAPTION), self._palette.quiet),
        ):
            if words:
                place = QRect(area.left(), top, area.width(), 0)
                texts.append(self._text(words, place, font, colour))
                top = texts[-1].rect.bottom() + self._tight
        return top - self._tight

    def _end(
        self, line: Line, area: QRect, texts: list[_Text], side: Side
    ) -> tuple[QRect | None, int]:
        mark, bottom = None, area.top()
        if line.mark is not None:
            mark = QRect(area.topLeft(), self._mark_size(line.mark))
            if side is Side.END:
                mark.moveRight(area.right())
            bottom = mark.bottom()
        if line.aside:
            below = bottom + (self._gap // 2 if mark else 0)
            font = self._font(TextRole.SECTION, QFont.Weight.DemiBold)
            place = QRect(area.left(), below, area.width(), 0)
            texts.append(replace(self._text(line.aside, place, font), side=side))
            bottom = texts[-1].rect.bottom()
        return mark, bottom

    def _end_width(self, line: Line) -> int:
        mark = self._mark_size(line.mark).width() if line.mark else 0
        font = self._font(TextRole.SECTION, QFont.Weight.DemiBold)
        aside = QFontMetrics(font).horizontalAdvance(line.aside) + 4 if line.aside else 0
        return max(mark, aside)

    def _mark_size(self, mark: Mark) -> QSize:
        metrics = QFontMetrics(self._font(TextRole.CAPTION, QFont.Weight.DemiBold))
        icon = self._look.scaled(16) + self._look.scaled(Space.XS)
        width = metrics.horizontalAdvance(mark.text) + icon + self._gap + 4
        return QSize(width, metrics.height() + self._look.scaled(Space.S))

    def _text(self, words: str, area: QRect, font: QFont, colour: str = "") -> _Text:
        tall = QRect(area.left(), area.top(), area.width(), 10_000)
        height = QFontMetrics(font).boundingRect(tall, int(_WRAP), words).height()
        place = QRect(area.left(), area.top(), area.width(), height)
        return _Text(place, words, font, colour or self._palette.text)

    def _font(self, role: TextRole, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        font = interface_font(self._look, role)
        font.setWeight(weight)
        return font


def _lowest(texts: list[_Text]) -> int:
    return max((each.rect.bottom() for each in texts), default=0)


def _palette() -> Palette:
    app = QApplication.instance()
    look = shown_appearance(app) if isinstance(app, QApplication) else Appearance()
    return PALETTES[look.scheme]


def _side(view: QWidget, side: Side) -> int:
    mirrored = view.layoutDirection() is Qt.LayoutDirection.RightToLeft
    right = mirrored is (side is Side.START)
    return int(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
