"""Import the visits of a register kept elsewhere: try it first, then write all or what can be.

One line is one visit.  What is imported is history: its requests are closed on the day unless
the register says that they are still open; no paper is issued.  A visit's identifier is made
from its line, so that a line imported once is never imported twice.  A person is taken for a
known one only when names and full birth date, or names and telephone, are the same.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from itertools import islice
from pathlib import Path
from uuid import UUID

from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.identifiers import RequestId, VisitId, new_id
from mairie_quartier.domain.permissions import Act
from mairie_quartier.domain.register_columns import ColumnMapping, check_mapping
from mairie_quartier.domain.register_rows import RowJudge
from mairie_quartier.domain.registers import (
    Passage,
    Problem,
    Reason,
    RowResult,
    Verdict,
)
from mairie_quartier.domain.requests import Request, RequestStatus, Visit, first_status
from mairie_quartier.services.context import Context
from mairie_quartier.services.ports import UnitOfWork
from mairie_quartier.services.receipts import Filed, decision_day
from mairie_quartier.services.register_faults import LinesRefused, RegisterChanged
from mairie_quartier.services.register_people import Acquaintances

BATCH = 1_000
NOON = time(12)
WITHOUT_PROBLEM = frozenset((Verdict.ACCEPTED,))

Progress = Callable[[int], None]
"""Called with the number of lines read so far."""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One row: the line or row of the file where it begins, from 1, and its cells."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """A register's file: its headers, and its rows read anew each time (headers first).

    ``encoding`` and ``delimiter`` are empty for a workbook.
    """

    path: Path
    headers: tuple[str, ...]
    read: Callable[[], Iterator[RegisterRow]]
    encoding: str
    delimiter: str

    def rows(self) -> Iterator[RegisterRow]:
        """Give the rows below the headers."""
        return islice(self.read(), 1, None)


ReadRegister = Callable[[Path], Register]
"""Opens a file; raises ``RegisterFault`` in one of its kinds (``store.registers``)."""


class ImportMode(StrEnum):
    """What to do when lines are refused."""

    ALL_OR_NOTHING = "all_or_nothing"
    ACCEPTED_ONLY = "accepted_only"


@dataclass(frozen=True, slots=True)
class LineReport:
    """One line that was not simply accepted, and why."""

    line: int
    verdict: Verdict
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What a trial found; ``lines`` leaves out those accepted as they stand."""

    register: Register
    mapping: ColumnMapping
    counts: dict[Verdict, int]
    lines: tuple[LineReport, ...]
    mark: str

    @property
    def refused(self) -> int:
        """Tell how many lines cannot be imported."""
        return self.counts[Verdict.REFUSED]

    @property
    def importable(self) -> int:
        """Tell how many lines would be imported."""
        return self.counts[Verdict.ACCEPTED] + self.counts[Verdict.CORRECTED]


@dataclass(frozen=True, slots=True)
class Imported:
    """What was written; ``changed`` are the words concerned."""

    visits: int
    new_people: int
    known_people: int
    changed: frozenset[str]


def plan_import(
    context: Context,
    register: Register,
    mapping: ColumnMapping,
    progress: Progress | None = None,
) -> ImportPlan:
    """Try every line without writing any.

    Raises ``ColumnMissing``, or ``RegisterFault`` when the file cannot be read to its end.
    """
    context.require(Act.IMPORT_REGISTER)
    check_mapping(mapping)
    counts: Counter[Verdict] = Counter()
    lines: list[LineReport] = []
    judged = _judged(context, register, mapping)
    done = 0
    while batch := list(islice(judged, BATCH)):
        with context.open() as unit:
            for each in batch:
                result = _unless_known(unit, each)
                counts[result.verdict] += 1
                if result.verdict not in WITHOUT_PROBLEM:
                    lines.append(LineReport(each.line, result.verdict, result.problems))
        done += len(batch)
        _tell(progress, done)
    mark = _file_mark(register.path)
    all_counts = {verdict: counts[verdict] for verdict in Verdict}
    return ImportPlan(register, mapping, all_counts, tuple(lines), mark)


