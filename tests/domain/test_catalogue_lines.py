"""Where each key of a TOML text stands."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from mairie_quartier import paths
from mairie_quartier.domain.catalogue_lines import KeyPath, line_of, locate

TEXT = '''# a comment with [[demarche]]
top = """
[[not_a_table]]
x = 1
"""
[[demarche]]
code = "a"  # ] "
synonyms = [
  "one", # ] "two"
  'three ] ',
]
[demarche.body]
name = "it's"
[[demarche.pieces]]
code = 1979-05-27
"quoted key".inner = { a = 1, b = [1,
  2] }
[[demarche.pieces]]
code = \'\'\'
[no]\'\'\'
[[demarche]]
code = "b \\" ["
[[demarche.pieces]]
rule = ""
'''


def _paths_of(value: object, path: KeyPath = ()) -> Iterator[KeyPath]:
    if path:
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _paths_of(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _paths_of(inner, (*path, number))


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("top",), 2),
        (("demarche", 0), 6),
        (("demarche", 0, "code"), 7),
        (("demarche", 0, "synonyms", 1), 10),
        (("demarche", 0, "body", "name"), 13),
        (("demarche", 0, "pieces", 0, "code"), 15),
        (("demarche", 0, "pieces", 0, "quoted key", "inner", "b", 1), 17),
        (("demarche", 0, "pieces", 1, "code"), 19),
        (("demarche", 1, "code"), 22),
        (("demarche", 1, "pieces", 0, "rule"), 24),
    ],
)
def test_each_key_has_the_line_it_is_written_on(path: KeyPath, line: int) -> None:
    tomllib.loads(TEXT)

    assert locate(TEXT)[path] == line


def test_line_of_an_absent_key_is_that_of_the_nearest_table() -> None:
    assert line_of(locate(TEXT), ("demarche", 1, "pieces", 0, "absent", "deeper")) == 23


def test_a_path_in_no_table_has_no_line() -> None:
    assert line_of(locate(TEXT), ("elsewhere",)) is None


def test_windows_line_ends_count_once() -> None:
    assert locate("a = 1\r\n\r\nb = 2\r\n")[("b",)] == 3


@pytest.mark.parametrize(
    "file", sorted((paths.resources() / "catalogue").glob("*.toml")), ids=lambda file: file.name
)
def test_every_key_of_the_shipped_files_is_found_where_its_name_stands(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    lines, written = locate(text), text.splitlines()

    expected = set(_paths_of(tomllib.loads(text)))
    implicit = {path for path in expected if path not in lines}

    assert all(isinstance(path[-1], str) for path in implicit)  # arrays of tables have no own line
    assert all(str(p[-1]) in written[n - 1] for p, n in lines.items() if isinstance(p[-1], str))
    assert set(lines) <= expected
