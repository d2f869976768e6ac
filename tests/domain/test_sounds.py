"""The keys of names are kept in every store: they may change with ``EDITION`` only."""

from hashlib import sha256
from itertools import islice, product

from mairie_quartier.domain.sounds import EDITION, word_keys

PIECES = (
    *("a", "ae", "abd", "b", "bb", "c", "ch", "ck", "cz", "d", "dj", "dzh", "e", "f", "g", "gh"),
    *("gu", "h", "i", "ij", "j", "k", "kh", "l", "m", "ou", "ph", "q", "r", "s", "sch", "t", "th"),
    *("tsch", "u", "v", "w", "x", "xh", "y", "yj", "z", "chtch", "伟"),
)
KEYS = {1: "3f86ff1083314e541648c2d1e6f7ba6e4bdb422eb0ac2e3fb7921cb98d44e54b"}


def test_the_keys_of_thousands_of_words_are_those_of_their_edition() -> None:
    found = sha256()
    for parts in islice(product(PIECES, repeat=3), 0, None, 7):
        found.update(" ".join(sorted(word_keys("".join(parts)))).encode() + b"\n")
    assert found.hexdigest() == KEYS[EDITION]
