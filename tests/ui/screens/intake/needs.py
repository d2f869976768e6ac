"""Needs brought to the intake presenter; must not assert anything."""

from pathlib import Path

import pytest

from mairie_quartier.domain.catalogue import DemarcheCode
from mairie_quartier.domain.identifiers import RequestId
from mairie_quartier.domain.requests import Outcome
from mairie_quartier.services.faults import StoreFull
from mairie_quartier.ui.screens.intake.presenter import IntakePresenter

RSA = DemarcheCode("rsa")


def add(
    presenter: IntakePresenter, code: DemarcheCode = RSA, outcome: Outcome | None = Outcome.INFORMED
) -> RequestId:
    presenter.needs.add(code)
    need_id = presenter.state.form.needs[-1].id
    if outcome is not None:
        presenter.needs.set_outcome(need_id, outcome)
    return need_id


def refuse(monkeypatch: pytest.MonkeyPatch, name: str, module: str) -> None:
    def full(*_: object) -> None:
        raise StoreFull(Path("desk.db"))

    monkeypatch.setattr(f"mairie_quartier.ui.screens.intake.{module}.{name}", full)
