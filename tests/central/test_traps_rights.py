"""The traps about who may: revoked, another office, pooler, clone, epoch, tokens."""

from dataclasses import replace
from uuid import UUID

import pytest

from mairie_quartier.central import enrolling, pulling, pushing
from mairie_quartier.central.speaker import RevokedDesk, UnknownToken
from mairie_quartier.central.steward import maintaining
from mairie_quartier.domain.identifiers import new_id
from mairie_quartier.domain.operations import (
    CITY,
    NOBODY,
    RejectCode,
    Scope,
    Verdict,
)
from mairie_quartier.domain.protocol_items import Unreadable
from mairie_quartier.domain.protocol_pull import (
    PullAnswer,
    PullRequest,
    SnapshotRequest,
)
from tests.central.city import City, TestDesk, TestOffice, person_fields, receipt


@pytest.fixture
def office(city: City) -> TestOffice:
    return city.office()


@pytest.fixture
def desk(office: TestOffice) -> TestDesk:
    return office.desk()


# --- rights revoked while offline


def test_rights_revoked_while_offline(city: City, office: TestOffice) -> None:
    desk = office.desk("Guichet retiré")
    before = desk.person()
    desk.push(before)
    offline = desk.person()
    with maintaining(city.owner) as steward:
        steward.revoke_desk(str(desk.id))
    (answer,) = desk.push(offline)
    assert (answer.verdict, answer.code) == (Verdict.QUARANTINED, RejectCode.DESK_REVOKED)
    assert desk.push(offline) == (answer,)
    hello = pulling.hello(city.database, desk.token)
    assert (hello.revoked, hello.scopes, hello.acked_dseq) == (True, (), desk.dseq)
    request = PullRequest(city.epoch, {CITY: 0, office.scope: 0})
    told = PullAnswer.decode(pulling.pull(city.database, desk.token, request))
    assert told.changes == ()
    assert set(told.dropped) == {CITY, office.scope}
    with pytest.raises(RevokedDesk):
        pulling.snapshot(city.database, desk.token, SnapshotRequest(city.epoch, office.scope))
    with pytest.raises(RevokedDesk):
        enrolling.renew(city.database, desk.token)


def test_rights_revoked_an_agent_who_left_is_quarantined(city: City, office: TestOffice) -> None:
    boss, desk = office.agent, office.desk()
    leaver = city.agent(office, "reception")
    leave = desk.patch(
        "agent", leaver, {"active": False}, {"active": True}, actor=boss, scope=CITY, base=1
    )
    after = desk.put("person", person_fields(office.scope), actor=leaver)
    answers = desk.push(leave, after)
    assert answers[0].verdict is Verdict.APPLIED
    assert answers[1].code is RejectCode.FORBIDDEN


def test_rights_another_office_s_scope_is_dropped(city: City, desk: TestDesk) -> None:
    other = city.office()
    fields = person_fields(other.scope)
    (answer,) = desk.push(desk.put("person", fields, scope=other.scope))
    assert answer.code is RejectCode.SCOPE_DROPPED
    (answer,) = desk.push(desk.put("person", fields))
    assert answer.code is RejectCode.FORBIDDEN
    assert not [change for change in other.desk().pull() if change.word == "person"]


def test_rights_an_actor_nobody_knows(desk: TestDesk) -> None:
    answers = desk.push(
        desk.put("person", person_fields(desk.office.scope), actor=new_id()),
        desk.put("person", person_fields(desk.office.scope), actor=None),
    )
    assert [answer.code for answer in answers] == [RejectCode.UNKNOWN_ACTOR] * 2


def test_rights_append_only_words_are_never_edited(desk: TestDesk) -> None:
    issued = receipt(desk, "BAC-B8-26-00001-X")
    desk.push(issued)
    edit = desk.patch("receipt", issued.record_id, {"content": "x"}, {"content": "{}"}, base=1)
    away = desk.delete("receipt", issued.record_id, dict(issued.fields), base=1)
    edited, deleted = desk.push(edit, away)
    assert (edited.code, edited.fields) == (RejectCode.APPEND_ONLY, {"content": "{}"})
    assert (deleted.code, deleted.gone) == (RejectCode.APPEND_ONLY, False)
    assert deleted.fields == issued.fields


# --- pooler in transaction mode


def test_pooler_two_offices_interleaved_on_one_connection(city: City) -> None:
    one, other = city.office().desk(), city.office().desk()
    mine: dict[Scope, set[UUID]] = {one.office.scope: set(), other.office.scope: set()}
    for _ in range(3):
        for desk in (one, other):
            sent = desk.person()
            desk.push(sent)
            mine[desk.office.scope].add(sent.record_id)
            desk.pull()
        # Between two requests the connection speaks for nobody.
        assert city.database.execute("SELECT count(*) FROM person").fetchone() == (0,)
        assert city.database.execute("SELECT my_desk(), my_office()").fetchone() == (None, None)
    for desk in (one, other):
        seen = {change.record_id for change in desk.pulled if change.word == "person"}
        assert seen == mine[desk.office.scope]


# --- a cloned or restored desk


def test_cloned_desk_is_noticed_and_takes_another_identity(city: City, office: TestOffice) -> None:
    desk = office.desk()
    desk.push(desk.person())
    clone = replace(desk, dseq=desk.dseq)
    desk.push(desk.person())
    unsent = clone.person()
    with pytest.raises(pushing.ClonedDesk):
        clone.push(unsent)
    renewed = enrolling.renew(city.database, clone.token)
    again = replace(clone, token=renewed.token, id=renewed.desk)
    assert again.push(unsent)[0].verdict is Verdict.APPLIED
    # The PC that was copied goes on under the identity it had.
    assert desk.push(desk.person())[0].verdict is Verdict.APPLIED
    ((old,), (new,)) = city.owner_rows(
        "SELECT series FROM desk WHERE office_id = %s ORDER BY enrolled_at", office.id
    )
    assert old != new == renewed.series


def test_cloned_desk_sends_what_the_other_sent_already(city: City, office: TestOffice) -> None:
    desk = office.desk()
    sent = desk.person()
    (first,) = desk.push(sent)
    renewed = enrolling.renew(city.database, desk.token)
    again = replace(desk, token=renewed.token, id=renewed.desk)
    assert again.push(sent) == (first,)
    assert len([change for change in again.pull() if change.word == "person"]) == 1


# --- the epoch


def test_epoch_of_another_history_is_refused(city: City, desk: TestDesk) -> None:
    desk.push(desk.person())
    with pytest.raises(pushing.OtherEpoch) as told:
        desk.push(desk.person(), epoch=new_id())
    assert (told.value.epoch, told.value.acked_dseq) == (city.epoch, 1)
    with pytest.raises(pushing.OtherEpoch):
        pulling.pull(city.database, desk.token, PullRequest(new_id(), {CITY: 0}))
    with pytest.raises(pushing.OtherEpoch):
        pulling.snapshot(city.database, desk.token, SnapshotRequest(new_id(), CITY))


# --- tokens


def test_a_token_that_was_never_given(city: City) -> None:
    with pytest.raises(UnknownToken):
        pulling.hello(city.database, "guessed")


def test_the_answer_to_what_has_no_identifier(desk: TestDesk) -> None:
    (answer,) = desk.push(Unreadable({"not": "an operation"}, "ops[0]", None, None))
    assert (answer.op, answer.code) == (NOBODY, RejectCode.MALFORMED)
