"""The page of backups: those of this PC, or a file brought from elsewhere."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from mairie_quartier.services.ports import Keeper, KeptBackup
from mairie_quartier.ui.screens.entrance.page import EntrancePage
from mairie_quartier.ui.screens.entrance.presenter_restore import RestorePresenter
from mairie_quartier.ui.screens.entrance.way_in import WayIn
from mairie_quartier.ui.shortcuts import bind
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.badges import Banner
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.confirm import Question, confirm
from mairie_quartier.ui.widgets.progress import WorkBar
from mairie_quartier.ui.widgets.texts import Label, column, fill

LETTERS = 70
SHOWN = 6


class RestorePage(EntrancePage):
    """Chooses a backup and puts it in place (``presenter_restore.RestoreView``).

    Signals (main thread):
        done(str): a backup is in place; the sentence for the login page.
        left(): back without restoring.
    """

    bears_name = False
    done = Signal(str)
    left = Signal()

    def __init__(self, way: WayIn, keeper: Keeper) -> None:
        super().__init__(way.tr, way.tr.gettext("Restaurer une sauvegarde"), letters=LETTERS)
        self._ = way.tr.gettext
        self._build()
        self.presenter = RestorePresenter(way, keeper, self)
        bind(self, "Alt+Left", self.left.emit)
        bind(self, "Esc", self.left.emit)
        self.start_at(self.choose_button)
        self.presenter.load()

    def show_backups(self, backups: tuple[KeptBackup, ...]) -> None:
        """List the backups of this PC, latest first."""
        buttons = [self._button(backup) for backup in backups[:SHOWN]]
        for button in buttons:
            self.found.addWidget(button)
        self.found_title.setVisible(bool(buttons))
        if buttons:
            self.start_at(buttons[0])
            self.first_focus()

    def show_work(self, words: str) -> None:
        """Say that work is under way; empty when it is over."""
        if words:
            self.work.begin(words)
        else:
            self.work.end()

    def show_failure(self, words: str) -> None:
        """Say what went wrong; empty when nothing did."""
        self.banner.say(words, Tone.DANGER)

    def restored(self, words: str) -> None:
        """Say what is in place, and go to the login."""
        self.done.emit(words)

    def choose_file(self) -> None:
        """Let a file be chosen."""
        dialog = QFileDialog(self, self._("Choisir une sauvegarde"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [self._("Sauvegardes (*.mqbackup *.zip)"), self._("Tous les fichiers (*)")]
        )
        dialog.fileSelected.connect(lambda path: self._ask(Path(path), Path(path).name))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _button(self, backup: KeptBackup) -> Button:
        words = self.presenter.name_of(backup)
        button = Button(words, ButtonKind.ROW, icon_name="archive")
        button.clicked.connect(partial(self._ask, backup.path, words))
        return button

    def _ask(self, bundle: Path, name: str, _checked: bool = False) -> None:
        question = Question(
            title=self._("Mettre cette sauvegarde en place\u00a0?"),
            consequence=self._(
                "{name}. Ce qui a été enregistré après elle ne sera plus visible\u00a0; s’il "
                "y a des "
                "données sur ce poste, elles seront gardées à part, jamais effacées."
            ).format(name=name),
            agree=self._("Restaurer"),
            stay=self._("Ne rien changer"),
        )
        confirm(self.window(), question, partial(self.presenter.restore, bundle))

    def _build(self) -> None:
        self.say_lead(
            self._(
                "La sauvegarde est vérifiée, puis mise en place. Elle reste chiffrée\u00a0: "
                "les mots de passe de ce jour-là l’ouvrent."
            )
        )
        self.banner = Banner("restoreMessage")
        self.found_title = Label(self._("Sauvegardes de ce poste"), TextRole.STRONG)
        self.found_title.hide()
        self.found = column(space=Space.XS)
        self.choose_button = Button(self._("Choisir un fichier…"), icon_name="archive")
        self.choose_button.setObjectName("chooseBackup")
        self.choose_button.clicked.connect(self.choose_file)
        self.back_button = Button(
            self._("Retour"), ButtonKind.QUIET, icon_name="arrow-left", keys=self._("Alt+←")
        )
        self.back_button.setObjectName("back")
        self.back_button.clicked.connect(self.left)
        self.work = WorkBar("restoreWork")
        listed = QWidget()
        fill(column(listed, space=Space.S), [self.found_title, self.found])
        fill(
            self.body,
            [
                self.banner,
                listed,
                self.work,
            ],
        )
        self.put_band(self.back_button, None, self.choose_button)
