"""Hand a record over to another office: it leaves one scope whole, and arrives in the other.

The only change that crosses scopes.  A patch that holds another ``office_id`` asks for it.
"""

from uuid import UUID

from mairie_quartier.central.batch import Batch, Grave, Holding, Note
from mairie_quartier.central.words import WordRules
from mairie_quartier.domain.field_merge import Merged, Row
from mairie_quartier.domain.operations import ChangeKind, Operation, OpKind
from mairie_quartier.domain.protocol_items import dump_text


def wanted(operation: Operation) -> UUID | None:
    """Give the office a patch wants the record to go to, as far as it can be read."""
    if operation.kind is not OpKind.PATCH or "office_id" not in operation.fields:
        return None
    try:
        return UUID(str(operation.fields["office_id"]))
    except ValueError:
        return None


def target(batch: Batch, holding: Holding, merged: Merged, rules: WordRules) -> UUID | None:
    """Give the office the merge takes the record to, if it is another one."""
    if rules.is_shared or merged.kind is not OpKind.PATCH or holding.row is None:
        return None
    office = merged.fields.get("office_id")
    if office is None or office == str(batch.desk.office):
        return None
    return UUID(str(office))


def log_move(batch: Batch, operation: Operation, scope: UUID, to_office: UUID) -> None:
    """Log that the record, changed already, leaves its scope and arrives in the other."""
    holding = batch.holding(operation.word, operation.record_id)
    row = holding.row or Row(0, {})
    key = (operation.word, operation.record_id)
    batch.log(scope, operation, Note(*key, ChangeKind.DROP, row.rev, "{}"))
    arrival = Note(*key, ChangeKind.PUT, row.rev, dump_text(row.fields))
    batch.log_arrival(to_office, operation, arrival)
    batch.graves[key] = Grave(*key, scope, row.rev, None, operation.dseq)
    holding.moved_to = to_office
