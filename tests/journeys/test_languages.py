"""The language card in the real program: before a visit, during one, hidden and locked."""

from PySide6.QtWidgets import QWidget

from tests.journeys.pc import Pc


def card_shown(pc: Pc) -> bool:
    return bool(pc.shown(QWidget, "languageCard"))


def test_card_before_a_visit_begins_one_in_the_language_shown(pc: Pc) -> None:
    pc.press("F6")
    assert card_shown(pc)
    pc.write("tig")
    pc.press("Return")
    assert not card_shown(pc)
    assert pc.text_in("language") == "tigrinya"


def test_card_during_a_visit_keeps_what_was_typed(pc: Pc) -> None:
    pc.press("F2")
    pc.write("Traoré Aminata")
    pc.press("F6")
    pc.write("31")
    assert pc.text_in("language") == "bambara"
    assert pc.text_in("person") == "Traoré Aminata"
    assert pc.draft().language == "bam"


def test_escape_from_the_card_changes_nothing(pc: Pc) -> None:
    drafts = pc.drafts()
    pc.press("F6", "Escape")
    assert not card_shown(pc)
    assert pc.drafts() == drafts
    assert not pc.shown(QWidget, "visitTitle")


def test_hiding_covers_the_card_and_comes_back_to_it(pc: Pc) -> None:
    pc.press("F6", "F12")
    assert pc.focus_name == "cover"
    pc.press("F12")
    assert card_shown(pc)
    assert pc.focus_name == "tongue_fra"


def test_lock_takes_the_card_away(pc: Pc) -> None:
    pc.press("F6", "Ctrl+L")
    assert not pc.is_open
    assert not card_shown(pc)
    assert not pc.program.window.isFullScreen()
