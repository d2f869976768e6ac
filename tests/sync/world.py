"""Several desks of two offices and one centre, with everything that can befall them.

What the state machine drives: real encrypted stores, the real merge and messages, a wire that is
cut where the plan says.  Identifiers come from a seed.  It keeps account of every operation that
was acknowledged to an agent; what only a lost disk held is written off, and nothing else.
"""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from random import Random
from unittest.mock import patch
from uuid import UUID

from sqlalchemy import text

from mairie_quartier.domain import identifiers
from mairie_quartier.domain.conflicts import Conflict
from mairie_quartier.domain.identifiers import OfficeId
from mairie_quartier.domain.operations import DeskId, Scope, Verdict
from mairie_quartier.domain.synchronising import SyncOutcome
from mairie_quartier.services import conflicts, visits
from mairie_quartier.services.ports import NotFound, NothingToUndo, UndoTooLate
from mairie_quartier.services.sync_faults import RefusedByCentre
from mairie_quartier.store import schema
from mairie_quartier.store.audit_trail import verify_chain
from mairie_quartier.sync.engine import Report
from tests.builders import (
    Desk,
    FakeClock,
    fresh_desk,
    intake,
    need,
    new_partner,
    new_person,
)
from tests.builders import open_desk as open_folder
from tests.sync.cities import CityCentre, Rows
from tests.sync.desks import Cable, LinkedDesk, scopes_of
from tests.sync.offices import desk_of_other_office, held, prepare_templates

ROUNDS = 12
"""How many rounds everybody may take to be quiet."""
KNOWN_VERDICTS = frozenset(Verdict)
"""What the centre says; a PC also knows what its agent sent again or gave up."""


class SeededUuids:
    """Identifiers in rising order, from a seed (stands for ``uuid_utils``)."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._at = 0x01A204B40000

    def uuid7(self) -> UUID:
        """Give the next identifier."""
        self._at += 1
        low = (0b10 << 62) | self._random.getrandbits(62)
        return UUID(int=(self._at << 80) | (0x7 << 76) | (self._random.getrandbits(12) << 64) | low)


@contextmanager
def seeded_identifiers(seed: int) -> Iterator[None]:
    """Draw every identifier from the seed, but for those of the PCs' set-up: they come first."""
    prepare_templates()
    with patch.object(identifiers, "uuid_utils", SeededUuids(seed)):
        yield


@dataclass
class Place:
    """One PC: its linked desk, its name, a copy of its folder.

    ``is_copy``: it stands in for another or for its former self.  What it thinks became of the
    operations they share may be what a centre said that was restored since.  ``is_copied``:
    another has its identity; whoever of them speaks second must take a new one.
    """

    name: str
    linked: LinkedDesk
    copy: Path | None = None
    is_copy: bool = False
    is_copied: bool = False


