"""The proof: whatever happens in whatever order, nothing acknowledged is lost, doubled or hidden.

A Hypothesis state machine drives several desks and a centre through edits, crashes, cuts,
restores, clones and wrong clocks, then asserts the invariants of SYNC.md once all is quiet.
``pytest -m torture`` runs the long profile; a failure prints what reproduces it, and
``--hypothesis-seed`` takes the seed of a night.
"""

import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.sync.cities import MemoryCity
from tests.sync.world import Place, World, seeded_identifiers

MOST_PLACES = 5
PLACES = st.integers(0, 5)
WHICH = st.integers(0, 3)
NAMES = st.sampled_from(["Traoré", "N’Guyễn", "Diallo"])
FIELDS = st.sampled_from(["phone", "note", "used_name"])
VALUES = st.sampled_from(["a", "b", "c", "d"])
FATES = st.lists(st.sampled_from(["ok", "ok", "request", "reply", "twice"]), max_size=6)
DAYS = st.sampled_from([-3650, -1, 1, 400, 3650])

CALM = settings(
    max_examples=10,
    stateful_step_count=22,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)
STORM = settings(CALM, max_examples=250, stateful_step_count=60, derandomize=False)


class CityMachine(RuleBasedStateMachine):
    """Three desks of two offices, later more; every rule is one thing that happens."""

    def __init__(self) -> None:
        super().__init__()
        self._stack = ExitStack()
        self._folder = Path(tempfile.mkdtemp(prefix="city-"))
        self._stack.callback(shutil.rmtree, self._folder, ignore_errors=True)

    @initialize(seed=st.integers(0, 2**16))
    def begin(self, seed: int) -> None:
        self._stack.enter_context(seeded_identifiers(seed))
        self.world = World(self._folder, MemoryCity(seed))
        self._stack.callback(self.world.close)
        for name in ("Traoré", "Diallo"):  # known everywhere, so that two can disagree at once
            self.world.create(self.world.places[0], name)
        self.world.settle()

    def at(self, which: int) -> Place:
        return self.world.places[which % len(self.world.places)]

    @rule(place=PLACES, name=NAMES)
    def create(self, place: int, name: str) -> None:
        self.world.create(self.at(place), name)

    @rule(place=PLACES, which=WHICH, field=FIELDS, value=VALUES)
    def edit(self, place: int, which: int, field: str, value: str) -> None:
        self.world.edit(self.at(place), which, field, value)

    @rule(place=PLACES, which=WHICH, field=FIELDS, value=VALUES, other=VALUES)
    def edit_twice(self, place: int, which: int, field: str, value: str, other: str) -> None:
        self.world.edit(self.at(place), which, field, value)
        self.world.edit(self.at(place + 1), which, field, other)

    @rule(place=PLACES, which=WHICH)
    def delete(self, place: int, which: int) -> None:
        self.world.delete(self.at(place), which)

    @rule(place=PLACES)
    def undo(self, place: int) -> None:
        self.world.undo(self.at(place))

    @rule(place=PLACES)
    def visit(self, place: int) -> None:
        self.world.visit(self.at(place))

    @rule(place=PLACES, which=WHICH, value=VALUES)
    def partner(self, place: int, which: int, value: str) -> None:
        self.world.partner(self.at(place), which, value)

    @rule(place=PLACES, which=WHICH)
    def hand_over(self, place: int, which: int) -> None:
        self.world.hand_over(self.at(place), which)

    @rule(place=PLACES)
    def choose(self, place: int) -> None:
        self.world.choose(self.at(place))

    @rule(place=PLACES, fates=FATES)
    def sync(self, place: int, fates: list[str]) -> None:
        self.world.sync(self.at(place), fates)

    @rule(fates=FATES)
    def sync_everybody(self, fates: list[str]) -> None:
        for place in list(self.world.places):
            self.world.sync(place, fates)

    @rule(place=PLACES)
    def crash(self, place: int) -> None:
        self.world.crash(self.at(place))

    @precondition(lambda self: len(self.world.places) < MOST_PLACES)
    @rule(place=PLACES)
    def clone(self, place: int) -> None:
        self.world.clone(self.at(place))

    @rule(place=PLACES)
    def keep_copy(self, place: int) -> None:
        self.world.keep_copy(self.at(place))

    @rule(place=PLACES)
    def go_back(self, place: int) -> None:
        self.world.go_back(self.at(place))

    @rule()
    def back_the_centre_up(self) -> None:
        self.world.centre.back_up()

    @rule()
    def restore_the_centre(self) -> None:
        self.world.restore_centre()

    @precondition(lambda self: not self.world.revoked)
    @rule(place=PLACES)
    def revoke(self, place: int) -> None:
        self.world.revoke(self.at(place))

    @rule(place=PLACES, days=DAYS)
    def shift_clock(self, place: int, days: int) -> None:
        self.world.shift_clock(self.at(place), days)

    def teardown(self) -> None:
        with self._stack:
            if hasattr(self, "world"):
                self.world.settle()
                self.world.check()


def test_nothing_acknowledged_is_lost_doubled_or_silently_overwritten() -> None:
    run_state_machine_as_test(CityMachine, settings=CALM)


@pytest.mark.torture
def test_nothing_is_lost_in_a_long_night() -> None:
    run_state_machine_as_test(CityMachine, settings=STORM)
