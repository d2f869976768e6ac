"""Notices that nobody touches the program any more.  What to do then is the session's."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

WATCHED = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
    }
)


class IdleWatch(QObject):
    """Counts the time since the last key or mouse move, anywhere in the program.

    Signals (main thread):
        idle(): nobody touched the keyboard or the mouse for the time set.
    """

    idle = Signal()

    def __init__(self, parent: QObject, after_min: int) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(after_min * 60_000)
        self._timer.timeout.connect(self.idle)

    def start(self) -> None:
        """Watch from now on."""
        self._timer.start()
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Start the count again at every key and mouse move."""
        if event.type() in WATCHED:
            self._timer.start()
        return super().eventFilter(watched, event)
