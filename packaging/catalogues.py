"""Extract, update, check, compile and fill the gettext catalogues (``make i18n``, ``make check``).

The source language is French: a message's identifier is the French sentence itself.  The desk's
catalogues must be complete; those of the papers may lack messages, which the paper shows in
French, marked: they are counted.  Must not translate anything by itself, nor guess from similar
messages.
"""

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from catalogue_files import (
    DOMAINS,
    FIXED_DATE,
    PLURALS,
    Checkout,
    Translations,
    forms,
    load,
    load_template,
    messages,
    new_catalogue,
    save,
    save_compiled,
    translated,
)
from translation_faults import faults, header_faults
from translators import fill, missing, read_answers

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {"_": None, "gettext": None, "_n": (1, 2), "ngettext": (1, 2)}
COMMENT_TAG = "Translators:"
PAPER_CODE = "documents"
# Papers that the agent or another service reads: French only, with the desk's texts.
OFFICE_CODE = frozenset({"office", "poster.py"})


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a catalogue."""

    path: Path
    text: str

    def __str__(self) -> str:
        """Write the problem on one line."""
        return f"{self.path}: {self.text}"


def domain_of(name: str) -> str:
    """Tell which domain holds the texts of a module, named by its path in the package."""
    parts = Path(name).parts
    on_paper = parts[0] == PAPER_CODE and parts[1] not in OFFICE_CODE
    return "papers" if on_paper else "desk"


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
        if domain_of(name) == domain:
            place = f"{checkout.package.name}/{name}"
            found.add(message, None, [(place, line)], auto_comments=comments, context=context)
    return found


def write_templates(checkout: Checkout) -> None:
    """Write the template of each domain that has messages."""
    for domain in DOMAINS:
        found = extract(checkout, domain)
        if len(found):
            save(checkout.template(domain), found)
        else:
            checkout.template(domain).unlink(missing_ok=True)


def update_catalogues(checkout: Checkout) -> None:
    """Bring every catalogue to its template; new messages stay empty, unused ones go."""
    for domain in DOMAINS:
        template = load_template(checkout.template(domain), domain=domain)
        for path in _expected(checkout, domain):
            language = path.parts[-3]
            catalogue = load(path, domain=domain) if path.exists() else new_catalogue(language)
            save(path, bring_up(catalogue, template))


def _expected(checkout: Checkout, domain: str) -> list[Path]:
    """List the translations there must be: every language of the papers, what exists of desk."""
    found = set(checkout.catalogues(domain))
    if domain == "papers" and checkout.template(domain).exists():
        found |= {checkout.catalogue(language, domain) for language in PLURALS}
    return sorted(found)


def bring_up(catalogue: Translations, template: Catalog) -> Translations:
    """Give a catalogue the messages of a template."""
    template.creation_date = FIXED_DATE
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.creation_date = catalogue.revision_date = FIXED_DATE
    catalogue.fuzzy = False
    language = str(catalogue.locale_identifier)
    if catalogue.domain == "papers" and language in PLURALS:
        catalogue.take_plurals(language)
    return catalogue


def compile_catalogues(checkout: Checkout) -> None:
    """Write the binary catalogue beside each translation."""
    for domain in DOMAINS:
        for path in checkout.catalogues(domain):
            save_compiled(path, load(path, domain=domain))


def check(checkout: Checkout) -> list[Problem]:
    """List what is stale, wrong, or (but on papers) not translated."""
    problems: list[Problem] = []
    for domain in DOMAINS:
        code = set(messages(extract(checkout, domain)))
        template = checkout.template(domain)
        problems += _differences(
            template, code, set(messages(load_template(template, domain=domain)))
        )
        for path in checkout.catalogues(domain):
            catalogue = load(path, domain=domain)
            held = messages(catalogue)
            problems += _differences(path, code, set(held))
            problems += [Problem(path, text) for text in header_faults(catalogue)]
            for message in held.values():
                if domain == "desk" or any(forms(message)):
                    problems += [Problem(path, text) for text in faults(message)]
    return problems


def _differences(
    path: Path, code: set[str | tuple[str, ...]], listed: set[str | tuple[str, ...]]
) -> list[Problem]:
    stale = [Problem(path, f"not in the code any more: {key!r}") for key in _order(listed - code)]
    return stale + [Problem(path, f"missing (make i18n): {key!r}") for key in _order(code - listed)]


def _order(keys: set[str | tuple[str, ...]]) -> list[str | tuple[str, ...]]:
    return sorted(keys, key=str)


def completeness(checkout: Checkout) -> list[str]:
    """Say of each language how much of the papers is translated, and whether it was reviewed."""
    lines: list[str] = []
    for path in checkout.catalogues("papers"):
        catalogue = load(path, domain="papers")
        held = messages(catalogue).values()
        done = sum(translated(message) for message in held)
        lines.append(f"papers {path.parts[-3]}: {done}/{len(held)}, {catalogue.review}")
    return lines


def _check(checkout: Checkout) -> int:
    problems = check(checkout)
    for line in completeness(checkout):
        print(line)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def _missing(checkout: Checkout, language: str) -> int:
    catalogue = _fresh(checkout, language)
    print(json.dumps(missing(catalogue), ensure_ascii=False, indent=1))
    return 0


def _fill(checkout: Checkout, language: str, answers: Path) -> int:
    catalogue = _fresh(checkout, language)
    report = fill(catalogue, read_answers(answers))
    path = checkout.catalogue(language, "papers")
    if report.written:
        save(path, catalogue)
        save_compiled(path, catalogue)
    print(f"{language}: {report.written} written, {len(report.refused)} refused")
    for line in report.refused:
        print(f"{language}: {line}", file=sys.stderr)
    return 1 if report.refused else 0


def _fresh(checkout: Checkout, language: str) -> Translations:
    """Give a language's papers as the code is now, from the file where there is one."""
    path = checkout.catalogue(language, "papers")
    catalogue = load(path, domain="papers") if path.exists() else new_catalogue(language)
    return bring_up(catalogue, extract(checkout, "papers"))


def main(arguments: list[str], checkout: Checkout) -> int:
    """Run one command; give the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("extract", "update", "check", "compile"):
        commands.add_parser(name)
    asked = commands.add_parser("missing", help="print as JSON what a language lacks")
    asked.add_argument("language", choices=sorted(PLURALS))
    given = commands.add_parser("fill", help="write translations {message: text or [forms]}")
    given.add_argument("language", choices=sorted(PLURALS))
    given.add_argument("answers", type=Path)
    options = parser.parse_args(arguments)
    if options.command == "check":
        return _check(checkout)
    if options.command == "missing":
        return _missing(checkout, options.language)
    if options.command == "fill":
        return _fill(checkout, options.language, options.answers)
    acts = {"extract": write_templates, "update": update_catalogues, "compile": compile_catalogues}
    acts[options.command](checkout)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Checkout(ROOT)))
