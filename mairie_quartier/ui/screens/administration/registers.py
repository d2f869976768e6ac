"""The section that takes over an existing register, in four steps from top to bottom."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from mairie_quartier.domain.register_columns import Column
from mairie_quartier.services.registers import ImportMode
from mairie_quartier.ui.screens.administration.register_presenter import RegisterPresenter
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.fields import Field, announce
from mairie_quartier.ui.widgets.texts import Label, column, fill, row
from mairie_quartier.ui.workplace import Workplace

NOWHERE = -1
FIELDS_A_LINE = 3


class RegisterSection(QWidget):
    """Choose, match, try, write."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._ = work.tr.gettext
        self._presenter = RegisterPresenter(work, self)
        self.file = Label(self._("Aucun fichier choisi."), TextRole.QUIET)
        self.fault = Label("", TextRole.BODY)
        self.fault.set_tone(Tone.DANGER)
        self.state = Label("", TextRole.QUIET)
        self.summary = Label("", TextRole.STRONG)
        self._build_columns()
        self._build_report()
        self._build_buttons()
        self._lay_out()
        self._show_step(columns=False, report=False)

    def show_columns(self, headers: tuple[str, ...], guessed: dict[Column, int]) -> None:
        """Show the file's headers and which column each field was guessed to be."""
        for each, choice in self.choices.items():
            choice.clear()
            choice.addItem(self._("(absent)"), NOWHERE)
            for place, header in enumerate(headers):
                choice.addItem(header, place)
            choice.setCurrentIndex(choice.findData(guessed.get(each, NOWHERE)))
        self._show_step(columns=True, report=False)
        self.try_button.setFocus()

    def show_plan(self, summary: str, lines: tuple[tuple[str, str, str], ...]) -> None:
        """Show what a trial found."""
        self.summary.setText(summary)
        self.report.setRowCount(len(lines))
        for place, cells in enumerate(lines):
            for side, text in enumerate(cells):
                self.report.setItem(place, side, QTableWidgetItem(text))
        self._show_step(columns=False, report=True)
        announce(self.summary, summary)
        self.write_button.setFocus()

    def show_work(self, words: str) -> None:
        """Say what is under way; empty when nothing is."""
        self.state.setText(words)
        for button in (self.choose_button, self.try_button, self.write_button, self.good_button):
            button.setEnabled(not words)

    def show_fault(self, words: str) -> None:
        """Say why the file or its columns cannot be taken; empty clears it."""
        self.fault.setText(words)
        self.fault.setVisible(bool(words))
        if words:
            announce(self.fault, words)

    def show_imported(self, words: str) -> None:
        """Say what was written."""
        self._show_step(columns=False, report=False)
        self.file.setText(words)

    def _choose(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, self._("Choisir un registre"), "", self._("Registres (*.csv *.ods *.xlsx)")
        )
        if name:
            self.file.setText(name)
            self._presenter.choose(Path(name))

    def _try(self) -> None:
        chosen = {each: choice.currentData() for each, choice in self.choices.items()}
        self._presenter.try_out({each: int(at) for each, at in chosen.items() if at != NOWHERE})

    def _save_report(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self, self._("Enregistrer le rapport"), "rapport.csv", "CSV (*.csv)"
        )
        if name:
            self._presenter.save_report(Path(name))

    def _show_step(self, *, columns: bool, report: bool) -> None:
        self.columns_part.setVisible(columns)
        self.try_button.setVisible(columns)
        self.report_part.setVisible(report)

    def _build_columns(self) -> None:
        self.columns_part = QWidget()
        grid = QGridLayout(self.columns_part)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(int(Space.M))
        self.choices: dict[Column, QComboBox] = {}
        for place, each in enumerate(Column):
            choice = QComboBox()
            choice.setMinimumContentsLength(10)
            self.choices[each] = choice
            field = Field(self._presenter.words.column(each), choice)
            grid.addWidget(field, place // FIELDS_A_LINE, place % FIELDS_A_LINE)

    def _build_report(self) -> None:
        titles = [self._("Ligne"), self._("Résultat"), self._("Pourquoi")]
        self.report = QTableWidget(0, len(titles))
        self.report.setHorizontalHeaderLabels(titles)
        self.report.setAccessibleName(self._("Rapport ligne par ligne"))
        self.report.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.report.setTabKeyNavigation(False)
        self.report.verticalHeader().hide()
        self.report.horizontalHeader().setStretchLastSection(True)
        self.report.setMinimumHeight(self.fontMetrics().lineSpacing() * 12)
        self.report_part = QWidget()

    def _build_buttons(self) -> None:
        self.choose_button = Button(self._("Choisir un fichier…"), icon_name="upload")
        self.choose_button.clicked.connect(self._choose)
        self.try_button = Button(
            self._("Essayer sans rien écrire"), ButtonKind.PRIMARY, icon_name="list-checks"
        )
        self.try_button.clicked.connect(self._try)
        self.write_button = Button(self._("Tout reprendre"), icon_name="check")
        self.write_button.clicked.connect(lambda: self._presenter.write(ImportMode.ALL_OR_NOTHING))
        self.good_button = Button(self._("Reprendre seulement les bonnes lignes"))
        self.good_button.clicked.connect(lambda: self._presenter.write(ImportMode.ACCEPTED_ONLY))
        self.match_button = Button(self._("Changer les colonnes"), icon_name="corner-up-left")
        self.match_button.clicked.connect(lambda: self._show_step(columns=True, report=False))
        self.report_button = Button(self._("Enregistrer le rapport…"), icon_name="download")
        self.report_button.clicked.connect(self._save_report)

    def _lay_out(self) -> None:
        explained = Label(
            self._(
                "Reprenez un registre tenu ailleurs\u00a0: une ligne par passage. L’essai n’écrit "
                "rien\u00a0; il dit pour chaque ligne ce qui sera repris, corrigé ou refusé."
            ),
            TextRole.QUIET,
        )
        first, second, last = row(space=Space.M), row(space=Space.M), row(space=Space.S)
        fill(first, [self.choose_button, self.file])
        first.setStretch(1, 1)
        fill(second, [self.try_button, self.state, None])
        fill(
            last, [self.write_button, self.good_button, self.match_button, self.report_button, None]
        )
        fill(column(self.report_part, space=Space.M), [self.summary, self.report, last])
        layout = column(self, space=Space.L, margin=Space.L)
        fill(layout, [explained, first, self.fault, self.columns_part, second, self.report_part])
        layout.addStretch(1)
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)
