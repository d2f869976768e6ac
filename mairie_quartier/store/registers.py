"""Read the file of a register kept elsewhere, row by row, whatever wrote it.

CSV in the encodings and separators of French offices, or a workbook (``store.workbooks``).
Nothing is interpreted: a row is the text of its cells.  Memory does not grow with a text file.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from mairie_quartier.services.register_faults import (
    LineTooLong,
    QuoteNotClosed,
    RegisterEmpty,
    RegisterForbidden,
    RegisterNotAFile,
    RegisterNotATable,
    RegisterNotFound,
    RegisterTooLarge,
    RegisterWithoutLines,
)
from mairie_quartier.services.registers import Register, RegisterRow
from mairie_quartier.store.register_text import detect_delimiter, detect_encoding
from mairie_quartier.store.workbooks import looks_like_workbook, read_workbook

ReadRows = Callable[[], Iterator[RegisterRow]]

MOST_BYTES = 300 * 1024 * 1024
LONGEST_LINE = 200_000
LONGEST_RECORD_LINES = 200
SAMPLE_LINES = 60
MOST_COLUMNS = 500


def read_register(path: Path) -> Register:
    """Open a register and read its headers.

    Raises ``RegisterFault`` in one of its kinds; never anything else.
    """
    _check(path)
    try:
        if looks_like_workbook(path):
            rows = read_workbook(path)
            return _register(path, rows, encoding="", delimiter="")
        encoding = detect_encoding(path)
        if encoding is None:
            raise RegisterNotATable(path)
        source = CsvRows(path, encoding, _delimiter(path, encoding))
        return _register(path, source, encoding=encoding, delimiter=source.delimiter)
    except PermissionError as error:
        raise RegisterForbidden(path) from error
    except OSError as error:
        raise RegisterNotAFile(path) from error


@dataclass(frozen=True, slots=True)
class CsvRows:
    """The rows of a text file, read anew each time they are asked for."""

    path: Path
    encoding: str
    delimiter: str

    def __call__(self) -> Iterator[RegisterRow]:
        """Give the number of the line where each row begins, and its cells."""
        lines = _Lines(self.path, self.encoding)
        start = 1
        try:
            for cells in csv.reader(lines, delimiter=self.delimiter):
                if lines.count - start > LONGEST_RECORD_LINES:
                    raise QuoteNotClosed(self.path, start)
                if any(cell.strip() for cell in cells):
                    yield RegisterRow(start, tuple(cells[:MOST_COLUMNS]))
                start = lines.count + 1
        except csv.Error as error:
            raise QuoteNotClosed(self.path, start) from error
        finally:
            lines.close()


class _Lines:
    """The lines of a text file, none of them longer than a register's."""

    def __init__(self, path: Path, encoding: str) -> None:
        self._path = path
        # Bytes that are no letters become marks: a line should not stop the whole register.
        self._file = path.open(encoding=encoding, errors="replace", newline="")
        self.count = 0

    def __iter__(self) -> Iterator[str]:
        while line := self._file.readline(LONGEST_LINE + 1):
            self.count += 1
            if len(line) > LONGEST_LINE:
                raise LineTooLong(self._path, self.count)
            yield line.replace("\0", "").replace("\x1a", "")

    def close(self) -> None:
        """Close the file, though it was not read to its end."""
        self._file.close()


def _check(path: Path) -> None:
    try:
        if not path.exists():
            raise RegisterNotFound(path)
        if not path.is_file():
            raise RegisterNotAFile(path)
        size = path.stat().st_size
    except (OSError, ValueError) as error:
        raise RegisterNotFound(path) from error
    if size > MOST_BYTES:
        raise RegisterTooLarge(path, MOST_BYTES)
    if not size:
        raise RegisterEmpty(path)


def _delimiter(path: Path, encoding: str) -> str:
    lines = _Lines(path, encoding)
    try:
        return detect_delimiter(list(islice(lines, SAMPLE_LINES)))
    except csv.Error as error:
        raise QuoteNotClosed(path, 1) from error
    finally:
        lines.close()


def _register(path: Path, rows: ReadRows, *, encoding: str, delimiter: str) -> Register:
    first = list(islice(rows(), 2))
    if not first:
        raise RegisterEmpty(path)
    headers = _trimmed(first[0].cells)
    if len(headers) < 2:
        raise RegisterNotATable(path)
    if len(first) < 2:
        raise RegisterWithoutLines(path)
    return Register(path, headers, rows, encoding, delimiter)


def _trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Give the headers without the empty ones at the end that spreadsheets leave."""
    headers = [" ".join(cell.split()) for cell in cells]
    while headers and not headers[-1]:
        headers.pop()
    return tuple(headers)
