"""Read the catalogue's files, and refuse them with every problem at once: file, line, field.

Takes texts, never opens a file.  Format: TOML 1.0.0, one ``[[demarche]]`` table per entry; the
valid thématiques come from ``thematiques.toml`` (data·inclusion schema v1), the general rules
of law from ``rules.toml``; without that file there are none.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from mairie_quartier.domain.catalogue import Catalogue, Demarche, DemarcheCode, Origin
from mairie_quartier.domain.catalogue_fields import Fields, Problem, ProblemKind
from mairie_quartier.domain.catalogue_lines import KeyPath, line_of, locate
from mairie_quartier.domain.catalogue_reading import read_demarche
from mairie_quartier.domain.rules import RuleBook
from mairie_quartier.domain.rules_reading import read_rules
from mairie_quartier.errors import EnvironmentFault, UserMistake

THEMATIQUES_FILE = "thematiques.toml"
RULES_FILE = "rules.toml"
_TABLE = "demarche"
_TOML_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True)
class CatalogueProblem:
    """One problem: ``line`` is from 1, empty when the entry is in no file; ``entry`` its code."""

    file: str
    line: int | None
    field: str
    problem: ProblemKind
    value: str = ""
    entry: str = ""


class CatalogueInvalid(EnvironmentFault):
    """The catalogue cannot be used; every problem is told, in order of file and line."""

    def __init__(self, problems: tuple[CatalogueProblem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems


class EntryInvalid(UserMistake):
    """An entry of the administrator cannot be kept; every problem is told, without lines."""

    def __init__(self, problems: tuple[CatalogueProblem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class _Read:
    """What one file gave, so that duplicates can be sought across files."""

    entries: tuple[Demarche, ...]
    problems: tuple[CatalogueProblem, ...]
    text: str = ""


def parse_catalogue(
    text: str, file_name: str, thematiques: frozenset[str] | None = None
) -> tuple[Demarche, ...]:
    """Read one file of the catalogue, or raise :class:`CatalogueInvalid`."""
    read = _read(text, file_name, thematiques)
    problems = read.problems + _duplicates({file_name: read})
    if problems:
        raise CatalogueInvalid(_in_order(problems))
    return read.entries


def parse_files(texts: Mapping[str, str]) -> Catalogue:
    """Read every file by name, ``thematiques.toml`` among them, or raise `CatalogueInvalid`."""
    problems: list[CatalogueProblem] = []
    try:
        thematiques = frozenset(parse_thematiques(texts[THEMATIQUES_FILE], THEMATIQUES_FILE))
    except KeyError:
        problem = CatalogueProblem(THEMATIQUES_FILE, None, "", ProblemKind.MISSING)
        raise CatalogueInvalid((problem,)) from None
    reads = {
        name: _read(text, name, thematiques)
        for name, text in sorted(texts.items())
        if name not in (THEMATIQUES_FILE, RULES_FILE)
    }
    rules = _read_rules(texts.get(RULES_FILE, ""), problems)
    problems.extend(problem for read in reads.values() for problem in read.problems)
    problems.extend(_duplicates(reads))
    if problems:
        raise CatalogueInvalid(_in_order(problems))
    return Catalogue((entry for read in reads.values() for entry in read.entries), rules)


def parse_thematiques(text: str, file_name: str) -> dict[str, str]:
    """Read the valid thématiques: code → label, in the order of the schema."""
    loaded = _load(text, file_name)
    problems: list[Problem] = []
    fields = Fields(loaded, (), problems)
    labels = {table.text("code"): table.text("label") for table in fields.tables("thematique")}
    if problems:
        raise CatalogueInvalid(_located(problems, text, file_name, {}))
    return labels


def _read_rules(text: str, found: list[CatalogueProblem]) -> RuleBook:
    try:
        loaded = _load(text, RULES_FILE)
    except CatalogueInvalid as error:
        found.extend(error.problems)
        return RuleBook()
    problems: list[Problem] = []
    rules = read_rules(Fields(loaded, (), problems))
    found.extend(_located(problems, text, RULES_FILE, {}))
    return rules


def demarche_from_mapping(
    mapping: Mapping[str, object], thematiques: frozenset[str] | None = None
) -> Demarche:
    """Read an entry of the administrator, or raise :class:`EntryInvalid`."""
    problems: list[Problem] = []
    entry = read_demarche(Fields(mapping, (), problems), thematiques, Origin.LOCAL)
    if problems:
        raise EntryInvalid(
            tuple(
                CatalogueProblem("", None, field_name(p.path), p.kind, p.value, entry.code)
                for p in problems
            )
        )
    return entry


def field_name(path: KeyPath) -> str:
    """Write a path as read by people: ``pieces[2].rule``, numbers from 1."""
    name = ""
    for step in path:
        if isinstance(step, int):
            name += f"[{step + 1}]"
        else:
            name += f".{step}" if name else step
    return name


def _load(text: str, file_name: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _TOML_LINE.search(str(error))
        line = int(found.group(1)) if found else text.count("\n") + 1
        problem = CatalogueProblem(file_name, line, "", ProblemKind.UNREADABLE, str(error))
        raise CatalogueInvalid((problem,)) from error


def _read(text: str, file_name: str, thematiques: frozenset[str] | None) -> _Read:
    try:
        loaded = _load(text, file_name)
    except CatalogueInvalid as error:
        return _Read((), error.problems)
    problems: list[Problem] = []
    fields = Fields(loaded, (), problems)
    tables = fields.tables(_TABLE)
    if not tables:
        fields.report(_TABLE, ProblemKind.MISSING)
    entries = tuple(read_demarche(table, thematiques, Origin.SHIPPED) for table in tables)
    fields.close()
    codes = {table.path: entry.code for table, entry in zip(tables, entries, strict=True)}
    return _Read(entries, _located(problems, text, file_name, codes), text)


def _located(
    problems: list[Problem], text: str, file_name: str, codes: Mapping[KeyPath, str]
) -> tuple[CatalogueProblem, ...]:
    if not problems:
        return ()  # finding lines takes longer than reading: only when there is something to tell
    lines = locate(text)
    return tuple(_locate(problem, lines, file_name, codes) for problem in problems)


def _locate(
    problem: Problem, lines: dict[KeyPath, int], file_name: str, codes: Mapping[KeyPath, str]
) -> CatalogueProblem:
    entry = codes.get(problem.path[:2], "")
    path = problem.path[2:] if problem.path[:2] in codes else problem.path
    line = line_of(lines, problem.path)
    return CatalogueProblem(file_name, line, field_name(path), problem.kind, problem.value, entry)


def _duplicates(reads: Mapping[str, _Read]) -> tuple[CatalogueProblem, ...]:
    seen: set[DemarcheCode] = set()
    problems: list[CatalogueProblem] = []
    for name, read in reads.items():
        for number, entry in enumerate(read.entries):
            if entry.code and entry.code in seen:
                line = line_of(locate(read.text), (_TABLE, number, "code"))
                kind = ProblemKind.DUPLICATE
                problems.append(CatalogueProblem(name, line, "code", kind, entry.code, entry.code))
            seen.add(entry.code)
    return tuple(problems)


def _in_order(
    problems: list[CatalogueProblem] | tuple[CatalogueProblem, ...],
) -> tuple[CatalogueProblem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.file, problem.line or 0)))
