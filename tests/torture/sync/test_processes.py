"""Real processes under everything: nothing acknowledged is lost or doubled, all replicas agree."""

from pathlib import Path
from random import Random

import pytest

from mairie_quartier.domain.operations import CITY, Scope
from mairie_quartier.store.audit_trail import verify_chain
from mairie_quartier.store.integrity import Depth, check_store
from mairie_quartier.sync.transport import HttpsWire
from tests.builders import fresh_desk
from tests.centre_process import Service, centre, link, plan, schedule_of
from tests.postgres import DURABLE, made_cluster
from tests.sync.desks import Cable, LinkedDesk
from tests.sync.offices import desk_of_other_office, held
from tests.torture.sync.desk import log_in
from tests.torture.sync.proxy import bad_line
from tests.torture.sync.together import push_together
from tests.torture.sync.trial import Place, Trial

REPORT = Path("build/torture-sync.json")
# A killed process loses nothing that the system holds: only a power cut needs the disk.
LONG = 60
EVERY_TERM = {"applied", "merged", "conflict", "quarantined"}
REFUSED = {"desk_revoked", "forbidden", "number_taken"}
CRASH_SAFE = (*DURABLE, "fsync=off")


@pytest.mark.parametrize(
    ("seed", "desks", "steps"),
    [
        pytest.param(1, 3, 6, id="short"),
        *(
            pytest.param(seed, 5, 60, id=f"long{seed}", marks=pytest.mark.torture)
            for seed in (2, 3)
        ),
    ],
)
def test_nothing_acknowledged_is_lost_or_doubled(
    tmp_path: Path, seed: int, desks: int, steps: int
) -> None:
    with made_cluster(CRASH_SAFE) as (cluster, password):
        admin = cluster.url(password)
        with (
            centre(admin, tmp_path) as service,
            bad_line(service, Random(seed)) as line,
        ):
            trial = Trial(tmp_path, admin, service, line, seed=seed)
            trial.prepare(desks=desks, steps=steps)
            trial.run()
            account = trial.count()
            account.write(tmp_path / REPORT.name if steps < LONG else REPORT)
            assert account.acknowledged == sum(account.verdicts.values()), account
            assert account.refusals.keys() >= REFUSED or steps < LONG, account
            assert account.verdicts.keys() >= EVERY_TERM or steps < LONG, account
            assert "desk_revoked" in account.refusals, account
            assert (account.lost, account.doubled, account.numbers_twice) == (0, 0, 0), account
            newcomers = enrol_newcomers(tmp_path, service)
            agree([*newcomers, *trial.places], service)
            push_together(service)


def enrol_newcomers(folder: Path, service: Service) -> list[Place]:
    """Enrol a fresh PC in each office: it holds what the centre holds."""
    found: list[Place] = []
    for code, make in (("BAC", fresh_desk), ("CAU", desk_of_other_office)):
        desk = make(folder / f"new-{code}")
        link(desk, service, plan(service.settings, code, desks=1)[0])
        schedule_of(desk).sync_here()
        desk.close()
        found.append(Place(desk.folder.name, desk.folder, 0, 0))
    return found


def agree(places: list[Place], service: Service) -> None:
    """Check that every replica of a scope holds the same rows, and that each trail is whole."""
    seen: dict[Scope, object] = {}
    for place in places:
        desk = log_in(place.folder, place.machine, place.days)
        linked = LinkedDesk(desk, Cable(HttpsWire(service.url, service.ca)))
        assert linked.store.standing().waiting == 0, place.name
        for scope in () if place.revoked else (CITY, linked.scope):
            rows = held(linked, scope)
            assert rows or scope != CITY
            assert seen.setdefault(scope, rows) == rows, (place.name, scope)
        with desk.door.engine.connect() as connection:
            assert verify_chain(connection).whole, place.name
        assert not check_store(desk.door.engine, Depth.FULL).problems, place.name
        desk.close()
