"""Decide one operation: may it be done, and what does it do to the record.

Works on a batch in memory.  Order matters: what was decided before is answered again; then
whether the desk, the scope, the actor and the values are good; then the merge.
"""

from dataclasses import replace
from typing import Final
from uuid import UUID

from mairie_quartier.central import disputing, moving, rights
from mairie_quartier.central.batch import (
    Batch,
    Decided,
    Grave,
    Holding,
    Note,
    Refused,
    Stored,
    digest_of,
    is_storable,
)
from mairie_quartier.central.tables import CITY_SCOPE, scope_key
from mairie_quartier.central.words import RULES, BadValue, WordRules
from mairie_quartier.domain import conflicts
from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.field_merge import Merged, Row, Tombstone, merge
from mairie_quartier.domain.operations import (
    CITY,
    LASTING_WORDS,
    NOBODY,
    Answer,
    ChangeKind,
    Fields,
    JsonValue,
    Operation,
    OpKind,
    RejectCode,
    Verdict,
)
from mairie_quartier.domain.protocol_items import Unreadable, dump_text
from mairie_quartier.errors import UserMistake

MAX_OPERATION: Final = 512 * 1024
CLOSING: Final = frozenset({"state", "chosen", "closed_by", "closed_at", "office_id"})


class Reject(UserMistake):
    """The operation goes to quarantine."""

    def __init__(self, code: RejectCode, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


def judge(batch: Batch, item: Operation | Unreadable) -> None:
    """Decide an operation; the batch gets the answer and what is to be written."""
    if isinstance(item, Unreadable):
        batch.refused.append(Refused(item, RejectCode.MALFORMED, item.path))
        op = item.op or NOBODY
        batch.answers.append(Answer(op, Verdict.QUARANTINED, 0, RejectCode.MALFORMED))
        return
    fields = dump_text(item.fields)
    replaced = dump_text(item.replaced) if item.replaced else "{}"
    digest = digest_of(item, fields, replaced)
    known = batch.known.get(item.op)
    if known is not None and known.digest == digest:
        batch.answers.append(known.answer)
        return
    try:
        if known is not None:
            raise Reject(RejectCode.OP_REUSED)
        answer = _decide(batch, item, texts=(fields, replaced))
    except Reject as fault:
        answer = _refuse(batch, item, fault)
    batch.answers.append(answer)
    if known is None:
        batch.decided.append(Decided(item, digest, answer))
        batch.known[item.op] = Stored(batch.desk.id, item.dseq, digest, answer)


def refuse(batch: Batch, item: Operation, code: RejectCode) -> None:
    """Send to quarantine an operation that the database refused."""
    answer = _refuse(batch, item, Reject(code))
    batch.answers.append(answer)
    if item.op not in batch.known:
        digest = digest_of(item, dump_text(item.fields), dump_text(item.replaced))
        batch.decided.append(Decided(item, digest, answer))


def _refuse(batch: Batch, item: Operation, fault: Reject) -> Answer:
    batch.refused.append(Refused(item, fault.code, fault.detail))
    holding = batch.holding(item.word, item.record_id)
    held = holding.row
    if held is None or batch.desk.revoked:
        return Answer(item.op, Verdict.QUARANTINED, 0, fault.code, gone=_is_gone(item, holding))
    theirs = {name: held.fields[name] for name in item.fields if name in held.fields}
    if item.kind is OpKind.DELETE:
        theirs = dict(held.fields)
    return Answer(item.op, Verdict.QUARANTINED, held.rev, fault.code, theirs or None)


def carry_out(batch: Batch, item: Operation) -> None:
    """Do what somebody with every right decided on a shared record; raises ``Reject``."""
    clean = _read(RULES[item.word], item)
    holding = batch.holding(clean.word, clean.record_id)
    merged = merge(holding.row, holding.tombstone, clean)
    if merged.code is not None or merged.disputes:
        raise Reject(merged.code or RejectCode.TAKEN)
    _apply(batch, clean, merged, scope=CITY_SCOPE, target=None)


def _is_gone(item: Operation, holding: Holding) -> bool:
    """Tell whether the desk should forget the record: not what it puts, which stays its own."""
    return item.kind is not OpKind.PUT and holding.tombstone is not None


def _decide(batch: Batch, item: Operation, texts: tuple[str, str]) -> Answer:
    if batch.desk.revoked:
        raise Reject(RejectCode.DESK_REVOKED)
    rules = RULES.get(item.word)
    if rules is None:
        raise Reject(RejectCode.UNKNOWN_WORD)
    if sum(map(len, texts)) > MAX_OPERATION:
        raise Reject(RejectCode.TOO_LARGE)
    if not all(map(is_storable, texts)):
        raise Reject(RejectCode.BAD_VALUE)
    scope = _scope(batch, rules, item)
    clean = _read(rules, item)
    _check_record(batch, clean, rules, scope)
    _check_rights(batch, clean, rules)
    holding = batch.holding(clean.word, clean.record_id)
    if holding.is_elsewhere:
        raise Reject(RejectCode.SCOPE_DROPPED)
    merged = merge(holding.row, holding.tombstone, _founded(batch, clean, rules, holding))
    if merged.code is not None:
        raise Reject(merged.code)
    target = moving.target(batch, holding, merged, rules)
    if target is not None:
        _check_handing_over(batch, clean, target)
    if merged.fields is item.fields:
        batch.texts[item.op] = texts[0]
    _apply(batch, clean, merged, scope=scope, target=target)
    disputing.record(batch, clean, merged.disputes, scope=scope)
    return Answer(item.op, merged.verdict, merged.rev, None, merged.theirs, merged.gone)


def _scope(batch: Batch, rules: WordRules, item: Operation) -> UUID:
    """Give the scope's key; the operation's scope must be the desk's, and the word's."""
    if item.scope not in (CITY, batch.home):
        try:
            scope_key(item.scope)
        except ValueError:
            raise Reject(RejectCode.MALFORMED, "scope") from None
        raise Reject(RejectCode.SCOPE_DROPPED)
    if rules.name != conflicts.WORD and rules.is_shared != (item.scope == CITY):
        raise Reject(RejectCode.MALFORMED, "scope")
    return CITY_SCOPE if item.scope == CITY else batch.desk.office


def _read(rules: WordRules, item: Operation) -> Operation:
    """Give the operation with its values in their one form."""
    try:
        if item.kind is OpKind.PUT:
            fields: Fields = rules.read_whole(item.fields)
        else:
            fields = rules.read(item.fields)
        replaced = _leniently(rules, item.replaced)
    except BadValue as fault:
        raise Reject(RejectCode.BAD_VALUE, fault.field) from None
    if fields is item.fields and replaced is item.replaced:
        return item
    return Operation(
        *(item.op, item.dseq, item.txn, item.scope, item.word, item.record_id, item.kind),
        item.base,
        fields,
        replaced,
        item.actor,
        item.hlc,
    )


def _leniently(rules: WordRules, replaced: Fields) -> Fields:
    """Read what was replaced: a value that cannot be, was not there, and so disputes."""
    if not replaced:
        return replaced
    found: dict[str, JsonValue] = {}
    for name, value in replaced.items():
        if name in ("id", "rev", "extra"):
            continue
        try:
            found.update(rules.read({name: value}))
        except BadValue:
            found[name] = value
    return found


def _check_record(batch: Batch, item: Operation, rules: WordRules, scope: UUID) -> None:
    """Refuse what this word does not allow to anybody."""
    if (
        item.word in LASTING_WORDS
        and item.kind is not OpKind.PUT
        and set(item.fields) != {"office_id"}
    ):
        raise Reject(RejectCode.APPEND_ONLY)
    if item.word == conflicts.WORD:
        if item.kind is not OpKind.PATCH or not CLOSING.issuperset(item.fields):
            raise Reject(RejectCode.FORBIDDEN)
        _check_conflict_scope(batch, item, scope)
        if "office_id" in item.fields and (scope == CITY_SCOPE or _office(item) is None):
            raise Reject(RejectCode.FORBIDDEN, "office_id")
    elif item.kind is OpKind.PUT and not rules.is_shared and _office(item) != item.scope:
        raise Reject(RejectCode.FORBIDDEN, "office_id")


def _check_conflict_scope(batch: Batch, item: Operation, scope: UUID) -> None:
    held = batch.holding(item.word, item.record_id).row
    if held is not None and (held.fields["office_id"] is None) != (scope == CITY_SCOPE):
        raise Reject(RejectCode.MALFORMED, "scope")


def _office(item: Operation) -> JsonValue:
    return item.fields.get("office_id")


def _check_rights(batch: Batch, item: Operation, rules: WordRules) -> None:
    roles = batch.actors.get(item.actor) if item.actor else None
    if roles is None:
        if not _is_founding(batch, item, rules):
            raise Reject(RejectCode.UNKNOWN_ACTOR)
        return
    if not rights.allowed(item.word, item.kind, roles):
        raise Reject(RejectCode.FORBIDDEN)


def _check_handing_over(batch: Batch, item: Operation, target: UUID) -> None:
    roles = batch.actors.get(item.actor) if item.actor else None
    if roles is not None and not rights.may_hand_over(roles):
        raise Reject(RejectCode.FORBIDDEN, "office_id")
    if target not in batch.heads:
        raise Reject(RejectCode.BAD_VALUE, "office_id")


def _is_founding(batch: Batch, item: Operation, rules: WordRules) -> bool:
    """Tell whether the first desk of an office brings in what it recorded before it was enrolled.

    Its first agent is known to nobody yet.  It speaks for its own office only.
    """
    if not batch.desk.founding:
        return False
    office = str(batch.desk.office)
    if item.word == "office":
        return str(item.record_id) == office
    if item.word == "agent":
        held = batch.holding(item.word, item.record_id).row
        of_record = held.fields.get("office_id") if held else _office(item)
        return of_record == office and item.fields.get("office_id", office) == office
    return item.scope != CITY or rules.is_shared


def _founded(batch: Batch, item: Operation, rules: WordRules, holding: Holding) -> Operation:
    """Let the desk that founds its office complete the few lines its enrolment left of it.

    Its own history comes after them: what it recorded first is no other opinion.
    """
    ours = item.word in ("office", "agent") and _is_founding(batch, item, rules)
    if item.kind is not OpKind.PUT or holding.row is None or not ours:
        return item
    return replace(item, kind=OpKind.PATCH, replaced=holding.row.fields)


def _apply(
    batch: Batch, item: Operation, merged: Merged, *, scope: UUID, target: UUID | None
) -> None:
    """Change the record in memory, and log it."""
    if merged.kind is None:
        return
    if merged.kind is OpKind.DELETE:
        _bury(batch, item, merged, scope)
        return
    holding = batch.holding(item.word, item.record_id)
    before: Fields = holding.row.fields if holding.row else {}
    holding.row = Row(merged.rev, {**before, **merged.fields})
    holding.touched.update(merged.fields)
    if holding.tombstone is not None:
        holding.tombstone = None
        batch.revived.add((item.word, item.record_id))
        batch.graves.pop((item.word, item.record_id), None)
    if item.word == "agent":
        batch.actors[item.record_id] = roles_of(holding.row.fields)
    if target is not None:
        moving.log_move(batch, item, scope, target)
        return
    kind, text = ChangeKind(merged.kind.value), batch.texts.get(item.op)
    if text is None:
        text = dump_text(merged.fields)
    holding.text = text if merged.kind is OpKind.PUT else ""
    batch.log(scope, item, Note(item.word, item.record_id, kind, merged.rev, text))


def _bury(batch: Batch, item: Operation, merged: Merged, scope: UUID) -> None:
    """Delete the record in memory; what it held is remembered."""
    key = (item.word, item.record_id)
    holding = batch.holding(*key)
    holding.row = None
    holding.tombstone = Tombstone(merged.rev, merged.fields, deleted_here=True)
    batch.graves[key] = Grave(*key, scope, merged.rev, dump_text(merged.fields), item.dseq)
    batch.log(scope, item, Note(*key, ChangeKind.DELETE, merged.rev, "{}"))


def roles_of(agent: Fields) -> frozenset[Role]:
    """Give the roles of an agent's row: none once deactivated."""
    found = agent.get("roles")
    if not agent.get("active") or not isinstance(found, list):
        return frozenset()
    return frozenset(Role(str(word)) for word in found)
