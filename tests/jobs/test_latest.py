"""Only the latest question of a type-ahead is answered on the screen."""

from collections.abc import Callable
from typing import TypeVar

import pytest

from mairie_quartier.jobs.latest import LatestOnly

T = TypeVar("T")


class HeldLane:
    """A lane whose jobs run when the test says so."""

    def __init__(self) -> None:
        self.held: list[Callable[[], None]] = []

    def submit(
        self,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Keep the job."""

        def run() -> None:
            try:
                result = job()
            except ValueError as error:
                assert failed is not None
                failed(error)
                return
            done(result)

        self.held.append(run)

    def run_one(self) -> None:
        """Run the oldest job."""
        self.held.pop(0)()


class Screen:
    """What was asked and what was shown."""

    def __init__(self) -> None:
        self.lane = HeldLane()
        self.asked: list[str] = []
        self.shown: list[tuple[str, int]] = []
        self.latest = LatestOnly[str, int](self.lane, self._answer, show=self._show)

    def _answer(self, question: str) -> int:
        self.asked.append(question)
        if question == "?":
            raise ValueError(question)
        return len(question)

    def _show(self, question: str, answer: int) -> None:
        self.shown.append((question, answer))


@pytest.fixture
def screen() -> Screen:
    return Screen()


def test_a_waiting_question_can_be_hurried_behind_the_one_under_way(screen: Screen) -> None:
    screen.latest.ask("r")
    screen.latest.ask("rsa")
    screen.latest.hurry()
    assert len(screen.lane.held) == 2
    screen.lane.run_one()
    screen.lane.run_one()
    assert screen.asked == ["r", "rsa"]
    assert screen.shown[-1] == ("rsa", 3)


def test_questions_between_the_first_and_the_last_are_never_asked(screen: Screen) -> None:
    for text in ("r", "rs", "rsa"):
        screen.latest.ask(text)
    screen.lane.run_one()
    screen.lane.run_one()

    assert screen.asked == ["r", "rsa"]
    assert screen.shown == [("rsa", 3)]
    assert screen.lane.held == []


def test_forgotten_question_is_not_shown(screen: Screen) -> None:
    screen.latest.ask("rsa")
    screen.latest.forget()
    screen.lane.run_one()

    assert screen.shown == []


def test_asks_again_after_a_failure(screen: Screen) -> None:
    screen.latest.ask("?")
    with pytest.raises(ValueError, match=r"\?"):
        screen.lane.run_one()
    screen.latest.ask("caf")
    screen.lane.run_one()

    assert screen.shown == [("caf", 3)]


def test_failure_of_a_superseded_question_is_not_told(screen: Screen) -> None:
    screen.latest.ask("?")
    screen.latest.ask("caf")
    screen.lane.run_one()
    screen.lane.run_one()

    assert screen.shown == [("caf", 3)]
