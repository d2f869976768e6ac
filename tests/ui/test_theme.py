"""The look: contrast of every pair, fonts of our own, icons in the colours of the scheme."""

import gc
import re
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QRawFont
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from mairie_quartier.paths import resources
from mairie_quartier.ui.theme.apply import apply_theme, shown_appearance, style_sheet
from mairie_quartier.ui.theme.focus_ring import RING_NAME, FocusFollower
from mairie_quartier.ui.theme.fonts import (
    INTERFACE_FAMILY,
    FontUnreadable,
    interface_font,
    load_fonts,
)
from mairie_quartier.ui.theme.icons import IconRole, dress, icon_pixmap
from mairie_quartier.ui.theme.palettes import PALETTES, contrast, shape_pairs, text_pairs
from mairie_quartier.ui.theme.tokens import TEXT_SIZES, Appearance, Scheme, TextRole
from mairie_quartier.ui.widgets.texts import column

TEMPLATE = (resources() / "styles" / "desk.qss").read_text(encoding="utf-8")
LEAST_TEXT, LEAST_SHAPE = 4.5, 3.0


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [("#000000", "#FFFFFF", 21.0), ("#777777", "#FFFFFF", 4.48), ("#0B6470", "#0B6470", 1.0)],
)
def test_contrast_is_computed_as_wcag_does(first: str, second: str, ratio: float) -> None:
    assert contrast(first, second) == pytest.approx(ratio, abs=0.01)
    assert contrast(second, first) == contrast(first, second)


@pytest.mark.parametrize("scheme", Scheme)
def test_every_text_stands_out_from_its_ground(scheme: Scheme) -> None:
    colours = PALETTES[scheme].colours()

    faint = {
        pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2)
        for pair in text_pairs(PALETTES[scheme])
        if contrast(colours[pair[0]], colours[pair[1]]) < LEAST_TEXT
    }

    assert faint == {}


@pytest.mark.parametrize("scheme", Scheme)
def test_edges_and_focus_stand_out_from_their_ground(scheme: Scheme) -> None:
    colours = PALETTES[scheme].colours()

    faint = [
        (shape, ground)
        for shape, ground in shape_pairs()
        if contrast(colours[shape], colours[ground]) < LEAST_SHAPE
    ]

    assert faint == []


def test_style_sheet_names_no_colour_but_those_of_the_palettes() -> None:
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b(?=[;\s])", TEMPLATE) == []


@pytest.mark.parametrize("scheme", Scheme)
def test_pictures_of_the_style_sheet_exist(scheme: Scheme) -> None:
    sheet = style_sheet(Appearance(scheme), TEMPLATE)

    named = re.findall(r"url\(([^)]+)\)", sheet)

    assert named
    assert [name for name in named if not Path(name).is_file()] == []


def test_text_doubles_at_200_percent() -> None:
    plain, large = Appearance(), Appearance(text_percent=200)

    for role, size in TEXT_SIZES.items():
        assert interface_font(plain, role).pixelSize() == size
        assert interface_font(large, role).pixelSize() == 2 * size


@pytest.mark.parametrize(("asked", "given"), [(40, 100), (130, 130), (900, 200)])
def test_text_size_stays_in_its_bounds(asked: int, given: int) -> None:
    assert Appearance(text_percent=asked).scaled(100) == given


def test_interface_is_drawn_in_the_shipped_font(themed: QApplication) -> None:
    assert QFontInfo(themed.font()).family() == INTERFACE_FAMILY


@pytest.mark.parametrize(
    ("family", "text"),
    [
        (INTERFACE_FAMILY, "àâçéèêëîïôûùüÿœæ«»’–… ğışİ ąćęłńóśźż ăâșț ěščřžýů ñ¿¡"),
        ("Noto Sans", "Nguyễn Thị Hồng ɓɗŋɔɛɲ Жданова Παπαδοπούλου"),
        ("Noto Naskh Arabic", "مريم گلپ"),
        ("Noto Sans Ethiopic", "ትግርኛ"),
        ("Noto Sans Bengali", "বাংলা"),
        ("Noto Sans Tamil", "தமிழ்"),
        ("Noto Sans Georgian", "ქართული"),
        ("Noto Sans Armenian", "Հայերեն"),
        ("Noto Sans CJK SC", "中文欧阳喆"),
    ],
)
def test_shipped_fonts_have_every_letter(family: str, text: str) -> None:
    assert family in QFontDatabase.families()
    font = QRawFont.fromFont(QFont([family]))

    assert font.familyName() == family
    assert [each for each in text if not font.supportsCharacter(ord(each))] == []


