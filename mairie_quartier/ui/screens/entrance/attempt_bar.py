"""What a page shows of attempts: the banner, the work under way, the seconds of a wait."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from mairie_quartier.ui.screens.entrance.attempts import EntryState, Phase
from mairie_quartier.ui.theme.tokens import Space, Tone
from mairie_quartier.ui.widgets.badges import Banner
from mairie_quartier.ui.widgets.progress import WorkBar
from mairie_quartier.ui.widgets.texts import column, fill

TONES = {
    Phase.READY: Tone.INFO,
    Phase.INCOMPLETE: Tone.WARNING,
    Phase.REFUSED: Tone.DANGER,
    Phase.FAILED: Tone.DANGER,
    Phase.WAITING: Tone.WARNING,
    Phase.BROKEN: Tone.DANGER,
}


class AttemptBar(QWidget):
    """Banner above, bar below; calls ``second_passed`` each second while one waits."""

    def __init__(self, second_passed: Callable[[], None]) -> None:
        super().__init__()
        self.banner = Banner("entranceMessage")
        self.work = WorkBar("entranceWork")
        self.work.keep_room()
        self.clock = QTimer(self)
        self.clock.setInterval(1000)
        self.clock.timeout.connect(second_passed)
        self._waiting = False
        fill(column(self, space=Space.S), [self.banner, self.work])

    def show_state(self, state: EntryState) -> None:
        """Show where the attempt stands."""
        self._show_work(state)
        again = self._waiting and state.phase is Phase.WAITING
        self._waiting = state.phase is Phase.WAITING
        if again:
            # Said aloud once: a screen reader must not count the seconds.
            self.banner.text.setText(state.words)
            self.banner.setAccessibleName(state.words)
            return
        words = "" if state.phase is Phase.WORKING else state.words
        self.banner.say(words, TONES.get(state.phase, Tone.INFO))
        if self._waiting:
            self.clock.start()
        else:
            self.clock.stop()

    def _show_work(self, state: EntryState) -> None:
        if state.phase is Phase.WORKING:
            self.work.begin(state.words)
        else:
            self.work.end()
