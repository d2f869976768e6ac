"""What is shown once a visit is registered: the papers' numbers, what lacks, where to go next."""

from PySide6.QtWidgets import QWidget

from mairie_quartier.ui.screens.intake.flip_row import FlipRow
from mairie_quartier.ui.screens.intake.state import IntakeState
from mairie_quartier.ui.theme.icons import IconRole, dress
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.badges import Banner
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.cards import Card
from mairie_quartier.ui.widgets.texts import Label, column, fill, row
from mairie_quartier.ui.workplace import Workplace


class ResultPage(QWidget):
    """The end of a visit."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self.setObjectName("result")
        self._ = work.tr.gettext
        self._mark = Label("")
        dress(self._mark, "circle-check", IconRole.SUCCESS, size=32)
        self._title = Label("", TextRole.TITLE)
        self._title.setObjectName("resultTitle")
        self._title.setWordWrap(True)
        self._papers = Label("", TextRole.BODY)
        self._warning = Banner("resultWarning")
        self.print = Button(
            self._("Imprimer"), ButtonKind.PRIMARY, icon_name="printer", keys="Ctrl+P"
        )
        self.print.setObjectName("print")
        self.again = Button(self._("Nouveau passage"), icon_name="plus", keys="F2")
        self.again.setObjectName("again")
        self.file = Button(self._("Voir la fiche"), icon_name="user")
        self.file.setObjectName("seeFile")
        self.forms = Button(self._("Fiche d’orientation"), icon_name="send", keys="Ctrl+O")
        self.forms.setObjectName("printForms")
        self._lay_out()

    def show_state(self, state: IntakeState) -> None:
        """Show what was saved."""
        result = state.result
        if result is None:
            return
        saved = self._("Passage enregistré")
        self._title.setText(saved if result.papers else result.title)
        lines = [f"{name} — {number}" for name, number in result.papers]
        self._papers.setText("\n".join(lines))
        self._papers.setVisible(bool(lines))
        self._warning.say("\n".join(result.warnings), Tone.WARNING)
        self.print.setVisible(bool(result.receipt_ids))
        self.forms.setVisible(result.forms > 0)
        self.file.setVisible(result.person_id is not None)

    def focus_first(self) -> None:
        """Go to what comes next."""
        (self.print if self.print.isVisibleTo(self) else self.again).setFocus()

    def _lay_out(self) -> None:
        card = Card("")
        card.title.hide()
        head = row(space=Space.M)
        fill(head, [self._mark, self._title])
        head.setStretch(1, 1)
        keys = FlipRow([self.print, self.forms, self.again, self.file])
        inner = column(space=Space.L, margin=Space.L)
        fill(inner, [head, self._papers, self._warning, keys])
        card.body.addLayout(inner)
        fill(column(self, margin=Space.L), [card, None])
