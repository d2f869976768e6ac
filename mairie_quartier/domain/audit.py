"""The audit trail: who did or opened what, when, each entry chained to the one before.

Minimal personal data: names of changed fields, never their values (DOMAIN.md 2, logs).
The chain is SHA-256 over the previous hash and the entry's canonical JSON.
"""

import hashlib
import json
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from json.encoder import encode_basestring_ascii as quoted
from typing import NamedTuple
from uuid import UUID

from mairie_quartier.domain.identifiers import hyphened

GENESIS = "0" * 64
_ENCODER = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"))


class AuditAct(StrEnum):
    """What happened to the subject."""

    CREATED = "created"
    CHANGED = "changed"
    REMOVED = "removed"
    OPENED = "opened"
    PRINTED = "printed"
    UNDONE = "undone"
    LOGGED_IN = "logged_in"
    LOCKED = "locked"
    BACKED_UP = "backed_up"
    RESTORED = "restored"
    IMPORTED = "imported"
    SYNCHRONISED = "synchronised"
    ENROLLED = "enrolled"
    HANDED_OVER = "handed_over"
    CLOCK_TRUSTED = "clock_trusted"
    RECOVERY_RENEWED = "recovery_renewed"


class AuditEntry(NamedTuple):
    """One line of the trail; ``subject`` is a table's name, ``fields`` those that changed."""

    at: datetime
    agent_id: UUID | None
    act: AuditAct
    subject: str
    subject_id: UUID | None
    fields: tuple[str, ...] = ()


@lru_cache(maxsize=64)
def _who(agent: int) -> str:
    return hyphened(f"{agent:032x}")


def chain(previous: str, entry: AuditEntry) -> str:
    """Give the entry's hash (64 hexadecimal digits) from that of the entry before."""
    fields = _ENCODER.encode(list(entry.fields)) if entry.fields else "[]"
    # The JSON array is put together by hand, a visit has twenty: only the subject is free text.
    agent, key = entry.agent_id, entry.subject_id
    at, who = int(entry.at.timestamp() * 1_000_000), _who(agent.int) if agent else ""
    about = hyphened(f"{key.int:032x}") if key else ""
    body = f'["{previous}",{at},"{who}","{entry.act}",{quoted(entry.subject)},"{about}",{fields}]'
    return hashlib.sha256(body.encode()).hexdigest()
