"""The city's logo: shown, chosen from a file, taken away.  Passive."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from mairie_quartier.domain.logos import Logo, LogoFault, LogoRefused
from mairie_quartier.i18n import Translator
from mairie_quartier.ui.screens.administration.logo_file import load_logo
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.badges import Banner
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.flow import FlowGrid
from mairie_quartier.ui.widgets.texts import Label, column, fill

SHOWN_HEIGHT = 64
SHOWN_WIDTH = 240


class LogoPart(QWidget):
    """The logo as it would be kept.

    Signals (main thread):
        changed(): another one was chosen, or it was taken away.
    """

    changed = Signal()

    def __init__(self, tr: Translator, *, ask_path: Callable[[], str] | None = None) -> None:
        super().__init__()
        self._ = tr.gettext
        self._ask_path = ask_path or self._ask_system
        self.logo: Logo | None = None
        self._build()
        self.show_logo(None)

    def show_logo(self, logo: Logo | None) -> None:
        """Show a logo, or that there is none."""
        self.logo = logo
        picture = QPixmap()
        if logo is not None:
            picture.loadFromData(QByteArray(logo.data), "PNG")
        self.picture.setVisible(not picture.isNull())
        self.none.setVisible(picture.isNull())
        if not picture.isNull():
            keep = Qt.AspectRatioMode.KeepAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            self.picture.setPixmap(picture.scaled(SHOWN_WIDTH, SHOWN_HEIGHT, keep, smooth))
        self.remove.setEnabled(logo is not None)

    def choose(self) -> None:
        """Have a file chosen, and show it if it can be a logo."""
        chosen = self._ask_path()
        if not chosen:
            return
        try:
            logo = load_logo(Path(chosen))
        except LogoRefused as refusal:
            self.said.say(self._refusal(refusal.fault), Tone.WARNING)
        except OSError:
            self.said.say(self._("Ce fichier ne peut pas être lu."), Tone.WARNING)
        else:
            self.said.say("")
            self.show_logo(logo)
            self.changed.emit()

    def _take_away(self) -> None:
        self.said.say("")
        self.show_logo(None)
        self.changed.emit()

    def _refusal(self, fault: LogoFault) -> str:
        return {
            LogoFault.NOT_A_PICTURE: self._(
                "Ce fichier n’est ni un PNG ni un SVG lisible. Le logo n’a pas changé."
            ),
            LogoFault.NOT_A_DRAWING: self._(
                "Ce SVG contient autre chose qu’un dessin. Le logo n’a pas changé\u00a0: "
                "exportez-le en PNG."
            ),
            LogoFault.TOO_HEAVY: self._(
                "Ce fichier reste trop lourd, même réduit. Le logo n’a pas changé\u00a0: "
                "choisissez un dessin simple, de moins de 140 ko."
            ),
            LogoFault.TOO_LARGE: self._(
                "Cette image est trop grande. Le logo n’a pas changé\u00a0: réduisez-la."
            ),
            LogoFault.TOO_SMALL: self._(
                "Cette image est trop petite pour être imprimée. Le logo n’a pas changé."
            ),
        }[fault]

    def _ask_system(self) -> str:
        title, kinds = self._("Choisir un logo"), self._("Images (*.png *.svg)")
        chosen, _filter = QFileDialog.getOpenFileName(self, title, "", kinds)
        return chosen

    def _build(self) -> None:
        self.none = Label(self._("Aucun logo"), TextRole.QUIET)
        self.picture = QLabel()
        self.picture.setObjectName("cityLogo")
        self.picture.setAccessibleName(self._("Logo de la ville"))
        self.said = Banner("logoSaid")
        self.add = Button(self._("Choisir un logo…"), icon_name="upload")
        self.add.setObjectName("logoChoose")
        self.add.clicked.connect(self.choose)
        self.remove = Button(self._("Enlever le logo"), ButtonKind.QUIET, icon_name="x")
        self.remove.setObjectName("logoRemove")
        self.remove.clicked.connect(self._take_away)
        title = Label(self._("Logo"), TextRole.STRONG)
        hint = Label(
            self._(
                "PNG ou SVG. Imprimé en haut à gauche\u00a0; les papiers discrets n’en ont pas."
            ),
            TextRole.CAPTION,
        )
        hint.setWordWrap(True)
        acts = FlowGrid([self.add, self.remove], letters=20, most=2)
        fill(column(self, space=Space.XS), [title, self.none, self.picture, hint, acts, self.said])
