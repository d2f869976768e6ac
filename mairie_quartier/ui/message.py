"""What an error says, in three sentences."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """Three sentences at most; an empty one is not shown."""

    what: str
    kept: str = ""
    next_step: str = ""

    @property
    def text(self) -> str:
        """Give the sentences in one line."""
        return " ".join(part for part in (self.what, self.kept, self.next_step) if part)
