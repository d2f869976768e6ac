"""Steps and lines one under another, to be read: numbered reasons, and the marked lines of a paper.

Passive: shows what it is given, and gives it as one text to those who hear the screen.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from mairie_quartier.domain.acknowledgements import LineState
from mairie_quartier.ui.screens.requests.grounds import LineWords
from mairie_quartier.ui.screens.requests.steps import Reason
from mairie_quartier.ui.theme.icons import IconRole, dress
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.texts import Label

_TOP = Qt.AlignmentFlag.AlignTop
_MARKS = {
    LineState.WRITTEN: ("check", IconRole.SUCCESS),
    LineState.NOT_CALLED_FOR: ("minus", IconRole.QUIET),
    LineState.AWAITING_PIECES: ("hourglass", IconRole.WARNING),
    LineState.UNKNOWN: ("circle-question-mark", IconRole.WARNING),
}


class ReasonList(QWidget):
    """Steps one under another, numbered; hidden while there are none."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._reasons: tuple[Reason, ...] = ()
        self._grid = _grid(self)
        self.hide()

    def put(self, reasons: Sequence[Reason]) -> None:
        """Show these steps instead; the same ones are left alone."""
        if tuple(reasons) == self._reasons:
            return
        self._reasons = tuple(reasons)
        _empty(self._grid)
        row = 0
        for number, reason in enumerate(self._reasons, start=1):
            self._grid.addWidget(Label(f"{number}.", TextRole.QUIET), row, 0, _TOP)
            for part in _parts(reason):
                self._grid.addWidget(part, row, 1)
                row += 1
        self.setAccessibleName(self.said())
        self.setVisible(bool(self._reasons))

    def said(self) -> str:
        """Give all of it as one text."""
        return "\n".join(reason.said() for reason in self._reasons)


class LineTable(QWidget):
    """The lines of the acknowledgement: a mark, a name, its state in a word, its article."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._lines: tuple[LineWords, ...] = ()
        self._grid = _grid(self)
        self.hide()

    def put(self, lines: tuple[LineWords, ...]) -> None:
        """Show these lines instead."""
        if lines == self._lines:
            return
        self._lines = lines
        _empty(self._grid)
        for row, line in enumerate(lines):
            mark = Label("")
            dress(mark, *_MARKS[line.kind], size=16)
            self._grid.addWidget(mark, row, 0)
            self._grid.addWidget(Label(f"{line.name} — {line.state}"), row, 1)
            article = Label(line.source, TextRole.CAPTION)
            article.setWordWrap(False)
            self._grid.addWidget(article, row, 2)
        self.setAccessibleName(self.said())
        self.setVisible(bool(lines))

    def said(self) -> str:
        """Give all of it as one text."""
        return "\n".join(f"{line.name} : {line.state} ({line.source})" for line in self._lines)


def _grid(parent: QWidget) -> QGridLayout:
    grid = QGridLayout(parent)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(int(Space.S))
    grid.setVerticalSpacing(int(Space.XXS))
    grid.setColumnStretch(1, 1)
    return grid


def _empty(grid: QGridLayout) -> None:
    while (item := grid.takeAt(0)) is not None:
        part = item.widget()
        if part is not None:
            part.hide()
            part.deleteLater()


def _parts(reason: Reason) -> list[Label]:
    parts = [Label(reason.sum, TextRole.STRONG)] if reason.sum else []
    for part in parts:
        part.setWordWrap(True)
    parts.append(Label(reason.sentence))
    if reason.source:
        parts.append(Label(reason.source, TextRole.CAPTION))
    parts[-1].setContentsMargins(0, 0, 0, int(Space.S))
    return parts
