"""Every paper says, word for word and in order, what was read over and kept.

After a wanted change: ``python -m tests.documents.golden``, then read the difference.
"""

import pytest

from mairie_quartier.documents.press import PaperPress
from tests.documents.golden import FOLDER, extracted, golden
from tests.documents.specimens import SPECIMENS, languages, new_press


@pytest.fixture(scope="module")
def press() -> PaperPress:
    return new_press()


@pytest.mark.parametrize("name", SPECIMENS)
def test_paper_says_what_was_read_over(press: PaperPress, name: str) -> None:
    drawn = SPECIMENS[name](press, languages())

    assert extracted(drawn) == golden(name).read_text(encoding="utf-8")
    assert drawn.warnings == ()


def test_no_kept_text_is_without_its_paper() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(SPECIMENS)
