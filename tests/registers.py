"""Files as other programs write registers, made when a test wants them."""

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

HEADERS = (
    "Date",
    "Nom",
    "Prénom",
    "Date de naissance",
    "Téléphone",
    "Démarche",
    "Suite donnée",
    "Observations",
)
GOOD = ("02/02/2026", "Traoré", "Aminata", "12/04/1987", "06 39 98 12 34", "rsa", "orienté", "")

_CONTENT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    '<office:body><office:spreadsheet><table:table table:name="Registre">{rows}'
    "</table:table></office:spreadsheet></office:body></office:document-content>"
)
_MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIMETYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def line(**changes: str) -> tuple[str, ...]:
    """Give a good line with some cells changed, by the place of the header's first word."""
    places = ("day", "family", "first", "birth", "phone", "demarche", "outcome", "note")
    return tuple(changes.get(name, cell) for name, cell in zip(places, GOOD, strict=True))


def csv_text(rows: Iterable[Sequence[str]], delimiter: str = ";") -> str:
    """Give a table as text."""
    quoted = ([f'"{c}"' if delimiter in c or "\n" in c else c for c in row] for row in rows)
    return "".join(delimiter.join(row) + "\r\n" for row in quoted)


def write_csv(
    path: Path,
    *rows: Sequence[str],
    headers: Sequence[str] = HEADERS,
    encoding: str = "utf-8",
    delimiter: str = ";",
) -> Path:
    """Write a register."""
    path.write_bytes(csv_text([headers, *rows], delimiter).encode(encoding))
    return path


def write_ods(path: Path, *rows: Sequence[str], headers: Sequence[str] = HEADERS) -> Path:
    """Write a register as an OpenDocument spreadsheet; ISO dates become dates."""
    body = "".join(
        f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in (headers, *rows)
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", _MIMETYPE)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", _CONTENT.format(rows=body))
    return path


def _cell(text: str) -> str:
    if len(text) == 10 and text[4] == text[7] == "-":
        return (
            f'<table:table-cell office:value-type="date" office:date-value="{text}">'
            f"<text:p>{text}</text:p></table:table-cell>"
        )
    return (
        '<table:table-cell office:value-type="string">'
        f"<text:p>{escape(text)}</text:p></table:table-cell>"
    )
