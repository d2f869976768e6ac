"""The card on the agent's window: full screen while it is turned to the visitor."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mairie_quartier.ui.screens.language_card.presenter import CardAnswer
from mairie_quartier.ui.screens.language_card.view import LanguageCard
from mairie_quartier.ui.workplace import Workplace


class TurnedCard:
    """Shows the card over a frame, and gives the window back as it was."""

    def __init__(
        self, work: Workplace, frame: QWidget, answered: Callable[[CardAnswer], None]
    ) -> None:
        self._frame = frame
        self._answered = answered
        self._before = Qt.WindowState.WindowNoState
        self.card = LanguageCard(work, frame)
        self.card.closed.connect(self._closed)

    def turn(self, code: str | None) -> None:
        """Show the card at the language already known."""
        if self.card.isVisible():
            return
        window = self._frame.window()
        self._before = window.windowState()
        window.setWindowState(self._before | Qt.WindowState.WindowFullScreen)
        self.card.open_card(code)

    def _closed(self, answer: CardAnswer | None) -> None:
        self._frame.window().setWindowState(self._before)
        if answer is not None:
            self._answered(answer)
