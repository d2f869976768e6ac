"""``synchroniser``: a linked PC is told where the city's service went; a code links it no more."""

import io
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from mairie_quartier import paths
from mairie_quartier.cli.arguments import build_parser
from mairie_quartier.cli.synchronisation import run
from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.permissions import NotAllowed
from mairie_quartier.domain.synchronising import Link
from mairie_quartier.i18n import Translator
from mairie_quartier.services.context import Context
from mairie_quartier.services.sync_faults import (
    AlreadyEnrolled,
    BadAuthority,
    NotEnrolled,
    OtherCentre,
    SyncFault,
    Unreachable,
)
from mairie_quartier.sync.schedule import SyncSchedule
from mairie_quartier.sync.timetable import Timetable
from tests.sync.certificates import new_authority
from tests.sync.desks import Cable, LinkedDesk, join, new_desk, scopes_of
from tests.sync.empty_pcs import AT_ONCE
from tests.sync.memory_centre import MemoryCentre
from tests.sync.test_schedule import lane_of

TR = Translator("fr", folder=paths.translations())
OLD, NEW = "https://ancien.example.org", "https://accueil.example.org"


def typed(*words: str) -> Namespace:
    argv = ["synchroniser", *words]
    return build_parser(TR, argv).parse_args(argv)


@pytest.fixture
def linked(tmp_path: Path) -> Iterator[LinkedDesk]:
    centre = MemoryCentre()
    desk = new_desk(tmp_path / "pc")
    known = centre.add_desk(scopes_of(desk))
    yield join(centre, desk, Link(OLD, known.id, known.token, "PEM"))
    desk.close()


def lane_on(desk: LinkedDesk) -> SyncSchedule:
    """The city's centre at both addresses, another city's at a third, nobody elsewhere."""
    nobody = Cable(MemoryCentre(), ["request"] * 99)
    other = Cable(MemoryCentre(Random(9)))
    places = {OLD: desk.cable, NEW: desk.cable, "https://autre.example.org": other}
    return SyncSchedule(
        desk.store,
        lambda url, _ca: places.get(url, nobody),
        clock=desk.desk.clock,
        timetable=Timetable(AT_ONCE, Random(1)),
    )


def told(desk: LinkedDesk, *words: str, context: Context | None = None) -> str:
    out = io.StringIO()
    assert run(typed(*words), context or desk.desk.context, lane_on(desk), TR, out) == 0
    return out.getvalue().replace("\u00a0", " ")


def place_of(desk: LinkedDesk) -> tuple[str, str]:
    link = desk.store.standing().link
    assert link is not None
    return link.url, link.ca


def test_another_address_is_kept_with_the_certificate_in_use_and_the_pc_syncs(
    linked: LinkedDesk,
) -> None:
    said = told(linked, "--adresse", NEW)
    assert f"enregistrés : {NEW}" in said
    assert "Synchronisé" in said
    assert place_of(linked) == (NEW, "PEM")


def test_another_certificate_is_kept_with_the_address_in_use(
    linked: LinkedDesk, tmp_path: Path
) -> None:
    pem = new_authority().pem
    (tmp_path / "ville.pem").write_text(pem)
    told(linked, "--autorite", str(tmp_path / "ville.pem"))
    assert place_of(linked) == (OLD, pem)


@pytest.mark.parametrize(
    ("address", "fault"),
    [("https://personne.example.org", Unreachable), ("https://autre.example.org", OtherCentre)],
)
def test_a_check_that_fails_says_that_nothing_changed(
    linked: LinkedDesk, address: str, fault: type[SyncFault]
) -> None:
    out = io.StringIO()
    with pytest.raises(fault):
        run(typed("--adresse", address), linked.desk.context, lane_on(linked), TR, out)
    assert "n’ont pas changé" in out.getvalue()
    assert place_of(linked) == (OLD, "PEM")


def test_a_file_that_is_no_certificate_changes_nothing(linked: LinkedDesk, tmp_path: Path) -> None:
    (tmp_path / "photo.pem").write_bytes(b"\x89PNG")
    with pytest.raises(BadAuthority):
        told(linked, "--adresse", NEW, "--autorite", str(tmp_path / "photo.pem"))
    assert place_of(linked) == (OLD, "PEM")


def test_a_code_links_no_linked_pc(linked: LinkedDesk) -> None:
    with pytest.raises(AlreadyEnrolled):
        told(linked, "--adresse", NEW, "--code", "K7TM-2Q4X")
    assert place_of(linked) == (OLD, "PEM")


def test_who_may_sync_may_not_move(linked: LinkedDesk) -> None:
    agent = linked.desk.as_roles(Role.RECEPTION)
    assert "Synchronisé" in told(linked, context=agent)
    with pytest.raises(NotAllowed):
        told(linked, "--adresse", NEW, context=agent)
    assert place_of(linked) == (OLD, "PEM")


def test_a_pc_that_stands_alone_needs_a_code(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "alone")
    lane = lane_of(desk, Cable(MemoryCentre()))
    with pytest.raises(NotEnrolled):
        run(typed("--adresse", NEW), desk.context, lane, TR, io.StringIO())
    desk.close()
