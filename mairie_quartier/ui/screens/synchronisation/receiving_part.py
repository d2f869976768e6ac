"""The progress of the first sync, with what interrupts it and has it go on.  Holds no rule."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mairie_quartier.i18n import Translator
from mairie_quartier.ui.screens.synchronisation.receiving import Receiving
from mairie_quartier.ui.theme.tokens import Space
from mairie_quartier.ui.widgets.buttons import Button
from mairie_quartier.ui.widgets.fields import announce
from mairie_quartier.ui.widgets.flow import buttons
from mairie_quartier.ui.widgets.progress import WorkBar
from mairie_quartier.ui.widgets.texts import column, fill


class ReceivingPart(QWidget):
    """A bar, its words, one button; hidden once all is here.

    Signals (main thread):
        interrupted(), resumed(): the button, or its key.
    """

    interrupted = Signal()
    resumed = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._ = _ = tr.gettext
        self.bar = WorkBar("receiving")
        self.interrupt_button = Button(_("Interrompre"), keys="Ctrl+I")
        self.interrupt_button.setObjectName("interruptSync")
        self.interrupt_button.clicked.connect(self._interrupt)
        self.resume_button = Button(
            _("Reprendre la réception"), icon_name="refresh-cw", keys="Ctrl+I"
        )
        self.resume_button.setObjectName("resumeSync")
        self.resume_button.clicked.connect(self.resumed)
        both = buttons(self.interrupt_button, self.resume_button)
        fill(column(self, space=Space.S), [self.bar, both])
        self.show_receiving(None)

    def show_receiving(self, receiving: Receiving | None) -> None:
        """Show how far it is; nothing hides the part."""
        self.setVisible(receiving is not None)
        if receiving is None:
            self.bar.end()
            return
        had_focus = self.interrupt_button.hasFocus() or self.resume_button.hasFocus()
        self._show_bar(receiving)
        self.interrupt_button.setVisible(receiving.goes_on)
        self.resume_button.setVisible(not receiving.goes_on)
        if had_focus:
            self.first_focus()

    def toggle(self) -> None:
        """Press the button that is there."""
        if not self.isHidden():
            self._shown.click()

    def _interrupt(self) -> None:
        """Answer at once: the page under way may take a while to end."""
        self.bar.words.setText(self._("Interruption après la page en cours…"))
        announce(self.bar.words, self.bar.words.text())
        self.interrupted.emit()

    def first_focus(self) -> None:
        """Begin on the button that is there."""
        self._shown.setFocus()

    @property
    def _shown(self) -> Button:
        hidden = self.interrupt_button.isHidden()
        return self.resume_button if hidden else self.interrupt_button

    def _show_bar(self, receiving: Receiving) -> None:
        if self.bar.isHidden() or receiving.outlook != self.bar.words.text():
            self.bar.begin(receiving.outlook)
        self.bar.bar.setAccessibleName(receiving.words)
        if receiving.total:
            self.bar.advance(receiving.done, receiving.total)
        elif not receiving.goes_on:
            self.bar.advance(0, 1)  # a bar that runs would say that work is under way
