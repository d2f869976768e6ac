"""Possible duplicates: what is one person, what is not, what stays masked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.duplicates import (
    LIKELY,
    POSSIBLE,
    Identity,
    MaskedCandidate,
    Reason,
    blocking_keys,
    mask,
    rank,
    similarity,
)

BORN = PartialDate(1987, 5, 3)
AMINATA = Identity("Traoré", first_names="Aminata", birth=BORN, phone="06 12 34 56 42")


def person(family: str, first: str, birth: PartialDate | None = BORN, phone: str = "") -> Identity:
    return Identity(family, first_names=first, birth=birth, phone=phone)


LIKELY_ONE = [
    (person("TRAORE", "aminata"), AMINATA),
    (person("Aminata", "Traoré"), AMINATA),
    (person("Traoré", "Aminata", PartialDate(1987, 3, 5)), AMINATA),
    (person("Traoré", "Aminata", PartialDate(1987, 5)), AMINATA),
    (person("Traoré", "Aminata", PartialDate(1987, 5, 4)), AMINATA),
    (person("Traoré", "Aminata", PartialDate(1978, 5, 3)), AMINATA),
    (person("Traouré", "Aminatou"), AMINATA),
    (Identity("Diallo", "Traoré", "Aminata", birth=BORN), AMINATA),
    (person("Traoré Diallo", "Aminata Fatou"), AMINATA),
    (person("Traoré", "Aminata", None, "+33 6 12 34 56 42"), AMINATA),
    (person("Ben Ali", "Mohamed"), person("Benali", "Muhammad")),
    (person("Ben Ali", "Mohamed"), person("Ali", "Mouhamed")),
    (person("El Idrissi", "Youssef"), person("Idrissi", "Yusuf")),
    (person("de La Fontaine", "Jean"), person("Lafontaine", "Jean")),
    (person("Diallo", "Ousmane"), person("Jallow", "Usman")),
    (person("García Márquez", "Gabriel"), person("Garcia", "Gabriel")),
    (person("Müller", "Jörg"), person("Mueller", "Jorg")),
    (person("Шевченко", "Олександр"), person("Chevtchenko", "Oleksandr")),
    (person("Nguyễn", "Văn An"), person("Nguyen", "Van An")),
]
POSSIBLE_ONE = [
    (person("Traoré", "Aminata", PartialDate(1987)), AMINATA),
    (person("Traoré", "Aminata", None), AMINATA),
    (person("", "Aminata"), AMINATA),
    (person("Diallo", "Aminata", phone="0612345642"), AMINATA),
    (person("Karim", ""), person("Ahmadi", "Karim")),
    (Identity(other_script_name="محمد بن علي", birth=BORN), person("Ben Ali", "Mohamed")),
]
OTHER_ONE = [
    (person("Traoré", "Aminata", PartialDate(1992, 11, 20)), AMINATA),
    (person("Traoré", "Fatou", phone="0612345642"), AMINATA),
    (person("Diallo", "Fatou"), AMINATA),
    (person("Sow", "Hassan"), person("Sow", "Hussein")),
    (person("Sow", "Hassane"), person("Sow", "Housseine")),
    (person("Sow", "Mohamed Amine"), person("Sow", "Mohamed Ali")),
    (person("Sow", "Mohamed"), person("Sow", "Mahmoud")),
    (person("Martin", "Louis"), person("Martin", "Paul")),
    (person("Martin", "Léa"), person("Martin", "Zoé")),
    (person("Traoré", "Adama"), person("Traoré", "Awa")),
    (person("Diallo", "Fatou", None), AMINATA),
    (Identity(), AMINATA),
    (Identity(birth=BORN), AMINATA),
]


@pytest.mark.parametrize(("one", "other"), LIKELY_ONE)
def test_same_person_is_likely(one: Identity, other: Identity) -> None:
    likeness = similarity(one, other)
    assert likeness.score >= LIKELY, likeness
    assert likeness.is_likely


@pytest.mark.parametrize(("one", "other"), POSSIBLE_ONE)
def test_doubtful_person_is_possible(one: Identity, other: Identity) -> None:
    likeness = similarity(one, other)
    assert POSSIBLE <= likeness.score < LIKELY, likeness


@pytest.mark.parametrize(("one", "other"), OTHER_ONE)
def test_other_person_is_not_shown(one: Identity, other: Identity) -> None:
    assert not similarity(one, other).is_possible, similarity(one, other)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (person("TRAORE", "Aminata"), Reason.SAME_NAMES),
        (person("Traouré", "Aminata"), Reason.CLOSE_NAMES),
        (person("Aminata", "Traoré"), Reason.SWAPPED_NAMES),
        (person("Traoré", "Fatou"), Reason.OTHER_FIRST_NAME),
        (person("Diallo", "Fatou"), Reason.OTHER_NAMES),
        (person("X", "Y"), Reason.SAME_BIRTH),
        (person("X", "Y", PartialDate(1987, 3, 5)), Reason.BIRTH_SWAPPED),
        (person("X", "Y", PartialDate(1987)), Reason.BIRTH_PARTLY_KNOWN),
        (person("X", "Y", PartialDate(1987, 1, 1)), Reason.BIRTH_PARTLY_KNOWN),
        (person("X", "Y", PartialDate(1986, 5, 3)), Reason.BIRTH_ONE_DIGIT),
        (person("X", "Y", PartialDate(1992, 11, 20)), Reason.OTHER_BIRTH),
        (person("X", "Y", phone="+33612345642"), Reason.SAME_PHONE),
    ],
)
def test_reasons_are_given(other: Identity, reason: Reason) -> None:
    assert reason in similarity(AMINATA, other).reasons


@pytest.mark.parametrize(("one", "other"), LIKELY_ONE + POSSIBLE_ONE)
def test_index_would_bring_them_together(one: Identity, other: Identity) -> None:
    assert blocking_keys(one) & blocking_keys(other)


@pytest.mark.parametrize(("one", "other"), LIKELY_ONE + POSSIBLE_ONE + OTHER_ONE)
def test_table_is_symmetric(one: Identity, other: Identity) -> None:
    assert similarity(one, other) == similarity(other, one)


births = (
    st.none()
    | st.builds(PartialDate, st.integers(1985, 1990), st.integers(1, 12), st.integers(1, 28))
    | st.builds(PartialDate, st.integers(1985, 1990))
)
known_names = st.sampled_from(
    ["", "Traoré", "Traore Diallo", "Ben Ali", "Mohamed", "Muhammad", "Hassan", "Hussein", "A."]
)
some_names = known_names | st.text(max_size=12)
phones = st.sampled_from(["", "06 12 34 56 42", "+33612345642", "12"])
identities = st.builds(
    Identity, some_names, some_names, some_names, some_names, births, phones
)  # fmt: skip


@given(identities, identities)
def test_likeness_is_symmetric(one: Identity, other: Identity) -> None:
    assert similarity(one, other) == similarity(other, one)
    assert 0 <= similarity(one, other).score <= 100


@given(identities)
def test_likeness_to_oneself_is_100(identity: Identity) -> None:
    assert similarity(identity, identity).score == 100


@given(identities)
def test_equal_keys_whatever_the_case(identity: Identity) -> None:
    raised = Identity(
        identity.family_name.casefold(),
        f" {identity.used_name} ",
        identity.first_names.casefold(),
        identity.other_script_name,
        identity.birth,
        identity.phone.replace(" ", "."),
    )
    assert blocking_keys(raised) == blocking_keys(identity)


def test_keys_stay_few() -> None:
    many = Identity(
        "García Márquez de la Cruz", "López", "María José Fernanda", birth=BORN, phone="0612345642"
    )
    assert len(blocking_keys(many)) <= 16
    assert blocking_keys(Identity()) == frozenset()


def test_day_and_month_swapped_share_a_key() -> None:
    one, other = Identity(birth=BORN), Identity(birth=PartialDate(1987, 3, 5))
    assert blocking_keys(one) == blocking_keys(other) == {"d:1987-03-05"}


def test_likest_candidate_comes_first() -> None:
    candidates = {
        "year": person("Traoré", "Aminata", PartialDate(1987)),
        "same": person("TRAORE", "Aminata"),
        "other": person("Diallo", "Fatou"),
    }
    assert [each.key for each in rank(AMINATA, candidates)] == ["same", "year"]


@pytest.mark.parametrize(
    ("identity", "number", "masked"),
    [
        (AMINATA, "", MaskedCandidate("Aminata T.", "T", 1987, "42")),
        (person("Traoré", "Aminata"), "D-1207", MaskedCandidate("Aminata T.", "T", 1987, "07")),
        (person("Karim", "", None), "", MaskedCandidate("K.", "K", None, "")),
        (Identity(other_script_name="محمد علي"), "", MaskedCandidate("م.", "م", None, "")),
    ],
)
def test_other_peoples_data_stay_masked(
    identity: Identity, number: str, masked: MaskedCandidate
) -> None:
    assert mask(identity, number) == masked
