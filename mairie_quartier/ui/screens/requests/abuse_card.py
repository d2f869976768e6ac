"""A request held for abusive: decided by the head of service, with its reason.  Passive.

Source: CRPA L112-3, 1°: abusive by number, by repetition or by system.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from mairie_quartier.i18n import Translator
from mairie_quartier.services.requests import LONGEST_REASON, RequestFile
from mairie_quartier.ui.theme.tokens import TextRole
from mairie_quartier.ui.widgets.buttons import Button
from mairie_quartier.ui.widgets.cards import Card
from mairie_quartier.ui.widgets.flow import inset
from mairie_quartier.ui.widgets.guarded import GuardedField, LimitedNote
from mairie_quartier.ui.widgets.texts import Label


class AbuseCard(Card):
    """A box to tick, a reason to give, and a button: nothing happens without the three.

    Signals (main thread):
        held(str): the request is abusive, for this reason.
        released(): it is not, after all.
    """

    held = Signal(str)
    released = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr.gettext("Demande abusive"))
        self._ = tr.gettext
        self._kept = ""
        self.box = QCheckBox(self._("Cette demande est abusive (nombre, répétition)"))
        self.box.setObjectName("requestAbusive")
        self.box.setAccessibleName(self.box.text())
        self.box.clicked.connect(self._ticked)
        words = self._("Le chef de service le décide par écrit. Aucun accusé n’est alors dû.")
        self.reason = LimitedNote(LONGEST_REASON)
        self.reason.setObjectName("requestAbusiveReason")
        hint = self._("Obligatoire. La personne peut demander à la lire.")
        self.field = GuardedField(tr, self._("Raison"), self.reason, hint)
        self.save = Button(self._("Enregistrer la raison"), icon_name="check")
        self.save.setObjectName("requestAbusiveSave")
        self.save.clicked.connect(self._send)
        law = Label(self._("CRPA, article L112-3, 1°"), TextRole.CAPTION)
        self.body.addWidget(inset(self.box, Label(words), self.field, self.save, law))

    def show_file(self, file: RequestFile, *, fresh: bool) -> None:
        """Show what is recorded; a reason being typed stays, unless another request is shown."""
        kept = file.request.abusive_because
        if fresh or kept != self._kept:
            self.box.setChecked(bool(kept))
            self.reason.setPlainText(kept)
            self.field.clear_error()
        self._kept = kept
        self._show_reason()

    def say_nir(self) -> None:
        """Say that the reason looks like a social-security number, and is not kept."""
        self.field.set_error(
            self._("Ce texte ressemble à un numéro de sécurité sociale\u00a0: retirez le numéro.")
        )

    def _show_reason(self) -> None:
        self.field.setVisible(self.box.isChecked())
        self.save.setVisible(self.box.isChecked())

    def _ticked(self) -> None:
        self._show_reason()
        if self.box.isChecked():
            self.reason.setFocus()
        elif self._kept:
            self.released.emit()

    def _send(self) -> None:
        reason = self.reason.toPlainText().strip()
        if not reason:
            self.field.set_error(self._("Écrivez pourquoi la demande est abusive."))
            self.reason.setFocus()
            return
        self.field.clear_error()
        if reason != self._kept:
            self.held.emit(reason)
