"""Record what the city's own people decide at the centre: offices, agents, who may enrol.

Written like any operation, so that every desk receives it; the right to do it is that of whoever
reaches the database as its owner, or of an enrolment in progress.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from mairie_quartier.central import judging, reading
from mairie_quartier.central.batch import Batch
from mairie_quartier.central.judging import Reject
from mairie_quartier.central.speaker import Database, DeskCard, hashed, new_code, plain_code
from mairie_quartier.central.tables import CITY_SCOPE
from mairie_quartier.central.word_sql import select_current
from mairie_quartier.central.writing import write
from mairie_quartier.domain.identifiers import new_id
from mairie_quartier.domain.operations import (
    CITY,
    NOBODY,
    DeskId,
    Fields,
    Operation,
    OpKind,
    RejectCode,
)
from mairie_quartier.domain.protocol_enrolment import OfficeCard
from mairie_quartier.domain.quick_reading import SnapshotRow
from mairie_quartier.errors import UserMistake

LOCK: Final = "SELECT scope, seq FROM scope WHERE scope = %s FOR UPDATE"
NEW_SCOPE: Final = "INSERT INTO scope (scope) VALUES (%s) ON CONFLICT DO NOTHING"
MAINTAIN: Final = "SELECT set_config('mairie.maintenance', 'on', true)"
OFFICES: Final = "SELECT id, code, name FROM office"
DESKS: Final = """
SELECT d.id, o.code, d.name, d.acked_dseq, d.seen_at, d.revoked_at IS NOT NULL
FROM desk d LEFT JOIN office o ON o.id = d.office_id ORDER BY o.code, d.name, d.id
"""
REVOKE: Final = "UPDATE desk SET revoked_at = now() WHERE id = %s AND revoked_at IS NULL"
PLAN: Final = "INSERT INTO enrolment (code_hash, office_id, expires_at) VALUES (%s, %s, %s)"
NOBODYS_CARD: Final = DeskCard(DeskId(NOBODY), CITY_SCOPE, "", 0, founding=False, revoked=False)


class UnknownOffice(UserMistake):
    """No office has this code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class OfficeTaken(UserMistake):
    """Another office has this code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class LoginTakenThere(UserMistake):
    """Another agent of the city has this login."""

    def __init__(self, login: str) -> None:
        super().__init__(login)
        self.login = login


class UnknownDesk(UserMistake):
    """No desk has this identifier or name; or several have this name."""

    def __init__(self, name: str, found: int) -> None:
        super().__init__(name, found)
        self.name = name
        self.found = found


@dataclass(frozen=True, slots=True)
class DeskLine:
    """A desk, for a list."""

    id: UUID
    office: str
    name: str
    acked_dseq: int
    seen_at: datetime | None
    is_revoked: bool


@dataclass(frozen=True, slots=True)
class NewAgent:
    """An agent to add; roles are words of ``domain.agents.Role``."""

    office: str
    login: str
    first_name: str
    last_name: str
    quality: str
    roles: tuple[str, ...]


@contextmanager
def maintaining(database: Database) -> Iterator["Steward"]:
    """Open a transaction of the owner's, to whom rows are shown only in declared maintenance."""
    with database.transaction():
        database.execute(MAINTAIN)
        yield Steward(database, NOBODYS_CARD)


