"""Show a PDF held in memory, and print it. Reads no file and draws no paper itself.

Import it late: QtPdf and QtPrintSupport are of no use before the first paper.
"""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, Qt
from PySide6.QtGui import QPageLayout, QPainter, QPixmap, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from mairie_quartier.errors import EnvironmentFault
from mairie_quartier.ui.theme.tokens import Space
from mairie_quartier.ui.widgets.texts import column

PRINT_DPI = 300


class PrinterRefused(EnvironmentFault):
    """The printer could not be started."""

    def __init__(self, printer: str) -> None:
        super().__init__(printer)
        self.printer = printer


class PdfView(QScrollArea):
    """One document at a time; a whole page in view, the others below.

    Pages are drawn here, not by ``QPdfView``: its renderer works on a thread of its own and
    crashes the process when the document is replaced while it draws.
    """

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._document, self._buffer = QPdfDocument(), QBuffer()
        self._pages: list[QLabel] = []
        self._drawn_at = QSize()
        self._sheet = QWidget()
        self._sheet.setObjectName("scrolled")
        self._layout = column(self._sheet, space=Space.M, margin=Space.S)
        self.setWidgetResizable(True)
        self.setWidget(self._sheet)

    def show_pdf(self, data: bytes) -> None:
        """Show this document instead; empty bytes show nothing."""
        self._document, self._buffer = _loaded(data)
        for page in self._pages:
            self._layout.removeWidget(page)
            page.hide()
            page.deleteLater()
        self._pages = [QLabel() for _page in range(self._document.pageCount())]
        for page in self._pages:
            self._layout.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        self._drawn_at = QSize()
        self._draw_pages()
        self.verticalScrollBar().setValue(0)

    def text_of(self, page: int) -> str:
        """Give the words of a page, for assistive technology and tests."""
        return self._document.getAllText(page).text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages anew."""
        super().resizeEvent(event)
        self._draw_pages()

    def _draw_pages(self) -> None:
        room = self.viewport().size() - QSize(2 * int(Space.L), 2 * int(Space.S))
        if room == self._drawn_at or room.width() <= 0 or room.height() <= 0:
            return
        self._drawn_at = room
        ratio = self.devicePixelRatioF()
        for number, page in enumerate(self._pages):
            points = self._document.pagePointSize(number).toSize()
            size = points.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
            image = self._document.render(number, size * ratio)
            paper = QPixmap(image.size())
            paper.fill(Qt.GlobalColor.white)
            painter = QPainter(paper)
            painter.drawImage(0, 0, image)
            painter.end()
            paper.setDevicePixelRatio(ratio)
            page.setPixmap(paper)


def _loaded(data: bytes) -> tuple[QPdfDocument, QBuffer]:
    """Read a document; the buffer must live as long as it."""
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    if data:
        document.load(buffer)
    return document, buffer


def print_pdf(data: bytes, printer: QPrinter) -> None:
    """Send every page to the printer; raise :class:`PrinterRefused`."""
    document, _buffer = _loaded(data)
    printer.setResolution(PRINT_DPI)
    printer.setFullPage(True)
    layout = printer.pageLayout()
    layout.setMode(QPageLayout.Mode.FullPageMode)
    layout.setMargins(QMarginsF(0, 0, 0, 0))
    printer.setPageLayout(layout)
    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterRefused(printer.printerName())
    for page in range(document.pageCount()):
        if page:
            printer.newPage()
        _draw(document, page, painter, printer)
    painter.end()
    document.close()


def _draw(document: QPdfDocument, page: int, painter: QPainter, printer: QPrinter) -> None:
    points = document.pagePointSize(page)
    scale = printer.resolution() / 72
    size = QSize(round(points.width() * scale), round(points.height() * scale))
    image = document.render(page, size)
    painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)
