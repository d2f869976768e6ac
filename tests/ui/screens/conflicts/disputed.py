"""Conflicts as the centre opens them, put into a real store.  Must not assert anything."""

import json
from datetime import timedelta
from uuid import UUID

from mairie_quartier.domain.conflicts import Conflict, ConflictId
from mairie_quartier.domain.identifiers import new_id
from mairie_quartier.domain.operations import JsonValue
from tests.builders import Desk

ARABIC = "أميناتا تراوري"


def dispute(
    desk: Desk, key: UUID, field: str, *values: JsonValue, word: str = "person"
) -> ConflictId:
    """Keep an open conflict of two values: the one in use, and the other."""
    kept, other = (json.dumps(each, ensure_ascii=False) for each in values)
    agent, now = desk.context.agent.id, desk.clock.now()
    conflict = Conflict(
        id=ConflictId(new_id()), office_id=desk.context.office.id, word=word, record_id=key,
        field=field, kept=kept, other=other,
        kept_by=agent, kept_at=now, kept_place="Guichet 1",
        other_by=agent, other_at=now + timedelta(hours=2), other_place="Guichet 2",
        other_desk=new_id(),
    )  # fmt: skip
    with desk.unit() as unit:
        unit.conflicts.add(conflict)
        unit.commit()
    return conflict.id
