"""What the assistant suggests."""

import pytest

from mairie_quartier.ui.screens.entrance.answers import (
    suggest_code,
    suggest_login,
    usual_data_notice,
)
from tests.ui.screens.entrance.way import translator


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Mairie de quartier de Bacalan", "BAC"),
        ("Mairie annexe de l’Étang", "ETA"),
        ("Caudéran", "CAU"),
        ("Mairie de quartier", ""),
        ("", ""),
    ],
)
def test_code_comes_from_the_telling_word(name: str, code: str) -> None:
    assert suggest_code(name) == code


@pytest.mark.parametrize(
    ("first", "last", "login"),
    [
        ("Awa", "Diop", "awa.diop"),
        ("Zoé", "N’Diaye Le Goff", "zoe.n-diaye-le-goff"),
        ("Madonna", "", "madonna"),
    ],
)
def test_login_comes_from_the_names(first: str, last: str, login: str) -> None:
    assert suggest_login(first, last) == login


def test_usual_notice_says_what_the_law_asks() -> None:
    notice = usual_data_notice(translator())
    for told in ("responsable du traitement", "6.1.e", "délégué", "CNIL"):
        assert told in notice
