"""Glyphs of one line as the operators that show them.

Must not choose glyphs nor order runs.  In a line that turns, a font is chosen anew before each
word, and signs stand alone: programs that take text out would else read them backwards.
Source: ISO 32000-1, 9.4.3 (TJ, Ts) and 14.9.4 (ActualText).
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from mairie_quartier.documents.embedding import EmbeddedFace, Embedding
from mairie_quartier.documents.fonts import Face
from mairie_quartier.documents.shaping import Glyph
from mairie_quartier.documents.typography import Run

_LEAST_MOVE = 0.01
_LONGEST_STEP = 60
_NEAR = 0.005


class GlyphRow:
    """What is shown on one line, from words and marks given in the order of reading."""

    def __init__(self, embedding: Embedding, size: float, y: float, *, turns: bool) -> None:
        self._embedding = embedding
        self._turns = turns
        self._size = size
        self._y = y
        self._face: Face | None = None
        self._x = float("-inf")
        self._parts: list[str] = []

    def operators(self) -> str:
        """Give what was shown, for a text object."""
        return " ".join(self._parts)

    def run(self, run: Run, x: float) -> None:
        """Show a run, its left end at ``x``."""
        if run.level % 2 == 0 and any(len(glyph.text) != 1 for glyph in run.glyphs):
            said = ("\ufeff" + run.text).encode("utf-16-be").hex().upper()
            self._parts.append(f"/Span <</ActualText <{said}>>> BDC")
            self._glyphs(run.face, x, run.glyphs)
            self._parts.append("EMC")
            return
        size = self._size * run.face.scale
        for word in _words(run, alone=self._turns):
            if self._turns:
                self._face = None
            self._glyphs(run.face, x + word.x * size / 1000, word.glyphs)

    def mark(self, face: Face, x: float, mark: str) -> None:
        """Show nothing, that reads as a mark."""
        self._glyphs(face, x, (Glyph(face.blank or 0, 0.0, 0.0, 0.0, mark, neutral=True),))

    def _glyphs(self, face: Face, x: float, glyphs: tuple[Glyph, ...]) -> None:
        """Show glyphs from ``x`` on; go on where the pen already is there."""
        embedded, size = self._embedding.face(face), self._size * face.scale
        goes_on = abs(x - self._x) < _NEAR
        if not goes_on:
            self._parts.append(f"1 0 0 1 {x:.3f} {self._y:.3f} Tm")
        if face is not self._face or not goes_on:
            self._parts.append(f"/{embedded.name} {size:g} Tf")
        self._parts.append(embedded.once(glyphs, size, _show))
        self._face = face
        self._x = x + sum(glyph.advance for glyph in glyphs) * size / 1000


class _Word(NamedTuple):
    """Glyphs shown together, and where they begin in their run, in thousandths."""

    x: float
    glyphs: tuple[Glyph, ...]


def _words(run: Run, *, alone: bool = False) -> list[_Word]:
    """Split a run at its signs and spaces, in the order of reading.

    In a line that turns, one program reads the signs and the digits of other scripts backwards:
    each of them is then shown ``alone``.
    """
    turned = run.level % 2 == 1
    if not turned and not alone:
        return [_Word(0.0, run.glyphs)]
    words: list[_Word] = []
    x = 0.0
    for single, group in groupby(run.glyphs, key=lambda glyph: _stands_alone(glyph, turned)):
        glyphs = tuple(group)
        for part in (glyphs,) if not single else ((each,) for each in glyphs):
            words.append(_Word(x, part))
            x += sum(glyph.advance for glyph in part)
    return words[::-1] if turned else words


def _stands_alone(glyph: Glyph, turned: bool) -> bool:
    return glyph.neutral and (turned or not glyph.text.isdecimal() or not glyph.text.isascii())


def _show(face: EmbeddedFace, glyphs: Sequence[Glyph], size: float) -> str:
    """Write glyphs from the pen's place on, marks moved to where they sit."""
    shown: list[str] = []
    row: list[str] = []
    move = rise = 0.0
    for glyph in glyphs:
        if glyph.y != rise:
            if row:
                shown.append(f"[{''.join(row)}] TJ")
                row = []
            rise = glyph.y
            shown.append(f"{rise * size / 1000:.3f} Ts")
        row.extend(_moves(move - glyph.x))
        move = 0.0
        row.append(f"<{face.code(glyph.number, glyph.text):04X}>")
        move += face.advance(glyph.number) + glyph.x - glyph.advance
    row.extend(_moves(move))
    if row:
        shown.append(f"[{''.join(row)}] TJ")
    if rise:
        shown.append("0 Ts")
    return " ".join(shown)


def _moves(back: float) -> Iterator[str]:
    """Move the pen, forward by small steps: a program takes a long one for a space."""
    while back < -_LONGEST_STEP:
        yield f"-{_LONGEST_STEP} "
        back += _LONGEST_STEP
    if abs(back) >= _LEAST_MOVE:
        yield f"{back:.2f} "
