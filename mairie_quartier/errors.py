"""Base classes of every error the program raises on purpose.

An error carries data, never a sentence: the wording is in ``ui.wording`` and ``cli``.
Three families, so that a caller knows what can be done about it.
"""


class DeskError(Exception):
    """Any situation the program foresaw."""


class UserMistake(DeskError):
    """The person at the keyboard can put it right."""


class EnvironmentFault(DeskError):
    """The machine is at fault: disk, file, printer, clock, network."""


class ProgramBug(DeskError):
    """We are at fault; nothing the user does will help."""
