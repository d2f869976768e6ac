"""``mairie-quartier central quarantine``: why something was set aside, without saying what."""

import io
from pathlib import Path
from uuid import UUID

import pytest

from mairie_quartier import paths
from mairie_quartier.central.quarantine import Aside, UnknownLine
from mairie_quartier.central.settings import CentralSettings, write_settings
from mairie_quartier.cli import central
from mairie_quartier.cli.arguments import build_parser
from mairie_quartier.cli.central_quarantine import advice
from mairie_quartier.domain.operations import RejectCode
from mairie_quartier.i18n import SOURCE_LANGUAGE, Translator
from tests.central.city import City


@pytest.fixture
def tr() -> Translator:
    from mairie_quartier.bootstrap import OFFICE_ZONE

    return Translator(SOURCE_LANGUAGE, folder=paths.translations(), zone=OFFICE_ZONE)


class Line:
    """The command line on a city's settings."""

    def __init__(self, city: City, folder: Path, tr: Translator) -> None:
        self._path = folder / "central.toml"
        self._tr = tr
        settings = CentralSettings(city.owner_url, city.service_url, str(folder / "kept"))
        write_settings(self._path, settings)

    def __call__(self, *words: str) -> tuple[int, str]:
        argv = ["central", "--reglages", str(self._path), "quarantine", *words]
        out = io.StringIO()
        arguments = build_parser(self._tr, argv).parse_args(argv)
        return central.run(arguments, self._tr, out), out.getvalue()


@pytest.fixture
def line(city: City, tmp_path: Path, tr: Translator) -> Line:
    return Line(city, tmp_path, tr)


def set_aside(city: City) -> UUID:
    """Have one operation refused; give the identifier of its line."""
    desk = city.office().desk("Guichet 9")
    refused = desk.put("person", dict(desk.person(family_name="Inoubliable").fields), actor=None)
    desk.push(refused)
    ((key,),) = city.owner_rows("SELECT id FROM quarantine WHERE op = %s", refused.op)
    return UUID(str(key))


def test_the_list_says_where_and_why_and_names_nobody(city: City, line: Line) -> None:
    key = set_aside(city)
    status, said = line("list")
    assert status == 0
    (found,) = [each for each in said.splitlines() if each.startswith(key.hex[:8])]
    assert "Guichet 9" in found
    assert "person" in found
    assert found.endswith("unknown_actor")
    assert "unknown_actor\u00a0: " in said
    assert "Inoubliable" not in said


def test_a_line_says_what_to_do_and_what_was_typed_only_when_asked(city: City, line: Line) -> None:
    key = set_aside(city)
    status, said = line("show", key.hex[:8])
    assert status == 0
    assert str(key) in said
    assert "rôle" in said
    assert "Inoubliable" not in said
    assert "Inoubliable" in line("show", str(key), "--contenu")[1]


def test_what_was_looked_at_is_listed_no_more_and_stays(city: City, line: Line) -> None:
    one, other = set_aside(city), set_aside(city)
    assert line("seen", one.hex[:8])[0] == 0
    news = line("list")[1]
    assert one.hex[:8] not in news
    assert other.hex[:8] in news
    assert one.hex[:8] in line("list", "--toutes")[1]
    assert line("seen", "--toutes")[0] == 0
    assert other.hex[:8] not in line("list")[1]


@pytest.mark.parametrize("text", ["", "abc", "zzzzzzzz", "00000000", "%%%%%%%%"])
def test_a_line_that_is_none_is_told(
    city: City, line: Line, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert line("show", text)[0] == 2
    assert "ligne" in capsys.readouterr().err
    with city.owner.transaction(), pytest.raises(UnknownLine):
        Aside(city.owner).find(text)


def test_every_reason_has_its_advice(tr: Translator) -> None:
    unknown = advice("weather", tr)
    assert all(advice(code.value, tr) != unknown for code in RejectCode)
