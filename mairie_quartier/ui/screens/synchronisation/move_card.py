"""The form by which a linked PC is told where the city's centre is now.  Holds no rule."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mairie_quartier.domain.synchronising import CentreAddress
from mairie_quartier.services.sync_ports import Synchroniser
from mairie_quartier.ui.linking.answers import LinkAnswer
from mairie_quartier.ui.linking.form import CentreForm, bring_into_view
from mairie_quartier.ui.screens.synchronisation.move_presenter import ASKED, MovePresenter
from mairie_quartier.ui.shortcuts import bind
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.badges import Banner
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.flow import buttons
from mairie_quartier.ui.widgets.progress import WorkBar
from mairie_quartier.ui.widgets.texts import Label, column, fill
from mairie_quartier.ui.workplace import Workplace


class MoveCard(QWidget):
    """A quiet button that unfolds the form; hidden from who may not, and on a PC that is alone.

    Signals (main thread):
        moved(str): the address is kept; the sentence that says so.
    """

    moved = Signal(str)

    def __init__(self, work: Workplace, synchroniser: Synchroniser) -> None:
        super().__init__()
        self._ = work.tr.gettext
        self._centre = CentreAddress("")
        self.presenter = MovePresenter(work, synchroniser, self, self._end)
        self.form = CentreForm(work.tr, ASKED)
        self._build()
        self._lay_out()
        self.open_button.clicked.connect(self.unfold)
        self.keep_button.clicked.connect(self._move)
        self.form.completed.connect(self._move)
        self.fold_button.clicked.connect(self.fold)
        bind(self.formed, "Esc", self.fold)
        self.formed.hide()
        self.hide()

    @property
    def is_open(self) -> bool:
        """Tell whether the form is seen."""
        return self.formed.isVisible()

    def show_centre(self, centre: CentreAddress | None) -> None:
        """Show the button where there is an address to change; a form that is open stays as is."""
        self._centre = centre or CentreAddress("")
        self.setVisible(centre is not None)

    def unfold(self) -> None:
        """Show the form, with what is in use."""
        if self.isHidden() or not self.formed.isHidden():
            return
        if self.keep_button.isEnabled():  # else what is being checked stays
            self.form.begin_with(self._centre.url, self._centre.ca)
            self.banner.say("")
        self._open()
        self.form.first.setFocus()
        bring_into_view(self.formed)

    def fold(self) -> None:
        """Put the form away; a check under way goes on, and says how it ended."""
        if self.formed.isHidden():
            return
        self.formed.hide()
        self.open_button.show()
        self.open_button.setFocus()

    def show_mistakes(self, mistakes: Mapping[LinkAnswer, str]) -> None:
        """Say what to put right, by field; empty when nothing."""
        wrong = self.form.show_mistakes(mistakes)
        if wrong is not None:
            bring_into_view(wrong)

    def show_failure(self, words: str) -> None:
        """Say what went wrong; empty when nothing did."""
        self._say(words, Tone.DANGER)

    def show_unchanged(self, words: str) -> None:
        """Say that nothing was changed, beside a field that is to be put right."""
        self._say(words, Tone.INFO)

    def show_work(self, words: str) -> None:
        """Say that work is under way; empty when it is over."""
        self.keep_button.setEnabled(not words)
        if words:
            self.work.begin(words)
        else:
            self.work.end()

    def _say(self, words: str, tone: Tone) -> None:
        self.banner.say(words, tone)
        if words:
            self._open()
            bring_into_view(self.banner)

    def _open(self) -> None:
        self.formed.show()
        self.open_button.hide()

    def _move(self) -> None:
        self.presenter.move(self.form.typed())

    def _end(self, words: str) -> None:
        self.fold()
        self.moved.emit(words)

    def _build(self) -> None:
        self.open_button = Button(
            self._("Adresse et certificat de la ville"),
            ButtonKind.QUIET,
            icon_name="shield",
            keys="Ctrl+E",
        )
        self.open_button.setObjectName("openMove")
        self.keep_button = Button(
            self._("Vérifier et enregistrer"), icon_name="check", keys=self._("Entrée")
        )
        self.keep_button.setObjectName("keepCentre")
        self.fold_button = Button(self._("Annuler"), ButtonKind.QUIET, keys=self._("Échap"))
        self.fold_button.setObjectName("foldMove")
        self.banner = Banner("moveMessage")
        self.work = WorkBar("moveWork")

    def _lay_out(self) -> None:
        promise = Label(
            self._(
                "À changer seulement si le service informatique vous l’a demandé. Rien n’est "
                "enregistré avant que le service joint ait prouvé qu’il connaît ce poste."
            ),
            TextRole.QUIET,
        )
        self.formed = QWidget()
        parts = [
            Label(self._("Adresse et certificat de la ville"), TextRole.SECTION),
            promise,
            self.form,
            self.banner,
            self.work,
            buttons(self.keep_button, self.fold_button),
        ]
        fill(column(self.formed, space=Space.M), parts)
        fill(column(self, space=Space.NONE), [buttons(self.open_button), self.formed])
