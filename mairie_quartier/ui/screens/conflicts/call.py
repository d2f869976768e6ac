"""A button that says how many values are to be settled, and leads to them; hidden for none."""

from mairie_quartier.domain.permissions import Act, may
from mairie_quartier.services.conflicts import count_open
from mairie_quartier.ui.screens.conflicts.words import ConflictWords
from mairie_quartier.ui.theme.tokens import TextRole
from mairie_quartier.ui.widgets.buttons import Button
from mairie_quartier.ui.widgets.cards import BareCard
from mairie_quartier.ui.widgets.flow import FlowGrid, inset
from mairie_quartier.ui.widgets.texts import Label
from mairie_quartier.ui.workplace import Workplace


class DisputesCall(BareCard):
    """Counts by itself when it is told to look."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._ = work.tr.gettext
        self._work = work
        self._words = ConflictWords(work.tr, work.labels)
        self.setObjectName("disputesCall")
        self.count = Label("", TextRole.STRONG)
        self.count.setWordWrap(True)
        self.button = Button(self._("Départager"), icon_name="split")
        self.button.setObjectName("openConflicts")
        self.button.clicked.connect(self._open)
        self.body.addWidget(inset(FlowGrid([self.count, self.button], letters=24, most=2)))
        self.hide()

    def look(self) -> None:
        """Count again."""
        context = self._work.context
        if may(context.agent.roles, Act.SETTLE_CONFLICTS):
            self._work.lane.submit(
                lambda: count_open(context), self._show, self._work.navigator.failed
            )

    def _show(self, found: int) -> None:
        self.count.setText(self._words.count(found))
        self.button.setAccessibleDescription(self.count.text())
        self.setVisible(found > 0)

    def _open(self) -> None:
        self._work.navigator.open_conflicts(())
