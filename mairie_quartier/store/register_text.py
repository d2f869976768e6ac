"""Tell how a text file is written: its encoding, its separator, whether it is text at all.

Sources: Unicode 16, 23.8 (byte-order marks); WHATWG Encoding for Windows-1252.  A file without
a mark that is not UTF-8 was written by an old spreadsheet: Windows-1252, or ISO-8859-15 when
only that makes its bytes letters.
"""

import codecs
import csv
from collections.abc import Iterable
from pathlib import Path

HEAD_BYTES = 64 * 1024
CHUNK_BYTES = 1024 * 1024
DELIMITERS = (";", "\t", ",", "|")
SAMPLE_ROWS = 30

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WINDOWS_ONLY = frozenset(range(0x80, 0xA0)) - {0x81, 0x8D, 0x8F, 0x90, 0x9D}
_LETTERS_OF_15 = frozenset((0xA6, 0xA8, 0xB4, 0xB8, 0xBC, 0xBD, 0xBE, 0xA4))
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f\v\x1a")
_MOST_CONTROLS = 0.002


def detect_encoding(path: Path) -> str | None:
    """Give the name of the encoding; None when the file is no text."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    wide = _unmarked_utf16(head)
    if wide is not None:
        return wide
    if _is_binary(head):
        return None
    return "utf-8" if _is_utf8(path) else _old_encoding(path)


def detect_delimiter(lines: Iterable[str]) -> str:
    """Give the separator that parts the lines most evenly; a semicolon if none does."""
    sample = list(lines)
    return max(DELIMITERS, key=lambda sign: _evenness(sample, sign))


def _evenness(sample: list[str], sign: str) -> tuple[float, int, int]:
    widths = [len(row) for row in csv.reader(sample, delimiter=sign) if row][:SAMPLE_ROWS]
    if not widths or widths[0] < 2:
        return (0, 0, -DELIMITERS.index(sign))
    same = sum(width == widths[0] for width in widths) / len(widths)
    return (same if widths[0] > 1 else 0, widths[0], -DELIMITERS.index(sign))


def _unmarked_utf16(head: bytes) -> str | None:
    """Recognise UTF-16 without mark by the zeros between Latin letters."""
    pairs = len(head) // 2
    if pairs < 2:
        return None
    even, odd = head[0 : 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if odd > 0.6 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * pairs and odd < 0.05 * pairs else None


def _is_binary(head: bytes) -> bool:
    if 0 in head:
        return True
    controls = sum(byte in _CONTROLS for byte in head)
    return controls > max(1, _MOST_CONTROLS * len(head))


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK_BYTES):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _old_encoding(path: Path) -> str:
    found: set[int] = set()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            found.update(chunk)
    if found & _WINDOWS_ONLY:
        return "cp1252"
    return "iso-8859-15" if found & _LETTERS_OF_15 else "cp1252"
