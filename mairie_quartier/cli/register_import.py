"""``mairie-quartier import passages``: try a register, report by line, then write.

Must not judge lines (``domain.registers``); it only asks, shows and returns a code: 0 done or
tried without refusal, 1 lines refused, 2 the file or its columns cannot be taken.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TextIO

from mairie_quartier.domain.register_columns import (
    Column,
    MappingFault,
    UnknownColumn,
    guess_mapping,
    map_headers,
)
from mairie_quartier.domain.registers import Verdict
from mairie_quartier.i18n import Translator
from mairie_quartier.services.context import Context
from mairie_quartier.services.register_faults import LinesRefused, RegisterFault
from mairie_quartier.services.register_report import RegisterWords, write_report
from mairie_quartier.services.registers import (
    ImportMode,
    ImportPlan,
    import_register,
    plan_import,
)
from mairie_quartier.store.registers import read_register

SHOWN_LINES = 20
TOLD_EVERY = 10_000
DONE, REFUSED, UNUSABLE = 0, 1, 2


def add_arguments(parser: ArgumentParser, tr: Translator) -> None:
    """Add the file and the options of an import."""
    _ = tr.gettext
    columns = ", ".join(column.value for column in Column)
    parser.add_argument("file", type=Path, metavar=_("FICHIER"), help=_("CSV, ODS ou XLSX"))
    parser.add_argument(
        "--dry-run", action="store_true", help=_("essayer seulement, sans rien écrire")
    )
    parser.add_argument(
        "--accepted-only",
        action="store_true",
        help=_("reprendre les lignes bonnes, même si d’autres sont refusées"),
    )
    parser.add_argument(
        "--columns",
        default="",
        metavar=_("COLONNE=TITRE,…"),
        help=_("titres des colonnes, pour\u00a0: {columns}").format(columns=columns),
    )
    parser.add_argument("--report", type=Path, metavar="CSV", help=_("rapport ligne par ligne"))


def run(arguments: Namespace, context: Context, tr: Translator, out: TextIO) -> int:
    """Import the file of the arguments; what is wrong is said, never raised."""
    words = RegisterWords(tr)
    try:
        plan = _try(arguments, context, tr, out)
        _summarise(plan, tr, out)
        if arguments.report is not None:
            _report(plan, arguments.report, tr, out)
        if arguments.dry_run:
            return REFUSED if plan.refused else DONE
        return _write(arguments, context, plan, tr, out)
    except LinesRefused as error:
        print(words.fault(error), file=out)
        print(tr.gettext("Avec --accepted-only, les autres lignes sont reprises."), file=out)
        return REFUSED
    except (RegisterFault, MappingFault) as error:
        print(words.fault(error), file=out)
        return UNUSABLE


def _try(arguments: Namespace, context: Context, tr: Translator, out: TextIO) -> ImportPlan:
    register = read_register(arguments.file)
    chosen = _chosen(arguments.columns)
    mapping = map_headers(register.headers, chosen)
    if not mapping:
        mapping = guess_mapping(register.headers)
    words, _ = RegisterWords(tr), tr.gettext
    for column, place in mapping.items():
        told = _("{column}\u00a0: colonne «\u00a0{header}\u00a0»")
        print(told.format(column=words.column(column), header=register.headers[place]), file=out)
    return plan_import(context, register, mapping, lambda count: _tell(count, tr, out))


def _chosen(columns: str) -> dict[Column, str]:
    """Read ``nom=Nom,date=Jour``; raise ``UnknownColumn``."""
    chosen: dict[Column, str] = {}
    for pair in columns.split(",") if columns else ():
        name, _, header = pair.partition("=")
        if name.strip() not in set(Column):
            raise UnknownColumn(name.strip())
        chosen[Column(name.strip())] = header.strip()
    return chosen


def _summarise(plan: ImportPlan, tr: Translator, out: TextIO) -> None:
    words, _, _n = RegisterWords(tr), tr.gettext, tr.ngettext
    for verdict in Verdict:
        told = _("{verdict}\u00a0: {count}")
        name, count = words.verdict(verdict).capitalize(), tr.number(plan.counts[verdict])
        print(told.format(verdict=name, count=count), file=out)
    for line in plan.lines[:SHOWN_LINES]:
        reasons = "\u00a0; ".join(words.problem(problem) for problem in line.problems)
        told = _("ligne {line}, {verdict} – {reasons}")
        print(
            told.format(line=line.line, verdict=words.verdict(line.verdict), reasons=reasons),
            file=out,
        )
    more = len(plan.lines) - SHOWN_LINES
    if more > 0:
        told = _n("et {count} autre ligne", "et {count} autres lignes", more)
        print(told.format(count=tr.number(more)), file=out)


def _report(plan: ImportPlan, path: Path, tr: Translator, out: TextIO) -> None:
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            write_report(plan, tr, file)
    except OSError:
        print(
            tr.gettext("Le rapport n’a pas pu être écrit\u00a0: {path}").format(path=path), file=out
        )
    else:
        print(tr.gettext("Rapport écrit\u00a0: {path}").format(path=path), file=out)


def _write(
    arguments: Namespace, context: Context, plan: ImportPlan, tr: Translator, out: TextIO
) -> int:
    only = ImportMode.ACCEPTED_ONLY if arguments.accepted_only else ImportMode.ALL_OR_NOTHING
    done = import_register(context, plan, only, lambda count: _tell(count, tr, out))
    told = tr.ngettext("{count} passage repris.", "{count} passages repris.", done.visits)
    print(told.format(count=tr.number(done.visits)), file=out)
    people = tr.gettext("Fiches ouvertes\u00a0: {new}\u00a0; fiches déjà connues\u00a0: {known}.")
    print(
        people.format(new=tr.number(done.new_people), known=tr.number(done.known_people)), file=out
    )
    return REFUSED if plan.refused else DONE


def _tell(count: int, tr: Translator, out: TextIO) -> None:
    if count % TOLD_EVERY == 0:
        print(tr.gettext("{count} lignes lues…").format(count=tr.number(count)), file=out)
