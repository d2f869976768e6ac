"""The section of the city and its papers: forms, with the consequence beside each field."""

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from mairie_quartier.ui.screens.administration.city_presenter import CityForm, CityPresenter
from mairie_quartier.ui.shortcuts import bind
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.flow import Pair
from mairie_quartier.ui.widgets.texts import Label, column, fill, row
from mairie_quartier.ui.workplace import Workplace

LINES_SHOWN = 3


class CitySection(QWidget):
    """The city's lines, its delays, and this office's contact."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._ = work.tr.gettext
        self._build_controls()
        self._lay_out()
        bind(self, "Ctrl+S", self._save)
        self._presenter = CityPresenter(work, self)
        self._presenter.load()

    def refresh(self, changed: frozenset[str]) -> None:
        """Read again what another screen changed."""
        if changed & {"setting", "office"}:
            self._presenter.load()

    def show_form(self, form: CityForm) -> None:
        """Fill every field."""
        self.city.setText(form.city)
        self.letterhead.setPlainText(form.letterhead)
        self.website.setText(form.website)
        self.data_notice.setPlainText(form.data_notice)
        self.dpo_contact.setText(form.dpo_contact)
        self.appeal_routes.setPlainText(form.appeal_routes)
        self.pieces_delay.setValue(form.pieces_delay_days)
        self.delegation.setChecked(form.ccas_delegation)
        self.office_name.setText(form.office_name)
        self.office_address.setPlainText(form.office_address)
        self.office_phone.setText(form.office_phone)
        self.office_email.setText(form.office_email)

    def _save(self) -> None:
        self._presenter.save(
            CityForm(
                city=self.city.text(),
                letterhead=self.letterhead.toPlainText(),
                website=self.website.text(),
                data_notice=self.data_notice.toPlainText(),
                dpo_contact=self.dpo_contact.text(),
                appeal_routes=self.appeal_routes.toPlainText(),
                pieces_delay_days=self.pieces_delay.value(),
                ccas_delegation=self.delegation.isChecked(),
                office_name=self.office_name.text(),
                office_address=self.office_address.toPlainText(),
                office_phone=self.office_phone.text(),
                office_email=self.office_email.text(),
            )
        )

    def _build_controls(self) -> None:
        self.city, self.website, self.dpo_contact = QLineEdit(), QLineEdit(), QLineEdit()
        self.office_name, self.office_phone = QLineEdit(), QLineEdit()
        self.office_email = QLineEdit()
        self.letterhead, self.data_notice = _lines_edit(), _lines_edit()
        self.appeal_routes, self.office_address = _lines_edit(), _lines_edit()
        self.pieces_delay = QSpinBox()
        self.pieces_delay.setRange(1, 90)
        self.delegation = QCheckBox(self._("Délégation écrite du CCAS"))
        self.delegation.setAccessibleName(self.delegation.text())
        self.delegated = Label(
            self._("Cochée\u00a0: la mairie délivre les accusés de réception du CCAS en son nom."),
            TextRole.CAPTION,
        )
        self.delegation.setAccessibleDescription(self.delegated.text())
        self.save_button = Button(
            self._("Enregistrer"), ButtonKind.PRIMARY, icon_name="save", keys="Ctrl+S"
        )
        self.save_button.clicked.connect(self._save)

    def _lay_out(self) -> None:
        columns = Pair(self._papers(), self._office(), letters=96, stretch=(1, 1))
        ending = row()
        fill(ending, [self.save_button, None])
        fill(column(self, space=Space.L, margin=Space.L), [columns, ending, None])

    def _papers(self) -> QWidget:
        part = QWidget()
        fill(
            column(part, space=Space.M),
            [
                Label(self._("En-tête des papiers"), TextRole.SECTION),
                Field(self._("Ville"), self.city),
                Field(self._("Lignes sous le nom"), self.letterhead),
                Field(self._("Site de la ville"), self.website),
                Field(
                    self._("Mention sur les données personnelles"),
                    self.data_notice,
                    self._("Imprimée en bas de chaque papier."),
                ),
                Field(self._("Contact du délégué à la protection des données"), self.dpo_contact),
                None,
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
                Label(self._("Règles de la ville"), TextRole.SECTION),
                Field(self._("Délai donné pour les pièces, en jours"), self.pieces_delay),
                Field(
                    self._("Voies de recours"),
                    self.appeal_routes,
                    self._("Imprimées quand le silence vaut refus."),
                ),
                self.delegation,
                self.delegated,
                None,
            ],
        )
        return part


def _lines_edit() -> QPlainTextEdit:
    edit = QPlainTextEdit()
    edit.setTabChangesFocus(True)
    edit.setFixedHeight(edit.fontMetrics().lineSpacing() * (LINES_SHOWN + 2))
    return edit
