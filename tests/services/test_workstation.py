"""The clock said to be right, and a new recovery key: by an administrator, and on the trail."""

from datetime import timedelta

import pytest

from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.permissions import NotAllowed
from mairie_quartier.services import sessions, visits, workstation
from mairie_quartier.services.faults import WrongRecoveryKey
from mairie_quartier.services.listings import Page
from mairie_quartier.store.audit_trail import verify_chain
from tests.builders import LOGIN, Desk, intake

NEW_PASSWORD = "Nouveau-Cheval-34!"


def acts(desk: Desk) -> list[str]:
    with desk.unit() as unit:
        return [line.act for line in unit.listings.audit(Page(size=60))]


def was_once_far_ahead(desk: Desk) -> None:
    desk.clock.advance(timedelta(days=3650))
    visits.register_visit(desk.context, intake(desk.context))
    desk.clock.advance(timedelta(days=-3650))


def test_a_clock_once_far_ahead_flags_visits_until_it_is_said_to_be_right(desk: Desk) -> None:
    was_once_far_ahead(desk)
    flagged = visits.register_visit(desk.context, intake(desk.context))
    assert flagged.visit.clock_doubtful

    workstation.trust_clock(desk.context)

    assert not workstation.clock_is_doubtful(desk.context)
    assert not visits.register_visit(desk.context, intake(desk.context)).visit.clock_doubtful
    assert AuditAct.CLOCK_TRUSTED in acts(desk)


def test_numbers_and_the_trail_stay_whole_when_the_clock_is_trusted(desk: Desk) -> None:
    was_once_far_ahead(desk)
    workstation.trust_clock(desk.context)
    for _ in range(3):
        visits.register_visit(desk.context, intake(desk.context))

    with desk.unit() as unit:
        papers = unit.receipts.matching()
    assert len({paper.number for paper in papers}) == len(papers)
    with desk.door.engine.connect() as connection:
        assert verify_chain(connection).whole


def test_a_clock_set_back_later_is_flagged_again(desk: Desk) -> None:
    was_once_far_ahead(desk)
    workstation.trust_clock(desk.context)
    desk.clock.advance(timedelta(hours=-1))

    assert visits.register_visit(desk.context, intake(desk.context)).visit.clock_doubtful


def test_a_new_recovery_key_opens_and_the_old_one_does_not(desk: Desk) -> None:
    old = desk.recovery_code
    new = workstation.renew_recovery(desk.context, desk.door)
    assert AuditAct.RECOVERY_RENEWED in acts(desk)
    desk.close()

    with pytest.raises(WrongRecoveryKey):
        sessions.recover(desk.entrance, old, LOGIN, NEW_PASSWORD)
    assert sessions.recover(desk.entrance, new, LOGIN, NEW_PASSWORD).agent.login == LOGIN
    desk.door.leave()


def test_only_an_administrator_does_either(desk: Desk) -> None:
    context = desk.as_roles(Role.RECEPTION, Role.REFERENT, Role.MANAGER)
    with pytest.raises(NotAllowed):
        workstation.trust_clock(context)
    with pytest.raises(NotAllowed):
        workstation.renew_recovery(context, desk.door)
