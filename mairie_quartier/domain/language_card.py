"""The languages a visitor can point at, on the screen and on the wall: same order, same numbers.

First French and the languages of the papers, then the others of the field, for which an
interpreter can be sought.  A number never says anything by itself: it is only quick to type.
Must not know how a card is shown.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from mairie_quartier.domain.languages import LANGUAGES, Language
from mairie_quartier.domain.names import fold
from mairie_quartier.domain.paper_languages import PAPER_LANGUAGES, paper_language

FRENCH = "fra"
_FRENCH_QUESTION = "Quelle langue parlez-vous\u00a0?"
# Stand for several languages of this list, each of which has its own place.
_MACRO_LANGUAGES = frozenset({"ful", "swa"})


class PosterSheet(StrEnum):
    """The sheet of the poster for the wall."""

    A4 = "A4"
    A3 = "A3"


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language of the card; ``question`` is empty where no paper is written in it."""

    number: int
    code: str
    french: str
    own: str
    question: str = ""

    @property
    def on_paper(self) -> bool:
        """Tell whether papers are written in it."""
        return bool(self.question)

    @property
    def typed_number(self) -> str:
        """Give the two digits that choose it."""
        return f"{self.number:02d}"


@cache
def card_tongues() -> tuple[Tongue, ...]:
    """Give every language of the card, in order."""
    rows = [(FRENCH, "français", "français", _FRENCH_QUESTION)]
    rows += [(each.code, each.french, each.own, each.question) for each in PAPER_LANGUAGES]
    rows += [(each.code, each.french, each.own, "") for each in _others()]
    return tuple(Tongue(number, *row) for number, row in enumerate(rows, start=1))


def find_tongue(code: str | None) -> Tongue | None:
    """Give the place of a language on the card; a variety has that of its language."""
    if code is None:
        return None
    served = paper_language(code)
    wanted = served.code if served is not None else code
    return next((each for each in card_tongues() if each.code == wanted), None)


def search_tongues(typed: str) -> tuple[Tongue, ...]:
    """Find by the beginning of the French name, then of any word of either name."""
    wanted = fold(typed)
    if not wanted:
        return ()
    begun = [each for each in card_tongues() if fold(each.french).startswith(wanted)]
    within = [
        each
        for each in card_tongues()
        if each not in begun
        and any(word.startswith(wanted) for word in fold(f"{each.french} {each.own}").split())
    ]
    return (*begun, *within)


def _others() -> list[Language]:
    """List the languages without papers, by script and own name, sign language last."""
    others = [
        each
        for each in LANGUAGES
        if each.code != FRENCH
        and each.code not in _MACRO_LANGUAGES
        and paper_language(each.code) is None
    ]
    return sorted(others, key=lambda each: (each.code == "fsl", *_rank(each.own)))


def _rank(own: str) -> tuple[bool, str]:
    folded = fold(own)
    return not folded[:1].isascii(), folded
