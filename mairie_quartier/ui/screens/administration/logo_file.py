"""Make the city's logo of a file: a PNG as it is or made smaller, an SVG drawn once and for all.

A drawing is never kept as SVG: what it could hold besides (pictures from elsewhere, scripts)
must not travel to every desk.  Source: SVG 1.1 element names.
"""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt, QXmlStreamReader
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

from mairie_quartier.domain.logos import Logo, LogoFault, LogoRefused, read_logo

LARGEST_FILE = 5_000_000
DRAWN_SIDE = 900
SMALLER_SIDES = (900, 600, 400)
FOREIGN = frozenset({"image", "script", "foreignObject", "iframe", "audio", "video"})


def load_logo(path: Path) -> Logo:
    """Read a PNG or an SVG.

    Raises:
        LogoRefused: it is neither, or it cannot be made light enough.
        OSError: the file cannot be read.
    """
    if path.stat().st_size > LARGEST_FILE:
        raise LogoRefused(LogoFault.TOO_HEAVY)
    data = path.read_bytes()
    if path.suffix.lower() == ".svg" or data.lstrip()[:1] == b"<":
        return _lightened(_drawn(data))
    image = QImage()
    if not data.startswith(b"\x89PNG") or not image.loadFromData(QByteArray(data), "PNG"):
        raise LogoRefused(LogoFault.NOT_A_PICTURE)
    try:
        return read_logo(data)
    except LogoRefused as refusal:
        if refusal.fault is LogoFault.TOO_SMALL:
            raise
    return _lightened(image)


def _lightened(image: QImage) -> Logo:
    """Make a picture smaller until it is light enough to travel."""
    fault = LogoRefused(LogoFault.TOO_HEAVY)
    for side in SMALLER_SIDES:
        try:
            return read_logo(_png(_within(image, side)))
        except LogoRefused as refusal:
            fault = refusal
    raise fault


def _within(image: QImage, side: int) -> QImage:
    if max(image.width(), image.height()) <= side:
        return image
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(QSize(side, side), keep, smooth)


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"PNG").write(image)
    return bytes(buffer.data().data())


def _drawn(data: bytes) -> QImage:
    """Draw an SVG on a clear ground, its longest side ``DRAWN_SIDE`` pixels."""
    _refuse_more_than_a_drawing(data)
    renderer = QSvgRenderer(QByteArray(data))
    size = renderer.defaultSize()
    if not renderer.isValid() or size.isEmpty():
        raise LogoRefused(LogoFault.NOT_A_PICTURE)
    size = size.scaled(DRAWN_SIDE, DRAWN_SIDE, Qt.AspectRatioMode.KeepAspectRatio)
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return image


def _refuse_more_than_a_drawing(data: bytes) -> None:
    """Refuse what is no XML, no SVG, or holds anything but shapes and text."""
    try:
        reader = QXmlStreamReader(data.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise LogoRefused(LogoFault.NOT_A_PICTURE) from fault
    names: list[str] = []
    while not reader.atEnd():
        token = reader.readNext()
        if token is QXmlStreamReader.TokenType.StartElement:
            names.append(str(reader.name()))
        if token is QXmlStreamReader.TokenType.EntityReference:
            raise LogoRefused(LogoFault.NOT_A_DRAWING)
    if reader.hasError() or not names or names[0] != "svg":
        raise LogoRefused(LogoFault.NOT_A_PICTURE)
    if FOREIGN & set(names):
        raise LogoRefused(LogoFault.NOT_A_DRAWING)
