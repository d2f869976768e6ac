"""What a centre in memory knows: desks, rows, logs, decisions; a backup is a copy of it."""

from collections import defaultdict
from dataclasses import dataclass, field
from http import HTTPStatus
from uuid import UUID

from mairie_quartier.domain.field_merge import Row, Tombstone
from mairie_quartier.domain.operations import Answer, DeskId, Scope
from mairie_quartier.domain.protocol import Problem
from mairie_quartier.domain.quick_reading import Change

Key = tuple[str, UUID]


class Refusal(Exception):
    """A whole request is refused."""

    def __init__(self, status: HTTPStatus, problem: Problem) -> None:
        super().__init__(problem)
        self.status = status
        self.problem = problem


@dataclass
class KnownDesk:
    """One desk as the centre knows it."""

    id: DeskId
    token: str
    scopes: tuple[Scope, ...]
    acked: int = 0
    revoked: bool = False


@dataclass
class Decision:
    """What was decided of an operation, for ever."""

    content: str
    answer: Answer


@dataclass
class Board:
    """Everything a backup of the centre holds."""

    desks: dict[DeskId, KnownDesk] = field(default_factory=dict)
    rows: dict[Key, Row] = field(default_factory=dict)
    tombs: dict[Key, tuple[Tombstone, DeskId]] = field(default_factory=dict)
    log: dict[Scope, list[Change]] = field(default_factory=lambda: defaultdict(list))
    ops: dict[UUID, Decision] = field(default_factory=dict)
    dseqs: dict[tuple[DeskId, int], UUID] = field(default_factory=dict)
