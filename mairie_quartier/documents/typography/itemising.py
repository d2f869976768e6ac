"""Split a paragraph into the clusters a reader sees, each with its script and its face.

A cluster is never shared between faces; a word of Latin, Greek or Cyrillic letters is written by
one face.  Must not shape nor order.  Source: UAX #29 for clusters, UAX #24 for scripts.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

import regex
import uharfbuzz as hb

from mairie_quartier.documents.fonts import REPLACEMENT, SCRIPT_FACES, Face, FontShelf, Weight

WIDE_SCRIPTS = frozenset({"Latn", "Cyrl", "Grek"})
_IGNORED = frozenset(map(ord, "\u200b\u200c\u200d\u034f"))
_CLUSTER = regex.compile(r"\X")
_MARK = regex.compile(r"\p{M}")
_PAUSES = " \u00a0\u3000\u200b"
_NUMBER = regex.compile(r"\+?[0-9]+(?:[ \u00a0./:,\-][0-9]+)*")
_WIDE_SHARE = 4

# Clusters and their scripts.
_Word = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Cluster:
    """What a reader takes for one letter, and who writes it; ``given`` is what was asked for."""

    text: str
    script: str
    face: Face
    given: str


class Itemiser:
    """Choose scripts and faces."""

    def __init__(self, shelf: FontShelf) -> None:
        self._shelf = shelf
        self._scripts: dict[str, str] = {}
        self._known: dict[tuple[str, str, str, str], Cluster] = {}
        # The scripts of the paragraph: a sign after a number is most often of one of them.
        self._near: tuple[str, ...] = ()

    def clusters(self, text: str, weight: Weight, base: Face | None = None) -> list[Cluster]:
        """Split a paragraph; every letter of it is in one cluster, in order.

        ``base`` is the face of Latin words, chosen by what most of them need where it is not given.
        """
        pieces = _CLUSTER.findall(text)
        scripts = list(self._resolved(pieces))
        self._near = tuple(dict.fromkeys(scripts))
        words = _words(pieces, scripts)
        base = base or self._base(words, weight)
        found: list[Cluster] = []
        for word in words:
            found.extend(self._word(word, base, weight))
        return _with_spaces(found)

    def _base(self, words: Sequence[_Word], weight: Weight) -> Face:
        """Give the face of Latin words: the wide one where it must write many of them."""
        main, wide = self._shelf.main(weight), self._shelf.wide(weight)
        written = (
            "".join(piece for piece, _ in word if piece.isalpha())
            for word in words
            if word[0][1] in WIDE_SCRIPTS
        )
        latin = [word for word in written if word]
        lacking = sum(not main.writes(word) for word in latin)
        return wide if lacking * _WIDE_SHARE > len(latin) else main

    def _word(self, word: _Word, base: Face, weight: Weight) -> Iterator[Cluster]:
        shelf = self._shelf
        if word[0][1] in WIDE_SCRIPTS:
            whole = "".join(piece for piece, _ in word)
            plain = base is shelf.wide(weight) or _MARK.search(whole) is None
            faces = [base, shelf.wide(weight)] if plain else [shelf.wide(weight), base]
            one = next((face for face in faces if _writes(face, whole)), None)
            faces = [one, *faces] if one else faces
        else:
            own = shelf.of_script(word[0][1], weight)
            faces = [*([own] if own else []), base, shelf.wide(weight)]
        for piece, script in word:
            key = (piece, script, faces[0].name, faces[1].name)
            known = self._known.get(key)
            if known is None:
                known = self._known[key] = self._written(piece, script, faces, weight)
            yield known

    def _written(self, piece: str, script: str, faces: Sequence[Face], weight: Weight) -> Cluster:
        for face in faces:
            if _writes(face, piece):
                return Cluster(piece, script, face, piece)
        for other in chain(self._near, _sharing(piece[0])):
            rare = self._shelf.of_script(other, weight)
            if rare is not None and _writes(rare, piece):
                return Cluster(piece, other, rare, piece)
        for face in faces:
            if _writes(face, piece[0]):
                kept = "".join(each for each in piece if _writes(face, each))
                return Cluster(kept + REPLACEMENT, script, face, piece)
        return Cluster(REPLACEMENT, "Latn", self._shelf.wide(weight), piece)

    def _resolved(self, pieces: Sequence[str]) -> Iterator[str]:
        """Give each cluster's script; signs take the one before them, else the next."""
        own = [self._script(piece) for piece in pieces]
        for number in _NUMBER.finditer("".join(piece[0] for piece in pieces)):
            own[number.start() : number.end()] = ["Latn"] * len(number[0])
        last = next((script for script in own if script), "Latn")
        for script in own:
            last = script or last
            yield last

    def _script(self, piece: str) -> str:
        known = self._scripts.get(piece[0])
        if known is None:
            buffer = hb.Buffer()
            buffer.add_str(piece[0])
            buffer.guess_segment_properties()
            known = buffer.script or ""
            self._scripts[piece[0]] = known = "" if known in ("Zyyy", "Zinh", "Zzzz") else known
        return known


def _sharing(sign: str) -> Iterator[str]:
    """Give the scripts that a sign without one of its own is used in; Han for the rest."""
    if not sign.isalpha():
        found = (each for each in SCRIPT_FACES if regex.match(rf"\p{{scx={each}}}", sign))
        yield from dict.fromkeys([*found, "Hani"])


def _words(pieces: Sequence[str], scripts: Sequence[str]) -> list[_Word]:
    """Group clusters of one script between spaces."""
    grouped = groupby(
        zip(pieces, scripts, strict=True), key=lambda each: (each[0] in _PAUSES, each[1])
    )
    return [list(group) for _, group in grouped]


def _writes(face: Face, text: str) -> bool:
    coverage = face.coverage
    return all(ord(letter) in coverage or ord(letter) in _IGNORED for letter in text)


def _with_spaces(clusters: Iterable[Cluster]) -> list[Cluster]:
    """Let the face before a space write it too."""
    found: list[Cluster] = []
    for each in clusters:
        if found and each.text in _PAUSES and _writes(found[-1].face, each.text):
            each = Cluster(each.text, found[-1].script, found[-1].face, each.given)
        found.append(each)
    return found
