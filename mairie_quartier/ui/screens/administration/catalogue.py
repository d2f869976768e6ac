"""The section of the catalogue: find a démarche, change it, add one, withdraw it."""

from collections.abc import Callable
from enum import Enum
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from mairie_quartier.domain.catalogue import (
    BodyKind,
    CucsDomain,
    DelayUnit,
    Demarche,
    DemarcheCode,
    Family,
    Origin,
    PactAxis,
    PieceRule,
    SilenceRegime,
    Situation,
)
from mairie_quartier.ui.catalogue_words import CatalogueWords
from mairie_quartier.ui.screens.administration.catalogue_presenter import (
    CataloguePresenter,
    EntryForm,
    PieceLine,
    form_of,
)
from mairie_quartier.ui.shortcuts import bind
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.fields import Field, announce
from mairie_quartier.ui.widgets.flow import FlowGrid, Pair
from mairie_quartier.ui.widgets.texts import Label, column, fill
from mairie_quartier.ui.workplace import Workplace

E = TypeVar("E", bound=Enum)
SPARE_ROWS = 2
PIECES_SHOWN = 5


class CatalogueSection(QWidget):
    """The list on the left, the form of the chosen démarche on the right."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._ = work.tr.gettext
        self._words = CatalogueWords(work.tr)
        self._entries: tuple[Demarche, ...] = ()
        self._chosen: Demarche | None = None
        self._presenter = CataloguePresenter(work, self)
        self._build_list()
        self._build_texts()
        self._build_choices()
        self._build_tables()
        self._build_buttons()
        self._lay_out()
        bind(self, "Ctrl+S", self._save)
        self._presenter.search("")

    def refresh(self, changed: frozenset[str]) -> None:
        """Read again what another screen changed."""
        if "catalogue_entry" in changed:
            self._presenter.search(self.search.text())

    def show_entries(self, entries: tuple[Demarche, ...]) -> None:
        """List the démarches found."""
        kept = self.code.text()
        self._entries = entries
        self.list.clear()
        for entry in entries:
            local = self._(" (ajoutée par la ville)") if entry.origin is Origin.LOCAL else ""
            self.list.addItem(QListWidgetItem(f"{entry.label}{local}\n{entry.body.name}"))
        codes = [entry.code for entry in entries]
        at = codes.index(DemarcheCode(kept)) if kept in codes else 0
        self.list.setCurrentRow(at if entries else -1)

    def show_problems(self, sentences: tuple[str, ...]) -> None:
        """Say what is wrong with the form; empty when nothing."""
        text = "\n".join(sentences)
        self.problems.setText(text)
        self.problems.setVisible(bool(text))
        if text:
            announce(self.problems, text)

    def _choose(self, place: int) -> None:
        self._chosen = self._entries[place] if 0 <= place < len(self._entries) else None
        if self._chosen is not None:
            self._show_form(form_of(self._chosen))
        self.code.setReadOnly(self._chosen is not None)
        self.show_problems(())

    def _new(self) -> None:
        blank = EntryForm(
            code="", label="", plain_label="", synonyms="", family=Family.CITY,
            thematique=self.thematique.itemText(0), cucs_domain=CucsDomain.INTEGRATION,
            pact_axis=PactAxis.INTEGRATION, body_name="", body_kind=BodyKind.OTHER,
        )  # fmt: skip
        self.list.setCurrentRow(-1)
        self._chosen = None
        self.code.setReadOnly(False)
        self._show_form(blank)
        self.code.setFocus()

    def _save(self) -> None:
        self._presenter.save(self._read_form(), self._chosen)

    def _withdraw(self) -> None:
        if self._chosen is not None:
            self._presenter.withdraw(self._chosen)

    def _show_form(self, form: EntryForm) -> None:
        for name, edit in self._texts().items():
            edit.setText(str(getattr(form, name)))
            edit.setCursorPosition(0)
        for name, choice in self._choices().items():
            choice.setCurrentIndex(max(0, choice.findData(getattr(form, name))))
        self.thematique.setCurrentText(form.thematique)
        self.delay_amount.setValue(form.delay_amount)
        self.pieces.setRowCount(0)
        for line in (*form.pieces, *(PieceLine("", PieceRule.OPTIONAL),) * SPARE_ROWS):
            self._add_piece(line)
        for place in range(self.situations.count()):
            item = self.situations.item(place)
            held = item.data(Qt.ItemDataRole.UserRole) in form.situations
            item.setCheckState(Qt.CheckState.Checked if held else Qt.CheckState.Unchecked)

    def _read_form(self) -> EntryForm:
        texts = {name: edit.text() for name, edit in self._texts().items()}
        return EntryForm(
            **texts,
            family=Family(self.family.currentData()),
            thematique=self.thematique.currentText(),
            cucs_domain=CucsDomain(self.cucs_domain.currentData()),
            pact_axis=PactAxis(self.pact_axis.currentData()),
            body_kind=BodyKind(self.body_kind.currentData()),
            regime=SilenceRegime(self.regime.currentData()),
            delay_amount=self.delay_amount.value(),
            delay_unit=DelayUnit(self.delay_unit.currentData()),
            pieces=tuple(self._piece(place) for place in range(self.pieces.rowCount())),
            situations=self._checked_situations(),
        )

    def _texts(self) -> dict[str, QLineEdit]:
        return {
            "code": self.code,
            "label": self.label,
            "plain_label": self.plain_label,
            "synonyms": self.synonyms,
            "body_name": self.body_name,
            "body_address": self.body_address,
            "body_phone": self.body_phone,
            "body_email": self.body_email,
            "rule_source": self.rule_source,
            "rule_checked_on": self.rule_checked_on,
        }

    def _choices(self) -> dict[str, QComboBox]:
        return {
            "family": self.family,
            "cucs_domain": self.cucs_domain,
            "pact_axis": self.pact_axis,
            "body_kind": self.body_kind,
            "regime": self.regime,
            "delay_unit": self.delay_unit,
        }

    def _add_piece(self, line: PieceLine) -> None:
        place = self.pieces.rowCount()
        self.pieces.insertRow(place)
        required = line.rule is PieceRule.REQUIRED
        label = QTableWidgetItem(line.label)
        label.setCheckState(Qt.CheckState.Checked if required else Qt.CheckState.Unchecked)
        self.pieces.setItem(place, 0, label)
        for side, text in enumerate((line.where_to_get, line.source, line.checked_on), start=1):
            self.pieces.setItem(place, side, QTableWidgetItem(text))

    def _piece(self, place: int) -> PieceLine:
        label, where, source, checked_on = (
            item.text() if (item := self.pieces.item(place, side)) else "" for side in range(4)
        )
        first = self.pieces.item(place, 0)
        required = first is not None and first.checkState() is Qt.CheckState.Checked
        rule = PieceRule.REQUIRED if required else PieceRule.OPTIONAL
        return PieceLine(label.strip(), rule, where, source, checked_on)

    def _checked_situations(self) -> frozenset[Situation]:
        items = (self.situations.item(place) for place in range(self.situations.count()))
        return frozenset(
            Situation(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def _build_list(self) -> None:
        self.search = QLineEdit()
        self.search.setAccessibleName(self._("Chercher une démarche"))
        self.search.setPlaceholderText(self._("Chercher une démarche"))
        self.search.textChanged.connect(self._presenter.search)
        self.list = QListWidget()
        self.list.setObjectName("catalogueEntries")
        self.list.setAccessibleName(self._("Démarches"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(self.fontMetrics().lineSpacing() * 2 * PIECES_SHOWN)
        self.list.currentRowChanged.connect(self._choose)

    def _build_texts(self) -> None:
        self.code, self.label, self.plain_label = QLineEdit(), QLineEdit(), QLineEdit()
        self.synonyms, self.body_name = QLineEdit(), QLineEdit()
        self.body_address, self.body_phone = QLineEdit(), QLineEdit()
        self.body_email, self.rule_source = QLineEdit(), QLineEdit()
        self.rule_checked_on = QLineEdit()
        self.rule_checked_on.setPlaceholderText("2026-11-22")
        self.delay_amount = QSpinBox()
        self.delay_amount.setRange(0, 366)
        self.delay_amount.setSpecialValueText(self._("aucun"))
        self.problems = Label("", TextRole.BODY)
        self.problems.set_tone(Tone.DANGER)
        self.problems.hide()

    def _build_choices(self) -> None:
        words = self._words
        self.family = _choice(Family, words.family)
        self.cucs_domain = _choice(CucsDomain, words.cucs_domain)
        self.pact_axis = _choice(PactAxis, words.pact_axis)
        self.body_kind = _choice(BodyKind, words.body_kind)
        self.regime = _choice(SilenceRegime, words.silence)
        self.delay_unit = _choice(DelayUnit, words.delay_unit)
        self.thematique = _narrow(QComboBox())
        self.thematique.addItems(list(self._presenter.thematiques()))

    def _build_tables(self) -> None:
        titles = [
            self._("Pièce (cochée\u00a0: exigible)"),
            self._("Où l’obtenir"),
            self._("Texte qui l’exige"),
            self._("Vérifié le"),
        ]
        self.pieces = QTableWidget(0, len(titles))
        self.pieces.setHorizontalHeaderLabels(titles)
        self.pieces.setAccessibleName(self._("Pièces"))
        self.pieces.verticalHeader().hide()
        self.pieces.horizontalHeader().setStretchLastSection(True)
        self.pieces.setTabKeyNavigation(False)
        self.pieces.setMinimumHeight(self.fontMetrics().lineSpacing() * 2 * PIECES_SHOWN)
        for side, width in enumerate((300, 240, 200)):
            self.pieces.setColumnWidth(side, width)
        self.situations = QListWidget()
        self.situations.setAccessibleName(self._("Situations concernées"))
        self.situations.setMinimumHeight(self.fontMetrics().lineSpacing() * 2 * PIECES_SHOWN)
        for situation in Situation:
            item = QListWidgetItem(self._words.situation(situation))
            item.setData(Qt.ItemDataRole.UserRole, situation.value)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.situations.addItem(item)

    def _build_buttons(self) -> None:
        self.new_button = Button(self._("Nouvelle démarche"), icon_name="plus")
        self.new_button.clicked.connect(self._new)
        self.save_button = Button(
            self._("Enregistrer"), ButtonKind.PRIMARY, icon_name="save", keys="Ctrl+S"
        )
        self.save_button.clicked.connect(self._save)
        self.withdraw_button = Button(self._("Ne plus proposer"), icon_name="archive")
        self.withdraw_button.clicked.connect(self._withdraw)

    def _lay_out(self) -> None:
        left = QWidget()
        listed = column(left, space=Space.M)
        fill(listed, [self.search, self.list, self.new_button])
        listed.setStretch(1, 1)
        columns = Pair(left, self._form(), letters=96, stretch=(2, 5))
        column(self, margin=Space.L).addWidget(columns)

    def _form(self) -> QWidget:
        part = QWidget()
        ending = FlowGrid([self.save_button, self.withdraw_button], letters=30)
        fill(
            column(part, space=Space.M),
            [
                _line(Field(self._("Nom de la démarche"), self.label),
                      Field(self._("Code"), self.code)),
                Field(self._("En mots simples"), self.plain_label),
                Field(self._("Mots de tous les jours, séparés par des virgules"), self.synonyms),
                *self._filing(),
                *self._competence(),
                *self._silence(),
                Label(self._("Pièces"), TextRole.SECTION),
                self.pieces,
                Label(self._("Situations concernées"), TextRole.SECTION),
                self.situations,
                self.problems,
                ending,
                None,
            ],
        )  # fmt: skip
        return part

    def _filing(self) -> list[QWidget]:
        return [
            _line(
                Field(self._("Famille"), self.family),
                Field(self._("Thématique (data·inclusion)"), self.thematique),
            ),
            _line(
                Field(self._("Domaine du contrat de ville"), self.cucs_domain),
                Field(self._("Axe du pacte"), self.pact_axis),
            ),
        ]

    def _competence(self) -> list[QWidget]:
        return [
            Label(self._("Qui décide"), TextRole.SECTION),
            _line(
                Field(self._("Organisme"), self.body_name),
                Field(
                    self._("Sorte d’organisme"),
                    self.body_kind,
                    self._("Seule la mairie délivre un accusé de réception."),
                ),
            ),
            _line(
                Field(self._("Adresse"), self.body_address),
                Field(self._("Téléphone"), self.body_phone),
                Field(self._("Courriel"), self.body_email),
            ),
        ]

    def _silence(self) -> list[QWidget]:
        return [
            Label(self._("Silence de l’administration"), TextRole.SECTION),
            _line(
                Field(self._("Règle"), self.regime),
                Field(self._("Délai"), self.delay_amount),
                Field(self._("Unité"), self.delay_unit),
            ),
            _line(
                Field(
                    self._("Texte"),
                    self.rule_source,
                    self._("Sans texte ni date de vérification, aucune date n’est imprimée."),
                ),
                Field(self._("Vérifié le"), self.rule_checked_on),
            ),
        ]


def _choice(kind: type[E], name: Callable[[E], str]) -> QComboBox:
    choice = _narrow(QComboBox())
    for value in kind:
        choice.addItem(name(value), value)
    return choice


def _narrow(choice: QComboBox) -> QComboBox:
    """Let a choice be narrower than its longest word, which its tooltip tells whole."""
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    choice.setMinimumContentsLength(8)
    choice.currentTextChanged.connect(choice.setToolTip)
    return choice


def _line(*fields: QWidget) -> QWidget:
    return FlowGrid(fields, letters=30)
