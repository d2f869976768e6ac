"""Digits, letters and "I cannot read", without a screen."""

from dataclasses import dataclass, field

import pytest

from mairie_quartier.domain.language_card import Tongue, card_tongues
from mairie_quartier.ui.screens.language_card.presenter import CardAnswer, CardPresenter


@dataclass(slots=True)
class NotingCard:
    """A card that only remembers."""

    pointed: list[str] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    answers: list[CardAnswer | None] = field(default_factory=list)

    def point_at(self, tongue: Tongue) -> None:
        self.pointed.append(tongue.code)

    def show_typed(self, typed: str, tongue: Tongue | None) -> None:
        self.typed.append(typed)

    def leave(self, answer: CardAnswer | None) -> None:
        self.answers.append(answer)


@pytest.fixture
def card() -> NotingCard:
    return NotingCard()


@pytest.fixture
def presenter(card: NotingCard) -> CardPresenter:
    presenter = CardPresenter(card)
    presenter.start(None)
    return presenter


def type_in(presenter: CardPresenter, text: str) -> None:
    for character in text:
        presenter.type_character(character)


def test_card_opens_at_the_language_already_known(card: NotingCard) -> None:
    presenter = CardPresenter(card)

    for code in (None, "apc", "bam"):
        presenter.start(code)

    assert card.pointed == ["fra", "ara", "bam"]


@pytest.mark.parametrize("tongue", card_tongues(), ids=lambda each: each.code)
def test_two_digits_choose_at_once(
    presenter: CardPresenter, card: NotingCard, tongue: Tongue
) -> None:
    type_in(presenter, tongue.typed_number)

    assert card.answers == [CardAnswer(tongue.code)]


def test_one_digit_or_a_number_of_nothing_chooses_nothing(
    presenter: CardPresenter, card: NotingCard
) -> None:
    type_in(presenter, "9")
    type_in(presenter, "00")
    type_in(presenter, "1")

    assert card.answers == []
    assert card.typed[-1] == "1"


def test_letters_lead_to_the_language_and_wrong_ones_are_forgotten(
    presenter: CardPresenter, card: NotingCard
) -> None:
    type_in(presenter, "perxs")

    assert card.pointed[-1] == "pes"
    assert card.typed[-1] == "pers"
    assert card.answers == []


def test_letters_after_a_digit_begin_anew(presenter: CardPresenter, card: NotingCard) -> None:
    type_in(presenter, "1tu")

    assert card.pointed[-1] == "tur"


def test_letters_can_be_taken_back(presenter: CardPresenter, card: NotingCard) -> None:
    type_in(presenter, "al")
    presenter.erase()
    presenter.erase()
    presenter.erase()

    assert card.typed[-3:] == ["a", "", ""]


def test_who_cannot_read_is_noted_with_the_language_or_without(
    presenter: CardPresenter, card: NotingCard
) -> None:
    presenter.cannot_read = True
    presenter.choose(card_tongues()[1])
    presenter.give_up()
    presenter.start(None)
    presenter.give_up()

    assert card.answers == [CardAnswer("eng", cannot_read=True), CardAnswer(None, True), None]
