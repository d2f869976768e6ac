"""The third card: the papers to come, and the keys that register.  Passive."""

from mairie_quartier.ui.screens.intake.flip_row import FlipRow
from mairie_quartier.ui.screens.intake.state import IntakeState
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.cards import Card
from mairie_quartier.ui.widgets.texts import Label, column, fill
from mairie_quartier.ui.workplace import Workplace


class PapersSection(Card):
    """What the visitor will take home."""

    def __init__(self, work: Workplace) -> None:
        super().__init__(work.tr.gettext("3  Papiers"))
        self._ = work.tr.gettext
        self._papers = Label("", TextRole.BODY)
        self._papers.setObjectName("papersToCome")
        self.print = Button(
            self._("Enregistrer et imprimer"),
            ButtonKind.PRIMARY,
            icon_name="printer",
            keys="Ctrl+P",
        )
        self.print.setObjectName("registerAndPrint")
        self.save = Button(self._("Enregistrer"), icon_name="check", keys="Ctrl+S")
        self.save.setObjectName("register")
        self.discard = Button(self._("Abandonner"), ButtonKind.QUIET, icon_name="trash-2")
        self.discard.setObjectName("discard")
        keys = FlipRow([self.print, self.save, self.discard])
        inner = column(space=Space.S)
        inner.setContentsMargins(int(Space.M), 0, int(Space.M), int(Space.XS))
        fill(inner, [self._papers, keys])
        self.body.addLayout(inner)

    def show_state(self, state: IntakeState) -> None:
        """Name the papers."""
        titles = list(dict.fromkeys(paper.title for paper in state.papers))
        self._papers.setText(
            " · ".join(titles) or self._("Aucun papier tant qu’il n’y a ni besoin ni suite.")
        )
