"""The band on a page that shows disputed records: which values, and the way to settle them."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mairie_quartier.domain.permissions import Act, may
from mairie_quartier.jobs.latest import LatestOnly
from mairie_quartier.services.conflicts import ConflictLine, disputes_among
from mairie_quartier.ui.screens.conflicts.words import ConflictWords
from mairie_quartier.ui.theme.tokens import Space, Tone
from mairie_quartier.ui.widgets.badges import Banner
from mairie_quartier.ui.widgets.buttons import Button
from mairie_quartier.ui.widgets.flow import Pair
from mairie_quartier.ui.widgets.texts import column
from mairie_quartier.ui.workplace import Workplace

Keys = tuple[UUID, ...]


class DisputeBar(QWidget):
    """Hidden while nothing is disputed.

    Signals (main thread):
        found(object): the disputes (``tuple[ConflictLine, ...]``) of the records looked at.
    """

    found = Signal(object)

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._ = work.tr.gettext
        self._work = work
        self._keys: Keys = ()
        self.words = ConflictWords(work.tr, work.labels)
        self.lines: tuple[ConflictLine, ...] = ()
        self.banner = Banner("disputes")
        self.button = Button(self._("Départager"), icon_name="split", keys="Ctrl+G")
        self.button.setObjectName("settleDisputes")
        self.button.clicked.connect(self.open)
        column(self, space=Space.NONE).addWidget(
            Pair(self.banner, self.button, letters=90, stretch=(1, 0))
        )
        self.hide()
        self._latest = LatestOnly[Keys, tuple[ConflictLine, ...]](
            work.lane, self._look, show=self._show, failed=work.navigator.failed
        )

    def look(self, records: Sequence[UUID]) -> None:
        """Look for the disputes of some records."""
        keys = tuple(records)
        if keys[:1] != self._keys[:1]:
            self._take(())  # nobody else's disputes stay in sight
        self._keys = keys
        self._latest.ask(keys)

    def forget(self) -> None:
        """Look at nothing: nobody's disputes stay in sight."""
        self._keys = ()
        self._latest.forget()
        self._take(())

    def open(self) -> None:
        """Show both values of each, to choose."""
        if self.lines:
            keys = dict.fromkeys(line.record_id for line in self.lines)
            self._work.navigator.open_conflicts(tuple(keys))

    def _look(self, keys: Keys) -> tuple[ConflictLine, ...]:
        roles = self._work.context.agent.roles
        if not may(roles, Act.READ_CONFLICTS):
            return ()
        return disputes_among(self._work.context, keys)

    def _show(self, keys: Keys, lines: tuple[ConflictLine, ...]) -> None:
        if keys == self._keys:
            self._take(lines)

    def _take(self, lines: tuple[ConflictLine, ...]) -> None:
        self.lines = lines
        names = dict.fromkeys(self._name(line) for line in lines)
        said = self._("Deux valeurs s’opposent\u00a0: {fields}.").format(fields=", ".join(names))
        self.banner.say(said if lines else "", Tone.WARNING)
        self.setVisible(bool(lines))
        self.found.emit(lines)

    def _name(self, line: ConflictLine) -> str:
        label = self.words.values.names.of(line.word, line.field).label
        if line.record_id == self._keys[0]:
            return label
        return self._("{field} ({record})").format(field=label, record=self.words.subject(line))
