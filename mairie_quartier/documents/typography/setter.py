"""Set text for one paper: paragraphs are cleaned, split, shaped, broken, then ordered by line.

Text is only ever text: there is no markup here, so nothing in a name can be interpreted.
Must not know what a paper says.  Lines are broken in the order of reading, and only then put in
the order of sight (UAX #9, 3.4).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from mairie_quartier.documents.fonts import Face, FontShelf
from mairie_quartier.documents.shaping import Direction
from mairie_quartier.documents.typography import breaking, direction
from mairie_quartier.documents.typography.breaking import After
from mairie_quartier.documents.typography.cleaning import clean_text, squeeze
from mairie_quartier.documents.typography.itemising import Cluster, Itemiser
from mairie_quartier.documents.typography.lines import Line, PaperFault, PaperWarning, Run, Style

# Written in Latin letters that the main face lacks: their papers keep to the wide one.
WIDE_LANGUAGES = frozenset({"bm", "dyu", "ee", "ff", "ha", "ln", "snk", "sus", "vi", "wo", "yo"})

Levelled = tuple[Cluster, int]


@dataclass(frozen=True, slots=True)
class _Word:
    """What no line parts, and the space after it."""

    letters: tuple[Run, ...]
    space: tuple[Run, ...]
    clusters: tuple[Levelled, ...]

    @property
    def width(self) -> float:
        return sum(run.width for run in self.letters)

    @property
    def gap(self) -> float:
        return sum(run.width for run in self.space)


@dataclass(slots=True)
class Typesetter:
    """Set text for one paper, and remember what went wrong in it.

    ``language`` (BCP 47) chooses between the forms that some faces have of a letter; ``rtl``
    says that the paper is read from right to left.
    """

    shelf: FontShelf
    warnings: list[PaperWarning] = field(default_factory=list)
    language: str = "fr"
    rtl: bool = False
    _itemiser: Itemiser = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Begin with nothing known of any letter."""
        self._itemiser = Itemiser(self.shelf)

    def lines(self, text: str, style: Style, width: float) -> tuple[Line, ...]:
        """Break text into lines no wider than ``width``; line feeds are kept, never empty."""
        cleaned = clean_text(text)
        if cleaned.lost:
            self._warn(PaperFault.INVISIBLE_REMOVED, cleaned.text)
        lines: list[Line] = []
        for paragraph in squeeze(cleaned.text).split("\n"):
            lines.extend(self._paragraph(paragraph, style, width))
        return tuple(lines)

    def _paragraph(self, text: str, style: Style, width: float) -> Iterable[Line]:
        face = self.shelf.main(style.weight)
        if not direction.turns(text):
            text = direction.visible(text)
        if self.language.partition("-")[0] not in WIDE_LANGUAGES and face.draws(text):
            return self._plain(text, face, style.size, width)
        return self._shaped(text, style, width)

    def _plain(self, text: str, face: Face, size: float, width: float) -> Iterator[Line]:
        """Break what the main face writes letter by letter."""
        whole = face.width(text, size)
        if whole <= width:
            yield Line((Run(face, text, whole),), whole)
            return
        space = face.width(" ", size)
        kept, used = "", 0.0
        for word in breaking.words(text):
            for piece, length in _plain_pieces(word, face, size, width):
                if kept and used + space + length > width:
                    yield Line((Run(face, kept, used),), used)
                    kept, used = "", 0.0
                used += length + (space if kept else 0.0)
                kept = f"{kept} {piece}" if kept else piece
        yield Line((Run(face, kept, used),), used)

    def _shaped(self, text: str, style: Style, width: float) -> Iterator[Line]:
        line: list[_Word] = []
        used = 0.0
        for word in self._words(text, style, width):
            if line and used + word.width > width:
                yield _line(line)
                line, used = [], 0.0
            line.append(word)
            used += word.width + word.gap
        yield _line(line)

    def _words(self, text: str, style: Style, width: float) -> Iterator[_Word]:
        clusters = self._levelled(text, style)
        after = breaking.breaks([each.given for each, _ in clusters])
        start = 0
        for rank, chance in enumerate(after):
            if chance is After.BREAK:
                yield from self._fitting(clusters[start : rank + 1], style, width)
                start = rank + 1

    def _levelled(self, text: str, style: Style) -> list[Levelled]:
        """Split a paragraph into clusters, each with its level."""
        levels = [0] * len(text)
        if direction.turns(text):
            right = direction.begins_right(text, paper_right=self.rtl)
            apart = direction.isolated(text, begins_right=right)
            given = zip(apart, direction.embedding_levels(apart, begins_right=right), strict=True)
            kept = [each for each in given if each[0] not in direction.INVISIBLE]
            text, levels = "".join(letter for letter, _ in kept), [level for _, level in kept]
        found: list[Levelled] = []
        place = 0
        wide = self.language.partition("-")[0] in WIDE_LANGUAGES
        base = self.shelf.wide(style.weight) if wide else None
        for cluster in self._itemiser.clusters(text, style.weight, base):
            found.append((cluster, levels[place]))
            place += len(cluster.given)
        return found

    def _fitting(self, clusters: Sequence[Levelled], style: Style, width: float) -> Iterator[_Word]:
        """Give a word, in pieces where no line can hold it."""
        word = self._word(clusters, style)
        self._tell(clusters)
        if word.width <= width:
            yield word
            return
        start = 0
        while start < len(clusters):
            end = self._reach(clusters, start, style, width)
            yield self._word(clusters[start:end], style)
            start = end

    def _reach(self, clusters: Sequence[Levelled], start: int, style: Style, width: float) -> int:
        """Find how many clusters a line holds, one at least."""
        end, used = start, 0.0
        while end < len(clusters):
            used += self._word(clusters[end : end + 1], style).width
            if used > width:
                break
            end += 1
        while end > start + 1 and self._word(clusters[start:end], style).width > width:
            end -= 1
        return max(end, start + 1)

    def _word(self, clusters: Sequence[Levelled], style: Style) -> _Word:
        stop = len(clusters)
        while stop and clusters[stop - 1][0].text in " \u3000\u200b":
            stop -= 1
        letters = tuple(self._runs(clusters[:stop], style))
        return _Word(letters, tuple(self._runs(clusters[stop:], style)), tuple(clusters))

    def _runs(self, clusters: Sequence[Levelled], style: Style) -> Iterator[Run]:
        def same(each: Levelled) -> tuple[str, str, int]:
            return each[0].face.name, each[0].script, each[1]

        for _, group in groupby(clusters, key=same):
            held = list(group)
            text = "".join(cluster.text for cluster, _ in held).replace("\u200b", "")
            if text:
                yield self._run(text, held[0], style)

    def _run(self, text: str, first: Levelled, style: Style) -> Run:
        cluster, level = first
        manner = Direction(cluster.script, bool(level % 2), self.language)
        shaped = cluster.face.shape(text, manner)
        width = shaped.width * style.size * cluster.face.scale / 1000
        return Run(cluster.face, text, width, level=level, glyphs=shaped.glyphs)

    def _tell(self, clusters: Sequence[Levelled]) -> None:
        if any(cluster.text != cluster.given for cluster, _ in clusters):
            word = "".join(cluster.given for cluster, _ in clusters).strip()
            self._warn(PaperFault.LETTER_REPLACED, word)

    def _warn(self, fault: PaperFault, text: str) -> None:
        warning = PaperWarning(fault, text)
        if warning not in self.warnings:
            self.warnings.append(warning)


def _plain_pieces(word: str, face: Face, size: float, width: float) -> Iterator[tuple[str, float]]:
    """Give a word and its width, cut where no line can hold it; nothing for no word."""
    length = face.width(word, size)
    while length > width and len(word) > 1:
        end, used = 1, face.width(word[0], size)
        while used + (step := face.width(word[end], size)) <= width:
            end, used = end + 1, used + step
        yield word[:end], used
        word = word[end:]
        length = face.width(word, size)
    if word:
        yield word, length


def _line(words: Sequence[_Word]) -> Line:
    """Put the runs of a line where they are seen; the space at its end is not drawn."""
    runs: list[Run] = []
    for rank, word in enumerate(words, start=1):
        runs += [*word.letters, *(word.space if rank < len(words) else ())]
    x = 0.0
    places = [0.0] * len(runs)
    for rank in direction.reorder([run.level for run in runs]):
        places[rank] = x
        x += runs[rank].width
    return Line(tuple(run.at(place) for run, place in zip(runs, places, strict=True)), x)
