"""The fields by which a PC reaches the city's centre.  Holds no rule; keeps what is typed."""

import platform
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QScrollArea, QWidget

from mairie_quartier.i18n import Translator
from mairie_quartier.ui.linking.answers import LinkAnswer, LinkTyped
from mairie_quartier.ui.theme.tokens import Space
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.flow import FlowGrid
from mairie_quartier.ui.widgets.texts import column, fill, row

COLUMN_LETTERS = 34
LONGEST_NAME = 100
LONGEST_ADDRESS = 500


class CentreForm(QWidget):
    """Address, code, the city's own authority, the PC's name.

    Signals (main thread):
        completed(): Enter in a field.
    """

    completed = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._ = tr.gettext
        self.authority: Path | None = None
        self.fields: dict[LinkAnswer, Field] = {}
        self._build()
        self.choose_button.clicked.connect(self._choose_authority)
        self.clear_button.clicked.connect(self.clear_authority)

    @property
    def first(self) -> QWidget:
        """Give the field to begin with."""
        return self.fields[LinkAnswer.ADDRESS].control

    def typed(self) -> LinkTyped:
        """Give what is in the fields."""
        return LinkTyped(
            self.address.text(), self.code.text(), self.desk_name.text(), self.authority
        )

    def take_authority(self, path: Path) -> None:
        """Use this certificate."""
        self.authority = path
        self.fields[LinkAnswer.AUTHORITY].clear_error()
        self._show_authority(path.name)

    def clear_authority(self) -> None:
        """Use the certificates of this PC alone."""
        self.authority = None
        self._show_authority("")
        self.choose_button.setFocus()

    def show_mistakes(self, mistakes: Mapping[LinkAnswer, str]) -> QWidget | None:
        """Say what to put right, and go to the first of it; give the field."""
        for answer, field in self.fields.items():
            field.set_error(mistakes.get(answer, ""))
        wrong = [field for answer, field in self.fields.items() if answer in mistakes]
        if not wrong:
            return None
        wrong[0].control.setFocus()
        return wrong[0]

    def _build(self) -> None:
        self.address = self._line(LinkAnswer.ADDRESS, LONGEST_ADDRESS)
        self.code = self._line(LinkAnswer.ENROL_CODE, LONGEST_NAME)
        self.desk_name = self._line(LinkAnswer.DESK_NAME, LONGEST_NAME)
        self.desk_name.setText(platform.node()[:LONGEST_NAME])
        address = self._field(
            LinkAnswer.ADDRESS,
            self._("Adresse du service de la ville"),
            self.address,
            self._("Par exemple\u00a0: https://accueil.ville.example"),
        )
        code = self._field(
            LinkAnswer.ENROL_CODE,
            self._("Code donné par le service informatique"),
            self.code,
            self._("Il sert une fois\u00a0; majuscules, tirets et espaces ne comptent pas."),
        )
        name = self._field(
            LinkAnswer.DESK_NAME,
            self._("Nom de ce poste"),
            self.desk_name,
            self._("Celui que verront le service informatique et vos collègues."),
        )
        authority = self._authority_field()
        grid = FlowGrid([address, code, name, authority], letters=COLUMN_LETTERS, most=2)
        fill(column(self, space=Space.M), [grid])

    def _line(self, answer: LinkAnswer, longest: int) -> QLineEdit:
        edit = QLineEdit()
        edit.setObjectName(answer.value)
        edit.setMaxLength(longest)
        edit.returnPressed.connect(self.completed)
        return edit

    def _field(self, answer: LinkAnswer, label: str, edit: QWidget, hint: str) -> Field:
        self.fields[answer] = Field(label, edit, hint)
        return self.fields[answer]

    def _authority_field(self) -> QWidget:
        self.choose_button = Button(self._("Choisir un fichier…"), icon_name="shield")
        self.choose_button.setObjectName(LinkAnswer.AUTHORITY.value)
        self.clear_button = Button(self._("Retirer"), ButtonKind.QUIET)
        self.clear_button.setObjectName("clearAuthority")
        field = self._field(
            LinkAnswer.AUTHORITY,
            self._("Certificat de l’autorité de la ville (facultatif)"),
            self.choose_button,
            self._no_file(),
        )
        part = QWidget()
        line = row(space=Space.S)
        fill(line, [self.clear_button, None])
        body = column(part, space=Space.XS)
        fill(body, [field])
        body.addLayout(line)
        self.clear_button.hide()
        return part

    def _show_authority(self, name: str) -> None:
        hint = self._("Fichier choisi\u00a0: {name}").format(name=name) if name else self._no_file()
        self.fields[LinkAnswer.AUTHORITY].set_hint(hint)
        self.clear_button.setVisible(bool(name))

    def _no_file(self) -> str:
        return self._("Seulement si le service informatique vous a remis un fichier.")

    def _choose_authority(self) -> None:
        dialog = QFileDialog(self, self._("Choisir le certificat de l’autorité"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [self._("Certificats (*.pem *.crt *.cer)"), self._("Tous les fichiers (*)")]
        )
        dialog.fileSelected.connect(lambda path: self.take_authority(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


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
