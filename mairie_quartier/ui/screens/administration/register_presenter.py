"""Import a register: choose the file, match its columns, try, look at the report, write.

Nothing is written before the agent has seen what would be.  Qt-free.
"""

from pathlib import Path
from typing import Protocol

from mairie_quartier.domain.register_columns import Column, MappingFault, guess_mapping
from mairie_quartier.errors import UserMistake
from mairie_quartier.services.register_faults import LinesRefused, RegisterFault
from mairie_quartier.services.register_report import RegisterWords, write_report
from mairie_quartier.services.registers import (
    Imported,
    ImportMode,
    ImportPlan,
    Register,
    import_register,
    plan_import,
)
from mairie_quartier.ui.workplace import Workplace

LINES_SHOWN = 500


class RegisterView(Protocol):
    """What the section shows."""

    def show_columns(self, headers: tuple[str, ...], guessed: dict[Column, int]) -> None:
        """Show the file's headers and which column each field was guessed to be."""
        ...

    def show_plan(self, summary: str, lines: tuple[tuple[str, str, str], ...]) -> None:
        """Show what a trial found: a sentence, then line number, verdict, reasons."""
        ...

    def show_work(self, words: str) -> None:
        """Say what is under way; empty when nothing is."""
        ...

    def show_fault(self, words: str) -> None:
        """Say why the file or its columns cannot be taken; empty clears it."""
        ...

    def show_imported(self, words: str) -> None:
        """Say what was written."""
        ...


class RegisterPresenter:
    """Between the section and the services; trials and writing run on the store's lane."""

    def __init__(self, work: Workplace, view: RegisterView) -> None:
        self._ = work.tr.gettext
        self._n = work.tr.ngettext
        self._work = work
        self._view = view
        self.words = RegisterWords(work.tr)
        self._register: Register | None = None
        self._plan: ImportPlan | None = None

    def choose(self, path: Path) -> None:
        """Read the headers of a file."""
        self._plan = None
        self._view.show_fault("")
        self._work.lane.submit(lambda: self._work.read_register(path), self._opened, self._failed)

    def try_out(self, mapping: dict[Column, int]) -> None:
        """Try every line without writing any."""
        if self._register is None:
            return
        context, register = self._work.context, self._register
        self._view.show_fault("")
        self._view.show_work(self._("Lecture des lignes…"))
        self._work.lane.submit(
            lambda: plan_import(context, register, mapping), self._tried, self._failed
        )

    def write(self, mode: ImportMode) -> None:
        """Write what the trial found importable."""
        if self._plan is None:
            return
        context, plan = self._work.context, self._plan
        self._view.show_work(self._("Reprise en cours…"))
        self._work.lane.submit(
            lambda: import_register(context, plan, mode), self._written, self._failed
        )

    def save_report(self, path: Path) -> None:
        """Write the report by line."""
        if self._plan is None:
            return
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            write_report(self._plan, self._work.tr, file)
        self._work.navigator.done(self._("Rapport écrit"))

    def _opened(self, register: Register) -> None:
        self._register = register
        self._view.show_columns(register.headers, guess_mapping(register.headers))

    def _tried(self, plan: ImportPlan) -> None:
        self._plan = plan
        self._view.show_work("")
        told = (
            self._n(
                "{count} ligne\u00a0: {verdict}", "{count} lignes\u00a0: {verdict}", count
            ).format(count=self._work.tr.number(count), verdict=self.words.verdict(verdict))
            for verdict, count in plan.counts.items()
            if count
        )
        lines = tuple(
            (
                str(line.line),
                self.words.verdict(line.verdict),
                " ; ".join(self.words.problem(problem) for problem in line.problems),
            )
            for line in plan.lines[:LINES_SHOWN]
        )
        self._view.show_plan(" · ".join(told), lines)

    def _written(self, done: Imported) -> None:
        self._plan = None
        self._view.show_work("")
        told = self._n("{count} passage repris.", "{count} passages repris.", done.visits)
        words = told.format(count=self._work.tr.number(done.visits))
        self._view.show_imported(words)
        self._work.navigator.saved(words, done.changed)

    def _failed(self, error: Exception) -> None:
        self._view.show_work("")
        if isinstance(error, RegisterFault | MappingFault | LinesRefused):
            self._view.show_fault(self._say(error))
            return
        self._work.navigator.failed(error)

    def _say(self, error: UserMistake) -> str:
        return self.words.fault(error)
