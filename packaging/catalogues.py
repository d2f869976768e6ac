"""Extract, update, check and compile the gettext catalogues (``make i18n``, ``make check``).

The source language is French: a message's identifier is the French sentence itself.  Two domains:
``desk`` is what the agent reads, ``papers`` what the visitor reads.  A template (``i18n/*.pot``)
lists the messages of a domain; ``i18n/<language>/LC_MESSAGES/<domain>.po`` translates them.
Must not translate anything by itself, nor guess from similar messages.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {"_": None, "gettext": None, "_n": (1, 2), "ngettext": (1, 2)}
COMMENT_TAG = "Translators:"
DOMAINS = ("desk", "papers")
PAPER_CODE = "documents"

# Written in each header: a date that moved at every run would hide the real changes.
FIXED_DATE = datetime(2026, 1, 1, tzinfo=UTC)

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a catalogue."""

    path: Path
    text: str

    def __str__(self) -> str:
        """Write the problem on one line."""
        return f"{self.path}: {self.text}"


@dataclass(frozen=True, slots=True)
class Checkout:
    """The folders of one checkout; tests give one of their own."""

    root: Path

    @property
    def i18n(self) -> Path:
        """Give the folder of templates and catalogues."""
        return self.root / "i18n"

    def template(self, domain: str) -> Path:
        """Give the path of a domain's template."""
        return self.i18n / f"{domain}.pot"

    def catalogues(self, domain: str) -> list[Path]:
        """Give the translations of a domain that exist, in order."""
        return sorted(self.i18n.glob(f"*/LC_MESSAGES/{domain}.po"))

    @property
    def package(self) -> Path:
        """Give the folder of the code."""
        return self.root / "mairie_quartier"


def extract(checkout: Checkout, domain: str) -> Catalog:
    """Read every message of a domain out of the code."""
    found = Catalog(
        domain=domain,
        project="mairie-quartier",
        version="1",
        copyright_holder="",
        msgid_bugs_address="",
        creation_date=FIXED_DATE,
        charset="utf-8",
        fuzzy=False,
        header_comment=f"# Template of the domain `{domain}`, made by `make i18n`.",
    )
    with checkout.i18n.joinpath("babel.cfg").open(encoding="utf-8") as stream:
        methods, options = parse_mapping_cfg(stream)  # type: ignore[no-untyped-call] # Babel's
    lines = extract_from_dir(
        checkout.package, methods, options, keywords=KEYWORDS, comment_tags=(COMMENT_TAG,)
    )
    for name, line, message, comments, context in lines:
        on_paper = Path(name).parts[0] == PAPER_CODE
        if on_paper == (domain == "papers"):
            place = f"{checkout.package.name}/{name}"
            found.add(message, None, [(place, line)], auto_comments=comments, context=context)
    return found


def messages(catalogue: Catalog) -> dict[str | tuple[str, ...], Message]:
    """Give the messages of a catalogue by identifier, without its header."""
    return {_key(message): message for message in catalogue if message.id}


def _key(message: Message) -> str | tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, list | tuple) else message.id


def _load(path: Path, *, domain: str) -> Catalog:
    with path.open("rb") as stream:
        return read_po(stream, locale=path.parts[-3], domain=domain, abort_invalid=True)


def _load_template(path: Path, *, domain: str) -> Catalog:
    if not path.exists():
        return Catalog(domain=domain)
    with path.open("rb") as stream:
        return read_po(stream, domain=domain, abort_invalid=True)


def _save(path: Path, catalogue: Catalog) -> None:
    buffer = BytesIO()
    write_po(buffer, catalogue, width=100, include_lineno=False, ignore_obsolete=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(buffer.getvalue())


def write_templates(checkout: Checkout) -> None:
    """Write the template of each domain that has messages."""
    for domain in DOMAINS:
        found = extract(checkout, domain)
        if len(found):
            _save(checkout.template(domain), found)
        else:
            checkout.template(domain).unlink(missing_ok=True)


def update_catalogues(checkout: Checkout) -> None:
    """Bring every catalogue to its template; new messages stay empty, unused ones go."""
    for domain in DOMAINS:
        template = _load_template(checkout.template(domain), domain=domain)
        template.creation_date = FIXED_DATE
        for path in checkout.catalogues(domain):
            catalogue = _load(path, domain=domain)
            catalogue.update(template, no_fuzzy_matching=True)
            catalogue.creation_date = catalogue.revision_date = FIXED_DATE
            catalogue.fuzzy = False
            _save(path, catalogue)


def compile_catalogues(checkout: Checkout) -> None:
    """Write the binary catalogue beside each translation."""
    for domain in DOMAINS:
        for path in checkout.catalogues(domain):
            buffer = BytesIO()
            write_mo(buffer, _load(path, domain=domain))
            path.with_suffix(".mo").write_bytes(buffer.getvalue())


def check(checkout: Checkout) -> list[Problem]:
    """List what is stale, untranslated, or has other placeholders than its source."""
    problems: list[Problem] = []
    for domain in DOMAINS:
        code = set(messages(extract(checkout, domain)))
        template = checkout.template(domain)
        listed = set(messages(_load_template(template, domain=domain)))
        problems += _differences(template, code, listed)
        for path in checkout.catalogues(domain):
            translated = messages(_load(path, domain=domain))
            problems += _differences(path, code, set(translated))
            for message in translated.values():
                problems += [Problem(path, text) for text in faults(message)]
    return problems


def _differences(
    path: Path, code: set[str | tuple[str, ...]], listed: set[str | tuple[str, ...]]
) -> list[Problem]:
    stale = [Problem(path, f"not in the code any more: {key!r}") for key in _order(listed - code)]
    return stale + [Problem(path, f"missing (make i18n): {key!r}") for key in _order(code - listed)]


def _order(keys: set[str | tuple[str, ...]]) -> list[str | tuple[str, ...]]:
    return sorted(keys, key=str)


def faults(message: Message) -> Iterator[str]:
    """Say what is wrong with one translation."""
    sources = message.id if isinstance(message.id, list | tuple) else (message.id,)
    forms = message.string if isinstance(message.string, list | tuple) else (message.string,)
    if message.fuzzy:
        yield f"fuzzy: {sources[0]!r}"
    if not forms or not all(forms):
        yield f"not translated: {sources[0]!r}"
        return
    one, many = _placeholders(sources[0]), _placeholders(sources[-1])
    for place, form in enumerate(forms):
        # The form for one may leave the count out, as its source may.
        allowed = (one, many) if place == 0 and len(forms) > 1 else (many,)
        if _placeholders(str(form)) not in allowed:
            yield f"other placeholders than {sorted(many)}: {form!r}"


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def main(arguments: list[str]) -> int:
    """Run one command; give the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("command", choices=("extract", "update", "check", "compile"))
    command = parser.parse_args(arguments).command
    checkout = Checkout(ROOT)
    if command == "check":
        problems = check(checkout)
        for problem in problems:
            print(problem, file=sys.stderr)
        return 1 if problems else 0
    acts = {"extract": write_templates, "update": update_catalogues, "compile": compile_catalogues}
    acts[command](checkout)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
