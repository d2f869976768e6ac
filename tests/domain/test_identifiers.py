"""Identifiers rise as they are made, and are those of the standard library."""

from uuid import UUID

from mairie_quartier.domain.identifiers import hyphened, new_id, new_key


def test_identifiers_rise_however_they_are_made() -> None:
    made = [new_key() if turn % 3 else new_id().bytes for turn in range(30_000)]

    assert made == sorted(set(made))


def test_an_identifier_is_a_plain_uuid_of_version_seven() -> None:
    made = new_id()

    assert type(made) is UUID
    assert made.version == 7
    assert UUID(str(made)) == made
    assert hyphened(made.hex) == str(made)
