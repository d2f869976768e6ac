"""The section of the city and its papers: forms, with the consequence beside each field.

A paper beside the form shows what the settings being typed would make.
"""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from mairie_quartier.domain.logos import Logo
from mairie_quartier.domain.receipt_content import Mention
from mairie_quartier.ui.screens.administration.city_presenter import CityForm, CityPresenter
from mairie_quartier.ui.screens.administration.logo_part import LogoPart
from mairie_quartier.ui.screens.administration.preview_part import PreviewPart
from mairie_quartier.ui.shortcuts import bind
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.flow import Page, Pair
from mairie_quartier.ui.widgets.texts import Label, column, fill, row, scrolled
from mairie_quartier.ui.workplace import Workplace

LINES_SHOWN = 3
PREVIEW_AFTER_MS = 400


class CitySection(QWidget):
    """The city's lines, its logo, its rules, and this office's contact."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._ = work.tr.gettext
        self._labels = work.labels
        self.logo = LogoPart(work.tr)
        self.preview = PreviewPart(work.tr)
        self._build_controls()
        self._lay_out()
        bind(self, "Ctrl+S", self._save)
        self._presenter = CityPresenter(work, self)
        self._watch()
        self._presenter.load()

    def refresh(self, changed: frozenset[str]) -> None:
        """Read again what another screen changed."""
        if changed & {"setting", "office"}:
            self._presenter.load()

    def show_form(self, form: CityForm, logo: Logo | None) -> None:
        """Fill every field."""
        for name, line in self._lines.items():
            line.setText(str(getattr(form, name)))
        for name, text in self._texts.items():
            text.setPlainText(str(getattr(form, name)))
        self.pieces_delay.setValue(form.pieces_delay_days)
        self.delegation.setChecked(form.ccas_delegation)
        self.logo.show_logo(logo)
        self._show_sample()

    def show_paper(self, data: bytes) -> None:
        """Show what the settings make."""
        self.preview.show_paper(data)

    def show_missing(self, mentions: tuple[Mention, ...]) -> None:
        """Say that no acknowledgement could be issued: these lines are missing."""
        words = {
            Mention.SERVICE_NAME: self._("le nom"),
            Mention.SERVICE_ADDRESS: self._("l’adresse"),
            Mention.SERVICE_PHONE: self._("le téléphone"),
            Mention.APPEAL_ROUTES: self._("les voies de recours"),
        }
        missing = ", ".join(words[each] for each in mentions)
        text = self._("Cet accusé de réception ne peut pas être émis. Il manque\u00a0: {missing}.")
        self.preview.show_missing(text.format(missing=missing))

    def _form(self) -> CityForm:
        return CityForm(
            **{name: line.text() for name, line in self._lines.items()},
            **{name: text.toPlainText() for name, text in self._texts.items()},
            pieces_delay_days=self.pieces_delay.value(),
            ccas_delegation=self.delegation.isChecked(),
        )

    def _save(self) -> None:
        self._presenter.save(self._form(), self.logo.logo)

    def _show_sample(self) -> None:
        self._soon.stop()
        self._presenter.preview(self._form(), self.logo.logo, self.preview.kind)

    def _build_controls(self) -> None:
        self.city, self.website, self.dpo_contact = QLineEdit(), QLineEdit(), QLineEdit()
        self.office_name, self.office_phone = QLineEdit(), QLineEdit()
        self.office_email, self.billing = QLineEdit(), QLineEdit()
        self.letterhead, self.data_notice = _lines_edit(), _lines_edit()
        self.appeal_routes, self.office_address = _lines_edit(), _lines_edit()
        self._lines = {
            "city": self.city,
            "website": self.website,
            "dpo_contact": self.dpo_contact,
            "interpreter_billing": self.billing,
            "office_name": self.office_name,
            "office_phone": self.office_phone,
            "office_email": self.office_email,
        }
        self._texts = {
            "letterhead": self.letterhead,
            "data_notice": self.data_notice,
            "appeal_routes": self.appeal_routes,
            "office_address": self.office_address,
        }
        self.pieces_delay = QSpinBox()
        self.pieces_delay.setRange(1, 90)
        self._build_delegation()
        self.save_button = Button(
            self._("Enregistrer"), ButtonKind.PRIMARY, icon_name="save", keys="Ctrl+S"
        )
        self.save_button.clicked.connect(self._save)

    def _build_delegation(self) -> None:
        self.delegation = QCheckBox(self._("Délégation écrite du CCAS"))
        self.delegation.setAccessibleName(self.delegation.text())
        self.delegated = Label(
            self._("Cochée\u00a0: la mairie délivre les accusés de réception du CCAS en son nom."),
            TextRole.CAPTION,
        )
        self.delegated.setWordWrap(True)
        self.delegation.setAccessibleDescription(self.delegated.text())

    def _watch(self) -> None:
        """Show the sample again a moment after the last key."""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PREVIEW_AFTER_MS)
        self._soon.timeout.connect(self._show_sample)
        for line in self._lines.values():
            line.textEdited.connect(self._later)
        for text in self._texts.values():
            text.textChanged.connect(self._later)
        self.delegation.clicked.connect(self._later)
        self.logo.changed.connect(self._show_sample)
        self.preview.wanted.connect(self._show_sample)

    def _later(self, _what: object = None) -> None:
        self._soon.start()

    def _lay_out(self) -> None:
        form = Page()
        ending = row()
        fill(ending, [self.save_button, None])
        layout = column(form, space=Space.L)
        fill(layout, [self._papers(), self._office(), self._rules(), ending, None])
        area = scrolled(form, name="cityForm")
        area.setMinimumHeight(320)
        both = Pair(area, self.preview, letters=84, stretch=(5, 4))
        column(self, margin=Space.L).addWidget(both, 1)

    def _papers(self) -> QWidget:
        part = QWidget()
        fill(
            column(part, space=Space.M),
            [
                Label(self._("En-tête des papiers"), TextRole.SECTION),
                self.logo,
                Field(self._("Ville"), self.city),
                Field(self._("Lignes sous le nom"), self.letterhead),
                Field(self._("Site de la ville"), self.website),
                Field(
                    self._("Mention sur les données personnelles"),
                    self.data_notice,
                    self._("Imprimée en bas de chaque papier."),
                ),
                Field(self._("Contact du délégué à la protection des données"), self.dpo_contact),
            ],
        )
        return part

    def _office(self) -> QWidget:
        part = QWidget()
        fill(
            column(part, space=Space.M),
            [
                Label(self._("Ce bureau"), TextRole.SECTION),
                Field(self._("Nom du bureau"), self.office_name),
                Field(self._("Adresse"), self.office_address),
                Field(
                    self._("Téléphone"),
                    self.office_phone,
                    self._("Sans téléphone, aucun accusé de réception ne peut être émis."),
                ),
                Field(self._("Courriel"), self.office_email),
            ],
        )
        return part

    def _rules(self) -> QWidget:
        part = QWidget()
        fill(
            column(part, space=Space.M),
            [
                Label(self._("Règles de la ville"), TextRole.SECTION),
                Field(self._("Délai donné pour les pièces, en jours"), self.pieces_delay),
                Field(
                    self._("Voies de recours"),
                    self.appeal_routes,
                    self._("Imprimées quand le silence vaut refus."),
                ),
                Field(
                    self._("Référence de facturation des interprètes"),
                    self.billing,
                    self._("Imprimée sur les demandes aux prestataires."),
                ),
                self.delegation,
                self.delegated,
            ],
        )
        return part


def _lines_edit() -> QPlainTextEdit:
    edit = QPlainTextEdit()
    edit.setTabChangesFocus(True)
    edit.setFixedHeight(edit.fontMetrics().lineSpacing() * (LINES_SHOWN + 2))
    return edit
