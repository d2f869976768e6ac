"""The city's letterhead: read from its file, and measured for the top of the first page.

Must not hold a city's name or words: they are the setting.  Source: CRPA L111-2 (address of
the administration on correspondence).
"""

import tomllib
from pathlib import Path

from mairie_quartier.domain.receipt_content import Letterhead
from mairie_quartier.errors import EnvironmentFault


class UnreadableLetterhead(EnvironmentFault):
    """The letterhead's file is damaged or lacks a line; ``field`` is empty for the whole file."""

    def __init__(self, path: Path, field: str = "") -> None:
        super().__init__(path, field)
        self.path = path
        self.field = field


def read_letterhead(path: Path) -> Letterhead:
    """Read a letterhead (TOML); raise :class:`UnreadableLetterhead` or ``OSError``."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise UnreadableLetterhead(path) from fault

    def text(field: str) -> str:
        value = table.get(field, "")
        if not isinstance(value, str):
            raise UnreadableLetterhead(path, field)
        return value.strip()

    def texts(field: str) -> tuple[str, ...]:
        value = table.get(field, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise UnreadableLetterhead(path, field)
        return tuple(each.strip() for each in value)

    if not text("city"):
        raise UnreadableLetterhead(path, "city")
    return Letterhead(
        city=text("city"),
        lines=texts("lines"),
        website=text("website"),
        data_notice=texts("data_notice"),
        appeal_routes=texts("appeal_routes"),
    )