@dataclass
class World:
    """Everything, in a folder."""

    folder: Path
    centre: CityCentre
    places: list[Place] = field(default_factory=list)
    people: list[UUID] = field(default_factory=list)
    partners: list[UUID] = field(default_factory=list)
    acknowledged: set[UUID] = field(default_factory=set)
    revoked: bool = False
    written_off: bool = False
    other_office: OfficeId = field(init=False)
    _stamp: int = 0

    def __post_init__(self) -> None:
        """Begin with two desks of one office and one of another."""
        for name in ("here", "there"):
            self._add(name, fresh_desk(self.folder / name, clock=FakeClock()))
        away = desk_of_other_office(self.folder / "away")
        self.other_office = away.context.office.id
        self._add("away", away)

    def close(self) -> None:
        """Close every store."""
        for place in self.places:
            place.linked.desk.close()

    def _add(self, name: str, desk: Desk) -> None:
        place = Place(name, self.centre.join(desk, name))
        self.places.append(place)
        self.take_account(place)

    def take_account(self, place: Place) -> None:
        """Note every operation that the agent of this PC saw acknowledged."""
        self.acknowledged |= self.recorded(place)

    def recorded(self, place: Place) -> set[UUID]:
        """Give every operation of this PC's outbox."""
        with place.linked.desk.door.engine.connect() as connection:
            found = connection.execute(text("SELECT op FROM outbox")).scalars()
            return {UUID(bytes=op) for op in found}

    # What agents do

    def create(self, place: Place, name: str) -> None:
        """Add a person."""
        person = new_person(place.linked.desk.context, name)
        with place.linked.desk.unit() as unit:
            unit.people.add(person)
            unit.commit()
        self.people.append(person.id)
        self.take_account(place)

    def edit(self, place: Place, which: int, name: str, value: str) -> None:
        """Change one field of a person who is there."""
        if not self.people:
            return
        key = self.people[which % len(self.people)]
        with place.linked.desk.unit() as unit:
            person = unit.people.find(key)
            if person is not None:
                edited = replace(person, **{name: value})  # type: ignore[arg-type]  # texts only
                unit.people.save(edited)
                unit.commit()
        self.take_account(place)

    def delete(self, place: Place, which: int) -> None:
        """Remove a person nobody refers to."""
        if not self.people:
            return
        key = self.people[which % len(self.people)]
        with place.linked.desk.unit() as unit:
            person = unit.people.find(key)
            if person is not None and not unit.visits.matching(person_id=key):
                unit.people.remove(person)
                unit.commit()
        self.take_account(place)

    def undo(self, place: Place) -> None:
        """Undo the last action of this PC, if it still can be."""
        agent = place.linked.desk.context.agent.id
        with place.linked.desk.unit() as unit:
            found = unit.last_transaction(agent)
            if found is None:
                return
            try:
                unit.revert(found)
            except (NothingToUndo, UndoTooLate):
                return
            unit.commit()
        self.take_account(place)

    def visit(self, place: Place) -> None:
        """Register an anonymous visit, with its receipt."""
        context = place.linked.desk.context
        visits.register_visit(context, intake(context, need()))
        self.take_account(place)

    def partner(self, place: Place, which: int, value: str) -> None:
        """Add a partner of the city, or change one."""
        with place.linked.desk.unit() as unit:
            key = self.partners[which % len(self.partners)] if self.partners else None
            found = unit.partners.find(key) if key else None
            if found is not None:
                unit.partners.save(replace(found, phone=value))
            elif len(self.partners) <= which % 3:
                partner = new_partner(f"Partenaire {which}")
                unit.partners.add(partner)
                self.partners.append(partner.id)
            unit.commit()
        self.take_account(place)

    def hand_over(self, place: Place, which: int) -> None:
        """Give a person's file to the other office."""
        if not self.people:
            return
        key = self.people[which % len(self.people)]
        with place.linked.desk.unit() as unit:
            person = unit.people.find(key)
            known = unit.offices.find(self.other_office) is not None
            if person is not None and known:
                unit.people.save(replace(person, office_id=self.other_office))
                unit.commit()
        self.take_account(place)

    def choose(self, place: Place) -> None:
        """Close the first open conflict of this PC with the other value."""
        context = place.linked.desk.context
        for line in conflicts.list_open(context)[:1]:
            if line.field:
                try:
                    conflicts.choose_other(context, line.id)
                except NotFound:  # deleted, or handed over: there is one value left to choose
                    conflicts.choose_kept(context, line.id)
        self.take_account(place)

    def conflicts(self) -> list[Conflict]:
        """Give every conflict about these people."""
        return [each for each in self.centre.conflicts() if each.record_id in self.people]

    # What befalls them

    def sync(self, place: Place, plan: list[str]) -> Report:
        """Sync once, over a wire that fails as planned."""
        place.linked.cable.plan = list(plan)
        report = place.linked.sync()
        place.linked.cable.plan = []
        if isinstance(report.fault, RefusedByCentre):
            raise report.fault
        assert not report.repaired, (place.name, report.repaired)
        return report

    def crash(self, place: Place) -> None:
        """End a PC's program without a word, and start it again."""
        place.linked.crash()

    def clone(self, place: Place) -> None:
        """Put a copy of a PC beside it, identity and all."""
        source = place.linked.desk
        folder = self.folder / self._name("clone")
        shutil.copytree(source.folder, folder)
        desk = open_folder(folder, clock=FakeClock(source.clock.at))
        linked = LinkedDesk(desk, Cable(self.centre))
        place.is_copied = True
        self.places.append(Place(folder.name, linked, is_copy=True))

    def keep_copy(self, place: Place) -> None:
        """Copy a PC's folder, as its owner would."""
        copy = self.folder / self._name("copy")
        shutil.copytree(place.linked.desk.folder, copy)
        place.copy = copy

    def go_back(self, place: Place) -> None:
        """Put an older copy of a PC in its place: what was only there is lost with the disk."""
        if place.copy is None:
            return
        place.is_copy = True
        desk = place.linked.desk
        before = self.recorded(place)
        desk.close()
        ledger = (desk.folder / "numbers.json").read_bytes()
        shutil.rmtree(desk.folder)
        shutil.copytree(place.copy, desk.folder)
        (desk.folder / "numbers.json").write_bytes(ledger)  # it lies outside every backup
        place.linked.desk = open_folder(desk.folder, clock=desk.clock)
        self._write_off(before - self.recorded(place))

    def restore_centre(self) -> None:
        """Put the last backup of the centre back."""
        had = set(self.centre.decided())
        if self.centre.restore():
            self._write_off(had - set(self.centre.decided()))

    def revoke(self, place: Place) -> None:
        """Withdraw a desk's access."""
        self.centre.revoke(self.identity(place))
        self.revoked = True

    def identity(self, place: Place) -> DeskId:
        """Give as whom this PC speaks."""
        link = place.linked.store.standing().link
        assert link is not None
        return link.desk

    def shift_clock(self, place: Place, days: int) -> None:
        """Set a PC's clock wrong."""
        place.linked.desk.clock.advance(timedelta(days=days))

    def _write_off(self, lost: set[UUID]) -> None:
        held = set(self.centre.decided()).union(*(self.recorded(place) for place in self.places))
        self.written_off |= bool(lost - held)
        self.acknowledged -= lost - held

    def _name(self, word: str) -> str:
        self._stamp += 1
        return f"{word}{self._stamp}"

    # When all is quiet

    def settle(self) -> None:
        """Sync everybody until nobody has anything to say."""
        for place in self.places:
            place.linked.cable.plan = []
        for _ in range(ROUNDS):
            reports = [place.linked.sync() for place in self.places]
            allowed = {SyncOutcome.DONE, SyncOutcome.REVOKED}
            assert {report.outcome for report in reports} <= allowed, reports
            assert not any(report.repaired for report in reports), reports
            moved = [each.totals.sent or each.totals.received for each in reports]
            if not any(moved):
                return
        raise AssertionError("never quiet")

    def check(self) -> None:
        """Assert every invariant of SYNC.md."""
        decided = self.centre.decided()
        held = [self.recorded(place) for place in self.places if self._is_mute(place)]
        assert self.acknowledged <= decided.keys() | set().union(*held), "an operation was lost"
        numbers = self.centre.numbers()
        assert len(numbers) == len(set(numbers)), "a number was given twice"
        known: dict[Scope, Rows] = {}
        for place in self.places:
            scopes = self.centre.scopes(self.identity(place))
            known |= {scope: self.centre.rows(scope) for scope in scopes if scope not in known}
            self._check_place(place, decided, {scope: known[scope] for scope in scopes})

    def _is_mute(self, place: Place) -> bool:
        """Tell whether a PC can send nothing more: it would need a new identity, and gets none."""
        revoked = not self.centre.scopes(self.identity(place))
        return revoked and (place.is_copy or place.is_copied)

    def _check_place(
        self, place: Place, decided: Mapping[UUID, Verdict], rows: Mapping[Scope, Rows]
    ) -> None:
        mute = self._is_mute(place)
        assert mute or place.linked.store.standing().waiting == 0, place.name
        with place.linked.desk.door.engine.connect() as connection:
            assert verify_chain(connection).whole
            indexed = connection.execute(text("SELECT count(*) FROM person_ref")).scalar()
            findable = connection.execute(
                text("SELECT count(*) FROM person WHERE merged_into IS NULL")
            ).scalar()
            if not (place.is_copy or mute):
                for op, verdict in connection.execute(text("SELECT op, verdict FROM outbox")):
                    if verdict in KNOWN_VERDICTS:
                        assert decided.get(UUID(bytes=op), verdict) == verdict, place.name
        assert indexed == findable, place.name
        if not rows:
            return
        self._check_unaccepted(place)
        for scope, known in rows.items():
            assert held(place.linked, scope) == known, (place.name, scope)
        self._check_rights(place)

    def _check_unaccepted(self, place: Place) -> None:
        """A row that the centre does not have must be readable in the quarantine.

        Unless nobody was left to send it: its PC's disk was lost, and the centre went back.
        """
        if self.written_off or self.revoked:
            return
        with place.linked.desk.door.engine.connect() as connection:
            for table in schema.SYNCED:
                query = (
                    f'SELECT count(*) FROM "{table.name}" WHERE rev = 0 AND id NOT IN'
                    " (SELECT record_id FROM outbox WHERE verdict = 'quarantined')"
                )
                alone = connection.execute(text(query)).scalar()
                assert alone == 0, (place.name, table.name)

    def _check_rights(self, place: Place) -> None:
        own = scopes_of(place.linked.desk)[1]
        with place.linked.desk.door.engine.connect() as connection:
            offices = connection.execute(
                text("SELECT DISTINCT office_id FROM person WHERE rev > 0")
            ).scalars()
            assert {str(UUID(bytes=each)) for each in offices} <= {own}, place.name
