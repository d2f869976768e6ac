"""The field of the city's own certificate authority: a file, the one in use, or none.

Holds no rule; reads no file.
"""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from mairie_quartier.i18n import Translator
from mairie_quartier.ui.linking.answers import LinkAnswer
from mairie_quartier.ui.theme.tokens import Space
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.texts import column, fill, row


class AuthorityField(QWidget):
    """A button that chooses a file, and one that takes the choice back."""

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._ = tr.gettext
        self.file: Path | None = None
        self._present = self._kept = ""
        self.choose_button = Button(self._("Choisir un fichier…"), icon_name="shield")
        self.choose_button.setObjectName(LinkAnswer.AUTHORITY.value)
        self.clear_button = Button(self._("Retirer"), ButtonKind.QUIET)
        self.clear_button.setObjectName("clearAuthority")
        self.field = Field(
            self._("Certificat de l’autorité de la ville (facultatif)"), self.choose_button
        )
        self._lay_out()
        self._show()
        self.choose_button.clicked.connect(self._choose)
        self.clear_button.clicked.connect(self.clear)

    @property
    def kept(self) -> str:
        """Give the certificate in use (PEM) while it stays in use; empty otherwise."""
        return "" if self.file else self._kept

    def begin_with(self, present: str) -> None:
        """Keep the certificate in use (PEM), if there is one, until something else is chosen."""
        self.file = None
        self._present = self._kept = present
        self._show()

    def take(self, path: Path) -> None:
        """Use this certificate."""
        self.file = path
        self.field.clear_error()
        self._show()

    def clear(self) -> None:
        """Take the file back; or leave the certificate in use, or come back to it."""
        if self.file:
            self.file, self._kept = None, self._present
        else:
            self._kept = "" if self._kept else self._present
        self.field.clear_error()
        self._show()
        target = self.clear_button if self._present else self.choose_button
        target.setFocus()

    def _lay_out(self) -> None:
        line = row(space=Space.S)
        fill(line, [self.clear_button, None])
        body = column(self, space=Space.XS)
        fill(body, [self.field])
        body.addLayout(line)

    def _show(self) -> None:
        self.field.set_hint(self._hint())
        words = self._way_back()
        self.clear_button.setText(words)
        self.clear_button.setAccessibleName(words)
        self.clear_button.setVisible(bool(words))

    def _hint(self) -> str:
        if self.file:
            return self._("Fichier choisi\u00a0: {name}").format(name=self.file.name)
        if self._kept:
            return self._("Le certificat actuel est gardé.")
        if self._present:
            return self._(
                "Le certificat actuel ne servira plus\u00a0: seules les autorités que ce poste "
                "connaît déjà seront acceptées."
            )
        return self._("Seulement si le service informatique vous a remis un fichier.")

    def _way_back(self) -> str:
        if self.file:
            return self._("Retirer")
        if self._kept:
            return self._("Ne plus utiliser le certificat actuel")
        return self._("Garder le certificat actuel") if self._present else ""

    def _choose(self) -> None:
        dialog = QFileDialog(self, self._("Choisir le certificat de l’autorité"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [self._("Certificats (*.pem *.crt *.cer)"), self._("Tous les fichiers (*)")]
        )
        dialog.fileSelected.connect(lambda path: self.take(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
