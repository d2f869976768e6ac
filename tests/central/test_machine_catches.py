"""The proof finds faults of the service itself: put in one by one, its history fails.

The rest of the faults are put in at the desk and the merge: ``tests/sync/test_machine_catches``.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Final
from unittest.mock import patch
from uuid import UUID

import psycopg
import pytest

from mairie_quartier.central import disputing, judging, pushing, reading
from mairie_quartier.central.batch import Batch, Note, Stored
from mairie_quartier.domain.operations import Answer, ChangeKind, Operation, Verdict
from tests.central.conftest import Template
from tests.central.test_machine import cities
from tests.sync import mutations, scenarios
from tests.sync.encounters import Scenario, run
from tests.sync.world import World, seeded_identifiers

Fault = AbstractContextManager[object]


def handed_over_is_not_told() -> Fault:
    """Log nothing that a desk could do where a record leaves its scope."""
    log = Batch.log

    def silent(batch: Batch, scope: UUID, operation: Operation, note: Note) -> None:
        kept = replace(note, kind=ChangeKind.PATCH) if note.kind is ChangeKind.DROP else note
        log(batch, scope, operation, kept)

    return patch.object(Batch, "log", silent)


def stored_answers_are_wrong() -> Fault:
    """Answer a replay that all was well, whatever was decided the first time."""
    read = reading.read_known

    def wrong(*given: object, **named: object) -> dict[UUID, Stored]:
        known = read(*given, **named)  # type: ignore[arg-type]  # passed on
        return {
            op: replace(each, answer=Answer(op, Verdict.APPLIED, each.answer.rev))
            for op, each in known.items()
        }

    return patch.object(reading, "read_known", wrong)


def merging(changed: mutations.Merging) -> Callable[[], Fault]:
    return lambda: patch.object(judging, "merge", changed)


def a_conflict_is_lost() -> Fault:
    return patch.object(disputing, "record", lambda *_args, **_words: None)


def clones_are_not_seen() -> Fault:
    return patch.object(pushing, "_refuse_clone", lambda *_args: None)


FAULTS: Final[Mapping[str, tuple[Callable[[], Fault], Scenario]]] = {
    "a record handed over stays": (
        handed_over_is_not_told,
        scenarios.handed_over_leaves_one_office_and_reaches_the_other,
    ),
    "answers are kept wrong": (stored_answers_are_wrong, scenarios.a_lost_answer_is_given_again),
    "the newer value wins": (
        merging(mutations.newer_wins),
        scenarios.one_field_edited_twice_keeps_both_values,
    ),
    "an edit revives": (
        merging(mutations.edits_revive),
        scenarios.edit_of_a_deleted_record_never_revives_it,
    ),
    "a conflict is lost": (
        a_conflict_is_lost,
        scenarios.one_field_edited_twice_keeps_both_values,
    ),
    "a clone is not seen": (
        clones_are_not_seen,
        scenarios.SCENARIOS["a_clone_takes_another_identity"],
    ),
}


@pytest.mark.torture
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_the_service_is_found(name: str, template: Template, tmp_path: Path) -> None:
    put_in, found_by = FAULTS[name]
    with cities(template, tmp_path) as made, seeded_identifiers(1):
        world = World(tmp_path, made())
        with put_in(), pytest.raises((AssertionError, psycopg.Error)):
            run(found_by, world)
        world.close()
