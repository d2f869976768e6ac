"""The printers of this PC, as the preview needs them. A test gives another in its place."""

from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from mairie_quartier.domain.language_card import PosterSheet
from mairie_quartier.domain.papers import PageSize
from mairie_quartier.ui.widgets.pdf import PrinterRefused, print_pdf

SHEETS = {PageSize.A4: QPageSize.PageSizeId.A4, PageSize.A5: QPageSize.PageSizeId.A5}
POSTERS = {PosterSheet.A4: QPageSize.PageSizeId.A4, PosterSheet.A3: QPageSize.PageSizeId.A3}


class DeskPrinter:
    """Prints through the system."""

    def names(self) -> list[str]:
        """List the printers."""
        return list(QPrinterInfo.availablePrinterNames())

    def default(self) -> str:
        """Name the usual printer; empty where there is none."""
        return str(QPrinterInfo.defaultPrinterName())

    def print_paper(self, data: bytes, name: str, size: PageSize) -> None:
        """Print a PDF on this sheet; raise ``PrinterRefused``."""
        self._print(data, name, SHEETS[size])

    def print_poster(self, data: bytes, name: str, sheet: PosterSheet) -> None:
        """Print a poster on this sheet; raise ``PrinterRefused``."""
        self._print(data, name, POSTERS[sheet])

    def _print(self, data: bytes, name: str, sheet: QPageSize.PageSizeId) -> None:
        if not name:
            raise PrinterRefused(name)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPrinterName(name)
        printer.setPageSize(QPageSize(sheet))
        print_pdf(data, printer)
