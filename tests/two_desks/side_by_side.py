"""Both windows in one picture, each under its name."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

GAP = 24
TITLE = 48
GROUND, INK = "#2b3a42", "#ffffff"


def draw_side_by_side(windows: Sequence[tuple[str, QWidget]], path: Path) -> None:
    """Write the windows beside each other, as they are now, with their titles."""
    grabbed = [(title, window.grab().toImage()) for title, window in windows]
    width = sum(image.width() for _title, image in grabbed) + GAP * (len(grabbed) + 1)
    height = max(image.height() for _title, image in grabbed) + TITLE + GAP
    sheet = QImage(width, height, QImage.Format.Format_RGB32)
    sheet.fill(QColor(GROUND))
    painter = QPainter(sheet)
    font = QApplication.font()
    font.setPixelSize(24)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(INK))
    left = GAP
    for title, image in grabbed:
        box = QRect(left, 0, image.width(), TITLE)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
        painter.drawImage(left, TITLE, image)
        left += image.width() + GAP
    painter.end()
    sheet.save(str(path))
