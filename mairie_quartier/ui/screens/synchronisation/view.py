"""The screen of the synchronisation: state, last syncs, what was put aside.  Holds no rule."""

from PySide6.QtWidgets import QApplication, QWidget

from mairie_quartier.domain.synchronising import CentreAddress, SyncStatus
from mairie_quartier.services.sync_ports import Synchroniser
from mairie_quartier.services.synchronisation import RefusedLine
from mairie_quartier.ui.screens.conflicts.call import DisputesCall
from mairie_quartier.ui.screens.synchronisation.link_card import LinkCard
from mairie_quartier.ui.screens.synchronisation.move_card import MoveCard
from mairie_quartier.ui.screens.synchronisation.presenter import SynchronisationPresenter
from mairie_quartier.ui.screens.synchronisation.receiving import Receiving
from mairie_quartier.ui.screens.synchronisation.receiving_part import ReceivingPart
from mairie_quartier.ui.screens.synchronisation.refused_part import RefusedPart
from mairie_quartier.ui.shortcuts import Shortcut, bind
from mairie_quartier.ui.sync_news import SyncNews
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.badges import Banner
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.flow import Page
from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.widgets.line_list import Height, LineList
from mairie_quartier.ui.widgets.texts import Label, column, fill, row, scrolled
from mairie_quartier.ui.workplace import Workplace


class SynchronisationScreen(QWidget):
    """How this desk stands with the city."""

    def __init__(self, work: Workplace, synchroniser: Synchroniser, news: SyncNews) -> None:
        super().__init__()
        self._ = work.tr.gettext
        self.setObjectName("screen")
        self.link_card = LinkCard(work, synchroniser)
        self.link_card.hide()
        self.move_card = MoveCard(work, synchroniser)
        self.receiving = ReceivingPart(work.tr)
        self.disputes = DisputesCall(work)
        self.quarantine = RefusedPart(work)
        self._begun = False
        self._build()
        self._lay_out()
        self._presenter = SynchronisationPresenter(work, synchroniser, self)
        self.link_card.linked.connect(self._presenter.linked)
        self.move_card.moved.connect(self._presenter.moved)
        self.receiving.interrupted.connect(self._presenter.interrupt)
        self.receiving.resumed.connect(self._presenter.sync_now)
        self.ask.clicked.connect(self._presenter.sync_now)
        self.quarantine.left.connect(self._presenter.load)
        bind(self, "Ctrl+R", self.ask.click)
        bind(self, "Ctrl+E", self._open_link)
        bind(self, "Ctrl+I", self.receiving.toggle)
        news.status.connect(self._hear)
        self._presenter.load()
        self.disputes.look()

    def refresh(self, _changed: frozenset[str]) -> None:
        """Look again: whatever was recorded waits to be sent."""
        self._presenter.load()
        self.disputes.look()

    def shortcuts(self) -> list[Shortcut]:
        """List the keys of this screen."""
        return [
            Shortcut("Ctrl+R", self._("Synchroniser maintenant")),
            Shortcut("Ctrl+I", self._("Interrompre ou reprendre la première réception")),
            Shortcut(
                "Ctrl+E",
                self._(
                    "Relier ce poste à la ville, ou changer l’adresse et le certificat de la ville"
                ),
            ),
        ]

    def first_focus(self) -> None:
        """Begin on what can be pressed, where there is something."""
        if self.link_card.isVisibleTo(self):
            self.link_card.first_focus()
        elif self.move_card.is_open:
            self.move_card.form.first.setFocus()
        elif self.receiving.isVisibleTo(self):
            self.receiving.first_focus()
        elif self.ask.isVisibleTo(self):
            self.ask.setFocus()

    def show_state(self, state: str, waiting: str) -> None:
        """Say how the desk stands, and how much waits."""
        self.state.setText(state)
        self.waiting.setText(waiting)

    def show_linked(self, linked: bool) -> None:
        """Show what a linked desk has, or say that it is not connected."""
        self.link_card.setVisible(not linked)
        self.ask.setVisible(linked and self.receiving.isHidden())
        if not self._begun and self.isVisible():
            # What there is to press is known only now.
            self._begun = True
            self.first_focus()

    def show_centre(self, centre: CentreAddress | None, advice: str) -> None:
        """Offer to change where the centre is; nothing for who may not. ``advice`` may be empty."""
        self.move_card.show_centre(centre)
        self.advice.say(advice, Tone.WARNING)

    def show_receiving(self, receiving: Receiving | None) -> None:
        """Show how far the first sync is; nothing once all is here."""
        focused = QApplication.focusWidget()
        begun_there = focused is not None and self.receiving.isAncestorOf(focused)
        if receiving is None and begun_there:
            self.ask.show()
            self.ask.setFocus()
        self.receiving.show_receiving(receiving)

    def show_syncs(self, lines: list[Line]) -> None:
        """List the last syncs, latest first."""
        self.syncs.put(lines)
        self._syncs_part.setVisible(bool(lines))

    def show_refused(self, lines: tuple[RefusedLine, ...]) -> None:
        """List what was put aside."""
        self.quarantine.show_refused(lines)

    def _hear(self, status: SyncStatus) -> None:
        # A method of a widget, so that Qt brings the news to the main thread.
        self._presenter.hear(status)

    def _open_link(self) -> None:
        if self.link_card.isVisible() and self.link_card.open_button.isVisible():
            self.link_card.unfold()
        else:
            self.move_card.unfold()

    def _build(self) -> None:
        self.state = Label("", TextRole.SECTION)
        self.state.setObjectName("syncState")
        self.waiting = Label("", TextRole.BODY)
        self.waiting.setObjectName("syncWaiting")
        self.advice = Banner("syncAdvice")
        self.ask = Button(
            self._("Synchroniser maintenant"),
            ButtonKind.PRIMARY,
            icon_name="refresh-cw",
            keys="Ctrl+R",
        )
        self.ask.setObjectName("syncNow")
        self.ask.hide()
        self.syncs = LineList("syncs", self._("Dernières synchronisations"), height=Height.ROWS)

    def _lay_out(self) -> None:
        self._syncs_part = self._part(self._("Dernières synchronisations"), self.syncs)
        page = Page()
        parts = [Label(self._("Synchronisation"), TextRole.TITLE), self.state, self.waiting]
        inside = column(page, space=Space.M, margin=Space.L)
        fill(
            inside,
            [
                *parts,
                self.advice,
                self.receiving,
                _start(self.ask),
                self.move_card,
                self.link_card,
                self.disputes,
                self.quarantine,
                self._syncs_part,
                None,
            ],
        )
        outer = column(self, space=Space.NONE)
        outer.addWidget(scrolled(page, name="syncPage"))

    def _part(self, title: str, *parts: QWidget) -> QWidget:
        part = QWidget()
        fill(column(part, space=Space.S), [Label(title, TextRole.SECTION), *parts])
        part.hide()
        return part


def _start(button: Button) -> QWidget:
    """Leave a button as wide as its words."""
    part = QWidget()
    fill(row(part), [button, None])
    return part
