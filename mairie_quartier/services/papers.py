"""Tell which copy of an issued paper is at hand, and write down that it was printed.

The first print on the day of issue is the original; any other is a duplicate; a voided paper
says so.  A paper is always drawn from what was frozen at issue.
"""

from dataclasses import dataclass

from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.identifiers import ReceiptId
from mairie_quartier.domain.papers import CopyKind, IssuedReceipt, Voiding
from mairie_quartier.domain.permissions import Act
from mairie_quartier.domain.receipt_content import ReceiptContent
from mairie_quartier.services.context import Context
from mairie_quartier.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class PaperCopy:
    """A paper to draw: its frozen content, and which copy it is now."""

    receipt: IssuedReceipt
    content: ReceiptContent
    voiding: Voiding | None
    copy: CopyKind


def note_printed(context: Context, receipt_ids: tuple[ReceiptId, ...]) -> None:
    """Write down that these papers went to the printer, or into a file."""
    context.require(Act.ISSUE_RECEIPT)
    with context.open() as unit:
        for receipt_id in receipt_ids:
            unit.note(AuditAct.PRINTED, "receipt", receipt_id)
        unit.commit()


def copy_of(
    context: Context, unit: UnitOfWork, receipt_id: ReceiptId, wanted: CopyKind
) -> PaperCopy:
    """Read a paper and tell which copy it is now, in a transaction already open."""
    context.require(Act.ISSUE_RECEIPT)
    receipt = unit.receipts.get(receipt_id)
    voiding = unit.voidings.find(receipt_id)
    content = ReceiptContent.from_json(receipt.content)
    kind = CopyKind.DUPLICATE
    if voiding is not None:
        kind = CopyKind.VOIDED
    elif wanted is CopyKind.ORIGINAL and content.issued_at.date() == context.clock.today():
        printed = unit.listings.was_noted(AuditAct.PRINTED, receipt_id)
        kind = CopyKind.DUPLICATE if printed else CopyKind.ORIGINAL
    return PaperCopy(receipt, content, voiding, kind)
