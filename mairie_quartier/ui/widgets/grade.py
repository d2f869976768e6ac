"""The grade of a password as it is shown. Qt-free."""

from dataclasses import dataclass

from mairie_quartier.ui.theme.tokens import Tone


@dataclass(frozen=True, slots=True)
class Grade:
    """How strong a password is: 0 to 100, a word, and what to do about it."""

    score: int
    tone: Tone
    word: str
    advice: str
