"""One change to one record: as a desk recorded it, and as the centre decided it.

Shared by both halves of the synchronisation (SYNC.md).  It must know no transport and no table:
values are plain JSON, exactly as the outbox writes them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NewType, TypeAlias
from uuid import UUID

JsonValue: TypeAlias = bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"] | None
Fields: TypeAlias = Mapping[str, JsonValue]

Scope = NewType("Scope", str)
DeskId = NewType("DeskId", UUID)

CITY: Final = Scope("city")
"""The scope of what every office shares: offices, agents, catalogue, directory, settings."""
NOBODY: Final = UUID(int=0)
"""Stands for an identifier that could not be read."""
WHOLE: Final = ""
"""Stands for the whole record where a field's name is expected: deletion against edit."""

SHARED_WORDS: Final = frozenset({"office", "agent", "partner", "catalogue_entry", "setting"})
LASTING_WORDS: Final = frozenset({"receipt", "voiding"})
"""Append-only: a correction is another record; only their office may change, by handing over."""


class OpKind(StrEnum):
    """What an operation does to its record."""

    PUT = "put"
    PATCH = "patch"
    DELETE = "delete"


class ChangeKind(StrEnum):
    """What a line of the change log tells; ``drop``: the record left this scope."""

    PUT = "put"
    PATCH = "patch"
    DELETE = "delete"
    DROP = "drop"


class Verdict(StrEnum):
    """What became of an operation.

    ``duplicate`` is for counting only: the answer to a replay is the one given the first time.
    """

    APPLIED = "applied"
    MERGED = "merged"
    CONFLICT = "conflict"
    QUARANTINED = "quarantined"
    DUPLICATE = "duplicate"


class RejectCode(StrEnum):
    """Why an operation went to quarantine."""

    MALFORMED = "malformed"
    BAD_VALUE = "bad_value"
    UNKNOWN_WORD = "unknown_word"
    MISSING = "missing"
    FORBIDDEN = "forbidden"
    UNKNOWN_ACTOR = "unknown_actor"
    SCOPE_DROPPED = "scope_dropped"
    DESK_REVOKED = "desk_revoked"
    APPEND_ONLY = "append_only"
    NUMBER_TAKEN = "number_taken"
    TAKEN = "taken"
    TOO_LARGE = "too_large"
    OP_REUSED = "op_reused"


@dataclass(frozen=True, slots=True)
class Operation:
    """One change to one record.

    ``dseq`` counts on the desk, from 1; operations of one ``txn`` were saved together; ``base`` is
    the revision the agent saw; ``replaced`` holds the value that each of ``fields`` had there;
    ``hlc`` is a hybrid logical clock: milliseconds since 1970, then a 16-bit counter.
    """

    op: UUID
    dseq: int
    txn: UUID
    scope: Scope
    word: str
    record_id: UUID
    kind: OpKind
    base: int
    fields: Fields
    replaced: Fields
    actor: UUID | None
    hlc: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The centre's decision on one operation.

    ``fields`` holds the central values of the operation's own fields where they differ from what
    the desk wrote; ``gone``: the centre holds no such record.
    """

    op: UUID
    verdict: Verdict
    rev: int
    code: RejectCode | None = None
    fields: Fields | None = None
    gone: bool = False
