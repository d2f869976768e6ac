"""The section of backups: what there is, make one, put one back, check the store."""

from pathlib import Path

from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from mairie_quartier.domain.permissions import Act, may
from mairie_quartier.services.ports import KeptBackup
from mairie_quartier.ui.screens.administration.backups_presenter import BackupsPresenter
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.confirm import ConfirmDialog, Question
from mairie_quartier.ui.widgets.flow import FlowGrid
from mairie_quartier.ui.widgets.texts import Label, column, fill
from mairie_quartier.ui.workplace import Workplace


class BackupsSection(QWidget):
    """The list of backups and what can be done with them."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._ = work.tr.gettext
        self._tr = work.tr
        self._work = work
        self._kept: tuple[KeptBackup, ...] = ()
        self.list = QListWidget()
        self.list.setObjectName("backups")
        self.list.setAccessibleName(self._("Sauvegardes"))
        self.state = Label("", TextRole.QUIET)
        self._build_buttons()
        self._lay_out()
        self.put_back.setVisible(may(work.context.agent.roles, Act.RESTORE))
        self._presenter = BackupsPresenter(work, self)
        self.make.clicked.connect(self._presenter.back_up)
        self.check.clicked.connect(self._presenter.check)
        self.put_back.clicked.connect(self._ask_restore)
        self._presenter.load()

    def show_backups(self, kept: tuple[KeptBackup, ...]) -> None:
        """List the backups, latest first."""
        self._kept = kept
        self.list.clear()
        for each in kept:
            day = each.made_at.astimezone(self._tr.zone).date()
            text = self._("Sauvegarde du {day} à {time}").format(
                day=self._tr.long_date(day), time=self._tr.clock_time(each.made_at)
            )
            self.list.addItem(QListWidgetItem(text))
        self.list.setCurrentRow(0)
        if not kept:
            self.state.setText(self._("Aucune sauvegarde pour l’instant\u00a0: faites-en une."))

    def show_work(self, words: str) -> None:
        """Say what is under way; empty when nothing is."""
        self.state.setText(words)
        for button in (self.make, self.check, self.put_back):
            button.setEnabled(not words)

    def show_restored(self, aside: Path | None) -> None:
        """Say that the store was replaced, and where the former one is."""
        self.show_work("")
        words = self._("Sauvegarde remise en place.")
        if aside is not None:
            kept = self._("Les données d’avant sont gardées dans {folder}.")
            words = f"{words} {kept.format(folder=aside)}"
        self.state.setText(words)
        self._work.navigator.leave()

    def _ask_restore(self) -> None:
        place = self.list.currentRow()
        if not 0 <= place < len(self._kept):
            return
        question = Question(
            title=self._("Remettre cette sauvegarde en place\u00a0?"),
            consequence=self._(
                "Ce qui a été enregistré depuis n’apparaîtra plus. Les données actuelles sont "
                "gardées à part, et la session se ferme."
            ),
            agree=self._("Restaurer"),
            stay=self._("Garder les données actuelles"),
        )
        if ConfirmDialog(question, self).exec():
            self._presenter.restore(self._kept[place].path)

    def _build_buttons(self) -> None:
        self.make = Button(self._("Sauvegarder maintenant"), ButtonKind.PRIMARY, icon_name="save")
        self.check = Button(self._("Vérifier les données"), icon_name="shield")
        self.put_back = Button(self._("Restaurer…"), ButtonKind.SECONDARY, icon_name="history")

    def _lay_out(self) -> None:
        explained = Label(
            self._(
                "Les sauvegardes sont chiffrées\u00a0: elles s’ouvrent avec les mots de "
                "passe du jour "
                "où elles ont été faites, ou avec la clé de secours."
            ),
            TextRole.QUIET,
        )
        buttons = FlowGrid([self.make, self.check, self.put_back], letters=34)
        layout = column(self, space=Space.M, margin=Space.L)
        fill(layout, [explained, self.list, self.state, buttons])
        layout.setStretch(1, 1)
