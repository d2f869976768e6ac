"""Draw every control in each scheme and text size, to be looked at by a person.

Not a test: ``python -m tests.ui.gallery FOLDER`` (offscreen) leaves one picture per look.
"""

import os
import sys
from pathlib import Path

from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from mairie_quartier.i18n import Translator
from mairie_quartier.paths import translations
from mairie_quartier.ui.frame import MainFrame, ScreenEntry
from mairie_quartier.ui.singletons import hold_singletons
from mairie_quartier.ui.theme.apply import apply_theme
from mairie_quartier.ui.theme.tokens import Appearance, Scheme, Space, TextRole, Tone
from mairie_quartier.ui.widgets.badges import Badge, Banner
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.cards import Card, StatTile
from mairie_quartier.ui.widgets.date_field import DateField, Reading
from mairie_quartier.ui.widgets.empty import EmptyState
from mairie_quartier.ui.widgets.entries import NoteEdit
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.flow import FlowGrid
from mairie_quartier.ui.widgets.line import Line, Mark
from mairie_quartier.ui.widgets.line_list import Height, LineList
from mairie_quartier.ui.widgets.segments import SegmentedChoice
from mairie_quartier.ui.widgets.texts import Label, column, fill, scrolled
from mairie_quartier.ui.widgets.type_ahead import TypeAhead

LOOKS = [Appearance(scheme, percent) for scheme in Scheme for percent in (100, 150, 200)]
NEEDS = (
    Line("Revenu de solidarité active", "Caf de la Gironde", mark=Mark("orientation", Tone.INFO)),
    Line("Retraite et minimum vieillesse", "Carsat Aquitaine"),
    Line("Récépissé de titre de séjour", "Préfecture", mark=Mark("à vérifier", Tone.WARNING)),
)


class GalleryScreen(QWidget):
    """One of each control, on a page that scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("screen")
        page = QWidget()
        layout = column(page, space=Space.L, margin=Space.XL)
        self.need = TypeAhead("need", "Besoin")
        cards = FlowGrid([_form(self.need), _rows()], letters=44, most=2)
        fill(layout, [_head(), _banner(), _tiles(), cards, _buttons(), None])
        self.page = scrolled(page, name="galleryPage")
        column(self).addWidget(self.page)

    def first_focus(self) -> None:
        """Start in the line of needs."""
        self.need.setFocus()


def _head() -> QWidget:
    head = QWidget()
    fill(
        column(head, space=Space.XXS),
        [
            Label("Passage du 22 novembre, 10 h 42", TextRole.TITLE),
            Label("Nguyễn Thị Hồng · Łukasz Żółć · مريم · ትግርኛ · বাংলা · au guichet", TextRole.QUIET),
        ],
    )
    return head


def _banner() -> QWidget:
    banner = Banner("galleryBanner")
    banner.say("L’horloge de ce poste a reculé d’une heure. Rien n’est perdu.", Tone.WARNING)
    return banner


def _tiles() -> QWidget:
    tiles = [StatTile("passages aujourd’hui", "users"), StatTile("à relancer aujourd’hui", "bell")]
    tiles.append(StatTile("orientations ouvertes", "send"))
    for tile, number in zip(tiles, ("12", "3", "128"), strict=True):
        tile.count(number)
    return FlowGrid(tiles, letters=24)


def _form(entry: TypeAhead) -> Card:
    card = Card("Qui\u00a0?")
    name = Field("Nom et prénom", QLineEdit("Traoré Aminata"), "Tels que la personne les écrit.")
    birth = DateField("Naissance", lambda text: Reading(f"12 mars 1987 ({text})"), name="birth")
    birth.put("12/3/87")
    phone = Field("Téléphone", QLineEdit("06 12"))
    phone.set_error("Ce numéro est trop court. Il est gardé tel quel.")
    need = Field("Besoin", entry)
    channels = [(1, "Guichet"), (2, "Téléphone"), (3, "Courrier")]
    way = SegmentedChoice("channel", "Canal", channels)
    body = column(space=Space.M, margin=Space.M)
    fill(body, [way, name, birth, phone, need, Field("Note", NoteEdit()), None])
    card.body.addLayout(body)
    return card


def _rows() -> QWidget:
    side = QWidget()
    layout = column(side, space=Space.L)
    card = Card("À faire aujourd’hui")
    rows = LineList("rows", "À faire", height=Height.ROWS)
    rows.put(NEEDS)
    card.body.addWidget(rows)
    empty = Card("Brouillons")
    empty.body.addWidget(EmptyState("Aucun brouillon.", "Appuyez sur F2 pour commencer."))
    fill(layout, [card, empty, _choices(), None])
    return side


def _choices() -> QWidget:
    card = Card("Choix")
    box = QComboBox()
    box.addItems(["bambara", "wolof", "soninké"])
    box.setAccessibleName("Langue")
    tick, quiet = QCheckBox("Interprète"), QCheckBox("Ne sait pas lire")
    tick.setChecked(True)
    quiet.setEnabled(False)
    yes, no = QRadioButton("Oui"), QRadioButton("Non")
    yes.setChecked(True)
    badges = [Badge(word, tone) for word, tone in zip(
        ("neutre", "transmis", "complet", "2 manquantes", "en retard"), Tone, strict=True
    )]  # fmt: skip
    body = column(space=Space.S, margin=Space.M)
    fill(body, [box, tick, quiet, yes, no, FlowGrid(badges, letters=20)])
    card.body.addLayout(body)
    return card


def _buttons() -> QWidget:
    off = Button("Désactivé")
    off.setEnabled(False)
    buttons = [
        Button("Enregistrer", ButtonKind.PRIMARY, icon_name="check", keys="Ctrl+S"),
        Button("Imprimer", icon_name="printer", keys="Ctrl+P"),
        Button("Annuler", ButtonKind.QUIET),
        Button("Supprimer", ButtonKind.DANGER, icon_name="trash-2"),
        off,
    ]
    return FlowGrid(buttons, letters=24, most=5)


def gallery_frame(tr: Translator) -> MainFrame:
    """Make the frame with the gallery as its screens."""
    words = [("Accueil", "house"), ("Personnes", "users"), ("Orientations", "send")]
    words += [("Interprètes", "languages"), ("Annuaire", "book-user")]
    entries = [ScreenEntry(title, title, icon, GalleryScreen) for title, icon in words]
    frame = MainFrame(tr, entries)
    frame.set_identity("Bacalan · poste 2 · Awa D. (agent)")
    frame.set_link("Hors ligne · 14 opérations en attente", "cloud-off")
    return frame


def main(folder: Path) -> None:
    """Draw every look."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    hold_singletons()
    app = QApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    for look in LOOKS:
        apply_theme(app, look)
        frame = gallery_frame(Translator("fr", folder=translations()))
        frame.resize(1366, 768)
        screen = frame.show_screen("Accueil")
        frame.show()
        frame.activateWindow()
        frame.notice.say_saved("Orientation enregistrée.")
        app.processEvents()
        frame.grab().save(str(folder / f"{look.scheme.value}-{look.text_percent}-top.png"))
        if isinstance(screen, GalleryScreen):
            screen.page.ensureWidgetVisible(screen.need, 0, 200)
            screen.need.setText("r")
            screen.need.offer("r", NEEDS)
        app.processEvents()
        frame.grab().save(str(folder / f"{look.scheme.value}-{look.text_percent}.png"))
        frame.hide()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
