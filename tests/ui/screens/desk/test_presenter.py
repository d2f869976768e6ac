"""The first screen's presenter: what is due, by risk; where each thing leads."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import time, timedelta
from pathlib import Path

import pytest

from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.appointments import Appointment
from mairie_quartier.domain.identifiers import DraftId
from mairie_quartier.domain.intake import InterpretingForm
from mairie_quartier.domain.interpreting import Urgency
from mairie_quartier.domain.people import Contact
from mairie_quartier.domain.requests import Outcome
from mairie_quartier.services.appointments import fix_appointment
from mairie_quartier.services.drafts import keep_draft, list_drafts
from mairie_quartier.services.faults import StoreFull
from mairie_quartier.services.visits import Registered
from mairie_quartier.ui.screens.desk.board import Access, Board, More, Tile
from mairie_quartier.ui.screens.desk.presenter import DeskPresenter
from mairie_quartier.ui.theme.tokens import Tone
from mairie_quartier.ui.widgets.line import Line
from tests.builders import intake, need, person_form
from tests.ui.screens.workplaces import HeldLane, Place, make_place, plain


@dataclass(slots=True)
class NotingView:
    """Remembers what it was shown."""

    boards: list[Board] = field(default_factory=list)
    due: tuple[Line, ...] = ()
    visits: tuple[Line, ...] = ()
    more: dict[str, More] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)
    focused: list[Tile] = field(default_factory=list)

    def show_board(self, board: Board) -> None:
        self.boards.append(board)

    def show_due(self, lines: tuple[Line, ...], more: More) -> None:
        self.due, self.more["due"] = lines, more

    def show_visits(self, lines: tuple[Line, ...], more: More) -> None:
        self.visits, self.more["visits"] = lines, more

    def show_trouble(self, text: str) -> None:
        self.troubles.append(text)

    def offer_back(self, title: str) -> None:
        self.offered.append(title)

    def focus_list(self, tile: Tile) -> None:
        self.focused.append(tile)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = make_place(tmp_path / "pc")
    yield made
    made.desk.close()


def at_desk(place: Place) -> tuple[DeskPresenter, NotingView]:
    view = NotingView()
    presenter = DeskPresenter(place.work, view)
    presenter.refresh()
    return presenter, view


def test_day_is_written_out_with_the_place(place: Place) -> None:
    _, view = at_desk(place)
    assert view.boards[-1].today == "Lundi 2 mars 2026"
    assert view.boards[-1].place == "Mairie de quartier de Bacalan"


def test_visit_shows_time_needs_and_numbers(place: Place) -> None:
    saved = place.register(person=person_form())
    _, view = at_desk(place)
    line = view.visits[0]
    assert plain(line.title) == "Aminata Traoré"
    assert line.lead == "10\u00a0h\u00a030"
    assert saved.receipts[0].number in line.caption
    assert view.boards[-1].tiles[Tile.VISITS] == ("1", "1 besoin")


def test_person_who_waits_for_an_interpreter_comes_before_late_pieces(place: Place) -> None:
    place.register(need(missing=1), person=person_form())
    place.desk.clock.advance(timedelta(days=40))
    asked = InterpretingForm("bam", urgency=Urgency.NOW)
    place.register(person=person_form("Diallo", "Fatou"), interpreting=asked)
    _, view = at_desk(place)
    assert plain(view.due[0].title) == "Fatou Diallo"
    assert plain(view.due[0].detail) == "Interprète à trouver : bambara"
    assert view.due[1].mark is not None
    assert view.due[1].mark.text == "En retard de 26 jours"
    assert view.due[1].mark.tone is Tone.DANGER


def test_telephone_is_shown_unless_calling_is_dangerous(place: Place) -> None:
    place.register(need(missing=1), person=person_form())
    careful = replace(person_form("Diallo", "Fatou"), contact=Contact.CAREFUL)
    place.register(need(missing=1), person=careful)
    place.desk.clock.advance(timedelta(days=20))
    _, view = at_desk(place)
    called, spared = sorted(view.due, key=lambda line: line.title)
    assert called.aside == "06 00 00 12 34"
    assert spared.aside == ""
    assert plain(spared.caption) == "Contact prudent : ne pas appeler, ne pas écrire"


def test_late_pieces_lead_to_their_request(place: Place) -> None:
    saved = place.register(need(missing=1), person=person_form())
    place.desk.clock.advance(timedelta(days=20))
    presenter, _ = at_desk(place)
    presenter.open_due(0)
    assert place.calls == [("open_request", saved.requests[0].id)]


def appointed(place: Place) -> Registered:
    """Register somebody who is expected tomorrow."""
    saved = place.register(need(outcome=Outcome.APPOINTMENT), person=person_form())
    day = place.desk.clock.today() + timedelta(days=1)
    planned = Appointment(day, time(9, 5), "Caf")
    fix_appointment(place.desk.context, saved.requests[0].id, planned)
    return saved


def test_somebody_expected_today_is_shown_with_hour_and_place(place: Place) -> None:
    saved = appointed(place)
    place.desk.clock.advance(timedelta(days=1))
    presenter, view = at_desk(place)
    (line,) = view.due
    assert plain(line.detail).startswith("Rendez-vous : ")
    assert plain(line.detail).endswith(" · Caf")
    assert line.mark is not None
    assert plain(line.mark.text) == "Aujourd’hui, 9 h 05"
    presenter.open_due(0)
    assert place.calls == [("open_request", saved.requests[0].id)]


def test_an_appointment_that_is_over_is_not_late(place: Place) -> None:
    appointed(place)
    place.desk.clock.advance(timedelta(days=3))
    _, view = at_desk(place)
    assert view.due[0].mark is not None
    assert plain(view.due[0].mark.text) == "Passé, le 3 mars"


def test_silent_partner_leads_to_the_referrals(place: Place) -> None:
    place.refer()
    place.desk.clock.advance(timedelta(days=20))
    presenter, _ = at_desk(place)
    presenter.open_due(0)
    assert place.calls == [("show_screen", "referrals")]


def test_named_visit_leads_to_the_person_and_anonymous_one_to_its_request(place: Place) -> None:
    named = place.register(person=person_form())
    anonymous = place.register()
    presenter, _ = at_desk(place)
    presenter.open_visit(0)
    presenter.open_visit(1)
    assert named.person is not None
    assert place.calls == [
        ("open_request", anonymous.requests[0].id),
        ("open_person", named.person.id),
    ]


def test_dropped_draft_can_be_put_back(place: Place) -> None:
    form = intake(place.desk.context, need(), person=person_form())
    keep_draft(place.desk.context, form)
    presenter, view = at_desk(place)
    presenter.drop(0)
    assert list_drafts(place.desk.context) == ()
    assert view.offered == ["Aminata Traoré"]
    presenter.put_back()
    assert [line.id for line in list_drafts(place.desk.context)] == [form.draft_id]
    assert view.boards[-1].drafts[0].title == "Aminata Traoré"


def test_draft_is_resumed(place: Place) -> None:
    form = intake(place.desk.context, need())
    keep_draft(place.desk.context, form)
    presenter, view = at_desk(place)
    presenter.resume(0)
    assert place.calls == [("new_visit", DraftId(form.draft_id))]
    assert view.boards[-1].drafts[0].title == "Passage sans nom"


def test_clock_that_went_back_is_told(place: Place) -> None:
    place.register()
    place.desk.clock.advance(timedelta(days=-365))
    _, view = at_desk(place)
    assert "horloge" in view.boards[-1].warning


def test_full_disk_is_told_on_the_screen_until_it_is_over(place: Place, tmp_path: Path) -> None:
    lane = HeldLane()
    place.work = replace(place.work, lane=lane)
    view = NotingView()
    presenter = DeskPresenter(place.work, view)
    presenter.store_failed(StoreFull(tmp_path))
    assert "disque est plein" in view.troubles[-1]
    presenter.refresh()
    lane.let_go()
    assert view.troubles[-1] == ""


def test_only_what_concerns_the_desk_makes_it_look_again(place: Place) -> None:
    presenter, view = at_desk(place)
    presenter.refresh(frozenset({"setting"}))
    assert len(view.boards) == 1
    presenter.refresh(frozenset({"visit"}))
    assert len(view.boards) == 2


def test_day_of_more_than_a_page_goes_on(place: Place) -> None:
    for _ in range(32):
        place.register()
    presenter, view = at_desk(place)
    assert (len(view.visits), view.more["visits"]) == (30, More.YES)
    presenter.more_visits()
    assert (len(view.visits), view.more["visits"]) == (32, More.NONE)


def test_analyst_sees_counters_alone(place: Place) -> None:
    place.register(person=person_form())
    view = NotingView()
    DeskPresenter(place.as_roles(Role.ANALYST), view).refresh()
    assert view.boards[-1].access is Access.COUNTERS
    assert view.visits == ()
    assert view.boards[-1].tiles[Tile.VISITS][0] == "1"


def test_counters_lead_to_their_list(place: Place) -> None:
    presenter, view = at_desk(place)
    presenter.open_tile(Tile.DUE)
    presenter.open_tile(Tile.INTERPRETING)
    assert view.focused == [Tile.DUE]
    assert place.calls == [("show_screen", "interpreting")]
