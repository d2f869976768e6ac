"""``mairie-quartier central`` from the foundation to a restore, on a database of its own."""

import io
import re
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from demonstration_centre import write_certificates
from psycopg import sql

from mairie_quartier import paths
from mairie_quartier.central import dumps, enrolling, founding, pulling, pushing
from mairie_quartier.central.checkup import Finding, State, Subject, certificate, examine
from mairie_quartier.central.settings import CentralSettings, read_settings, write_settings
from mairie_quartier.cli import central
from mairie_quartier.cli.arguments import build_parser
from mairie_quartier.cli.central_wording import fault_text, finding_line
from mairie_quartier.domain.operations import Verdict
from mairie_quartier.domain.protocol_enrolment import EnrolRequest
from mairie_quartier.i18n import SOURCE_LANGUAGE, Translator
from tests.central.city import City, TestOffice

BASE = "ville_de_test"
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


@dataclass
class Service:
    """A founded service and its command line."""

    path: Path
    tr: Translator
    admin: str

    def __call__(self, *words: str) -> tuple[int, str]:
        """Run a command; give the status and what it printed."""
        argv = ["central", "--reglages", str(self.path), *words]
        arguments: Namespace = build_parser(self.tr, argv).parse_args(argv)
        out = io.StringIO()
        return central.run(arguments, self.tr, out), out.getvalue()

    @property
    def settings(self) -> CentralSettings:
        return read_settings(self.path)

    def findings(self) -> dict[Subject, Finding]:
        found = examine(self.settings, self.path, paths.migrations("central"))
        return {finding.subject: finding for finding in found}


@pytest.fixture(scope="module")
def tr() -> Translator:
    from mairie_quartier.bootstrap import OFFICE_ZONE

    return Translator(SOURCE_LANGUAGE, folder=paths.translations(), zone=OFFICE_ZONE)


@pytest.fixture(scope="module")
def founded(
    postgres_url: str, tmp_path_factory: pytest.TempPathFactory, tr: Translator
) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("central")
    service = Service(folder / "central.toml", tr, postgres_url)
    known = "SELECT rolname, rolpassword FROM pg_authid WHERE rolname LIKE 'mairie_%'"
    with psycopg.connect(postgres_url, autocommit=True) as admin:
        before = admin.execute(known).fetchall()
    status, said = service(
        *("init", "--admin", postgres_url, "--base", BASE, "--ville", "Ville d’essai"),
        *("--sauvegardes", str(folder / "sauvegardes")),
    )
    assert status == 0, said
    yield service
    with psycopg.connect(postgres_url, autocommit=True) as admin:
        admin.execute(f"DROP DATABASE {BASE} WITH (FORCE)".encode())
        # Other tests of this session know the roles by other passwords.
        for role, password in before:
            back = sql.SQL("ALTER ROLE {} PASSWORD {}")
            admin.execute(back.format(sql.Identifier(role), sql.Literal(password)))


@pytest.fixture
def city(founded: Service) -> Iterator[City]:
    settings = founded.settings
    with (
        psycopg.connect(settings.service_url, autocommit=True) as database,
        psycopg.connect(settings.owner_url, autocommit=True) as owner,
    ):
        yield City(settings.owner_url, settings.service_url, "", database, owner)


def test_a_foundation_is_never_made_over_another(founded: Service, tmp_path: Path) -> None:
    init = ("init", "--admin", founded.admin, "--base", BASE, "--ville", "X")
    kept = ("--sauvegardes", str(tmp_path))
    assert founded(*init, *kept)[0] == 2
    elsewhere = replace(founded, path=tmp_path / "central.toml")
    assert elsewhere(*init, *kept)[0] == 2
    assert not elsewhere.path.exists()