class Steward:
    """Writes shared records within a transaction."""

    def __init__(self, database: Database, card: DeskCard) -> None:
        self._database = database
        self._card = card

    def add_office(self, code: str, name: str) -> OfficeCard:
        """Plan an office; raises ``OfficeTaken``, ``Reject`` for a bad code."""
        if any(office.code == code for office in self.offices()):
            raise OfficeTaken(code)
        card = OfficeCard(new_id(), code, name)
        self._record("office", card.id, {"code": code, "name": name, "active": True})
        self._database.execute(NEW_SCOPE, (card.id,))
        return card

    def offices(self) -> tuple[OfficeCard, ...]:
        """Give every office."""
        return tuple(OfficeCard(*row) for row in self._database.execute(OFFICES))

    def office(self, code: str) -> OfficeCard:
        """Give the office of a code; raises ``UnknownOffice``."""
        for office in self.offices():
            if office.code == code:
                return office
        raise UnknownOffice(code)

    def replace_office(self, planned: UUID, brought: OfficeCard) -> None:
        """Put the office that a PC works for already in the place of the planned one."""
        batch = self._batch()
        rows = dict(reading.read_rows(self._database, select_current("office"), ([planned],)))
        kept = rows[planned].fields if planned in rows else {}
        fields: Fields = {**kept, "code": brought.code, "name": brought.name, "active": True}
        remove = _operation("office", planned, OpKind.DELETE, {})
        put = _operation("office", brought.id, OpKind.PUT, fields)
        self._carry_out(batch, [remove, put])
        self._database.execute(NEW_SCOPE, (brought.id,))
        self._database.execute("SELECT move_desk(%s)", (brought.id,))

    def take_in(self, agents: Iterable[SnapshotRow]) -> None:
        """Record the agents of a PC that was set up alone; those known already stay as they are.

        Raises:
            Reject: a row is no agent of the office.
        """
        office = str(self._card.office)
        known = {str(row[0]) for row in self._database.execute("SELECT lower(login) FROM agent")}
        for agent in agents:
            login = str(agent.fields.get("login")).lower()
            if agent.word != "agent" or agent.fields.get("office_id") != office:
                raise Reject(RejectCode.FORBIDDEN, "agents")
            if login not in known:
                known.add(login)
                self._record("agent", agent.record_id, agent.fields)

    def plan_enrolment(self, office: str, valid: timedelta) -> str:
        """Give a one-time code with which one PC of an office can enrol."""
        card, code = self.office(office), new_code()
        until = datetime.now(UTC) + valid
        self._database.execute(PLAN, (hashed(plain_code(code)), card.id, until))
        return code

    def desks(self) -> tuple[DeskLine, ...]:
        """Give every desk, by office."""
        return tuple(DeskLine(*row) for row in self._database.execute(DESKS))

    def revoke_desk(self, name: str) -> DeskLine:
        """Let a desk read no more; what it still sends goes to quarantine.

        By its name every identity it ever took is revoked: a copy of the PC holds an old one.
        Raises ``UnknownDesk``.
        """
        found = [desk for desk in self.desks() if name in (str(desk.id), desk.name)]
        if len({desk.office for desk in found}) != 1:
            raise UnknownDesk(name, len(found))
        for desk in found:
            self._database.execute(REVOKE, (desk.id,))
        return found[-1]

    def add_agent(self, agent: NewAgent) -> UUID:
        """Add an agent; raises ``UnknownOffice``, ``LoginTakenThere``."""
        office = self.office(agent.office)
        taken = "SELECT 1 FROM agent WHERE lower(login) = lower(%s)"
        if self._database.execute(taken, (agent.login,)).fetchone():
            raise LoginTakenThere(agent.login)
        fields: Fields = {
            "office_id": str(office.id),
            "login": agent.login,
            "first_name": agent.first_name,
            "last_name": agent.last_name,
            "quality": agent.quality,
            "roles": list(agent.roles),
            "active": True,
        }
        key = new_id()
        self._record("agent", key, fields)
        return key

    def _record(self, word: str, key: UUID, fields: Fields) -> None:
        self._carry_out(self._batch(), [_operation(word, key, OpKind.PUT, fields)])

    def _batch(self) -> Batch:
        now = datetime.now(UTC)
        heads: dict[UUID, int] = dict(self._database.execute(LOCK, (CITY_SCOPE,)).fetchall())
        history = reading.DatabaseHistory(self._database, now)
        return Batch(self._card, now, heads, history)

    def _carry_out(self, batch: Batch, operations: list[Operation]) -> None:
        before = dict(batch.heads)
        reading.fill(self._database, batch, operations)
        for operation in operations:
            judging.carry_out(batch, operation)
        write(self._database, batch, before)


def _operation(word: str, key: UUID, kind: OpKind, fields: Fields) -> Operation:
    hlc = int(datetime.now(UTC).timestamp() * 1000) << 16
    return Operation(new_id(), 1, new_id(), CITY, word, key, kind, 0, fields, {}, None, hlc)
