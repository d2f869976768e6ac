"""The first page of all: discover, set this PC up, join the city, or put a backup back."""

from PySide6.QtCore import Signal

from mairie_quartier.i18n import Translator
from mairie_quartier.ui.screens.entrance.page import EntrancePage
from mairie_quartier.ui.screens.entrance.tiles import ChoiceTile
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.badges import Banner
from mairie_quartier.ui.widgets.progress import WorkBar
from mairie_quartier.ui.widgets.texts import Label, fill

LETTERS = 76


class WelcomePage(EntrancePage):
    """A few large choices.

    Signals (main thread):
        discover_wanted(), set_up_wanted(), join_wanted(), restore_wanted(): the choice made.
    """

    discover_wanted = Signal()
    set_up_wanted = Signal()
    join_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr, tr.gettext("Bienvenue"), letters=LETTERS)
        self._ = tr.gettext
        self.say_lead(
            self._("Il n’y a pas encore de données sur ce poste. Par où commencer\u00a0?")
        )
        self.body.setSpacing(int(Space.M))
        self.banner = Banner("welcomeMessage")
        self.work = WorkBar("welcomeWork")
        self.return_words = Label("", TextRole.BODY)
        self.return_words.hide()
        self._build()
        self.start_at(self.discover)
        self._withheld: ChoiceTile | None = None

    def withhold_joining(self) -> None:
        """Offer no city to join."""
        self._withheld = self.join
        self.join.hide()

    def show_work(self, words: str) -> None:
        """Say that work is under way, instead of the choices; empty when it is over."""
        for tile in self.tiles:
            tile.setVisible(not words and tile is not self._withheld)
        self.lead.setVisible(not words)
        if words:
            self.title.setText(self._("Un instant"))
            self.work.begin(words)
            return
        self.title.setText(self._("Bienvenue"))
        self.work.end()
        self.return_words.hide()
        self.first_focus()

    def show_failure(self, words: str) -> None:
        """Say what went wrong; empty when nothing did."""
        self.banner.say(words, Tone.DANGER)

    def show_return(self, login: str, password: str) -> None:
        """Say how to come back to the demonstration another day."""
        self.return_words.setText(
            self._(
                "Pour y revenir un autre jour :\nidentifiant « {login} »\n"
                "mot de passe « {password} »"
            ).format(login=login, password=password)
        )
        self.return_words.show()

    def _build(self) -> None:
        self.discover = ChoiceTile(
            self._("Découvrir avec des données de démonstration"),
            self._(
                "Une commune inventée, huit lieux d’accueil, deux mille personnes qui n’existent "
                "pas. Prêt en une minute environ."
            ),
            "footprints",
        )
        self.set_up = ChoiceTile(
            self._("Installer ce poste"),
            self._("La commune, le lieu d’accueil, le premier agent, la clé de secours."),
            "building-2",
        )
        self.join = ChoiceTile(
            self._("Rejoindre la ville"),
            self._(
                "Avec un code du service informatique\u00a0: les données arrivent toutes seules."
            ),
            "link",
        )
        self.restore = ChoiceTile(
            self._("Restaurer une sauvegarde"),
            self._("Reprendre les données d’un poste remplacé ou réinstallé."),
            "history",
        )
        self.tiles = (self.discover, self.set_up, self.join, self.restore)
        names = ("discover", "setUp", "join", "restore")
        wanted = (
            self.discover_wanted,
            self.set_up_wanted,
            self.join_wanted,
            self.restore_wanted,
        )
        for tile, name, signal in zip(self.tiles, names, wanted, strict=True):
            tile.setObjectName(name)
            tile.clicked.connect(signal)
        self.work.hide()
        fill(self.body, [self.banner, *self.tiles, self.return_words, self.work])
