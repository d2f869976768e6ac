"""What sort of value a field holds, as far as saying and typing it goes.  Qt-free."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

Options = tuple[tuple[str, str], ...]


class Kind(Enum):
    """How a value is said, and how another can be given."""

    LINE = "line"
    NOTE = "note"
    BIRTH = "birth"
    DAY = "day"
    MOMENT = "moment"
    CHOICE = "choice"
    SEVERAL = "several"
    FLAG = "flag"
    LANGUAGE = "language"
    LANGUAGES = "languages"
    WORDS = "words"
    MINUTE_OF_DAY = "minute_of_day"
    MINUTES = "minutes"
    CENTS = "cents"
    LINKED = "linked"
    RAW = "raw"
    WHOLE = "whole"


LONGEST_LINE: Final = 200
LONGEST_NOTE: Final = 4000
TYPED: Final = frozenset(
    {Kind.LINE, Kind.NOTE, Kind.BIRTH, Kind.DAY, Kind.MINUTE_OF_DAY, Kind.MINUTES, Kind.CENTS}
)


@dataclass(frozen=True, slots=True)
class FieldWords:
    """A field in plain French; ``options`` are the values of a choice, in the wire's words.

    ``limit`` counts the characters of a typed text.
    """

    label: str
    kind: Kind = Kind.LINE
    options: Options = ()
    compulsory: bool = False
    limit: int = LONGEST_LINE

    @property
    def typed(self) -> bool:
        """Tell whether a third value can be given here; else it is given in the record itself."""
        return self.kind in TYPED or bool(self.options)
