"""The unit of work: one connection, one transaction, every word's records.

Leaving it without ``commit`` gives up everything.  No session outlives it.
"""

from collections.abc import Callable
from types import TracebackType
from typing import Self
from uuid import UUID

from sqlalchemy import Connection, Engine

from mairie_quartier.domain.agents import Agent, Office
from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.conflicts import Conflict
from mairie_quartier.domain.identifiers import AgentId, TransactionId
from mairie_quartier.domain.interpreting import InterpretingNeed
from mairie_quartier.domain.papers import IssuedReceipt, Voiding
from mairie_quartier.domain.people import Member, Merge, Person
from mairie_quartier.domain.referrals import Partner, Referral
from mairie_quartier.domain.requests import Piece, Request, Visit
from mairie_quartier.services.listings import Listings
from mairie_quartier.services.ports import (
    Clock,
    Drafts,
    LocalEntry,
    PeopleIndex,
    ReceiptNumbers,
    Records,
    Setting,
)
from mairie_quartier.services.sync_ports import SyncJournal
from mairie_quartier.store import schema
from mairie_quartier.store.drafts import StoreDrafts
from mairie_quartier.store.journal import Journal
from mairie_quartier.store.listings import StoreListings
from mairie_quartier.store.local_state import LocalState
from mairie_quartier.store.numbers import NumberSource, StoreNumbers
from mairie_quartier.store.people_index import StorePeopleIndex
from mairie_quartier.store.records import TableRecords
from mairie_quartier.store.sync_journal import StoreSyncJournal
from mairie_quartier.store.undo import AnyRecords, Undo

DEMONSTRATION = "demonstration"


class StoreUnit:
    """One transaction on the desk's store, for one agent."""

    def __init__(
        self,
        engine: Engine,
        *,
        source: NumberSource,
        clock: Clock,
        actor: AgentId | None,
        told: Callable[[frozenset[str]], None],
    ) -> None:
        self._engine = engine
        self._source = source
        self._clock = clock
        self._actor = actor
        self._told = told

    def __enter__(self) -> Self:
        """Begin."""
        self._connection = self._engine.connect()
        self._journal = Journal(self._connection, self._actor, self._clock.now())
        self._state = LocalState(self._journal.sql)
        self._wire(self._connection, self._journal)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give up whatever was not committed."""
        self._connection.close()

    def _wire(self, connection: Connection, journal: Journal) -> None:
        index = StorePeopleIndex(journal)
        self.index: PeopleIndex = index
        self.people: Records[Person] = TableRecords(Person, schema.person, journal, index.changed)
        self.members: Records[Member] = TableRecords(Member, schema.member, journal)
        self.merges: Records[Merge] = TableRecords(Merge, schema.merge, journal)
        self.visits: Records[Visit] = TableRecords(Visit, schema.visit, journal)
        self.requests: Records[Request] = TableRecords(Request, schema.request, journal)
        self.pieces: Records[Piece] = TableRecords(Piece, schema.piece, journal)
        self.receipts: Records[IssuedReceipt] = TableRecords(IssuedReceipt, schema.receipt, journal)
        self.voidings: Records[Voiding] = TableRecords(Voiding, schema.voiding, journal)
        self.referrals: Records[Referral] = TableRecords(Referral, schema.referral, journal)
        self.partners: Records[Partner] = TableRecords(Partner, schema.partner, journal)
        self.interpreting: Records[InterpretingNeed] = TableRecords(
            InterpretingNeed, schema.interpreting_need, journal
        )
        self.agents: Records[Agent] = TableRecords(Agent, schema.agent, journal)
        self.offices: Records[Office] = TableRecords(Office, schema.office, journal)
        self.entries: Records[LocalEntry] = TableRecords(
            LocalEntry, schema.catalogue_entry, journal
        )
        self.settings: Records[Setting] = TableRecords(Setting, schema.setting, journal)
        self.conflicts: Records[Conflict] = TableRecords(Conflict, schema.conflict, journal)
        self.sync: SyncJournal = StoreSyncJournal(journal, self._records)
        self.drafts: Drafts = StoreDrafts(journal.sql)
        self.numbers: ReceiptNumbers = StoreNumbers(self._source, journal.sql)
        self.listings: Listings = StoreListings(connection)

    def commit(self) -> frozenset[str]:
        """Keep everything, durably; give the words that changed."""
        self._journal.finish()
        self._connection.commit()
        changed = frozenset(self._journal.changed)
        if changed:
            self._told(changed)
        return changed

    def flush(self) -> None:
        """Write what is held back, still in the transaction, and forget what was read."""
        self._journal.finish()
        self._wire(self._connection, self._journal)

    def note(self, act: AuditAct, subject: str, subject_id: UUID | None) -> None:
        """Write to the audit trail something that changes no record."""
        self._journal.note(act, subject, subject_id)

    def clock_went_back(self) -> bool:
        """Tell whether the clock reads earlier than something already recorded."""
        return self._journal.clock_went_back()

    def trust_clock(self) -> None:
        """Take the present time of this PC for right; the trail says so."""
        self._journal.trust_clock()

    def is_demonstration(self) -> bool:
        """Tell whether everything in this store was invented."""
        return self._state.get(DEMONSTRATION) is not None

    def mark_demonstration(self) -> None:
        """Say, for as long as the store lasts, that what is in it was invented."""
        self._state.put(DEMONSTRATION, "1")

    def last_transaction(self, agent: AgentId) -> TransactionId | None:
        """Give the agent's last saved action that can still be undone."""
        return self._undo().last(agent)

    def revert(self, transaction: TransactionId) -> None:
        """Write the inverse of every operation of the transaction."""
        self._journal.flush_rows()
        self._undo().revert(transaction)

    def _undo(self) -> Undo:
        return Undo(self._journal, self._by_word(), self._state)

    def _records(self, word: str) -> AnyRecords:
        return self._by_word()[word]

    def _by_word(self) -> dict[str, AnyRecords]:
        return {
            table.name: getattr(self, name)
            for name, table in (
                ("people", schema.person),
                ("members", schema.member),
                ("merges", schema.merge),
                ("visits", schema.visit),
                ("requests", schema.request),
                ("pieces", schema.piece),
                ("receipts", schema.receipt),
                ("voidings", schema.voiding),
                ("referrals", schema.referral),
                ("partners", schema.partner),
                ("interpreting", schema.interpreting_need),
                ("agents", schema.agent),
                ("offices", schema.office),
                ("entries", schema.catalogue_entry),
                ("settings", schema.setting),
                ("conflicts", schema.conflict),
            )
        }
