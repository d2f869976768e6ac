"""What is wrong with a translation: its placeholders, its braces, its forms, its header.

Must not read files nor judge the wording.
"""

import re
from collections.abc import Iterator
from string import Formatter

from babel.messages.catalog import Message
from catalogue_files import NOT_REVIEWED, PLURALS, Translations, forms, sources, translated

_REVIEWED = re.compile(r"reviewed by .+ on \d{4}-\d\d-\d\d")
# Marks that turn the direction of all that follows: isolates are put by the program alone.
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def faults(message: Message) -> Iterator[str]:
    """Say what is wrong with one translation."""
    french, given = sources(message), forms(message)
    if message.fuzzy:
        yield f"fuzzy: {french[0]!r}"
    if not translated(message):
        yield f"not translated: {french[0]!r}"
        return
    one, many = placeholders(french[0]), placeholders(french[-1])
    for place, form in enumerate(given):
        # The form for one may leave the count out, as its source may.
        allowed = (one, many) if place == 0 and len(given) > 1 else (many,)
        if placeholders(form) not in allowed:
            yield f"other placeholders than {sorted(many)}: {form!r}"
        if _DIRECTION.search(form):
            yield f"a mark of direction: {form!r}"


def placeholders(text: str) -> set[str]:
    """Give the names between braces; a text that cannot be filled in has one of its own."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return {f"broken braces in {text!r}"}


def header_faults(catalogue: Translations) -> Iterator[str]:
    """Say what is wrong with the header of a catalogue of the papers."""
    if catalogue.domain != "papers":
        return
    language = str(catalogue.locale_identifier)
    if language not in PLURALS:
        yield f"not a language of the papers: {language}"
    elif (catalogue.num_plurals, catalogue.plural_expr) != PLURALS[language]:
        yield f"another plural rule than {PLURALS[language]}: {catalogue.plural_forms}"
    if catalogue.review != NOT_REVIEWED and not _REVIEWED.fullmatch(catalogue.review):
        yield f"a state of review that says nothing: {catalogue.review!r}"
