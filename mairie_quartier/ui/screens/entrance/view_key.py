"""The page of the recovery key: shown this once, printed or copied, one group asked back."""

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QFile, QIODevice, Signal
from PySide6.QtGui import QPagedPaintDevice
from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame, QLineEdit, QWidget

from mairie_quartier.i18n import Translator
from mairie_quartier.ui.screens.entrance.page import WIDE_LETTERS, EntrancePage, actions
from mairie_quartier.ui.screens.entrance.presenter_key import KeyCheck
from mairie_quartier.ui.screens.entrance.setup_pages import trail
from mairie_quartier.ui.shortcuts import bind
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.badges import Banner
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.flow import FlowGrid
from mairie_quartier.ui.widgets.texts import Label, column, fill, row

GROUP_LETTERS = 13


class KeyPage(EntrancePage):
    """Shows the key until it is noted.

    Signals (main thread):
        noted(str): the group typed back, once the box is ticked.
    """

    bears_name = False
    in_setup: ClassVar = True
    noted = Signal(str)

    def __init__(self, check: KeyCheck, tr: Translator) -> None:
        super().__init__(tr, tr.gettext("La clé de secours"), letters=WIDE_LETTERS)
        self._ = tr.gettext
        self._tr = tr
        self.check = check
        if self.in_setup:
            self.body.insertWidget(0, trail(tr, 3))
        self.say_lead(
            self._(
                "Elle rouvre les données si tous les mots de passe sont perdus. Elle ne sera "
                "plus jamais affichée\u00a0: sans elle et sans mot de passe, tout serait perdu."
            )
        )
        self._build()
        self._lay_out()
        self.start_at(self.print_button)
        bind(self, "Ctrl+P", self.print_key)
        bind(self, "Ctrl+S", self.save_key)

    def show_failure(self, words: str) -> None:
        """Say what is wrong with the group typed."""
        self.group_field.set_error(words)
        if words:
            self.group.setFocus()
            self.group.selectAll()

    def go_on(self) -> None:
        """Go in, if the box is ticked and the group typed."""
        if self.ticked.isChecked():
            self.noted.emit(self.group.text())
            return
        self.banner.say(
            self._("Imprimez la clé ou recopiez-la, puis cochez la case."), Tone.WARNING
        )
        self.ticked.setFocus()

    def print_key(self) -> None:
        """Send the key to a printer."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self._draw_on(printer))
        dialog.finished.connect(dialog.deleteLater)
        dialog.setModal(True)
        dialog.show()

    def save_key(self) -> None:
        """Save the key as a PDF, where the agent says."""
        dialog = QFileDialog(self, self._("Enregistrer la clé de secours"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setNameFilters([self._("Documents PDF (*.pdf)")])
        dialog.selectFile("cle-de-secours.pdf")
        dialog.fileSelected.connect(self.save_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Write the PDF, and say where it is."""
        from PySide6.QtGui import QPdfWriter

        file = QFile(path)
        if not file.open(QIODevice.OpenModeFlag.WriteOnly):
            self._say_undrawn()
            return
        drawn = self._draw_on(QPdfWriter(file))
        file.close()
        if drawn:
            self.banner.say(
                self._(
                    "Clé enregistrée dans «\u00a0{name}\u00a0». Rangez ce fichier hors du poste."
                ).format(name=Path(path).name),
                Tone.SUCCESS,
            )

    def _draw_on(self, device: QPagedPaintDevice) -> bool:
        from mairie_quartier.ui.screens.entrance.key_sheet import draw_key

        drawn = draw_key(device, self.check, self._tr)
        if not drawn:
            self._say_undrawn()
        return drawn

    def _say_undrawn(self) -> None:
        words = self._("Le papier n’a pas pu être fait. Essayez un autre endroit.")
        self.banner.say(words, Tone.DANGER)

    def _build(self) -> None:
        self.banner = Banner("keyMessage")
        self.boxes = [self._box(place, text) for place, text in enumerate(self.check.groups, 1)]
        self.print_button = Button(self._("Imprimer"), icon_name="printer", keys="Ctrl+P")
        self.print_button.setObjectName("printKey")
        self.print_button.clicked.connect(self.print_key)
        self.save_button = Button(self._("Enregistrer en PDF"), icon_name="download", keys="Ctrl+S")
        self.save_button.setObjectName("saveKey")
        self.save_button.clicked.connect(self.save_key)
        self.ticked = QCheckBox(self._("J’ai imprimé ou recopié la clé"))
        self.ticked.setObjectName("noted")
        self.ticked.setAccessibleName(self.ticked.text())
        self.group = QLineEdit()
        self.group.setObjectName("askedGroup")
        self.group.returnPressed.connect(self.go_on)
        self.group_field = Field(
            self.check.question, self.group, self._("Pour vérifier que le papier est lisible.")
        )
        self.enter_button = Button(self._last_word(), ButtonKind.PRIMARY, keys=self._("Entrée"))
        self.enter_button.setObjectName("open")
        self.enter_button.clicked.connect(self.go_on)

    def _last_word(self) -> str:
        return self._("Ouvrir l’accueil")

    def _lay_out(self) -> None:
        grid = FlowGrid(self.boxes, letters=GROUP_LETTERS, most=4)
        grid.setAccessibleName(" ".join(self.check.groups))
        advice = Label(
            self._(
                "Gardez le papier sous clé, ailleurs que près du poste\u00a0: au coffre de "
                "la mairie, "
                "dans une enveloppe fermée."
            ),
            TextRole.QUIET,
        )
        papers = actions(self.print_button, self.save_button, None)
        proof = QWidget()
        fill(column(proof, space=Space.M), [self.ticked, self.group_field])
        fill(self.body, [grid, advice, papers, self.banner, proof])
        self.put_band(None, self.enter_button)

    def _box(self, place: int, text: str) -> QFrame:
        box = QFrame()
        box.setProperty("badge", "true")
        box.setAccessibleName(
            self._("Groupe {group}\u00a0: {letters}").format(group=place, letters=" ".join(text))
        )
        number, letters = Label(str(place), TextRole.CAPTION), Label(text, TextRole.TITLE)
        font = letters.font()
        font.setLetterSpacing(font.SpacingType.AbsoluteSpacing, 2)
        letters.setFont(font)
        line = row(box, space=Space.M, margin=Space.M)
        fill(line, [number, None, letters, None])
        return box


class RenewedKeyPage(KeyPage):
    """The key that replaces another, shown from the administration."""

    in_setup = False

    def _last_word(self) -> str:
        return self._("J’ai noté la clé")
