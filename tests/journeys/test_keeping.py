"""Nothing typed is ever lost: by another key, a lock, a closing, a kill, a full disk."""

import pytest
from PySide6.QtWidgets import QWidget

from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.intake import MemberForm
from mairie_quartier.services.demonstration import demonstration_login
from mairie_quartier.services.drafts import list_drafts
from tests.journeys.pc import Pc, full_disk


def members(pc: Pc) -> tuple[MemberForm, ...]:
    return pc.draft().members


def type_member(pc: Pc, first_names: str) -> None:
    """Begin a visit, open the details, type a member's name and stay in the field."""
    pc.press("F2")
    pc.write("Traoré Aminata 12/5/1987")
    pc.press("F3")
    pc.tab_to("addMember")
    pc.press("Return")
    pc.tab_to("member1First")
    pc.write(first_names)


@pytest.mark.parametrize("key", ["F4", "F3", "F2", "Alt+B", "Ctrl+1", "Ctrl+L", "F12", "Alt+C"])
def test_a_member_being_typed_is_kept_whatever_key_comes_next(pc: Pc, key: str) -> None:
    type_member(pc, "Moussa")
    pc.press(key)
    if key == "F12":
        pc.press("F12", "Ctrl+1")
    if key == "Ctrl+L":
        pc.write(demonstration_login()[1])
        pc.press("Return")
    if key != "F2":
        pc.press("F2")
    assert [each.first_names for each in members(pc)] == ["Moussa"]


def test_a_member_being_typed_is_registered(pc: Pc) -> None:
    type_member(pc, "Moussa")
    pc.press("Alt+B")
    pc.write("rsa")
    pc.press("Return", "1", "Return", "Ctrl+S")
    assert pc.shown(QWidget, "result")
    with pc.context.open() as unit:
        assert "Moussa" in [each.first_names for each in unit.members.matching()]


@pytest.mark.parametrize("field", ["phone", "email", "address", "town", "family_name"])
def test_a_detail_being_typed_is_kept_by_f4(pc: Pc, field: str) -> None:
    pc.press("F2")
    pc.write("Traoré Aminata")
    pc.press("F3")
    pc.tab_to(field)
    pc.press("Ctrl+A")
    pc.write("xyz")
    pc.press("F4", "F2")
    person = pc.draft().person
    assert person is not None
    assert getattr(person, field) == "xyz"


def test_an_answer_that_comes_while_a_field_is_typed_leaves_it_alone(pc: Pc) -> None:
    """The draft is kept when a field is left; the answer finds the next one half typed."""
    pc.press("F2")
    pc.write("Traoré Aminata")
    pc.press("F3")
    pc.tab_to("phone")
    pc.write("06 39")
    pc.send_keys("Tab")
    pc.send("awa@")
    pc.typist.settle()
    assert pc.text_in("email") == "awa@"


def test_details_are_put_away_for_the_next_visitor(pc: Pc) -> None:
    type_member(pc, "Moussa")
    pc.press("F2")
    assert pc.shown(QWidget, "personDetails") == []
    assert pc.focus_name == "person"
    assert pc.text_in("person") == ""


@pytest.mark.parametrize("field", ["birth", "phone", "address", "personNote"])
def test_what_is_typed_for_one_visitor_never_goes_to_the_next(pc: Pc, field: str) -> None:
    pc.press("F2")
    pc.write("Traoré Aminata")
    pc.press("F3")
    pc.tab_to(field)
    pc.write("1987")
    pc.press("F2")
    first = pc.draft()
    assert first.person is not None
    assert "1987" in str(first.person)
    pc.write("Diallo Fatou")
    pc.press("F3", "F2")
    second = pc.draft()
    assert second.draft_id != first.draft_id
    assert "1987" not in str(second.person)


def test_a_visit_taken_up_again_by_a_new_one_is_its_own_draft(pc: Pc) -> None:
    before = pc.drafts()
    pc.press("F2")
    pc.write("Traoré Aminata")
    pc.press("F2")
    pc.write("Diallo Fatou")
    pc.press("Ctrl+1")
    titles = [each.title for each in list_drafts(pc.context)]
    assert len(titles) == before + 2
    assert {"Aminata Traoré", "Fatou Diallo"} <= set(titles)


