"""The messages between a desk and the centre, and their JSON (SYNC.md, "Wire").

Each message writes itself with ``encode`` and is read strictly with ``decode``: a refusal is a
``MalformedMessage`` with the path.  Unknown fields of an envelope are ignored, those of a record
are kept.  Must not know HTTP: status codes and headers are the transport's.  Pulling is in
``protocol_pull``, enrolment in ``protocol_enrolment``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from typing import Final
from uuid import UUID

from mairie_quartier.domain.json_reading import MalformedMessage, Reader, as_word
from mairie_quartier.domain.operations import Answer, DeskId, JsonValue, Operation, Scope
from mairie_quartier.domain.protocol_items import (
    Unreadable,
    answer_items,
    applied_revisions,
    dump,
    operation_items,
    read_answer,
    read_numbers,
    read_operation,
    read_range,
    read_scopes,
)

PROTOCOL: Final = 1
SCHEMA: Final = 1
"""The version of the records' fields; raised when a synced column is added."""
MAX_OPS: Final = 500
MAX_BODY: Final = 8 * 1024 * 1024
"""Bytes of a push once unpacked."""


class ProblemCode(StrEnum):
    """Why a request was refused as a whole."""

    MALFORMED = "malformed"
    TOKEN = "token"  # noqa: S105  the name of a fault
    REVOKED = "revoked"
    FORBIDDEN = "forbidden"
    EPOCH = "epoch"
    CLONED = "cloned"
    PROTOCOL = "protocol"
    CODE_UNKNOWN = "code_unknown"
    OFFICE_DIFFERS = "office_differs"
    TOO_LARGE = "too_large"
    SLOW_DOWN = "slow_down"
    NOT_FOUND = "not_found"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Problem:
    """The body of every refusal; ``epoch`` and ``acked_dseq`` come with the code ``epoch``."""

    code: ProblemCode
    detail: str = ""
    epoch: UUID | None = None
    acked_dseq: int | None = None

    def encode(self) -> bytes:
        """Write the message."""
        more: dict[str, JsonValue] = {}
        if self.epoch is not None:
            more["epoch"] = str(self.epoch)
        if self.acked_dseq is not None:
            more["acked_dseq"] = self.acked_dseq
        return dump({"code": self.code.value, "detail": self.detail, **more})

    @staticmethod
    def decode(data: bytes) -> "Problem":
        """Read the message."""
        read = Reader.of(data)
        return Problem(
            as_word(ProblemCode, read.text("code"), "code"),
            read.text("detail", longest=1000),
            read.optional("epoch", read.key),
            read.optional("acked_dseq", read.whole),
        )


@dataclass(frozen=True, slots=True)
class HelloAnswer:
    """What the centre says of itself and of the desk that greets; ranges are inclusive."""

    epoch: UUID
    protocol: tuple[int, int]
    schema: tuple[int, int]
    time: datetime
    desk: DeskId
    acked_dseq: int
    heads: Mapping[Scope, int]
    scopes: tuple[Scope, ...]
    revoked: bool

    def encode(self) -> bytes:
        """Write the message."""
        return dump(
            {
                "epoch": str(self.epoch),
                "protocol": list(self.protocol),
                "schema": list(self.schema),
                "time": self.time.isoformat(),
                "desk": str(self.desk),
                "acked_dseq": self.acked_dseq,
                "heads": dict(self.heads),
                "scopes": list(self.scopes),
                "revoked": self.revoked,
            }
        )

    @staticmethod
    def decode(data: bytes) -> "HelloAnswer":
        """Read the message."""
        read = Reader.of(data)
        return HelloAnswer(
            epoch=read.key("epoch"),
            protocol=read_range(read, "protocol"),
            schema=read_range(read, "schema"),
            time=read.instant("time"),
            desk=DeskId(read.key("desk")),
            acked_dseq=read.whole("acked_dseq"),
            heads=read_numbers(read, "heads"),
            scopes=read_scopes(read, "scopes"),
            revoked=read.flag("revoked"),
        )


@dataclass(frozen=True, slots=True)
class PushRequest:
    """Operations in the order of ``dseq``; one that cannot be read stands as ``Unreadable``."""

    epoch: UUID
    protocol: int
    schema: int
    ops: tuple[Operation | Unreadable, ...]

    def encode(self) -> bytes:
        """Write the message."""
        head = {"epoch": str(self.epoch), "protocol": self.protocol, "schema": self.schema}
        ops = [operation_items(op) for op in self.ops if isinstance(op, Operation)]
        return dump({**head, "ops": ops})

    @staticmethod
    def decode(data: bytes) -> "PushRequest":
        """Read the message; the operations must come in the order of ``dseq``."""
        read = Reader.of(data)
        found = read.items("ops", most=MAX_OPS)
        ops = tuple(read_operation(item, place) for place, item in enumerate(found))
        known = [op.dseq for op in ops if op.dseq is not None]
        if any(later <= sooner for sooner, later in pairwise(known)):
            raise MalformedMessage("ops")
        return PushRequest(
            epoch=read.key("epoch"),
            protocol=read.whole("protocol", most=2**15),
            schema=read.whole("schema", most=2**15),
            ops=ops,
        )


def push_message(epoch: UUID, ops: Iterable[bytes]) -> bytes:
    """Write a ``PushRequest`` of operations that are JSON already."""
    head = f'{{"epoch":"{epoch}","protocol":{PROTOCOL},"schema":{SCHEMA},"ops":['
    return b"".join((head.encode(), b",".join(ops), b"]}"))


@dataclass(frozen=True, slots=True)
class PushAnswer:
    """One answer per operation, in their order; an unreadable identifier comes back as zeros."""

    acked_dseq: int
    time: datetime
    answers: tuple[Answer, ...]

    def encode(self) -> bytes:
        """Write the message."""
        return dump(
            {
                "acked_dseq": self.acked_dseq,
                "time": self.time.isoformat(),
                "answers": [answer_items(answer) for answer in self.answers],
            }
        )

    @staticmethod
    def decode(data: bytes) -> "PushAnswer":
        """Read the message."""
        read = Reader.of(data)
        answers = read.items("answers", most=MAX_OPS)
        return PushAnswer(
            acked_dseq=read.whole("acked_dseq"),
            time=read.instant("time"),
            answers=tuple(read_answer(item, f"answers[{n}]") for n, item in enumerate(answers)),
        )

    @staticmethod
    def decode_revisions(data: bytes, ops: Sequence[str]) -> list[int] | None:
        """Read an answer that says of each of ``ops`` that it was applied, and no more.

        Gives the revisions; nothing if the answer says anything else, which is for ``decode``.
        """
        read = Reader.of(data)
        answers = read.items("answers", most=MAX_OPS)
        read.whole("acked_dseq")
        read.instant("time")
        revisions = applied_revisions(answers, ops)
        return revisions if len(answers) == len(ops) else None