def test_an_office_its_agents_and_its_desks(founded: Service, city: City) -> None:
    assert founded("office", "add", "bac", "Mairie de quartier du Bac")[0] == 0
    assert "BAC  Mairie de quartier du Bac\n" in founded("office", "list")[1]
    agent = ("agent", "add", "BAC", "iroy", "Inès", "Roy", "--role", "reception")
    assert founded(*agent)[0] == 0
    status, said = founded("desk", "enrol", "BAC", "--heures", "2")
    code = CODE.search(said)
    assert status == 0
    assert code is not None
    enrolled = enrolling.enrol(city.database, EnrolRequest(code[0], "Guichet 1"))
    assert [each.fields["login"] for each in enrolled.agents] == ["iroy"]
    assert "Guichet 1" in founded("desk", "list")[1]
    status, said = founded("desk", "revoke", "Guichet 1")
    assert (status, "BAC" in said) == (0, True)
    assert pulling.hello(city.database, enrolled.token).revoked


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("office", "add", "TWICE", "x"), "code"),
        (("desk", "enrol", "ZZZ"), "ZZZ"),
        (("desk", "revoke", "Nulle part"), "Nulle part"),
        (("agent", "add", "ZZZ", "a", "b", "c", "--role", "dpo"), "ZZZ"),
        (("restore", "/nowhere.dump", "--oui"), "/nowhere.dump"),
    ],
)
def test_a_mistake_is_one_sentence(
    founded: Service, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    assert founded(*words) == (2, "")
    said = capsys.readouterr().err
    assert told in said
    assert len(said.splitlines()) == 1


def test_a_code_and_a_login_are_given_once(
    founded: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    founded("office", "add", "DUO", "Une")
    assert founded("office", "add", "DUO", "Deux")[0] == 2
    agent = ("agent", "add", "DUO", "double", "A", "B", "--role", "reception")
    assert founded(*agent)[0] == 0
    assert founded(*agent)[0] == 2
    assert "double" in capsys.readouterr().err


def test_a_migration_that_is_not_needed_does_nothing(founded: Service) -> None:
    assert founded("migrate") == (0, "La base était à jour.\n")


def office_of(city: City) -> TestOffice:
    city.offices = len(city.owner_rows("SELECT 1 FROM office")) + 20
    return city.office()


def test_epoch_changes_on_restore_and_desks_send_again_what_was_lost(
    founded: Service, city: City
) -> None:
    desk = office_of(city).desk()
    kept, lost = desk.person(family_name="Gardée"), desk.person(family_name="Perdue")
    desk.push(kept)
    assert founded("backup")[0] == 0
    backup = dumps.dumps(Path(founded.settings.backups))[0].path
    before = city.epoch
    desk.push(lost)
    status, said = founded("restore", str(backup), "--oui")
    assert (status, "gardé dans" in said) == (0, True)
    assert city.epoch != before
    with pytest.raises(pushing.OtherEpoch) as told:
        desk.push(lost, epoch=before)
    assert told.value.acked_dseq == 1
    again = desk.push(kept, lost)
    assert [answer.verdict for answer in again] == [Verdict.APPLIED] * 2
    people = [change.fields["family_name"] for change in desk.pull() if change.word == "person"]
    assert people == ["Gardée", "Perdue"]
    found = founded.findings()
    assert found[Subject.ROW_SECURITY].state is State.RIGHT
    assert found[Subject.NO_TOKEN].state is State.RIGHT
    assert found[Subject.TALLIES].state is State.RIGHT


def test_a_backup_that_does_not_read_changes_nothing(
    founded: Service, city: City, tmp_path: Path
) -> None:
    desk = office_of(city).desk()
    desk.push(desk.person())
    before = (city.epoch, city.owner_rows("SELECT count(*) FROM change"))
    broken = tmp_path / "central-broken.dump"
    whole = dumps.back_up(founded.settings.owner_url, tmp_path / "kept", keep=3).path.read_bytes()
    for content in (b"nonsense", whole[: len(whole) // 2]):
        broken.write_bytes(content)
        assert founded("restore", str(broken), "--oui")[0] == 2
    assert (city.epoch, city.owner_rows("SELECT count(*) FROM change")) == before


def test_a_backup_is_its_owner_s_alone_and_old_ones_go(founded: Service, tmp_path: Path) -> None:
    made = [dumps.back_up(founded.settings.owner_url, tmp_path, keep=2).path for _ in range(3)]
    assert [dump.path for dump in dumps.dumps(tmp_path)] == made[:0:-1]
    assert made[-1].stat().st_mode & 0o077 == 0


def test_the_doctor_finds_a_sound_service_sound(founded: Service) -> None:
    founded("backup")
    found = founded.findings()
    wrong = {subject for subject, finding in found.items() if finding.state is State.WRONG}
    # The tests' own PostgreSQL is not durable, and the doctor sees it.
    assert wrong - {Subject.ROOM} == {Subject.DURABILITY}
    status, said = founded("doctor")
    assert status == 2
    assert len(said.splitlines()) == len(found)


DAMAGES = (
    ("ALTER TABLE person NO FORCE ROW LEVEL SECURITY", Subject.ROW_SECURITY),
    ("ALTER TABLE change DISABLE ROW LEVEL SECURITY", Subject.ROW_SECURITY),
    ("ALTER VIEW reporting.visits_by_channel SET (security_invoker = false)", Subject.VIEWS),
    ("CREATE POLICY hole ON person TO mairie_service USING (true)", Subject.NO_TOKEN),
    ("UPDATE tally SET count = count + 1", Subject.TALLIES),
)


def test_the_doctor_sees_what_is_wrong_and_a_restore_mends_it(founded: Service, city: City) -> None:
    desk = office_of(city).desk()
    desk.push(desk.person())
    backup = dumps.back_up(founded.settings.owner_url, Path(founded.settings.backups), keep=9)
    for damage, subject in DAMAGES:
        city.owner_does(damage)
        assert founded.findings()[subject].state is State.WRONG
    dumps.restore(founded.settings.owner_url, backup.path)
    found = founded.findings()
    assert {found[subject].state for _damage, subject in DAMAGES} == {State.RIGHT}


def test_the_doctor_sees_another_revision(founded: Service, city: City) -> None:
    city.owner_does("UPDATE alembic_version SET version_num = '0001'")
    assert founded.findings()[Subject.REVISION].state is State.WRONG
    known = founding.known_revision(paths.migrations("central"))
    city.owner_does("UPDATE alembic_version SET version_num = %s", known)


def test_the_doctor_sees_settings_that_others_can_read(founded: Service) -> None:
    founded.path.chmod(0o644)
    assert founded.findings()[Subject.SETTINGS].state is State.WRONG
    founded.path.chmod(0o600)


def test_the_doctor_sees_a_database_that_is_away(founded: Service, tmp_path: Path) -> None:
    away = replace(founded.settings, owner_url="postgresql://x@127.0.0.1:1/x")
    path = tmp_path / "central.toml"
    write_settings(path, away)
    found = {each.subject: each for each in examine(away, path, paths.migrations("central"))}
    assert found[Subject.DATABASE].state is State.WRONG


def test_the_doctor_reads_the_certificate(founded: Service, tmp_path: Path) -> None:
    write_certificates(tmp_path)
    own = replace(
        founded.settings,
        certificate=str(tmp_path / "service.pem"),
        key=str(tmp_path / "service.key"),
    )
    now = datetime.now(UTC)
    assert certificate(own, now).state is State.DOUBTFUL
    assert certificate(own, now + timedelta(days=2)).state is State.WRONG
    other = replace(own, certificate=str(tmp_path / "autorite.pem"))
    assert certificate(other, now).state is State.WRONG
    assert certificate(replace(own, key="/nowhere"), now).state is State.WRONG


def test_every_finding_and_fault_has_its_words(tr: Translator) -> None:
    for subject in Subject:
        assert len(finding_line(Finding(subject, State.WRONG), tr)) > 20
    faults = (
        founding.DatabaseTooOld(130004),
        founding.DatabaseTooNew("0009", "0004"),
        dumps.ProgramMissing("pg_dump"),
        dumps.ProgramFailed("psql", "ERREUR"),
        OSError("disk"),
    )
    assert len({fault_text(fault, tr) for fault in faults}) == len(faults)


def test_a_later_database_is_left_alone(founded: Service, city: City) -> None:
    city.owner_does("UPDATE alembic_version SET version_num = '9999'")
    try:
        with pytest.raises(founding.DatabaseTooNew):
            founding.migrate(founded.settings.owner_url, paths.migrations("central"))
        assert founded("serve")[0] == 2
    finally:
        known = founding.known_revision(paths.migrations("central"))
        city.owner_does("UPDATE alembic_version SET version_num = %s", known)


def test_two_desks_sync_after_all_that(city: City) -> None:
    office = office_of(city)
    one, other = office.desk("1"), office.desk("2")
    sent = one.person()
    one.push(sent)
    assert sent.record_id in {change.record_id for change in other.pull()}
