"""The files of the catalogues: where they are, how they are read and written.

Two domains: ``desk`` is what the agent reads, ``papers`` what the visitor reads.  A template
(``i18n/*.pot``) lists the messages of a domain; ``i18n/<language>/LC_MESSAGES/<domain>.po``
translates them.  The same messages give the same bytes, and a file is replaced whole or not at
all.  Must not know where messages come from.
Source of the plural rules: CLDR, for whole numbers under a million.
"""

import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileParser, write_po

DOMAINS = ("desk", "papers")

# Written in each header: a date that moved at every run would hide the real changes.
FIXED_DATE = datetime(2026, 1, 1, tzinfo=UTC)
REVIEW_HEADER = "X-Review"
NOT_REVIEWED = "to-be-reviewed"

_NONE = (1, "0")
_NOT_ONE = (2, "(n != 1)")
_FROM_TWO = (2, "(n > 1)")
_EAST_SLAVIC = (
    3,
    "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)",
)
_ROMANIAN = (3, "(n==1 ? 0 : (n==0 || (n%100 > 0 && n%100 < 20)) ? 1 : 2)")
_ARABIC = (
    6,
    "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)",
)
# The languages of the papers (the folders named in domain/paper_languages.py) and their plurals.
PLURALS: dict[str, tuple[int, str]] = (
    dict.fromkeys(("en", "sq", "es", "it", "ku", "pt", "so", "tr"), _NOT_ONE)
    | dict.fromkeys(("ps", "ur", "bg", "ka", "ta"), _NOT_ONE)
    | dict.fromkeys(("ht", "ln", "fa_AF", "fa", "am", "ti", "hy", "bn"), _FROM_TWO)
    | dict.fromkeys(("vi", "wo", "zh_Hans"), _NONE)
    | dict.fromkeys(("ru", "uk"), _EAST_SLAVIC)
    | {"ro": _ROMANIAN, "ar": _ARABIC}
)


class Translations(Catalog):
    """A catalogue that keeps the state of its review, which Babel would drop."""

    review = NOT_REVIEWED

    def _get_headers(self) -> list[tuple[str, str]]:
        headers = super()._get_mime_headers()
        if self.domain == "papers" and self.locale_identifier:
            headers.insert(-1, (REVIEW_HEADER, self.review))
        return headers

    def _set_headers(self, headers: Iterable[tuple[str, str]]) -> None:
        known = list(headers)
        super()._set_mime_headers(known)
        for name, value in known:
            if name.lower() == REVIEW_HEADER.lower():
                self.review = value.strip()

    mime_headers = property(_get_headers, _set_headers)

    def take_plurals(self, language: str) -> None:
        """Set the plural rule of a language of the papers."""
        count, rule = PLURALS[language]
        super()._set_mime_headers([("Plural-Forms", f"nplurals={count}; plural={rule};")])


@dataclass(frozen=True, slots=True)
class Checkout:
    """The folders of one checkout; tests give one of their own."""

    root: Path

    @property
    def i18n(self) -> Path:
        """Give the folder of templates and catalogues."""
        return self.root / "i18n"

    @property
    def package(self) -> Path:
        """Give the folder of the code."""
        return self.root / "mairie_quartier"

    def template(self, domain: str) -> Path:
        """Give the path of a domain's template."""
        return self.i18n / f"{domain}.pot"

    def catalogue(self, language: str, domain: str) -> Path:
        """Give the path of a translation, there or not."""
        return self.i18n / language / "LC_MESSAGES" / f"{domain}.po"

    def catalogues(self, domain: str) -> list[Path]:
        """Give the translations of a domain that exist, in order."""
        return sorted(self.i18n.glob(f"*/LC_MESSAGES/{domain}.po"))


def new_catalogue(language: str) -> Translations:
    """Make an empty catalogue of the papers."""
    made = Translations(
        language,
        domain="papers",
        project="mairie-quartier",
        version="1",
        header_comment=f"# The papers of the visitor: {language}.",
        copyright_holder="",
        msgid_bugs_address="",
        creation_date=FIXED_DATE,
        revision_date=FIXED_DATE,
        last_translator="none",
        language_team="none",
        fuzzy=False,
    )
    made.take_plurals(language)
    return made


def load(path: Path, *, domain: str) -> Translations:
    """Read a translation; raise ``PoFileError`` for a broken one."""
    return _parse(path, Translations(path.parts[-3], domain=domain))


def load_template(path: Path, *, domain: str) -> Translations:
    """Read a template; one that is not there has no messages."""
    template = Translations(domain=domain)
    return _parse(path, template) if path.exists() else template


def _parse(path: Path, catalogue: Translations) -> Translations:
    with path.open("rb") as stream:
        PoFileParser(catalogue, abort_invalid=True).parse(stream)
    return catalogue


def save(path: Path, catalogue: Catalog) -> None:
    """Write a translation or a template."""
    buffer = BytesIO()
    write_po(buffer, catalogue, width=100, include_lineno=False, ignore_obsolete=True)
    replace(path, buffer.getvalue())


def save_compiled(path: Path, catalogue: Catalog) -> None:
    """Write the binary form of a translation; a message that lacks a form stays out of it."""
    for message in catalogue:
        if message.id and not translated(message):
            message.string = ""  # Babel would fill the holes of a plural with French.
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    replace(path.with_suffix(".mo"), buffer.getvalue())


def replace(path: Path, data: bytes) -> None:
    """Put a file in place at once, whoever else reads or writes beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
    with os.fdopen(number, "wb") as stream:
        stream.write(data)
    fresh = Path(name)
    fresh.chmod(0o644)
    fresh.replace(path)


def messages(catalogue: Catalog) -> dict[str | tuple[str, ...], Message]:
    """Give the messages of a catalogue by identifier, without its header."""
    return {key_of(message): message for message in catalogue if message.id}


def key_of(message: Message) -> str | tuple[str, ...]:
    """Give the identifier of a message: its French, or both forms of it."""
    return tuple(message.id) if isinstance(message.id, list | tuple) else message.id


def sources(message: Message) -> tuple[str, ...]:
    """Give the French of a message: one text, or singular and plural."""
    key = key_of(message)
    return key if isinstance(key, tuple) else (key,)


def forms(message: Message) -> tuple[str, ...]:
    """Give the translations of a message, one for each form of the plural."""
    string = message.string
    return tuple(string) if isinstance(string, list | tuple) else (string or "",)


def translated(message: Message) -> bool:
    """Tell whether every form of a message is there."""
    given = forms(message)
    return bool(given) and all(given)
