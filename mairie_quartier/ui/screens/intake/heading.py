"""The line above the form: when, by which channel, whether the draft is kept.  Passive."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mairie_quartier.domain.requests import Channel
from mairie_quartier.ui.screens.intake.flip_row import FlipRow
from mairie_quartier.ui.screens.intake.state import IntakeState
from mairie_quartier.ui.screens.intake.who import WhoPresenter
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.entries import Choice
from mairie_quartier.ui.widgets.line_entry import LineEntry
from mairie_quartier.ui.widgets.texts import Label, fill, row
from mairie_quartier.ui.workplace import Workplace

_PLACED = frozenset({Channel.OUTREACH, Channel.PARTNER})


class Heading(QWidget):
    """Visit of such a day, at such an hour."""

    def __init__(self, work: Workplace, who: WhoPresenter, keep: Callable[[], None]) -> None:
        super().__init__()
        self._work = work
        self._ = work.tr.gettext
        self._who = who
        self._keep = keep
        self._title = Label("", TextRole.TITLE)
        self._title.setObjectName("visitTitle")
        self._title.setWordWrap(False)
        labels = work.labels
        self.channel = Choice([(each, labels.channel(each)) for each in Channel])
        self.channel.setObjectName("channel")
        self.channel.setAccessibleName(self._("Canal"))
        self.channel.activated.connect(self._set_channel)
        self.place = LineEntry()
        self.place.setObjectName("place")
        self.place.setAccessibleName(self._("Lieu"))
        self.place.setPlaceholderText(self._("Lieu"))
        self.place.editingFinished.connect(self._set_place)
        self._kept = Label("", TextRole.CAPTION)
        self._kept.setObjectName("kept")
        self._kept.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        words = FlipRow([self._title, self.channel, self.place])
        line = row(self, space=Space.M)
        line.setContentsMargins(int(Space.L), int(Space.M), int(Space.L), 0)
        fill(line, [words, self._kept])
        line.setStretch(0, 3)
        line.setStretch(1, 1)

    def show_state(self, state: IntakeState) -> None:
        """Show when and how."""
        opened = state.form.opened_at
        text = self._("Passage du {day}, {time}")
        day = self._work.tr.day_month(opened.astimezone(self._work.tr.zone).date())
        self._title.setText(text.format(day=day, time=self._work.tr.clock_time(opened)))
        self.channel.choose(state.form.channel)
        self.place.setVisible(state.form.channel in _PLACED)
        self.place.show_text(state.form.place)
        self._kept.setText(state.kept)

    def _set_channel(self) -> None:
        channel = self.channel.value()
        if isinstance(channel, Channel):
            self._who.set_channel(channel)
            self._keep()

    def _set_place(self) -> None:
        self._who.set_place(self.place.text())
        self._keep()
