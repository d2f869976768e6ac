"""Every page of the program, walked as assistive technology and tired eyes would.

By default three looks, one of them in English; ``make torture`` walks them all.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget

from mairie_quartier.config import InterfaceLanguage
from mairie_quartier.domain.intake import ReferralForm
from mairie_quartier.domain.requests import Outcome
from mairie_quartier.services.visits import register_visit
from mairie_quartier.ui.theme.apply import apply_theme
from mairie_quartier.ui.theme.tokens import Appearance, Scheme
from tests.builders import intake, need, person_form
from tests.journeys.pc import Pc, at_work, demonstration, settings_of
from tests.ui.walk import ALL_LOOKS, walk

FRENCH, ENGLISH = InterfaceLanguage.FRENCH, InterfaceLanguage.ENGLISH
EVERYDAY = [
    (Appearance(Scheme.LIGHT, 100), FRENCH),
    (Appearance(Scheme.DARK, 150), FRENCH),
    (Appearance(Scheme.CONTRAST, 200), ENGLISH),
]
Look = tuple[Appearance, InterfaceLanguage]
LOOKS = [
    pytest.param(look, id=f"{look[0].scheme.value}-{look[0].text_percent}-{look[1].value}")
    for look in EVERYDAY
] + [
    pytest.param(
        (look, language),
        id=f"{look.scheme.value}-{look.text_percent}-{language.value}",
        marks=pytest.mark.torture,
    )
    for language in InterfaceLanguage
    for look in ALL_LOOKS
    if (look, language) not in EVERYDAY
]
PASSPHRASE = "Sept-Grands-Chats-Bleus-7"
Stop = tuple[str, str, Callable[[Pc], None]]


def keys(*pressed: str) -> Callable[[Pc], None]:
    return lambda pc: pc.press(*pressed)


def words(*steps: str) -> Callable[[Pc], None]:
    """Steps that begin with ``>`` are typed, the others are keys."""

    def go(pc: Pc) -> None:
        for step in steps:
            if step.startswith(">"):
                pc.write(step[1:])
            else:
                pc.press(step)

    return go


def next_tab(name: str) -> Callable[[Pc], None]:
    def turn(pc: Pc) -> None:
        tabs = pc.shown(QTabWidget, name)[0]
        tabs.tabBar().setFocus()
        pc.press("Right")

    return turn


def open_last_request(pc: Pc) -> None:
    pc.press("Ctrl+K")
    pc.scan(pc.receipts()[-1].number)


def open_somebody(pc: Pc) -> None:
    pc.press("Ctrl+2", "Ctrl+F", "Down", "Return")


def add_member(pc: Pc) -> None:
    pc.tab_to("addMember")
    pc.press("Return")


AT_THE_DESK: list[Stop] = [
    ("desk", "today", keys("Ctrl+1")),
    ("people", "peopleTable", words("Ctrl+2", ">a")),
    ("file: follow-up", "personReach", open_somebody),
    ("file: household", "memberAdd", keys("Ctrl+M")),
    ("file: identity", "person_family_name", keys("Ctrl+E")),
    ("file: merge", "mergeSearch", keys("Ctrl+R")),
    ("referrals", "referrals", keys("Ctrl+3")),
    ("interpreting", "interpreting", keys("Ctrl+4")),
    ("directory", "partners", keys("Ctrl+5")),
    ("directory: a partner", "partnerForm", keys("Ctrl+E")),
    ("directory: a new partner", "partnerForm", keys("Ctrl+N")),
    ("city", "administrationTabs", keys("Ctrl+6")),
    ("agents", "agents", next_tab("administrationTabs")),
    ("catalogue", "catalogueEntries", next_tab("administrationTabs")),
    ("registers", "administrationTabs", next_tab("administrationTabs")),
    ("backups", "backups", next_tab("administrationTabs")),
    ("this PC", "pcTime", next_tab("administrationTabs")),
    ("audit", "administrationTabs", next_tab("administrationTabs")),
    ("synchronisation", "openLink", keys("F9")),
    ("synchronisation: linking", "link_desk", keys("Ctrl+E")),
    ("day sheet", "officePaperPage", keys("Ctrl+1", "Ctrl+P")),
    ("request", "requestTitle", open_last_request),
    ("paper", "paperPage", keys("Ctrl+P")),
    ("intake: empty", "person", keys("F2")),
    ("intake: details", "personDetails", words(">Traoré Aminata 12/5/1987", "F3")),
    ("intake: a member", "member1First", add_member),
    ("intake: interpreter", "interpretingPart", words("F4", ">bambara", "Return")),
    ("intake: pieces", "pieces", words("Alt+B", ">domicilliation", "Return", "3", "Tab", "M")),
    ("intake: referral", "referral", words("Alt+B", ">cours de français", "Return", "5")),
    ("intake: error", "problem", words("Alt+B", ">rsa", "Return", "Ctrl+S")),
    ("intake: saved", "result", words("F2", "Alt+B", ">rsa", "Return", "1", "Return", "Ctrl+S")),
    ("palette: nothing", "findField", words("Ctrl+K", ">zzzz")),
    ("palette: results", "findRows", words("Esc", "Ctrl+K", ">passeport")),
    ("palette: a démarche", "findPalette", keys("Return")),
    ("shortcuts", "shortcutSheet", keys("Esc", "Esc", "F1")),
    ("cover", "cover", keys("Esc", "F12")),
    ("lock", "unlock", keys("F12", "Ctrl+L")),
    ("lock: another agent", "login", keys("Alt+A")),
]


def stay(_pc: Pc) -> None:
    """The page is there already."""


def press_on(*names: str) -> Callable[[Pc], None]:
    """Go to buttons by Tab and press Enter on them."""

    def go(pc: Pc) -> None:
        for name in names:
            pc.tab_to(name)
            pc.press("Return")

    return go


def answer(**fields: str) -> Callable[[Pc], None]:
    """Fill a page of the assistant in and go on."""

    def go(pc: Pc) -> None:
        pc.fill_in(**fields)
        pc.press("Return")

    return go


ON_A_NEW_PC: list[Stop] = [
    ("welcome", "setUp", stay),
    ("restore", "chooseBackup", press_on("restore")),
    ("join: the centre", "enrol_code", press_on("back", "join")),
    ("join: an answer lacks", "enrol_code", answer(address="accueil.ville.example")),
    ("set-up: city", "city", press_on("back", "setUp")),
    ("set-up: office", "office_name", answer(city="Ville-Exemple")),
    ("set-up: agent", "password", answer(office_name="Bacalan", office_code="BAC")),
    ("set-up: key", "printKey", answer(first_name="Awa", last_name="Diop", login="awa",
                                       password=PASSPHRASE, again=PASSPHRASE)),
]  # fmt: skip
AT_THE_LOGIN: list[Stop] = [
    ("login", "enter", stay),
    ("login: refused", "enter", words(">demo", "Return", ">faux", "Return")),
    ("lost password", "recover", keys("Alt+P")),
]

IN_A_DEMONSTRATION: list[Stop] = [
    ("demonstration: desk", "demonstration", stay),
    ("demonstration: synchronisation", "demonstration", keys("F9")),
]


def walk_stops(pc: Pc, stops: list[Stop]) -> list[str]:
    """Go to each place by keyboard and say what is wrong there."""
    found: list[str] = []
    for name, sign, go in stops:
        go(pc)
        pc.typist.settle()
        if not pc.shown(QWidget, sign):
            found.append(f"{name}: {sign} is not to be seen")
        focused = QApplication.focusWidget()
        found += [
            f"{name}: {each.trouble.value}: {each.where} {each.detail}"
            for each in walk(pc.program.window)
        ]
        # Walking leaves every control: an overlay that closes then is opened again.
        if focused is not None and focused.isVisible():
            focused.setFocus()
        else:
            pc.focus_page()
            go(pc)
    return found


@pytest.fixture(params=LOOKS)
def look(request: pytest.FixtureRequest) -> Look:
    chosen: Look = request.param
    return chosen


def opened(app: QApplication, folder: Path, look: Look) -> Pc:
    pc = Pc(app, replace(settings_of(folder), language=look[1]))
    apply_theme(app, look[0])
    pc.typist.settle()
    return pc


@pytest.fixture
def dressed(appearance: QApplication, tmp_path: Path, look: Look) -> Iterator[Pc]:
    pc = opened(appearance, at_work(tmp_path / "desk"), look)
    yield pc
    pc.end()


def test_walk_the_set_up_of_a_new_pc(appearance: QApplication, tmp_path: Path, look: Look) -> None:
    pc = opened(appearance, tmp_path / "desk", look)
    found = walk_stops(pc, ON_A_NEW_PC) + pc.strays.seen
    pc.end()
    assert found == [], "\n".join(found)


def test_walk_the_login(dressed: Pc) -> None:
    found = walk_stops(dressed, AT_THE_LOGIN)
    assert found == [], "\n".join(found)
    assert dressed.strays.seen == []


def test_walk_a_demonstration(appearance: QApplication, tmp_path: Path, look: Look) -> None:
    pc = opened(appearance, demonstration(tmp_path / "desk"), look)
    found = walk_stops(pc, AT_THE_LOGIN[:1])
    pc.log_in()
    found += walk_stops(pc, IN_A_DEMONSTRATION) + pc.strays.seen
    pc.end()
    assert found == [], "\n".join(found)


def refer_somebody(pc: Pc) -> None:
    """Have a referral under way: what the demonstration invents changes with the hour."""
    with pc.context.open() as unit:
        partner = unit.partners.matching()[0]
    referral = ReferralForm(partner.id, reason="Cours de français")
    referred = replace(need(outcome=Outcome.REFERRED), referral=referral)
    somebody = person_form("Benali", "Nadia")
    register_visit(pc.context, intake(pc.context, referred, person=somebody))


def test_walk_every_page_of_the_desk(dressed: Pc) -> None:
    dressed.log_in()
    refer_somebody(dressed)
    found = walk_stops(dressed, AT_THE_DESK)
    assert found == [], "\n".join(found)
    assert dressed.strays.seen == []
