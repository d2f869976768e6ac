"""What can go wrong with the file of a register as a whole; one class per situation.

Lines that are wrong are not errors: the report tells them (``domain.registers``).
"""

from pathlib import Path

from mairie_quartier.errors import UserMistake


class RegisterFault(UserMistake):
    """The file at ``path`` cannot be imported."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


class RegisterNotFound(RegisterFault):
    """There is nothing at this place."""


class RegisterNotAFile(RegisterFault):
    """It is a folder, or something else that holds no text."""


class RegisterForbidden(RegisterFault):
    """This PC does not let the program read the file."""


class RegisterEmpty(RegisterFault):
    """The file holds nothing."""


class RegisterWithoutLines(RegisterFault):
    """There are headers, and nothing below them."""


class RegisterNotATable(RegisterFault):
    """It is no table: a picture, a PDF, a program, a single column."""


class RegisterProtected(RegisterFault):
    """The workbook asks for a password."""


class RegisterTooLarge(RegisterFault):
    """The file is larger than any register; ``limit`` in bytes."""

    def __init__(self, path: Path, limit: int) -> None:
        super().__init__(path)
        self.limit = limit


class _AtLine(RegisterFault):
    def __init__(self, path: Path, line: int) -> None:
        super().__init__(path)
        self.line = line


class LineTooLong(_AtLine):
    """A line, counted from 1, is longer than any line of a register."""


class QuoteNotClosed(_AtLine):
    """A quotation mark opened at this line is never closed."""


class RegisterChanged(RegisterFault):
    """The file changed since the trial: it must be tried again."""


class LinesRefused(UserMistake):
    """All lines or nothing were asked for, and some are refused: nothing was written."""

    def __init__(self, refused: int) -> None:
        super().__init__(refused)
        self.refused = refused
