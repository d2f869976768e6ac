"""The catalogue itself: who decides, what is offered, what an administrator changes."""

from dataclasses import replace

import pytest

from mairie_quartier.domain.catalogue import (
    Acknowledgement,
    Body,
    BodyKind,
    Catalogue,
    Competence,
    CucsDomain,
    Demarche,
    DemarcheCode,
    DemarcheUnknown,
    Family,
    Origin,
    PactAxis,
    Situation,
)


def _demarche(code: str, *, kind: BodyKind = BodyKind.COMMUNE) -> Demarche:
    return Demarche(
        code=DemarcheCode(code),
        label=code,
        plain_label=code,
        family=Family.PAPERS,
        body=Body("Mairie", kind),
        thematique="sante--acces-aux-soins",
        cucs_domain=CucsDomain.INTEGRATION,
        pact_axis=PactAxis.INTEGRATION,
    )


@pytest.mark.parametrize(
    ("kind", "competence"),
    [
        (BodyKind.COMMUNE, Competence.COMMUNE),
        (BodyKind.CCAS, Competence.CCAS),
        (BodyKind.PREFECTURE, Competence.OTHER),
        (BodyKind.FAMILY_FUND, Competence.OTHER),
    ],
)
def test_competence_follows_the_kind_of_body(kind: BodyKind, competence: Competence) -> None:
    assert _demarche("a", kind=kind).competence is competence


@pytest.mark.parametrize("kind", [kind for kind in BodyKind if kind is not BodyKind.COMMUNE])
def test_the_commune_never_owes_the_acknowledgement_of_another_body(kind: BodyKind) -> None:
    entry = replace(_demarche("a", kind=kind), acknowledgement=Acknowledgement.DUE)

    assert not entry.decided_by_commune
    assert not entry.acknowledgement_due


def test_get_refuses_an_unknown_code() -> None:
    with pytest.raises(DemarcheUnknown) as caught:
        Catalogue(()).get(DemarcheCode("absent"))

    assert caught.value.code == "absent"


def test_find_gives_nothing_for_an_unknown_code() -> None:
    assert Catalogue(()).find(DemarcheCode("absent")) is None


def test_a_local_entry_replaces_the_shipped_one_and_another_is_added() -> None:
    shipped = Catalogue([_demarche("a"), _demarche("b")])
    changed = replace(_demarche("a"), label="Changé", origin=Origin.LOCAL)

    merged = shipped.with_entries([changed, replace(_demarche("c"), origin=Origin.LOCAL)])

    assert [entry.code for entry in merged.all()] == ["a", "b", "c"]
    assert merged.get(DemarcheCode("a")).label == "Changé"
    assert merged.search("changé")[0].code == "a"
    assert shipped.get(DemarcheCode("a")).label == "a"


def test_a_withdrawn_entry_is_no_longer_offered() -> None:
    catalogue = Catalogue([_demarche("a"), _demarche("b")]).without({DemarcheCode("a")})

    assert catalogue.search("a") == ()
    assert DemarcheCode("a") not in catalogue
    assert len(catalogue) == 1


def test_entries_are_listed_by_family_in_its_order() -> None:
    school = replace(_demarche("school"), family=Family.CHILDREN)
    address = replace(_demarche("address"), family=Family.ADDRESS)

    catalogue = Catalogue([school, address])

    assert catalogue.families() == (Family.ADDRESS, Family.CHILDREN)
    assert catalogue.all() == (address, school)
    assert catalogue.in_family(Family.CHILDREN) == (school,)


def test_a_situation_filters_the_catalogue() -> None:
    senior = replace(_demarche("senior"), situations=frozenset({Situation.SENIOR}))

    assert Catalogue([_demarche("a"), senior]).with_situation(Situation.SENIOR) == (senior,)
