"""A day at the desk, by keyboard alone, on the real program and a real encrypted store."""

from PySide6.QtWidgets import QWidget

from mairie_quartier.domain.numbers import parse_scanned
from tests.journeys.pc import Pc

MOST_KEYS_ANONYMOUS = 10
MOST_KEYS_KNOWN = 25
AZERTY = str.maketrans("0123456789-AQZWM", "à&é\"'(-è_ç)QAWZ?")
"""What an AZERTY keyboard makes of a scanner that types as a US one."""


def record_anonymous(pc: Pc) -> None:
    pc.press("F2", "Return")
    pc.write("rsa")
    pc.press("Return", "1", "Return", "Ctrl+S")


def record_traore(pc: Pc) -> None:
    """Leave a person's file: Aminata Traoré, one need."""
    pc.press("F2")
    pc.write("Traoré Aminata 12/5/1987")
    pc.press("Alt+B")
    pc.write("rsa")
    pc.press("Return", "1", "Return", "Ctrl+S")


def test_logging_in_leads_to_the_desk_with_its_keys_at_work(closed_pc: Pc) -> None:
    closed_pc.log_in()
    assert closed_pc.is_open
    assert closed_pc.focus_name != ""
    closed_pc.press("F2")
    assert closed_pc.focus_name == "person"


def test_an_anonymous_visit_takes_ten_keys_at_most(pc: Pc) -> None:
    visits, keys = pc.visits(), pc.typist.keystrokes
    record_anonymous(pc)
    assert pc.typist.keystrokes - keys <= MOST_KEYS_ANONYMOUS
    assert pc.visits() == visits + 1
    assert pc.drafts() == 0 or pc.draft().needs[0].demarche != "rsa"
    assert len(pc.shown(QWidget, "result")) == 1


def test_a_known_person_with_one_need_and_a_paper_takes_25_keys_at_most(pc: Pc) -> None:
    record_traore(pc)
    visits, papers, keys = pc.visits(), len(pc.receipts()), pc.typist.keystrokes
    pc.press("F2")
    pc.write("aminata traore")
    pc.press("Ctrl+Return", "Alt+B")
    pc.write("carte famille")
    pc.press("Return", "1", "Return", "Ctrl+P")
    assert pc.typist.keystrokes - keys <= MOST_KEYS_KNOWN
    assert pc.visits() == visits + 1
    assert len(pc.receipts()) == papers + 1
    assert pc.shown(QWidget, "paperPage")
    pc.press("Esc")
    assert pc.shown(QWidget, "result")


def test_a_scanned_number_opens_its_request_though_keys_come_faster_than_answers(pc: Pc) -> None:
    number = pc.receipts()[-1].number
    scanned = number.translate(AZERTY)
    assert str(parse_scanned(scanned)) == number
    pc.press("Ctrl+K")
    pc.scan(scanned)
    assert pc.shown(QWidget, "requestTitle"), pc.words
