"""The card of a PC that stands alone: what that means, and the form that links it to the city."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mairie_quartier.services.sync_ports import Synchroniser
from mairie_quartier.ui.linking.answers import LinkAnswer
from mairie_quartier.ui.linking.form import CentreForm, bring_into_view
from mairie_quartier.ui.screens.synchronisation.link_presenter import LinkPresenter
from mairie_quartier.ui.shortcuts import bind
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.badges import Banner
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.empty import EmptyState
from mairie_quartier.ui.widgets.flow import buttons
from mairie_quartier.ui.widgets.progress import WorkBar
from mairie_quartier.ui.widgets.texts import Label, column, fill
from mairie_quartier.ui.workplace import Workplace


class LinkCard(QWidget):
    """Says that the PC stands alone; unfolds the form for who may link it.

    Signals (main thread):
        linked(str): the PC is a desk of the city now; the sentence that says so.
    """

    linked = Signal(str)

    def __init__(self, work: Workplace, synchroniser: Synchroniser) -> None:
        super().__init__()
        self._ = work.tr.gettext
        self.presenter = LinkPresenter(work, synchroniser, self, self.linked.emit)
        self.form = CentreForm(work.tr)
        self._build()
        self._lay_out()
        self.open_button.clicked.connect(self.unfold)
        self.link_button.clicked.connect(self._link)
        self.form.completed.connect(self._link)
        self.fold_button.clicked.connect(self.fold)
        bind(self.formed, "Esc", self.fold)
        self.fold()

    def unfold(self) -> None:
        """Show the form."""
        self.formed.show()
        self.alone.hide()
        self.open_button.hide()
        self.form.first.setFocus()

    def fold(self) -> None:
        """Put the form away; what is typed stays."""
        self.formed.hide()
        self.alone.show()
        self.open_button.setVisible(self.presenter.is_offered)
        if self.open_button.isVisible():
            self.open_button.setFocus()

    def first_focus(self) -> None:
        """Begin on what can be done."""
        target = self.form.first if self.formed.isVisibleTo(self) else self.open_button
        if target.isVisibleTo(self):
            target.setFocus()

    def show_mistakes(self, mistakes: Mapping[LinkAnswer, str]) -> None:
        """Say what to put right, by field; empty when nothing."""
        wrong = self.form.show_mistakes(mistakes)
        if wrong is not None:
            bring_into_view(wrong)

    def show_failure(self, words: str) -> None:
        """Say what went wrong; empty when nothing did."""
        self.banner.say(words, Tone.DANGER)
        if words:
            bring_into_view(self.banner)

    def show_work(self, words: str) -> None:
        """Say that work is under way; empty when it is over."""
        self.link_button.setEnabled(not words)
        if words:
            self.work.begin(words)
        else:
            self.work.end()

    def _link(self) -> None:
        self.presenter.link(self.form.typed())

    def _build(self) -> None:
        self.alone = self._state()
        self.open_button = Button(
            self._("Relier ce poste à la ville"), icon_name="link", keys="Ctrl+E"
        )
        self.open_button.setObjectName("openLink")
        self.link_button = Button(
            self._("Relier ce poste"), ButtonKind.PRIMARY, icon_name="link", keys=self._("Entrée")
        )
        self.link_button.setObjectName("link_desk")
        self.fold_button = Button(self._("Plus tard"), ButtonKind.QUIET)
        self.fold_button.setObjectName("foldLink")
        self.banner = Banner("linkMessage")
        self.work = WorkBar("linkWork")

    def _state(self) -> EmptyState:
        if self.presenter.is_demonstration:
            return EmptyState(
                self._("Ce poste contient une démonstration."),
                self._(
                    "Des données inventées ne rejoignent jamais celles de la ville. Pour relier ce "
                    "poste, fermez la démonstration, en bas à gauche, puis installez-le."
                ),
                icon_name="cloud-off",
            )
        return EmptyState(
            self._("Ce poste n’est pas relié à la ville."),
            self._(
                "Tout ce que vous enregistrez est gardé ici. Pour partager avec les autres "
                "postes, demandez un code au service informatique."
            ),
            icon_name="cloud-off",
        )

    def _lay_out(self) -> None:
        promise = Label(
            self._(
                "Rien de ce qui est enregistré ici n’est perdu\u00a0: tout sera envoyé à la ville, "
                "puis ce que les autres postes ont fait arrivera. L’accueil continue pendant ce "
                "temps."
            ),
            TextRole.QUIET,
        )
        self.formed = QWidget()
        parts = [
            Label(self._("Relier ce poste à la ville"), TextRole.SECTION),
            promise,
            self.form,
            self.banner,
            self.work,
            buttons(self.link_button, self.fold_button),
        ]
        fill(column(self.formed, space=Space.M), parts)
        fill(
            column(self, space=Space.M),
            [self.alone, buttons(self.open_button), self.formed],
        )
