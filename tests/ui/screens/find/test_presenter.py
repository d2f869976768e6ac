"""Find anything: groups, receipt numbers typed or scanned, the sheet of a démarche."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.catalogue import DemarcheCode
from mairie_quartier.domain.people import Contact
from mairie_quartier.domain.references import ReferenceKind, reference_of
from mairie_quartier.services.drafts import resume_draft
from mairie_quartier.ui.screens.find.presenter import FindPresenter
from mairie_quartier.ui.screens.find.sheet_words import Sheet
from mairie_quartier.ui.widgets.line import Line, LineKind
from tests.builders import OTHER_BODY_DECIDES, need, person_form
from tests.ui.screens.workplaces import HeldLane, Place, make_place, plain

AZERTY = str.maketrans("1234567890-AQZWM", "&é\"'(-è_çà)QAWZ?")


@dataclass(slots=True)
class NotingView:
    """Remembers what it was shown."""

    lines: tuple[Line, ...] = ()
    sentence: str = ""
    sheets: list[Sheet] = field(default_factory=list)
    closed: int = 0

    def show_hits(self, lines: tuple[Line, ...], sentence: str) -> None:
        self.lines, self.sentence = lines, sentence

    def show_sheet(self, sheet: Sheet) -> None:
        self.sheets.append(sheet)

    def close_palette(self) -> None:
        self.closed += 1

    def place_of(self, title: str) -> int:
        return [plain(line.title) for line in self.lines].index(title)

    def headings(self) -> list[str]:
        return [line.title for line in self.lines if line.kind is LineKind.HEADING]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = make_place(tmp_path / "pc")
    yield made
    made.desk.close()


@pytest.fixture
def view() -> NotingView:
    return NotingView()


def test_person_is_found_by_the_beginning_of_a_name_and_opened(
    place: Place, view: NotingView
) -> None:
    saved = place.register(person=person_form())
    finder = FindPresenter(place.work, view)
    finder.type_words("traor")
    finder.open(view.place_of("Aminata Traoré"))
    assert saved.person is not None
    assert place.calls == [("open_person", saved.person.id)]
    assert view.closed == 1


def test_each_group_has_its_heading(place: Place, view: NotingView) -> None:
    place.register(person=person_form("Loge", "Marie"))
    finder = FindPresenter(place.work, view)
    finder.type_words("loge")
    assert view.headings() == ["Personnes", "Démarches"]


def test_telephone_of_a_person_in_danger_is_not_shown(place: Place, view: NotingView) -> None:
    place.register(person=replace(person_form(), contact=Contact.CAREFUL))
    FindPresenter(place.work, view).type_words("traoré")
    line = view.lines[view.place_of("Aminata Traoré")]
    assert line.aside == ""
    assert line.mark is not None
    assert line.mark.text == "Contact prudent"


@pytest.mark.parametrize("scanned", [False, True], ids=["typed", "scanned on AZERTY"])
def test_number_and_enter_open_the_request_before_any_answer(
    place: Place, view: NotingView, scanned: bool
) -> None:
    saved = place.register(person=person_form())
    number = saved.receipts[0].number
    typed = number.translate(AZERTY) if scanned else number.lower()
    lane = HeldLane()
    finder = FindPresenter(replace(place.work, lane=lane), view)
    for end in range(1, len(typed) + 1):
        finder.type_words(typed[:end])
    finder.enter(typed, -1)
    lane.let_go()
    assert place.calls == [("open_request", saved.requests[0].id)]
    assert view.closed == 1


def test_number_opens_the_request_printed_on_the_paper(place: Place, view: NotingView) -> None:
    saved = place.register(need(), need(DemarcheCode("rsa")), person=person_form())
    finder = FindPresenter(place.work, view)
    for receipt in saved.receipts:
        finder.enter(receipt.number, -1)
    opened = [key for name, key in place.calls if name == "open_request"]
    assert len(opened) == len(saved.receipts)
    assert set(opened) <= {request.id for request in saved.requests}


def test_typed_number_shows_requests_and_paper_to_choose(place: Place, view: NotingView) -> None:
    saved = place.register(person=person_form())
    finder = FindPresenter(place.work, view)
    finder.type_words(saved.receipts[0].number)
    assert view.headings() == ["Demandes", "Papier"]
    finder.open(view.place_of(saved.receipts[0].number))
    assert place.calls == [("preview_papers", (saved.receipts[0].id,))]


def test_number_of_no_paper_here_is_told(place: Place, view: NotingView) -> None:
    saved = place.register(person=person_form())
    number = saved.receipts[0].number
    other = number[:-1] + ("A" if number[-1] != "A" else "B")
    finder = FindPresenter(place.work, view)
    finder.type_words(other)
    assert "faute de frappe" in view.sentence
    assert place.calls == []


def test_enter_before_the_answer_opens_the_only_hit(place: Place, view: NotingView) -> None:
    saved = place.register(person=person_form("Zwqoyski", "Ana"))
    lane = HeldLane()
    finder = FindPresenter(replace(place.work, lane=lane), view)
    finder.type_words("zwqoyski")
    finder.enter("zwqoyski", -1)
    lane.let_go()
    assert saved.person is not None
    assert place.calls == [("open_person", saved.person.id)]


def test_enter_before_the_answer_opens_nothing_when_several_match(
    place: Place, view: NotingView
) -> None:
    place.register(person=person_form("Zwqoyski", "Ana"))
    place.register(person=person_form("Zwqoyski", "Piotr"))
    lane = HeldLane()
    finder = FindPresenter(replace(place.work, lane=lane), view)
    finder.type_words("zwqoyski")
    finder.enter("zwqoyski", -1)
    lane.let_go()
    assert place.calls == []
    assert len(view.lines) == 3


def test_demarche_shows_pieces_with_their_rule(place: Place, view: NotingView) -> None:
    finder = FindPresenter(place.work, view)
    finder.type_words("aah")
    demarche = place.work.context.catalogue().get(OTHER_BODY_DECIDES)
    finder.open(view.place_of(demarche.label))
    sheet = view.sheets[-1]
    marks = {line.title: line.mark.text for line in sheet.lines if line.mark}
    for piece in demarche.pieces:
        assert marks[piece.label] == (
            "Exigible" if piece in demarche.required_pieces else "Facultative"
        )


def test_sheet_gives_no_date_for_a_rule_nobody_checked(place: Place, view: NotingView) -> None:
    finder = FindPresenter(place.work, view)
    finder.type_words("domiciliation")
    code = DemarcheCode("domiciliation")
    finder.open(view.place_of(place.work.context.catalogue().get(code).label))
    assert "Aucune date à donner" in [line.title for line in view.sheets[-1].lines]


def test_form_checked_carries_its_number_and_day(place: Place, view: NotingView) -> None:
    finder = FindPresenter(place.work, view)
    finder.type_words("domiciliation")
    code = DemarcheCode("domiciliation")
    finder.open(view.place_of(place.work.context.catalogue().get(code).label))
    forms = [line for line in view.sheets[-1].lines if line.title.startswith("n° 16029")]
    assert forms[0].caption == "vérifié le 22 novembre 2026"


def test_new_visit_begins_with_the_demarche_of_the_sheet(place: Place, view: NotingView) -> None:
    finder = FindPresenter(place.work, view)
    finder.type_words("aah")
    label = place.work.context.catalogue().get(OTHER_BODY_DECIDES).label
    finder.open(view.place_of(label))
    finder.start_visit()
    name, draft = place.calls[-1]
    assert name == "new_visit"
    form = resume_draft(place.work.context, draft)  # type: ignore[arg-type]  # noted as object
    assert [each.demarche for each in form.needs] == [OTHER_BODY_DECIDES]


def test_nothing_found_says_what_to_try(place: Place, view: NotingView) -> None:
    FindPresenter(place.work, view).type_words("zzzzqqq")
    assert "le début du nom" in view.sentence


def test_administrator_finds_demarches_but_nobody(place: Place, view: NotingView) -> None:
    place.register(person=person_form("Loge", "Marie"))
    finder = FindPresenter(place.as_roles(Role.ADMINISTRATOR), view)
    finder.type_words("loge")
    assert view.headings() == ["Démarches"]
    assert not finder.may_start_visit


@pytest.mark.parametrize("scanned", [False, True], ids=["typed", "scanned on AZERTY"])
def test_slip_that_comes_back_opens_its_request(
    place: Place, view: NotingView, scanned: bool
) -> None:
    saved = place.refer()
    with place.desk.context.open() as unit:
        (referral,) = unit.referrals.matching(request_id=saved.requests[0].id)
    number = str(reference_of(ReferenceKind.REFERRAL, referral.id))
    typed = number.translate(AZERTY) if scanned else number.lower()

    FindPresenter(place.work, view).enter(typed, -1)

    assert place.calls == [("open_request", saved.requests[0].id)]