def test_unreadable_font_is_named(tmp_path: Path, themed: QApplication) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"no font")

    with pytest.raises(FontUnreadable) as raised:
        load_fonts(tmp_path)

    assert raised.value.path == broken


def test_icons_follow_the_scheme(qtbot: QtBot, appearance: QApplication) -> None:
    button = QPushButton("Imprimer")
    qtbot.addWidget(button)
    dress(button, "printer")
    light = button.icon().pixmap(64, 64).toImage()

    apply_theme(appearance, Appearance(Scheme.DARK, 150))

    assert button.icon().pixmap(64, 64).toImage() != light
    assert shown_appearance(appearance) == Appearance(Scheme.DARK, 150)


def test_every_shipped_icon_can_be_drawn_in_every_role() -> None:
    for path in (resources() / "icons").glob("*.svg"):
        image = icon_pixmap(path.stem).toImage()
        inked = any(
            image.pixelColor(x, y).alpha()
            for x in range(image.width())
            for y in range(image.height())
        )
        assert inked, path.name
    for role in IconRole:
        assert not icon_pixmap("house", role).isNull()


def test_ring_surrounds_what_has_the_focus(qtbot: QtBot) -> None:
    window, first, second = _two_lines(qtbot)

    first.setFocus()
    ring = window.findChild(QWidget, RING_NAME)
    assert ring is not None
    assert ring.geometry().contains(first.geometry())
    second.setFocus()
    assert ring.geometry().contains(second.geometry())
    assert not ring.geometry().contains(first.geometry())


def test_ring_has_the_colour_of_the_scheme(qtbot: QtBot) -> None:
    window, first, _second = _two_lines(qtbot)
    before = window.grab().toImage()

    first.setFocus()
    image = window.grab().toImage()

    x, y = first.geometry().center().x(), first.geometry().top() - 2
    assert image.pixelColor(x, y) == QColor(PALETTES[Scheme.LIGHT].focus)
    assert before.pixelColor(x, y) != image.pixelColor(x, y)


def test_ring_follows_scrolling_and_stays_within_the_view(qtbot: QtBot) -> None:
    area = QScrollArea()
    page = QWidget()
    lines = [QLineEdit() for _ in range(40)]
    layout = column(page)
    for line in lines:
        layout.addWidget(line)
    area.setWidget(page)
    area.setWidgetResizable(True)
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    lines[0].setFocus()
    ring = area.findChild(QWidget, RING_NAME)
    assert ring is not None
    assert ring.isVisible()

    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert not ring.isVisible()
    area.ensureWidgetVisible(lines[0])
    assert ring.isVisible()
    assert area.rect().contains(ring.geometry())


def test_applying_again_follows_the_focus_only_once(appearance: QApplication) -> None:
    apply_theme(appearance, Appearance())
    apply_theme(appearance, Appearance())

    assert len(appearance.findChildren(FocusFollower)) == 1


def test_labels_take_the_size_of_their_role(qtbot: QtBot) -> None:
    label = QLabel("Accueil")
    label.setProperty("role", TextRole.TITLE.value)
    qtbot.addWidget(label)
    label.ensurePolished()

    assert label.fontInfo().pixelSize() == TEXT_SIZES[TextRole.TITLE]


def _two_lines(qtbot: QtBot) -> tuple[QWidget, QLineEdit, QLineEdit]:
    window = QWidget()
    window.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    layout = column(window, space=24, margin=24)
    first, second = QLineEdit(), QLineEdit()
    layout.addWidget(first)
    layout.addWidget(second)
    qtbot.addWidget(window)
    window.resize(300, 200)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    second.setFocus()
    return window, first, second


def test_ring_keeps_no_window_alive(qtbot: QtBot) -> None:
    window, _first, _second = _two_lines(qtbot)
    gone = weakref.ref(window)

    del window, _first, _second
    gc.collect()

    assert gone() is None
