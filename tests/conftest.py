"""What every test gets: an offscreen Qt, no network, a data folder that is nobody's, PostgreSQL.

Must not hold builders (``tests/builders.py``) nor anything that only one folder of tests uses.
"""

import ipaddress
import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings
from pytestqt.qtbot import QtBot

from mairie_quartier.ui.singletons import hold_singletons
from mairie_quartier.ui.theme.apply import STYLE
from tests.postgres import running_cluster

PATIENCE_MS = 60_000
"""How long a test waits for Qt: on a busy PC five seconds, pytest-qt's own, are not enough."""


class NetworkForbidden(BaseException):
    """A test tried to leave this machine; no test may need the network."""


def pytest_configure(config: pytest.Config) -> None:
    """Set the surroundings before the first import of the program."""
    del config
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    hold_singletons()
    # A setting of the developer's own PC must not change what is tested.
    for name in [name for name in os.environ if name.startswith("MAIRIE_QUARTIER_")]:
        del os.environ[name]
    settings.register_profile("desk", deadline=None, database=None, print_blob=True)
    settings.register_profile("ci", settings.get_profile("desk"), derandomize=True)
    settings.load_profile("ci" if os.environ.get("CI") else "desk")
    for wait in (QtBot.waitSignal, QtBot.waitUntil):
        # pytest-qt has no setting for it.
        wait.__kwdefaults__ = {**(wait.__kwdefaults__ or {}), "timeout": PATIENCE_MS}
    sys.addaudithook(_refuse_network)


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect":
        address = arguments[1]
        if isinstance(address, tuple) and not _is_here(str(address[0])):
            raise NetworkForbidden(address)
    elif event == "socket.getaddrinfo" and not _is_here(str(arguments[0])):
        raise NetworkForbidden(arguments[0])


def _is_here(host: str) -> bool:
    if host in {"localhost", "None", ""}:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The style from the start, as in the program: set later, it styles every control anew."""
    return ["tests", "-style", STYLE]


@pytest.fixture(autouse=True)
def nobodys_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Point the platform's folders elsewhere, so that no test writes in the developer's home."""
    with pytest.MonkeyPatch.context() as patch:
        base = tmp_path_factory.getbasetemp() / "home"
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(base / name.lower()))
        yield


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of an empty PostgreSQL cluster, started once for the session."""
    with running_cluster() as url:
        yield url
