"""The sheet of paper of the recovery key: what it is, the eight groups, what to do with it.

Drawn by Qt on a printer or into a PDF: it is no paper of the desk and keeps no trace.
"""

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPen

from mairie_quartier.i18n import Translator
from mairie_quartier.ui.screens.entrance.presenter_key import KeyCheck
from mairie_quartier.ui.theme.fonts import FALLBACK_FAMILIES, INTERFACE_FAMILY

WIDTH_MM = 170.0
MARGIN_MM = 20.0
PER_LINE = 4
BOX_MM = 18.0
GAP_MM = 4.0
MM_PER_POINT = 25.4 / 72


class Sheet:
    """A pen that goes down the page, in millimetres."""

    def __init__(self, painter: QPainter, dots_per_mm: float) -> None:
        self._painter = painter
        self._scale = dots_per_mm
        self.y_mm = 0.0

    def text(self, words: str, *, size_pt: float, gap_mm: float, bold: bool = False) -> None:
        """Write a paragraph and go below it."""
        self._painter.setFont(self._font(size_pt, bold=bold))
        room = self._rect(0, self.y_mm, WIDTH_MM, 200)
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop)
        used = self._painter.drawText(room, flags, words)
        self.y_mm += used.height() / self._scale + gap_mm

    def boxes(self, groups: tuple[str, ...]) -> None:
        """Draw the groups in numbered boxes."""
        width = (WIDTH_MM - GAP_MM * (PER_LINE - 1)) / PER_LINE
        self._painter.setPen(QPen(Qt.GlobalColor.black, 0.3 * self._scale))
        for place, group in enumerate(groups):
            x = (place % PER_LINE) * (width + GAP_MM)
            y = self.y_mm + (place // PER_LINE) * (BOX_MM + GAP_MM)
            self._painter.drawRect(self._rect(x, y, width, BOX_MM))
            self._painter.setFont(self._font(8, bold=False))
            corner = self._rect(x + 2, y + 1, width, BOX_MM)
            self._painter.drawText(corner, int(Qt.AlignmentFlag.AlignTop), str(place + 1))
            self._painter.setFont(self._font(20, bold=True))
            self._painter.drawText(
                self._rect(x, y, width, BOX_MM), int(Qt.AlignmentFlag.AlignCenter), group
            )
        lines = -(-len(groups) // PER_LINE)
        self.y_mm += lines * (BOX_MM + GAP_MM) + GAP_MM

    def _font(self, size_pt: float, *, bold: bool) -> QFont:
        font = QFont([INTERFACE_FAMILY, *FALLBACK_FAMILIES])
        font.setPixelSize(max(1, round(size_pt * MM_PER_POINT * self._scale)))
        font.setBold(bold)
        return font

    def _rect(self, x: float, y: float, width: float, height: float) -> QRectF:
        return QRectF(*(each * self._scale for each in (x, y, width, height)))


def draw_key(device: QPagedPaintDevice, check: KeyCheck, tr: Translator) -> bool:
    """Draw the sheet; tell whether the device took it."""
    device.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(*[MARGIN_MM] * 4),
            QPageLayout.Unit.Millimeter,
        )
    )
    painter = QPainter()
    if not painter.begin(device):
        return False
    _write(Sheet(painter, device.logicalDpiX() / 25.4), check, tr)
    return painter.end()


def _write(sheet: Sheet, check: KeyCheck, tr: Translator) -> None:
    _ = tr.gettext
    sheet.text(_("Clé de secours"), size_pt=26, gap_mm=2, bold=True)
    sheet.text(
        _("{office}, {city}").format(office=check.office, city=check.city),
        size_pt=13,
        gap_mm=10,
    )
    sheet.text(
        _(
            "Cette clé rouvre les données de ce poste quand un mot de passe est perdu. Elle "
            "vaut tous les mots de passe\u00a0: gardez-la sous clé, dans une enveloppe fermée, "
            "ailleurs que près du poste."
        ),
        size_pt=12,
        gap_mm=8,
    )
    sheet.boxes(check.groups)
    sheet.text(_("Comment s’en servir"), size_pt=14, gap_mm=2, bold=True)
    for line in (
        _("1. À l’ouverture du programme, choisissez «\u00a0Mot de passe perdu\u00a0» (Alt+P)."),
        _("2. Tapez les huit groupes, votre identifiant et un nouveau mot de passe."),
        _("3. Remettez cette feuille sous clé\u00a0: elle sert autant de fois qu’il le faut."),
        _(
            "Les lettres O, I et L n’y figurent pas\u00a0: ce sont des chiffres, zéro et un. "
            "Si la feuille est perdue ou vue par d’autres, l’administrateur fait une autre clé."
        ),
    ):
        sheet.text(line, size_pt=12, gap_mm=3)
