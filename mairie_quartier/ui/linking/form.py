"""The fields by which a PC reaches the city's centre.  Holds no rule; keeps what is typed."""

import platform
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget

from mairie_quartier.i18n import Translator
from mairie_quartier.ui.linking.answers import LinkAnswer, LinkTyped
from mairie_quartier.ui.linking.authority import AuthorityField
from mairie_quartier.ui.theme.tokens import Space
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.flow import FlowGrid
from mairie_quartier.ui.widgets.texts import column, fill

COLUMN_LETTERS = 34
LONGEST_NAME = 100
LONGEST_ADDRESS = 500
ALL: Final = (
    LinkAnswer.ADDRESS,
    LinkAnswer.ENROL_CODE,
    LinkAnswer.DESK_NAME,
    LinkAnswer.AUTHORITY,
)


class CentreForm(QWidget):
    """Address, code, the PC's name, the city's own authority; or those of them that are asked.

    Signals (main thread):
        completed(): Enter in a field.
    """

    completed = Signal()

    def __init__(self, tr: Translator, asked: Collection[LinkAnswer] = ALL) -> None:
        super().__init__()
        self._ = tr.gettext
        self.fields: dict[LinkAnswer, Field] = {}
        self.address, self.code = QLineEdit(), QLineEdit()
        self.desk_name = QLineEdit(platform.node()[:LONGEST_NAME])
        self._authority = AuthorityField(tr)
        self.clear_button = self._authority.clear_button
        made = {
            LinkAnswer.ADDRESS: self._address_field,
            LinkAnswer.ENROL_CODE: self._code_field,
            LinkAnswer.DESK_NAME: self._name_field,
            LinkAnswer.AUTHORITY: self._authority_field,
        }
        parts = [made[answer]() for answer in asked]
        grid = FlowGrid(parts, letters=COLUMN_LETTERS, most=2)
        fill(column(self, space=Space.M), [grid])

    @property
    def first(self) -> QWidget:
        """Give the field to begin with."""
        return self.fields[LinkAnswer.ADDRESS].control

    def typed(self) -> LinkTyped:
        """Give what is in the fields."""
        return LinkTyped(
            self.address.text(),
            self.code.text(),
            self.desk_name.text(),
            self._authority.file,
            self._authority.kept,
        )

    def begin_with(self, address: str, ca: str) -> None:
        """Fill in what is in use; ``ca`` is PEM text, or empty."""
        self.address.setText(address)
        self._authority.begin_with(ca)
        self.show_mistakes({})

    def take_authority(self, path: Path) -> None:
        """Use this certificate."""
        self._authority.take(path)

    def show_mistakes(self, mistakes: Mapping[LinkAnswer, str]) -> QWidget | None:
        """Say what to put right, and go to the first of it; give the field."""
        for answer, field in self.fields.items():
            field.set_error(mistakes.get(answer, ""))
        wrong = [field for answer, field in self.fields.items() if answer in mistakes]
        if not wrong:
            return None
        wrong[0].control.setFocus()
        return wrong[0]

    def _address_field(self) -> QWidget:
        return self._field(
            LinkAnswer.ADDRESS,
            self._("Adresse du service de la ville"),
            self.address,
            self._("Par exemple\u00a0: https://accueil.ville.example"),
        )

    def _code_field(self) -> QWidget:
        return self._field(
            LinkAnswer.ENROL_CODE,
            self._("Code donné par le service informatique"),
            self.code,
            self._("Il sert une fois\u00a0; majuscules, tirets et espaces ne comptent pas."),
        )

    def _name_field(self) -> QWidget:
        return self._field(
            LinkAnswer.DESK_NAME,
            self._("Nom de ce poste"),
            self.desk_name,
            self._("Celui que verront le service informatique et vos collègues."),
        )

    def _authority_field(self) -> QWidget:
        self.fields[LinkAnswer.AUTHORITY] = self._authority.field
        return self._authority

    def _field(self, answer: LinkAnswer, label: str, edit: QLineEdit, hint: str) -> Field:
        edit.setObjectName(answer.value)
        longest = LONGEST_ADDRESS if answer is LinkAnswer.ADDRESS else LONGEST_NAME
        edit.setMaxLength(longest)
        edit.returnPressed.connect(self.completed)
        self.fields[answer] = Field(label, edit, hint)
        return self.fields[answer]


def bring_into_view(part: QWidget) -> None:
    """Scroll the page so that a whole field is seen, what is wrong with it included."""
    above = part.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if isinstance(above, QScrollArea):
        content = above.widget()
        layout = content.layout() if content is not None else None
        if layout is not None:
            layout.activate()
        above.ensureWidgetVisible(part, int(Space.XL), int(Space.XL))
