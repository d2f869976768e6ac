"""Show a PDF held in memory, and print it. Reads no file and draws no paper itself.

Import it late: QtPdf and QtPrintSupport are of no use before the first paper.
"""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, Qt
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from mairie_quartier.errors import EnvironmentFault

PRINT_DPI = 300


class PrinterRefused(EnvironmentFault):
    """The printer could not be started."""

    def __init__(self, printer: str) -> None:
        super().__init__(printer)
        self.printer = printer


class PdfView(QPdfView):
    """One document at a time, a whole page in view."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitInView)
        self._bytes = QByteArray()
        self._buffer = QBuffer(self)
        self._document = QPdfDocument(self)
        self.setDocument(self._document)

    @property
    def shown(self) -> QPdfDocument:
        """Give the document on screen."""
        return self._document

    def show_pdf(self, data: bytes) -> None:
        """Show this document instead; empty bytes show nothing."""
        self._document.close()
        self._buffer.close()
        self._bytes = QByteArray(data)
        self._buffer.setData(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        if data:
            self._document.load(self._buffer)

    def text_of(self, page: int) -> str:
        """Give the words of a page, for assistive technology and tests."""
        return self._document.getAllText(page).text()


def print_pdf(data: bytes, printer: QPrinter) -> None:
    """Send every page to the printer; raise :class:`PrinterRefused`."""
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
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