def test_a_locked_visit_goes_on_where_it_was(pc: Pc) -> None:
    pc.press("F2")
    pc.write("Traoré Aminata")
    pc.press("Ctrl+L")
    assert "Aminata" not in pc.words
    pc.write(demonstration_login()[1])
    pc.press("Return")
    assert pc.text_in("person") == "Traoré Aminata"
    assert pc.focus_name == "person"


def test_closing_the_window_keeps_the_field_being_typed(pc: Pc) -> None:
    type_member(pc, "Moussa")
    pc.restart()
    pc.log_in()
    assert [each.first_names for each in members(pc)] == ["Moussa"]


def test_keys_typed_just_before_locking_or_closing_are_kept(pc: Pc) -> None:
    """No pause between the last letters and the lock, as a hasty agent does."""
    pc.press("F2")
    pc.write("Traoré")
    pc.send_keys("Tab", "Shift+Tab", "End")
    pc.send(" Aminata")
    pc.send_keys("Tab", "Shift+Tab", "End")
    pc.send(" 1987")
    pc.send_keys("Ctrl+L")
    pc.typist.settle()
    pc.restart()
    pc.log_in()
    person = pc.draft().person
    assert person is not None
    assert (person.first_names, person.birth) == ("Aminata", PartialDate(1987))


def test_undoing_a_registered_visit_brings_it_back_and_voids_its_paper(pc: Pc) -> None:
    drafts, visits = pc.drafts(), pc.visits()
    pc.press("F2")
    pc.write("Traoré Aminata")
    pc.press("Alt+B")
    pc.write("rsa")
    pc.press("Return", "1", "Return", "Ctrl+S")
    paper = pc.receipts()[-1]
    pc.press("Ctrl+Z")
    assert pc.visits() == visits
    assert pc.drafts() == drafts + 1
    assert pc.text_in("person") == "Traoré Aminata"
    with pc.context.open() as unit:
        assert paper.id in [each.id for each in unit.voidings.matching()]
    pc.press("Ctrl+S")
    assert pc.visits() == visits + 1
    assert pc.receipts()[-1].number != paper.number


def test_a_full_disk_keeps_the_words_and_says_so_and_goes_on_when_there_is_room(pc: Pc) -> None:
    pc.press("F2")
    pc.write("Traoré Aminata")
    pc.press("Alt+B")
    pc.write("rsa")
    pc.press("Return", "1", "Return")
    visits = pc.visits()
    with full_disk():
        pc.press("Ctrl+S")
        assert pc.shown(QWidget, "problem")
        assert "place" in pc.words
        assert pc.shown(QWidget, "result") == []
        assert pc.text_in("person") == "Traoré Aminata"
    assert pc.visits() == visits
    pc.press("Ctrl+S")
    assert pc.visits() == visits + 1


@pytest.mark.parametrize("ending", ["lock", "close"])
def test_a_note_on_a_request_being_typed_is_kept(pc: Pc, ending: str) -> None:
    pc.press("Ctrl+K")
    pc.scan(pc.receipts()[-1].number)
    pc.press("Ctrl+E")
    assert pc.focus_name == "requestNote"
    pc.write("rappeler jeudi")
    if ending == "lock":
        pc.press("Ctrl+L")
    pc.restart()
    pc.log_in()
    with pc.context.open() as unit:
        assert any("rappeler jeudi" in each.note for each in unit.requests.matching())


@pytest.mark.parametrize("ending", ["lock", "close"])
def test_a_field_of_a_file_being_typed_is_kept(pc: Pc, ending: str) -> None:
    pc.press("Ctrl+2", "Ctrl+F", "Down", "Return", "Ctrl+E")
    pc.tab_to("person_email")
    pc.press("Ctrl+A")
    pc.write("a@exemple.example")
    if ending == "lock":
        pc.press("Ctrl+L")
    pc.restart()
    pc.log_in()
    with pc.context.open() as unit:
        assert any(each.email == "a@exemple.example" for each in unit.people.matching())