def import_register(
    context: Context,
    plan: ImportPlan,
    mode: ImportMode = ImportMode.ALL_OR_NOTHING,
    progress: Progress | None = None,
) -> Imported:
    """Write the lines of a trial, in one transaction.

    Raises:
        LinesRefused: all were wanted and some are refused; nothing was written.
        RegisterChanged: the file is no longer the one that was tried; nothing was written.
    """
    context.require(Act.IMPORT_REGISTER)
    if mode is ImportMode.ALL_OR_NOTHING and plan.refused:
        raise LinesRefused(plan.refused)
    if _file_mark(plan.register.path) != plan.mark:
        raise RegisterChanged(plan.register.path)
    visits = done = 0
    judged = _judged(context, plan.register, plan.mapping)
    with context.open() as unit:
        people = Acquaintances(context, unit)
        while batch := list(islice(judged, BATCH)):
            # Look first, write then: a look-up makes what is held back be written.
            known = [_unless_known(unit, each).passage for each in batch]
            for each, passage in zip(batch, known, strict=True):
                if passage is not None:
                    _write(context, unit, each.visit_id, passage, people)
                    visits += 1
            unit.flush()
            done += len(batch)
            _tell(progress, done)
        people.keep_contacts()
        unit.note(AuditAct.IMPORTED, "visit", None)
        changed = unit.commit() if visits else frozenset[str]()
    return Imported(visits, people.new, people.known, changed)


@dataclass(frozen=True, slots=True)
class _Judged:
    line: int
    result: RowResult
    visit_id: VisitId


def _judged(context: Context, register: Register, mapping: ColumnMapping) -> Iterator[_Judged]:
    """Judge every line; a repeated line is another visit, told apart by its rank."""
    today = context.clock.today()
    judge = RowJudge(context.catalogue(), mapping, width=len(register.headers), today=today)
    seen: Counter[bytes] = Counter()
    for row in register.rows():
        result = judge.judge(row.cells)
        day = result.passage.opened_on if result.passage else today
        content = "\x1f".join(cell.strip() for cell in row.cells).rstrip("\x1f")
        digest = hashlib.sha256(f"{context.office.id}\x1e{content}".encode()).digest()
        seen[digest[:12]] += 1
        rank = seen[digest[:12]]
        yield _Judged(row.line, result, _visit_id(digest, rank, day))


def _visit_id(digest: bytes, rank: int, day: date) -> VisitId:
    """Make an identifier (UUID version 7 in form) of the line's content, in order of days."""
    tick = int(datetime.combine(day, NOON, UTC).timestamp() * 1000)
    hashed = int.from_bytes(hashlib.sha256(digest + rank.to_bytes(4, "big")).digest()[:10], "big")
    high, low = hashed >> 64 & 0xFFF, hashed & (2**62 - 1)
    return VisitId(UUID(int=tick << 80 | 0x7 << 76 | high << 64 | 0x2 << 62 | low))


def _unless_known(unit: UnitOfWork, each: _Judged) -> RowResult:
    if each.result.passage is None or unit.visits.find(each.visit_id) is None:
        return each.result
    return RowResult(Verdict.KNOWN, (Problem(Reason.IMPORTED_BEFORE),))


def _write(
    context: Context,
    unit: UnitOfWork,
    visit_id: VisitId,
    passage: Passage,
    people: Acquaintances,
) -> None:
    at = datetime.combine(passage.opened_on, passage.opened_time or NOON)
    at = at.replace(tzinfo=context.clock.local().tzinfo).astimezone(UTC)
    person = people.meet(passage, at) if passage.visitor else None
    visit = Visit(
        id=visit_id,
        office_id=context.office.id,
        agent_id=context.agent.id,
        opened_at=at,
        opened_on=passage.opened_on,
        channel=passage.channel,
        person_id=person,
        language=passage.language,
    )
    unit.visits.add(visit)
    for rank, _ in enumerate(passage.demarches):
        unit.requests.add(_request(context, visit, passage, rank))


def _request(context: Context, visit: Visit, passage: Passage, rank: int) -> Request:
    demarche = context.catalogue().get(passage.demarches[rank])
    status = first_status(passage.outcome, missing_pieces=0)
    still_open = passage.still_open and status is not RequestStatus.CLOSED
    filed = Filed(passage.outcome, visit.opened_on)
    return Request(
        id=RequestId(new_id()),
        visit_id=visit.id,
        office_id=visit.office_id,
        person_id=visit.person_id,
        demarche=demarche.code,
        label=demarche.label,
        outcome=passage.outcome,
        status=status if still_open else RequestStatus.CLOSED,
        received_on=visit.opened_on,
        reason=passage.reason,
        note=passage.note if rank == 0 else "",
        decision_due_on=decision_day(demarche, filed, missing=0),
        closed_on=None if still_open else visit.opened_on,
    )


def _file_mark(path: Path) -> str:
    try:
        found = path.stat()
    except OSError as error:
        raise RegisterChanged(path) from error
    return f"{found.st_size} {found.st_mtime_ns}"


def _tell(progress: Progress | None, done: int) -> None:
    if progress is not None:
        progress(done)
