"""The list of what the centre refused, with what can be done about it.  Passive."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mairie_quartier.services.synchronisation import RefusedLine
from mairie_quartier.ui.screens.synchronisation.refused_presenter import RefusedPresenter
from mairie_quartier.ui.screens.synchronisation.refused_words import GivingUp
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.confirm import Question, confirm
from mairie_quartier.ui.widgets.flow import buttons
from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.widgets.line_list import Height, LineList
from mairie_quartier.ui.widgets.texts import Label, column, fill
from mairie_quartier.ui.workplace import Workplace


class RefusedPart(QWidget):
    """Hidden while nothing was put aside.

    Signals (main thread):
        left(): something was taken up or given up: read everything anew.
    """

    left = Signal()

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._ = work.tr.gettext
        self.setObjectName("quarantine")
        self._build()
        self._presenter = RefusedPresenter(work, self)
        self.list.chosen.connect(self._presenter.choose)
        self.again.clicked.connect(self._presenter.take_up)
        self.drop.clicked.connect(self._presenter.give_up)
        self.more.clicked.connect(self._presenter.more)
        self.hide()

    def show_refused(self, first: tuple[RefusedLine, ...]) -> None:
        """Show the first page again."""
        self._presenter.take(first)

    def show_lines(self, lines: list[Line], chosen: int, *, complete: bool) -> None:
        """Show what was put aside."""
        self.list.blockSignals(True)
        self.list.put(lines, choose=chosen)
        self.list.blockSignals(False)
        if complete and self.more.hasFocus():
            self.list.setFocus()
        self.more.setVisible(not complete)
        self.setVisible(bool(lines))

    def ask(self, question: GivingUp, agreed: Callable[[], None]) -> None:
        """Ask before something is given up."""
        asked = Question(question.title, question.consequence, question.agree, question.stay)
        confirm(self, asked, agreed)

    def settled(self) -> None:
        """Tell that something left the list."""
        self.left.emit()

    def _build(self) -> None:
        title = Label(self._("Opérations mises de côté"), TextRole.SECTION)
        title.setWordWrap(True)
        explained = self._(
            "Le service de la ville a refusé ces opérations. Rien n’est perdu\u00a0: corrigez "
            "si besoin, puis reprenez-les."
        )
        self.list = LineList("refused", self._("Opérations mises de côté"), height=Height.ROWS)
        self.again = Button(self._("Reprendre"), icon_name="undo-2")
        self.again.setObjectName("sendAgain")
        self.drop = Button(self._("Abandonner…"), ButtonKind.QUIET, icon_name="trash-2")
        self.drop.setObjectName("giveUp")
        self.more = Button(self._("Voir la suite"), ButtonKind.QUIET)
        self.more.setObjectName("moreRefused")
        parts = [title, Label(explained, TextRole.QUIET), buttons(self.again, self.drop)]
        fill(column(self, space=Space.S), [*parts, self.list, buttons(self.more)])
