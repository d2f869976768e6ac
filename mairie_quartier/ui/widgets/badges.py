"""A state in a word and a shape (badge), and a sentence that must be seen (banner).

Neither says anything by colour alone.
"""

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from mairie_quartier.ui.theme.icons import IconRole, dress
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.fields import announce
from mairie_quartier.ui.widgets.texts import Label, fill, repolish, row

SHAPES = {
    Tone.NEUTRAL: "circle",
    Tone.INFO: "info",
    Tone.SUCCESS: "circle-check",
    Tone.WARNING: "triangle-alert",
    Tone.DANGER: "circle-alert",
}


def _ink(tone: Tone) -> IconRole:
    return IconRole.TEXT if tone is Tone.NEUTRAL else IconRole(tone.value)


class Badge(QFrame):
    """A state: a shape and a word on a soft ground."""

    def __init__(
        self, text: str = "", tone: Tone = Tone.NEUTRAL, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("badge", "true")
        self._mark = Label("")
        self.text = Label("", TextRole.CAPTION)
        self.text.setWordWrap(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        line = row(self, space=Space.XS)
        line.setContentsMargins(int(Space.S), int(Space.XXS), int(Space.S), int(Space.XXS))
        fill(line, [self._mark, self.text])
        self.say(text, tone)

    def say(self, text: str, tone: Tone) -> None:
        """Show another state."""
        self.setProperty("tone", tone.value)
        self.setAccessibleName(text)
        dress(self._mark, SHAPES[tone], _ink(tone), size=16)
        self.text.setText(text)
        self.text.set_tone(tone)
        repolish(self)


class Banner(QFrame):
    """A sentence across the screen; hidden until there is something to say."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("banner", "true")
        self._mark = Label("")
        self.text = Label("", TextRole.BODY)
        line = row(self, space=Space.M, margin=Space.M)
        fill(line, [self._mark, self.text])
        line.setStretch(1, 1)
        self.hide()

    def say(self, text: str, tone: Tone = Tone.WARNING) -> None:
        """Show and announce a sentence; an empty one hides the banner."""
        changed = text != self.text.text()
        self.setProperty("tone", tone.value)
        dress(self._mark, SHAPES[tone], _ink(tone))
        self.text.setText(text)
        self.setAccessibleName(text)
        repolish(self)
        self.setVisible(bool(text))
        if text and changed:
            announce(self.text, text)
