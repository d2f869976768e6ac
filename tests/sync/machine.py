"""The state machine: whatever happens in whatever order, nothing acknowledged is lost or hidden.

It drives several desks and one centre, in memory or on PostgreSQL, through edits, crashes, cuts,
restores, clones and wrong clocks, then asserts the invariants of SYNC.md once all is quiet.  Few
records, fields and values, so that desks clash; some rules are whole encounters, because chance
alone seldom puts their steps in a row.  What chance must never miss is in ``scenarios``.
"""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.sync.cities import CityCentre
from tests.sync.world import Place, World, seeded_identifiers

MOST_PLACES = 5
PLACES = st.integers(0, 5)
WHICH = st.integers(0, 2)
NAMES = st.sampled_from(["Traoré", "N’Guyễn", "Diallo"])
FIELDS = st.sampled_from(["phone", "note"])
VALUES = st.sampled_from(["a", "b", "c"])
FATES = st.lists(st.sampled_from(["ok", "ok", "request", "reply", "twice"]), max_size=6)
DAYS = st.sampled_from([-3650, -1, 1, 400, 3650])

CALM = settings(
    max_examples=7,
    stateful_step_count=20,
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

    def make(self, seed: int) -> CityCentre:
        """Give the centre to try."""
        raise NotImplementedError(seed)

    @initialize(seed=st.integers(0, 2**16))
    def begin(self, seed: int) -> None:
        self._stack.enter_context(seeded_identifiers(seed))
        self.world = World(self._folder, self.make(seed))
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
        self.world.sync(self.at(place), [])

    @rule(place=PLACES, which=WHICH, value=VALUES, fates=FATES)
    def delete_what_is_edited(self, place: int, which: int, value: str, fates: list[str]) -> None:
        self.world.edit(self.at(place), which, "phone", value)
        self.world.delete(self.at(place + 1), which)
        self.world.sync(self.at(place), fates)

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

    @rule(place=PLACES, which=WHICH, value=VALUES)
    def lose_what_was_just_sent(self, place: int, which: int, value: str) -> None:
        self.world.centre.back_up()
        self.world.create(self.at(place), "Benali")
        self.world.edit(self.at(place), which, "phone", value)
        self.world.sync(self.at(place), [])
        self.world.sync(self.at(place + 1), [])
        self.world.edit(self.at(place + 1), -1, "note", value)
        self.world.sync(self.at(place + 1), [])
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


def play(make: Callable[[int], CityCentre], profile: settings) -> None:
    """Let everything happen to a centre, as often as the profile says."""

    class Tried(CityMachine):
        def make(self, seed: int) -> CityCentre:
            return make(seed)

    run_state_machine_as_test(Tried, settings=profile)
