"""The discreet version of any paper: a number to keep, days, a place, a telephone number.

Where a paper could put the person in danger, nothing in it tells somebody else why they came: no
name, no démarche, no document, no service, in the words nor in the description of the file.  The
whole paper is kept at the desk under the same number.  Must not be taken for that paper.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mairie_quartier.documents.brief import PLAIN, Idea, idea_blocks
from mairie_quartier.documents.pictograms import BRING, CALL, CLOCK, PLACE, UNTIL, VOID
from mairie_quartier.documents.sections import Sections
from mairie_quartier.documents.sheet import Block
from mairie_quartier.documents.visitor_words import DiscreetWords
from mairie_quartier.domain.receipt_content import ReceiptContent
from mairie_quartier.domain.visitor_papers import (
    AppointmentReminder,
    MissingList,
    VoidingNotice,
)
from mairie_quartier.i18n import Translator


@dataclass(frozen=True, slots=True)
class DiscreetText:
    """What is left of a paper."""

    number: str = ""
    phone: str = ""
    days: tuple[date, ...] = ()
    bring: bool = False
    reminder: AppointmentReminder | None = None
    void: str = ""


def discreet_receipt(content: ReceiptContent) -> DiscreetText:
    """Keep of a receipt its number and its days."""
    pieces = [piece for item in content.items for piece in item.pieces_missing]
    days = {piece.due_on for piece in pieces if piece.due_on}
    days |= {
        item.legal.silence.on for item in content.items if item.legal and item.legal.silence.on
    }
    return DiscreetText(content.number, content.place.phone, tuple(sorted(days)), bool(pieces))


def discreet_missing(content: MissingList) -> DiscreetText:
    """Keep of a list of documents its days."""
    pieces = [piece for item in content.items for piece in item.pieces]
    days = {piece.due_on for piece in pieces if piece.due_on}
    return DiscreetText(content.number, content.head.place.phone, tuple(sorted(days)), True)


def discreet_reminder(content: AppointmentReminder) -> DiscreetText:
    """Keep of a reminder when, and the address."""
    return DiscreetText(content.number, content.head.place.phone, reminder=content)


def discreet_voiding(content: VoidingNotice) -> DiscreetText:
    """Keep of a notice the number that counts now, and the one that is void."""
    return DiscreetText(content.replaced_by, content.head.place.phone, void=content.number)


def discreet_title(tr: Translator) -> str:
    """Name the paper without telling anything."""
    return DiscreetWords(tr).neutral()


def discreet_blocks(text: DiscreetText, sections: Sections) -> Iterable[Block]:
    """Give the page in large type, an idea after another."""
    words = DiscreetWords(sections.tr)
    rows = sections.title(words.neutral(), text.number)
    if text.number:
        rows += sections.column().paragraphs(words.kept(), PLAIN)
    yield Block(tuple(rows))
    yield from idea_blocks(sections, _ideas(text, words))


def _ideas(text: DiscreetText, words: DiscreetWords) -> Iterable[Idea]:
    if text.void:
        yield Idea(VOID, words.number(text.void), [words.void()])
    reminder = text.reminder
    if reminder is not None:
        yield Idea(CLOCK, words.dates(), emphasis=[words.when(reminder)])
        address = words.data(reminder.where.address)
        yield Idea(PLACE, words.where_to_go(), [address] if address else [])
    days = [words.weekday(day) for day in text.days]
    yield Idea(UNTIL, words.dates(), emphasis=days)
    if text.bring:
        yield Idea(BRING, words.bring_heading(), [words.documents()])
    if text.phone:
        yield Idea(CALL, words.call_heading(), emphasis=[words.phone(text.phone)])
