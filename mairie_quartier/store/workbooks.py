"""Read the first sheet of a workbook (.ods, .xlsx, .xls) that holds a table.

A workbook is a compressed archive: what it would unpack to is checked before it is opened.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from mairie_quartier.services.register_faults import (
    RegisterEmpty,
    RegisterNotATable,
    RegisterProtected,
    RegisterTooLarge,
)
from mairie_quartier.services.registers import RegisterRow

MOST_UNPACKED_BYTES = 600 * 1024 * 1024
MOST_COLUMNS = 500
LONGEST_CELL = 200_000
_ZIP, _OLD = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")

Cell = int | float | str | bool | time | date | datetime | timedelta


def looks_like_workbook(path: Path) -> bool:
    """Tell by its first bytes whether the file is an archive or an old workbook."""
    with path.open("rb") as file:
        return file.read(8).startswith((_ZIP, _OLD))


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The rows of a sheet, read anew each time they are asked for."""

    path: Path

    def __call__(self) -> Iterator[RegisterRow]:
        """Give each row's number in the sheet and its cells as text."""
        for number, cells in enumerate(_sheet(self.path), 1):
            texts = tuple(_text(cell) for cell in cells[:MOST_COLUMNS])
            if any(text.strip() for text in texts):
                yield RegisterRow(number, texts)


def read_workbook(path: Path) -> SheetRows:
    """Give the rows of the first sheet that is not empty.

    Raises ``RegisterNotATable``, ``RegisterProtected``, ``RegisterTooLarge``.
    """
    _refuse_bomb(path)
    return SheetRows(path)


def _refuse_bomb(path: Path) -> None:
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise RegisterNotATable(path) from error
    if unpacked > MOST_UNPACKED_BYTES:
        raise RegisterTooLarge(path, MOST_UNPACKED_BYTES)


def _sheet(path: Path) -> Iterator[list[Cell]]:
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            for name in workbook.sheet_names:
                sheet = workbook.get_sheet_by_name(name)
                if sheet.total_height:
                    yield from _padded(sheet.start, sheet.iter_rows())
                    return
    except PasswordError as error:
        raise RegisterProtected(path) from error
    except (CalamineError, OSError, ValueError) as error:
        raise RegisterNotATable(path) from error
    except BaseException as error:
        # The reader is written in another language: its panics are no exceptions of ours.
        if type(error).__name__ == "PanicException":
            raise RegisterNotATable(path) from None
        raise
    raise RegisterEmpty(path)


def _padded(start: tuple[int, int] | None, rows: Iterator[list[Cell]]) -> Iterator[list[Cell]]:
    """Count the empty rows above the table, which the reader leaves out."""
    yield from ([] for _ in range(start[0] if start else 0))
    yield from rows


def _text(cell: Cell) -> str:
    if isinstance(cell, datetime):
        whole = not (cell.hour or cell.minute or cell.second)
        return cell.date().isoformat() if whole else cell.strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    if isinstance(cell, timedelta):
        minutes = int(cell.total_seconds() // 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)[:LONGEST_CELL]
