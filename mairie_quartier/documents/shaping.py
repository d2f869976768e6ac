"""Glyphs of a run of text, as HarfBuzz shapes it.

Must not split text, order runs nor know files.  All measures are in thousandths of the size.
Source: HarfBuzz' clusters; ISO 32000-1, 9.10.3 for the text that each glyph stands for.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import uharfbuzz as hb

_LETTERS = frozenset({"R", "AL", "NSM", "L", "BN"})


class Glyph(NamedTuple):
    """One glyph as it is drawn, and the letters it stands for (none where another one does).

    ``neutral`` tells a sign or a space from a letter.
    """

    number: int
    advance: float
    x: float
    y: float
    text: str
    neutral: bool


@dataclass(frozen=True, slots=True)
class Direction:
    """How a run is read: its script (ISO 15924), its side and its language (BCP 47)."""

    script: str
    right_to_left: bool
    language: str


@dataclass(frozen=True, slots=True)
class Shaped:
    """The glyphs of a run, from left to right whatever its direction."""

    glyphs: tuple[Glyph, ...]
    width: float


def shape(font: hb.Font, text: str, direction: Direction, *, blank: int | None) -> Shaped:
    """Give the glyphs of a text that one font writes in one direction.

    ``blank`` is a glyph without a drawing, that may carry a letter of a ligature.
    """
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction = "rtl" if direction.right_to_left else "ltr"
    buffer.script = direction.script
    buffer.language = direction.language
    level = hb.BufferClusterLevel
    buffer.cluster_level = (
        level.MONOTONE_CHARACTERS if direction.right_to_left else level.MONOTONE_GRAPHEMES
    )
    if blank is not None:
        buffer.invisible_glyph = blank
    hb.shape(font, buffer)
    glyphs = tuple(_glyphs(buffer, text, direction, (1000 / font.face.upem, blank)))
    return Shaped(glyphs, sum(glyph.advance for glyph in glyphs))


def _glyphs(
    buffer: hb.Buffer, text: str, direction: Direction, face: tuple[float, int | None]
) -> Iterator[Glyph]:
    scale, blank = face
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    clusters = [info.cluster for info in infos]
    says = _right_to_left_texts if direction.right_to_left else _left_to_right_texts
    for info, at, said in zip(infos, positions, says(text, clusters), strict=True):
        head, rest = said[:1], said[1:]
        if not direction.right_to_left or blank is None:
            head, rest = said, ""
        # A reader program turns right-to-left text round glyph by glyph: a letter for each.
        for each in reversed(rest):
            yield Glyph(blank or 0, 0.0, 0.0, 0.0, each, False)
        neutral = bool(head) and unicodedata.bidirectional(head[0]) not in _LETTERS
        x, y = at.x_offset * scale, at.y_offset * scale
        if y and direction.right_to_left and blank is not None:
            # The same programs take a raised mark for a line of its own.
            yield Glyph(blank, 0.0, 0.0, 0.0, head, neutral)
            head = ""
        yield Glyph(info.codepoint, at.x_advance * scale, x, y, head, neutral)


def _left_to_right_texts(text: str, clusters: Sequence[int]) -> list[str]:
    """Give a cluster's letters to its first glyph, nothing to the others."""
    ends = _ends(text, clusters)
    texts: list[str] = []
    for rank, start in enumerate(clusters):
        first = rank == 0 or clusters[rank - 1] != start
        texts.append(text[start : ends[start]] if first else "")
    return texts


def _right_to_left_texts(text: str, clusters: Sequence[int]) -> list[str]:
    """Share a cluster's letters among its glyphs as they are read; the last takes what is left."""
    ends = _ends(text, clusters)
    texts = [""] * len(clusters)
    for start, end in ends.items():
        ranks = [rank for rank, each in enumerate(clusters) if each == start][::-1]
        letters = text[start:end]
        for place, rank in enumerate(ranks):
            last = place == len(ranks) - 1
            texts[rank] = letters[place:] if last else letters[place : place + 1]
    return texts


def _ends(text: str, clusters: Sequence[int]) -> dict[int, int]:
    starts = sorted(set(clusters))
    return dict(zip(starts, [*starts[1:], len(text)], strict=True))
