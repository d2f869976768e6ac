"""The administrator adds and changes démarches; the shipped files are never touched."""

from dataclasses import replace

from mairie_quartier.domain.catalogue import DemarcheCode, Origin
from mairie_quartier.services import catalogue, search, settings, visits
from tests.builders import CITY, OTHER_BODY_DECIDES, Desk, intake, need, shipped_catalogue


def test_a_changed_demarche_is_used_at_once_and_after_a_restart(desk: Desk) -> None:
    changed = replace(shipped_catalogue().get(OTHER_BODY_DECIDES), label="Autre libellé")
    catalogue.save_demarche(desk.context, desk.entrance.shelf, changed)
    assert desk.context.catalogue().get(OTHER_BODY_DECIDES).label == "Autre libellé"
    desk.reopen()
    kept = desk.context.catalogue().get(OTHER_BODY_DECIDES)
    assert (kept.label, kept.origin) == ("Autre libellé", Origin.LOCAL)
    assert shipped_catalogue().get(OTHER_BODY_DECIDES).label != "Autre libellé"


def test_a_request_keeps_the_label_of_its_day(desk: Desk) -> None:
    request = visits.register_visit(desk.context, intake(desk.context)).requests[0]
    changed = replace(shipped_catalogue().get(OTHER_BODY_DECIDES), label="Autre libellé")
    catalogue.save_demarche(desk.context, desk.entrance.shelf, changed)
    with desk.unit() as unit:
        assert unit.requests.get(request.id).label == request.label


def test_an_added_demarche_is_found_and_used(desk: Desk) -> None:
    code = DemarcheCode("jardin-partage")
    added = replace(shipped_catalogue().get(OTHER_BODY_DECIDES), code=code, label="Jardin partagé")
    catalogue.save_demarche(desk.context, desk.entrance.shelf, added)
    assert code in [each.code for each in search.find_anything(desk.context, "jardin").demarches]
    form = intake(desk.context, replace(need(), demarche=code, pieces=()))
    assert visits.register_visit(desk.context, form).requests[0].label == "Jardin partagé"


def test_a_withdrawn_demarche_is_offered_no_more_and_comes_back(desk: Desk) -> None:
    demarche = shipped_catalogue().get(OTHER_BODY_DECIDES)
    catalogue.withdraw_demarche(desk.context, desk.entrance.shelf, demarche)
    assert desk.context.catalogue().find(OTHER_BODY_DECIDES) is None
    catalogue.save_demarche(desk.context, desk.entrance.shelf, demarche)
    assert desk.context.catalogue().find(OTHER_BODY_DECIDES) is not None


def test_the_citys_settings_are_kept(desk: Desk) -> None:
    assert settings.read_city(desk.context) == CITY
    changed = replace(CITY, city="Pessac", pieces_delay_days=21)
    settings.change_city(desk.context, changed)
    desk.reopen()
    assert settings.read_city(desk.context) == changed
    form = intake(desk.context, need(missing=1))
    due = visits.register_visit(desk.context, form).requests[0].pieces_due_on
    assert due is not None
    assert (due - desk.clock.today()).days == 21
