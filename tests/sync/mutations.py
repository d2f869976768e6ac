"""Faults put in on purpose, one in one place: each trap of the synchronisation, fallen into.

For ``test_machine_catches``: a fault that no scripted history finds would show that the proof
proves nothing.  They are put in at the seams between the parts, not inside them.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Final
from unittest.mock import patch

from mairie_quartier.domain.field_merge import Merged, Row, Tombstone, merge
from mairie_quartier.domain.operations import (
    Answer,
    ChangeKind,
    Fields,
    Operation,
    OpKind,
    RejectCode,
    Scope,
    Verdict,
)
from mairie_quartier.domain.protocol_items import Unreadable
from mairie_quartier.domain.quick_reading import Change
from mairie_quartier.store import reconciliation
from mairie_quartier.store.answers import AnswerTaker
from mairie_quartier.store.people_index import StorePeopleIndex
from mairie_quartier.store.row_writer import RowWriter
from mairie_quartier.store.scope_rows import Clause, clause_of
from mairie_quartier.store.second_sending import SecondSending
from mairie_quartier.store.sync_state import Cursor
from mairie_quartier.store.sync_store import SyncStore
from mairie_quartier.sync.comparing import Comparing
from tests.sync import memory_centre, scenarios, setbacks
from tests.sync.board import KnownDesk
from tests.sync.encounters import PowerCut, Scenario
from tests.sync.memory_centre import MemoryCentre

Fault = AbstractContextManager[object]
Merging = Callable[[Row | None, Tombstone | None, Operation], Merged]


@dataclass(frozen=True, slots=True)
class Mutation:
    """A fault, and the history that must find it."""

    put_in: Callable[[], Fault]
    found_by: Scenario


# The desk's half


def deaf_to(kind: ChangeKind, word: str = "") -> Callable[[], Fault]:
    """Pass over the lines of the log of one kind, but for their place in it."""
    take = SyncStore.take_changes

    def heard(change: Change) -> Change:
        deaf = change.kind is kind and word in ("", change.word)
        return nothing_at(change) if deaf else change

    def pull(store: SyncStore, changes: Sequence[Change]) -> frozenset[str]:
        return take(store, tuple(map(heard, changes)))

    return lambda: patch.object(SyncStore, "take_changes", pull)


def nothing_at(change: Change) -> Change:
    """Give a line at the same place of the log that tells nothing."""
    return Change(
        change.scope, change.seq, change.word, change.record_id, ChangeKind.PATCH, 0, {},
        change.actor, change.hlc, change.desk, change.at,
    )  # fmt: skip


def cursor_before_rows() -> Fault:
    """Save the cursor in a transaction of its own: a power cut leaves it ahead of the rows."""
    take = SyncStore.take_changes

    def pull(store: SyncStore, changes: Sequence[Change]) -> frozenset[str]:
        try:
            return take(store, changes)
        except PowerCut:
            with store._writing() as work:
                for change in changes:
                    work.state.move_cursor(change.scope, Cursor(change.seq, 0))
                store._end(work)
            raise

    return patch.object(SyncStore, "take_changes", pull)


def nothing_waits() -> Fault:
    """Write central values over those that are still to be sent."""
    return patch.object(RowWriter, "waiting", lambda *_args, **_words: {})


def refusals_change_nothing() -> Fault:
    return patch.object(AnswerTaker, "_refused", lambda *_args: None)


def disputes_change_nothing() -> Fault:
    return patch.object(AnswerTaker, "_disputed", lambda *_args: None)


def nothing_is_sent_again() -> Fault:
    """Believe, after a restore of the centre, that it still has what it had."""
    return patch.object(SyncStore, "_send_again", lambda *_args: None)


def late_edits_stay_refused() -> Fault:
    return patch.object(SecondSending, "take_up", lambda *_args: 0)


def the_index_stands_still() -> Fault:
    return patch.object(StorePeopleIndex, "follow", lambda *_args: None)


def nobody_compares() -> Fault:
    return patch.object(Comparing, "_differing", lambda *_args: ())


def the_log_is_read_from_now() -> Fault:
    """Read the log, after a first sync, from where it is by then."""
    move = SyncStore.take_staged

    def take(store: SyncStore, *given: object) -> object:
        staged = move(store, *given)  # type: ignore[arg-type]  # passed on
        with store._writing() as work:
            for scope, cursor in work.state.cursors().items():
                ahead = max(cursor.seq, cursor.known_to)
                work.state.move_cursor(scope, Cursor(ahead, cursor.known_to))
            store._end(work)
        return staged

    return patch.object(SyncStore, "take_staged", take)


def those_handed_over_are_overlooked() -> Fault:
    """Fetch a scope anew and look only at what still is of its office."""

    def of_it(word: str, scope: Scope, _scopes: object) -> Clause | None:
        return clause_of(word, scope)

    return patch.object(reconciliation, "clause_here", of_it)


# The merge


def merging(changed: Merging) -> Callable[[], Fault]:
    """Merge otherwise, at the centre in memory."""
    return lambda: patch.object(memory_centre, "merge", changed)


def newer_wins(current: Row | None, tomb: Tombstone | None, operation: Operation) -> Merged:
    """Take the last value that came, whatever it replaced."""
    seen = current.fields if current else {}
    return merge(current, tomb, replace(operation, replaced=seen))


def base_forgotten(current: Row | None, tomb: Tombstone | None, operation: Operation) -> Merged:
    """Forget what the agent saw."""
    return merge(current, tomb, replace(operation, replaced={}, base=-1))


def edits_revive(current: Row | None, tomb: Tombstone | None, operation: Operation) -> Merged:
    """Put a deleted record back because somebody edited it."""
    if current is None and tomb is not None and operation.kind is OpKind.PATCH:
        fields: Fields = {**tomb.fields, **operation.fields}
        return Merged(Verdict.APPLIED, tomb.rev + 1, OpKind.PUT, fields)
    return merge(current, tomb, operation)


def deletions_win(current: Row | None, tomb: Tombstone | None, operation: Operation) -> Merged:
    """Delete what somebody edited since."""
    if current is not None and operation.kind is OpKind.DELETE:
        return merge(current, tomb, replace(operation, replaced=current.fields))
    return merge(current, tomb, operation)


# The centre in memory


def every_answer_is_kept_as_applied() -> Fault:
    decide = MemoryCentre._new_decision

    def kept(centre: MemoryCentre, desk: KnownDesk, op: Operation) -> Answer:
        answer = decide(centre, desk, op)
        return Answer(op.op, Verdict.APPLIED, answer.rev)

    return patch.object(MemoryCentre, "_new_decision", kept)


def replays_are_decided_anew() -> Fault:
    decide = MemoryCentre._decide

    def forgetful(centre: MemoryCentre, desk: KnownDesk, op: Operation | Unreadable) -> Answer:
        if op.op is not None:
            centre.board.ops.pop(op.op, None)
        return decide(centre, desk, op)

    return patch.object(MemoryCentre, "_decide", forgetful)


def places_may_be_taken_twice() -> Fault:
    """Take another operation at a place of the desk that is taken already."""
    push = MemoryCentre._push

    def trusting(centre: MemoryCentre, *given: object) -> object:
        centre.board.dseqs.clear()
        return push(centre, *given)  # type: ignore[arg-type]  # passed on

    return patch.object(MemoryCentre, "_push", trusting)


def handed_over_is_not_told() -> Fault:
    tell = MemoryCentre._tell

    def silent(centre: MemoryCentre, scope: Scope, kind: ChangeKind, *given: object) -> None:
        if kind is not ChangeKind.DROP:
            tell(centre, scope, kind, *given)  # type: ignore[arg-type]  # passed on

    return patch.object(MemoryCentre, "_tell", silent)


def a_revoked_desk_is_trusted() -> Fault:
    reject = MemoryCentre._reject

    def trusting(centre: MemoryCentre, desk: KnownDesk, op: Operation) -> RejectCode | None:
        return reject(centre, replace(desk, revoked=False), op)

    return patch.object(MemoryCentre, "_reject", trusting)


MUTATIONS: Final[Mapping[str, Mutation]] = {
    "deletions are ignored": Mutation(deaf_to(ChangeKind.DELETE), scenarios.deletion_arrives),
    "drops are ignored": Mutation(
        deaf_to(ChangeKind.DROP), scenarios.handed_over_leaves_one_office_and_reaches_the_other
    ),
    "a conflict is closed on one side": Mutation(
        deaf_to(ChangeKind.PATCH, "conflict"), scenarios.a_choice_closes_the_conflict_on_both_sides
    ),
    "the cursor is saved before the rows": Mutation(
        cursor_before_rows, scenarios.killed_between_rows_and_cursor
    ),
    "own changes hide what waits": Mutation(nothing_waits, scenarios.what_waits_stays_on_top),
    "a refused value stays": Mutation(refusals_change_nothing, setbacks.a_value_taken_gives_way),
    "a disputed value stays": Mutation(
        disputes_change_nothing, scenarios.what_waited_gives_way_once_disputed
    ),
    "nothing is sent again after a restore": Mutation(
        nothing_is_sent_again, setbacks.a_restored_centre_gets_again_what_it_lost
    ),
    "late edits stay refused": Mutation(
        late_edits_stay_refused, setbacks.an_edit_that_arrives_before_its_record_is_taken_up
    ),
    "the search index stands still": Mutation(the_index_stands_still, scenarios.deletion_arrives),
    "nobody compares": Mutation(nobody_compares, setbacks.rows_that_differ_are_fetched_again),
    "the log is read from now": Mutation(
        the_log_is_read_from_now, scenarios.a_first_sync_while_others_write
    ),
    "the newer value wins": Mutation(
        merging(newer_wins), scenarios.one_field_edited_twice_keeps_both_values
    ),
    "the base is forgotten": Mutation(
        merging(base_forgotten), scenarios.edits_in_turn_are_no_conflict
    ),
    "an edit revives": Mutation(
        merging(edits_revive), scenarios.edit_of_a_deleted_record_never_revives_it
    ),
    "a deletion wins": Mutation(
        merging(deletions_win), scenarios.deletion_of_an_edited_record_takes_nothing_away
    ),
    "answers are kept wrong": Mutation(
        every_answer_is_kept_as_applied, scenarios.a_lost_answer_is_given_again
    ),
    "a replay is applied again": Mutation(
        replays_are_decided_anew, scenarios.a_replay_is_not_applied_again
    ),
    "a place is taken twice": Mutation(
        places_may_be_taken_twice, setbacks.a_clone_takes_another_identity
    ),
    "a record handed over stays": Mutation(
        handed_over_is_not_told, scenarios.handed_over_leaves_one_office_and_reaches_the_other
    ),
    "who was handed over is overlooked": Mutation(
        those_handed_over_are_overlooked, setbacks.a_desk_put_back_keeps_nobody_it_handed_over
    ),
    "a revoked desk is trusted": Mutation(
        a_revoked_desk_is_trusted, setbacks.a_revoked_desk_s_work_is_put_aside
    ),
}
