"""The chain of the trail is SHA-256 over canonical JSON, as any other program could compute it."""

import hashlib
import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from mairie_quartier.domain.audit import GENESIS, AuditAct, AuditEntry, chain
from mairie_quartier.domain.identifiers import new_id

AT = datetime(2026, 3, 2, 9, 30, 0, 123456, tzinfo=UTC)


@given(
    act=st.sampled_from(AuditAct),
    subject=st.text(),
    fields=st.lists(st.text(), max_size=3).map(tuple),
    known=st.booleans(),
)
def test_each_link_is_the_hash_of_the_entrys_json(
    act: AuditAct, subject: str, fields: tuple[str, ...], known: bool
) -> None:
    agent, key = (new_id(), new_id()) if known else (None, None)
    entry = AuditEntry(AT, agent, act, subject, key, fields)

    body = json.dumps(
        [
            GENESIS,
            int(AT.timestamp() * 1_000_000),
            str(agent or ""),
            act.value,
            subject,
            str(key or ""),
            list(fields),
        ],
        separators=(",", ":"),
    )
    assert chain(GENESIS, entry) == hashlib.sha256(body.encode()).hexdigest()
