"""Files of registers: every encoding and separator, and those that are no register."""

import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mairie_quartier.errors import DeskError
from mairie_quartier.services import register_faults as faults
from mairie_quartier.store import workbooks
from mairie_quartier.store.registers import LONGEST_LINE, read_register
from tests.registers import GOOD, HEADERS, line, write_csv, write_ods


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso-8859-15"]
)
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_encodings_and_separators_of_french_offices(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    path = write_csv(
        tmp_path / "r.csv",
        line(family="Lefèvre", note="déjà venue"),
        line(family="Cœur", first="Noël"),
        encoding=encoding,
        delimiter=delimiter,
    )

    register = read_register(path)

    assert register.headers == HEADERS
    assert register.delimiter == delimiter
    rows = list(register.rows())
    assert [row.line for row in rows] == [2, 3]
    assert rows[0].cells == line(family="Lefèvre", note="déjà venue")
    assert rows[1].cells[1] == "Cœur"


def test_windows_apostrophes_and_euro_are_read(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "r.csv", line(note="l’aide de 50 €"), encoding="cp1252")

    assert next(read_register(path).rows()).cells[7] == "l’aide de 50 €"


def test_quotes_and_line_ends_within_cells(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_bytes(
        b"Date;D\xc3\xa9marche;Note\r"
        b'02/02/2026;"rsa";"dit : ""bonjour"";\nrevient"\r'
        b"03/02/2026;rsa;fin"
    )

    rows = list(read_register(path).rows())

    assert rows[0].cells == ("02/02/2026", "rsa", 'dit : "bonjour";\nrevient')
    assert rows[1].cells[0] == "03/02/2026"
    assert rows[1].line > rows[0].line


def test_workbook_is_read_by_what_it_is_not_by_its_name(tmp_path: Path) -> None:
    path = write_ods(tmp_path / "registre.csv", line(day="2026-02-02"), ("",) * 8, line())

    register = read_register(path)

    assert register.headers == HEADERS
    assert [row.cells[0] for row in register.rows()] == ["2026-02-02", "02/02/2026"]
    assert [row.line for row in register.rows()] == [2, 4]


def broken(tmp_path: Path, name: str) -> Path:
    path = tmp_path / "r.csv"
    made: dict[str, Callable[[], object]] = {
        "missing": lambda: None,
        "folder": path.mkdir,
        "empty": path.touch,
        "blank": lambda: path.write_text("\n\n  \n"),
        "headers": lambda: write_csv(path),
        "picture": lambda: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40),
        "noise": lambda: path.write_bytes(random.Random(1).randbytes(50_000)),
        "prose": lambda: path.write_text("Bonjour\nVoici le registre\n"),
        "broken archive": lambda: path.write_bytes(b"PK\x03\x04" + b"x" * 4_000),
        "old workbook": lambda: path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 9_000),
        "one line": lambda: path.write_bytes(b"Date;Motif\n" + b"x;" * 5_000_000),
        "one cell": lambda: path.write_bytes(b'Date;Motif\n1;"' + b"x" * (LONGEST_LINE - 20)),
        "open quote": lambda: path.write_text('Date;Motif\n1;"' + "x\n" * 100_000),
    }
    made[name]()
    return path


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("missing", faults.RegisterNotFound),
        ("folder", faults.RegisterNotAFile),
        ("empty", faults.RegisterEmpty),
        ("blank", faults.RegisterEmpty),
        ("headers", faults.RegisterWithoutLines),
        ("picture", faults.RegisterNotATable),
        ("noise", faults.RegisterNotATable),
        ("prose", faults.RegisterNotATable),
        ("broken archive", faults.RegisterNotATable),
        ("old workbook", faults.RegisterNotATable),
        ("one line", faults.LineTooLong),
        ("one cell", faults.QuoteNotClosed),
        ("open quote", faults.QuoteNotClosed),
    ],
)
def test_hostile_file_is_named(tmp_path: Path, name: str, kind: type[faults.RegisterFault]) -> None:
    path = broken(tmp_path, name)

    with pytest.raises(faults.RegisterFault) as caught:
        read_register(path)

    assert type(caught.value) is kind
    assert caught.value.path == path


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_forbidden_file_is_named(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "r.csv", GOOD)
    path.chmod(0)

    with pytest.raises(faults.RegisterForbidden):
        read_register(path)


def test_archive_that_would_fill_the_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "MOST_UNPACKED_BYTES", 1_000_000)
    path = tmp_path / "r.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(1_000_001))

    with pytest.raises(faults.RegisterTooLarge) as caught:
        read_register(path)

    assert caught.value.limit == 1_000_000


@given(st.binary(max_size=600))
@example(b"a;b\n\x00\x00;\x00\x00")
@example(b"\xff\xfea\x00;\x00b\x00\n\x00c")
@example(b'a;b\n"\x00')
@example(b"PK\x03\x04")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "r.csv"
    path.write_bytes(content)

    try:
        list(read_register(path).rows())
    except DeskError as error:
        assert isinstance(error, faults.RegisterFault)
