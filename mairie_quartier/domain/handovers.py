"""The offices a file came from: who handed it over, when and why.

Kept in the file itself, as JSON, so that it leaves and arrives with it.  It holds no names: who
and where are identifiers, which the city's offices and agents tell.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from mairie_quartier.domain.identifiers import AgentId, OfficeId
from mairie_quartier.errors import UserMistake

LONGEST_REASON = 500


class ReasonMissing(UserMistake):
    """A file is handed over for a reason, which the other office reads."""


@dataclass(frozen=True, slots=True)
class Handover:
    """One handing over of a file; ``at`` is a UTC instant."""

    from_office: OfficeId
    to_office: OfficeId
    by: AgentId
    at: datetime
    reason: str


def read_handovers(text: str) -> tuple[Handover, ...]:
    """Read what a file keeps, oldest first; what is not in this form is left out."""
    try:
        lines = json.loads(text) if text else []
    except json.JSONDecodeError:
        return ()
    found = (_read(line) for line in lines) if isinstance(lines, list) else ()
    return tuple(each for each in found if each is not None)


def add_handover(text: str, latest: Handover) -> str:
    """Give what a file keeps with one more."""
    return json.dumps(
        [_write(each) for each in (*read_handovers(text), latest)],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _write(handover: Handover) -> dict[str, str]:
    return {
        "from": str(handover.from_office),
        "to": str(handover.to_office),
        "by": str(handover.by),
        "at": handover.at.astimezone(UTC).isoformat(),
        "reason": handover.reason,
    }


def _read(line: object) -> Handover | None:
    """Read one; it comes from another PC, so nothing is taken for granted."""
    if not isinstance(line, dict):
        return None
    try:
        at = datetime.fromisoformat(str(line["at"]))
        return Handover(
            from_office=OfficeId(UUID(str(line["from"]))),
            to_office=OfficeId(UUID(str(line["to"]))),
            by=AgentId(UUID(str(line["by"]))),
            at=at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC),
            reason=str(line["reason"])[:LONGEST_REASON],
        )
    except (KeyError, ValueError, OverflowError):
        return None
