"""Two desks of one office push and pull: the plainest case, to read first."""

from mairie_quartier.domain.operations import OpKind, Verdict
from tests.central.city import City


def test_a_record_comes_to_the_other_desk_as_it_was_sent(city: City) -> None:
    office = city.office()
    one, other = office.desk("Guichet 1"), office.desk("Guichet 2")
    sent = one.person()
    (answer,) = one.push(sent)
    assert (answer.verdict, answer.rev, answer.code) == (Verdict.APPLIED, 1, None)
    (change,) = [change for change in other.pull() if change.word == "person"]
    assert change.fields == sent.fields
    assert (change.record_id, change.rev, change.desk) == (sent.record_id, 1, one.id)


def test_fields_changed_apart_are_merged(city: City) -> None:
    office = city.office()
    one, other = office.desk(), office.desk()
    sent = one.person()
    one.push(sent)
    one.push(one.patch("person", sent.record_id, {"phone": "1"}, {"phone": "+33600000001"}, base=1))
    (answer,) = other.push(
        other.patch("person", sent.record_id, {"town": "Lyon"}, {"town": ""}, base=1)
    )
    assert (answer.verdict, answer.rev) == (Verdict.MERGED, 3)
    kinds = [change.kind.value for change in one.pull() if change.word == "person"]
    assert kinds == [OpKind.PUT, OpKind.PATCH, OpKind.PATCH]
