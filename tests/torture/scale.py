"""How long the torture lasts: a short round in every test run, a long one by ``make torture``."""

import pytest


def rounds(short: int, long: int) -> pytest.MarkDecorator:
    """Run the test with ``rounds`` short, and long where the torture is asked for."""
    return pytest.mark.parametrize(
        "rounds",
        [
            pytest.param(short, id="short"),
            pytest.param(long, id="long", marks=pytest.mark.torture),
        ],
    )
