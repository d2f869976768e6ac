"""The service on PostgreSQL as the state machine needs it: its application, in this process.

Requests go through the real routes, limits, pool and transactions, without a network; a backup
and its return are the product's own.  Must not assert anything.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import httpx
import psycopg
from anyio.from_thread import start_blocking_portal

from mairie_quartier.central import dumps, word_sql
from mairie_quartier.central.app import build_app
from mairie_quartier.central.disputing import conflict_of_fields
from mairie_quartier.central.journal_lines import open_log
from mairie_quartier.central.pool import ConnectionPool
from mairie_quartier.central.reading import read_rows
from mairie_quartier.central.settings import CentralSettings
from mairie_quartier.central.speaker import Database
from mairie_quartier.central.steward import MAINTAIN, maintaining
from mairie_quartier.domain.conflicts import Conflict
from mairie_quartier.domain.field_merge import Row
from mairie_quartier.domain.identifiers import OfficeId
from mairie_quartier.domain.operations import CITY, DeskId, Scope, Verdict
from mairie_quartier.domain.protocol_enrolment import EnrolRequest, OfficeCard
from mairie_quartier.domain.quick_reading import SnapshotRow
from mairie_quartier.domain.synchronising import Link
from mairie_quartier.store import wire
from mairie_quartier.store.scope_rows import words_of
from mairie_quartier.sync.centre import Centre, Got, Sent
from tests.builders import Desk
from tests.sync.cities import ADDRESS, Rows, plain
from tests.sync.desks import SMALL, LinkedDesk, join

HOUR = timedelta(hours=1)
PACE = replace(SMALL, ops_a_push=40, changes_a_pull=40, rows_a_snapshot=40)
"""Larger pages than on the centre in memory: here each request costs more than its contents."""
DESKS = "SELECT * FROM desk"
DECIDED = "SELECT op, verdict FROM op"
REVOKE = "UPDATE desk SET revoked_at = now() WHERE id = %s"


class RealCity:
    """The service of one database."""

    def __init__(self, settings: CentralSettings, folder: Path) -> None:
        self._settings = settings
        self._folder = folder
        self._dump: Path | None = None
        self._offices: dict[OfficeId, str] = {}
        self._stack = ExitStack()
        pool = ConnectionPool(settings.service_url, settings.connections)
        self._stack.callback(pool.close)
        self._portal = self._stack.enter_context(start_blocking_portal())
        transport = httpx.ASGITransport(build_app(settings, pool, open_log()))
        self._client = httpx.AsyncClient(transport=transport, base_url=ADDRESS, trust_env=False)
        self._stack.callback(self._portal.call, self._client.aclose)
        # One connection, because each costs as much as many requests.
        self._database = psycopg.connect(settings.owner_url, autocommit=True)
        self._stack.callback(self._database.close)

    def carry(self, sent: Sent) -> Got:
        """Answer a request, through the service's own routes."""
        headers = {"authorization": f"Bearer {sent.token}", "x-desk": str(sent.desk)}
        method = "GET" if sent.body is None else "POST"

        async def ask() -> httpx.Response:
            return await self._client.request(
                method, sent.path, content=sent.body, headers=headers if sent.desk else {}
            )

        answer = self._portal.call(ask)
        return Got(answer.status_code, answer.content)

    def close(self) -> None:
        """A desk hangs up; the service stays."""

    def end(self) -> None:
        """End the service."""
        self._stack.close()

    def join(self, desk: Desk, name: str) -> LinkedDesk:
        """Enrol a PC that was set up alone, as its screen does."""
        office, agent = desk.context.office, desk.context.agent
        row = json.loads(wire.dump(asdict(agent)))
        row.pop("id")
        brought = (SnapshotRow("agent", agent.id, 0, row),)
        card = OfficeCard(office.id, office.code, office.name)
        request = EnrolRequest(self._code(office.id, office.code), name, card, brought)
        told = Centre(self).enrol(request)
        link = Link(ADDRESS, told.desk, told.token)
        linked = join(self, desk, link)
        linked.pace = PACE
        linked.store.enrol(link, told.series, None)
        return linked

    def _code(self, office: OfficeId, code: str) -> str:
        """Give a one-time code: of a planned office first, then of the one that took its place."""
        with maintaining(self._database) as steward:
            if office not in self._offices:
                self._offices[office] = code
                code = f"P{len(self._offices):02d}"
                steward.add_office(code, "Prévue")
            return steward.plan_enrolment(code, HOUR)

    def back_up(self) -> None:
        """Write a backup, as the command line does."""
        self._dump = dumps.back_up(self._settings.owner_url, self._folder / "dumps", keep=2).path

    def restore(self) -> bool:
        """Put it back; who was enrolled since is enrolled anew, under the same token."""
        if self._dump is None:
            return False
        with self._owner() as database:
            found = database.execute(DESKS)
            names = [column.name for column in found.description or ()]
            desks = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
        dumps.restore(self._settings.owner_url, self._dump)
        marks = ", ".join(f"%({name})s" for name in names)
        again = f"INSERT INTO desk ({', '.join(names)}) VALUES ({marks}) ON CONFLICT DO NOTHING"
        with self._owner() as database:
            for desk in desks:
                database.execute(again, {**desk, "acked_dseq": 0})
        return True

    def revoke(self, desk: DeskId) -> None:
        """Withdraw a desk's access."""
        with self._owner() as database:
            database.execute(REVOKE, (desk,))

    def scopes(self, desk: DeskId) -> tuple[Scope, ...]:
        """Give the scopes of a desk: none once it is revoked."""
        with self._owner() as database:
            query = "SELECT office_id FROM desk WHERE id = %s AND revoked_at IS NULL"
            row = database.execute(query, (desk,)).fetchone()
        return (CITY, Scope(str(row[0]))) if row else ()

    def decided(self) -> Mapping[UUID, Verdict]:
        """Give what was decided, by operation."""
        with self._owner() as database:
            return {op: Verdict(verdict) for op, verdict in database.execute(DECIDED)}

    def rows(self, scope: Scope) -> Rows:
        """Give every row of a scope."""
        found: Rows = {}
        for word in words_of(scope):
            for key, row in self._all(word):
                office = row.fields.get("office_id")
                own = CITY if word == "agent" or office is None else Scope(str(office))
                if own == scope:
                    found[word, key] = (row.rev, plain(word, row.fields))
        return found

    def numbers(self) -> list[str]:
        """Give the number of every receipt."""
        return [str(row.fields["number"]) for _, row in self._all("receipt")]

    def conflicts(self) -> list[Conflict]:
        """Give every conflict."""
        return [conflict_of_fields(key, row.fields) for key, row in self._all("conflict")]

    def _all(self, word: str) -> list[tuple[UUID, Row]]:
        with self._owner() as database:
            keys = [row[0] for row in database.execute(f'SELECT id FROM "{word}"')]
            if not keys:
                return []
            return list(read_rows(database, word_sql.select_current(word), (keys,)))

    @contextmanager
    def _owner(self) -> Iterator[Database]:
        with self._database.transaction():
            self._database.execute(MAINTAIN)
            yield self._database
