"""Pages of papers side by side on one picture, for eyes to run over.

Drawn with Qt, as the program's own preview is.  Must not assert anything.
"""

from dataclasses import dataclass
from math import ceil
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtPdf import QPdfDocument

CELL = QSize(310, 438)
CAPTION = 22
GAP = 14
MOST_ACROSS = 6
GROUND = QColor("#d7dadd")


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """One page and what it is."""

    caption: str
    image: QImage


def application() -> QGuiApplication:
    """Give the one that runs, or begin one without a display; keep it."""
    running = QGuiApplication.instance()
    return running if isinstance(running, QGuiApplication) else QGuiApplication([])


def thumbnails(caption: str, data: bytes, *, pages: slice = slice(None)) -> list[Thumbnail]:
    """Draw the pages of a file, small."""
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    count = document.pageCount()
    return [
        Thumbnail(f"{caption} {page + 1}/{count}", _page(document, page))
        for page in range(count)[pages]
    ]


def write_sheet(path: Path, shown: list[Thumbnail]) -> None:
    """Write the pages as one PNG."""
    across = min(MOST_ACROSS, max(1, len(shown)))
    down = ceil(len(shown) / across)
    step = QSize(CELL.width() + GAP, CELL.height() + CAPTION + GAP)
    sheet = QImage(
        QSize(step.width() * across + GAP, step.height() * down + GAP), QImage.Format.Format_RGB32
    )
    sheet.fill(GROUND)
    painter = QPainter(sheet)
    for place, each in enumerate(shown):
        corner = QPoint(
            GAP + step.width() * (place % across), GAP + step.height() * (place // across)
        )
        painter.drawImage(corner, each.image)
        words = QRect(corner + QPoint(0, CELL.height()), QSize(CELL.width(), CAPTION))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, each.caption)
    painter.end()
    sheet.save(str(path))


def _page(document: QPdfDocument, page: int) -> QImage:
    points = document.pagePointSize(page).toSize()
    size = points.scaled(CELL, Qt.AspectRatioMode.KeepAspectRatio)
    paper = QImage(size, QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, document.render(page, size))
    painter.end()
    return paper
