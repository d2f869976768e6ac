"""What a file shows first: open matters, then what happened, visit by visit; the household."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mairie_quartier.i18n import Translator
from mairie_quartier.ui.screens.people.summary import ReachCard
from mairie_quartier.ui.screens.people.timeline import Target, Told
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.badges import Banner
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.cards import Card
from mairie_quartier.ui.widgets.flow import Page, Pair, aside
from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.widgets.line_list import Height, LineList
from mairie_quartier.ui.widgets.texts import Label, column, fill, scrolled


class FollowUp(QWidget):
    """Open matters, timeline, household.

    Signals (main thread):
        wanted(object): a ``Target`` to open.
        member_wanted(int): the place of a household line.
        more_wanted(): older visits.
    """

    wanted = Signal(object)
    member_wanted = Signal(int)
    more_wanted = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._ = tr.gettext
        self._open_targets: list[Target] = []
        self._past_targets: list[Target] = []
        self._past: list[Line] = []
        self.matters = self._lines("personMatters", self._("À suivre"))
        self.past = self._lines("personTimeline", self._("Historique"))
        self.members = self._lines("personMembers", self._("Foyer"))
        self.matters.opened.connect(self._open_matter)
        self.past.opened.connect(self._open_past)
        self.members.opened.connect(self.member_wanted)
        self.reach = ReachCard(tr)
        self._nothing_open = Label(self._("Rien en attente."), TextRole.QUIET)
        self._no_visit = Label(self._("Aucun passage enregistré."), TextRole.QUIET)
        self._alone = Label(
            self._("Personne d’autre n’est noté. L’onglet Foyer permet d’ajouter quelqu’un."),
            TextRole.QUIET,
        )
        self.more = Button(self._("Passages plus anciens"), ButtonKind.QUIET, icon_name="history")
        self.more.clicked.connect(self.more_wanted)
        self._build()

    def show_matters(self, told: Sequence[Told]) -> None:
        """Show what is open."""
        self._open_targets = [target for _line, target in told]
        self._put(self.matters, [line for line, _target in told], self._nothing_open)

    def show_visits(self, told: Sequence[Told], *, complete: bool) -> None:
        """Show what happened, instead of what was shown."""
        self._past_targets = [target for _line, target in told]
        self._past = [line for line, _target in told]
        self._put(self.past, self._past, self._no_visit)
        self.more.setVisible(not complete)

    def add_visits(self, told: Sequence[Told], *, complete: bool) -> None:
        """Show what happened before."""
        self._past_targets += [target for _line, target in told]
        self._past += [line for line, _target in told]
        self._put(self.past, self._past, self._no_visit)
        self.more.setVisible(not complete)

    def show_members(self, lines: Sequence[Line]) -> None:
        """Show the household."""
        self._put(self.members, lines, self._alone)

    def first_focus(self) -> None:
        """Start with what is open, else with what happened."""
        view = self.matters if self._open_targets else self.past
        view.setFocus()
        if view.current() < 0:
            view.choose(0)

    def _put(self, view: LineList, lines: Sequence[Line], empty: Label) -> None:
        view.put(lines, choose=None if view.current() >= 0 else -1)
        view.setVisible(bool(lines))
        empty.setVisible(not lines)

    def _open_matter(self, place: int) -> None:
        self.wanted.emit(self._open_targets[place])

    def _open_past(self, place: int) -> None:
        self.wanted.emit(self._past_targets[place])

    def _lines(self, name: str, spoken: str) -> LineList:
        return LineList(name, spoken, height=Height.ROWS)

    def _build(self) -> None:
        matters, past = Card(self._("À suivre")), Card(self._("Historique"))
        household = Card(self._("Foyer"))
        fill(matters.body, [aside(self._nothing_open), self.matters])
        fill(past.body, [aside(self._no_visit), self.past, self.more])
        fill(household.body, [aside(self._alone), self.members])
        left, right = QWidget(), QWidget()
        fill(column(left, space=Space.L), [matters, past, None])
        fill(column(right, space=Space.L), [self.reach, household, None])
        page = Page()
        self.handover = Banner("personHandedOver")
        body = column(page, space=Space.L)
        body.addWidget(self.handover)
        body.addWidget(Pair(left, right, letters=90, stretch=(2, 1)))
        column(self).addWidget(scrolled(page, name="personFollowUp"))
