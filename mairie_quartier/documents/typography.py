"""Text on paper: what is cleaned, how it is measured and where lines break.

Text is only ever text: there is no markup here, so nothing in a name can be interpreted.
Must not know what a paper says.  Scripts that need shaping or run from right to left are drawn
letter by letter and reported as such.  Source: Unicode
general categories.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from mairie_quartier.documents.fonts import REPLACEMENT, FontShelf, Run, Weight

_HARD_SPACES = str.maketrans({"\u202f": "\u00a0", "\u2007": "\u00a0", "\t": " "})
_PLAIN = frozenset(
    {"NotoSans-Regular", "NotoSans-Bold", "NotoSansArmenian-Regular"}
    | {"NotoSansGeorgian-Regular", "NotoSansEthiopic-Regular", "NotoSansTifinagh-Regular"}
    | {"AtkinsonHyperlegibleNext-Regular", "AtkinsonHyperlegibleNext-Bold"}
)


class PaperFault(StrEnum):
    """What the agent must be told of a paper before handing it over."""

    LETTER_REPLACED = "letter_replaced"
    INVISIBLE_REMOVED = "invisible_removed"
    NOT_SHAPED = "not_shaped"


@dataclass(frozen=True, slots=True)
class PaperWarning:
    """A word of the paper that is not as it should be; ``text`` is the word as given."""

    fault: PaperFault
    text: str


@dataclass(frozen=True, slots=True)
class Style:
    """Size and line height in points, and weight."""

    size: float
    leading: float
    weight: Weight = Weight.REGULAR


@dataclass(frozen=True, slots=True)
class Line:
    """Runs set one after the other, and their width in points."""

    runs: tuple[Run, ...]
    width: float

    @property
    def text(self) -> str:
        """Give the letters as they are drawn."""
        return "".join(run.text for run in self.runs)


@dataclass(slots=True)
class Typesetter:
    """Set text for one paper, and remember what went wrong in it."""

    shelf: FontShelf
    warnings: list[PaperWarning] = field(default_factory=list)

    def lines(self, text: str, style: Style, width: float) -> tuple[Line, ...]:
        """Break text into lines no wider than ``width``; line feeds are kept, never empty."""
        lines: list[Line] = []
        for paragraph in self._clean(text).split("\n"):
            lines.extend(self._break(paragraph, style, width))
        return tuple(lines)

    def _break(self, text: str, style: Style, width: float) -> Iterator[Line]:
        face = self.shelf.main(style.weight)
        if face.writes(text):
            whole = face.width(text, style.size)
            if whole <= width:
                yield Line((Run(face, text),), whole)
                return
        space = face.width(" ", style.size)
        words: list[Line] = []
        used = 0.0
        for word in self._words(text, style, width):
            if words and used + space + word.width > width:
                yield self._join(words, style, used)
                words, used = [], 0.0
            used += word.width + (space if words else 0.0)
            words.append(word)
        yield self._join(words, style, used)

    def _join(self, words: list[Line], style: Style, width: float) -> Line:
        """Put words on a line, spaces drawn in the main face, neighbours of a face made one."""
        face = self.shelf.main(style.weight)
        runs: list[Run] = []
        for rank, word in enumerate(words):
            for run in (*((Run(face, " "),) if rank else ()), *word.runs):
                if runs and runs[-1].face is run.face:
                    runs[-1] = Run(run.face, runs[-1].text + run.text)
                else:
                    runs.append(run)
        return Line(tuple(runs), width)

    def _words(self, text: str, style: Style, width: float) -> Iterator[Line]:
        for word in text.split(" "):
            if not word:
                continue
            line = self._word(word, style)
            if line.width <= width:
                yield line
            else:
                yield from self._pieces(line, style, width)

    def _word(self, word: str, style: Style) -> Line:
        runs = self.shelf.runs(word, style.weight)
        if any(REPLACEMENT in run.text for run in runs):
            self._warn(PaperFault.LETTER_REPLACED, word)
        if any(run.face.name not in _PLAIN for run in runs):
            self._warn(PaperFault.NOT_SHAPED, word)
        return Line(runs, sum(run.face.width(run.text, style.size) for run in runs))

    def _pieces(self, line: Line, style: Style, width: float) -> Iterator[Line]:
        """Cut a word that no line can hold, letter by letter."""
        runs: list[Run] = []
        used = 0.0
        for run in line.runs:
            for letter in run.text:
                step = run.face.width(letter, style.size)
                if runs and used + step > width:
                    yield Line(tuple(runs), used)
                    runs, used = [], 0.0
                if runs and runs[-1].face is run.face:
                    runs[-1] = Run(run.face, runs[-1].text + letter)
                else:
                    runs.append(Run(run.face, letter))
                used += step
        yield Line(tuple(runs), used)

    def _clean(self, text: str) -> str:
        """Compose accents, keep hard spaces hard, take out what has no shape."""
        if text.isascii() and text.isprintable():
            return text
        composed = unicodedata.normalize("NFC", text).translate(_HARD_SPACES)
        kept = "".join(letter for letter in composed if not _shapeless(letter))
        if len(kept) != len(composed):
            self._warn(PaperFault.INVISIBLE_REMOVED, kept)
        return kept

    def _warn(self, fault: PaperFault, text: str) -> None:
        warning = PaperWarning(fault, text)
        if warning not in self.warnings:
            self.warnings.append(warning)


def _shapeless(letter: str) -> bool:
    """Tell control, format (bidi overrides, zero width) and surrogate characters."""
    return letter != "\n" and unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp")
