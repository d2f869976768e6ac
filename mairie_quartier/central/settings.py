"""The settings of the central service: one TOML file, written by ``central init``, mode 0600.

It holds passwords of PostgreSQL's roles, so it is the service's own and is never logged.
"""

import json
import os
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Final, get_type_hints

from mairie_quartier.errors import EnvironmentFault, UserMistake

VARIABLE: Final = "MAIRIE_QUARTIER_CENTRAL"
USUAL: Final = Path("/etc/mairie-quartier/central.toml")
MOST_PORT: Final = 65535


class CentralSettingsMissing(UserMistake):
    """There is no settings file: ``central init`` writes it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


class CentralSettingsUnreadable(EnvironmentFault):
    """The settings file is no TOML, or cannot be read; ``detail`` is technical."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(path, detail)
        self.path = path
        self.detail = detail


class BadCentralSetting(UserMistake):
    """A setting is unknown, or has a value that cannot be used."""

    def __init__(self, path: Path, name: str) -> None:
        super().__init__(path, name)
        self.path = path
        self.name = name


@dataclass(frozen=True, slots=True)
class CentralSettings:
    """How the service reaches PostgreSQL, where it listens, what it allows.

    Without ``certificate`` and ``key`` (PEM files) it speaks plain HTTP: behind a proxy only, on
    this machine.  ``connections`` and ``rate`` (requests per second of one desk) are per worker.
    """

    owner_url: str
    service_url: str
    backups: str
    city: str = ""
    host: str = "127.0.0.1"
    port: int = 8443
    workers: int = 2
    certificate: str = ""
    key: str = ""
    proxies: str = "127.0.0.1"
    connections: int = 8
    rate: int = 50
    burst: int = 200
    enrolments_per_hour: int = 30

    @property
    def is_tls(self) -> bool:
        """Tell whether the service has its own certificate."""
        return bool(self.certificate)


def settings_path() -> Path:
    """Give where the settings file is."""
    return Path(os.environ.get(VARIABLE) or USUAL)


def read_settings(path: Path) -> CentralSettings:
    """Read the settings file.

    Raises:
        CentralSettingsMissing, CentralSettingsUnreadable, BadCentralSetting
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CentralSettingsMissing(path) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CentralSettingsUnreadable(path, str(error)) from error
    kinds = get_type_hints(CentralSettings)
    for name, value in found.items():
        if kinds.get(name) is not type(value):
            raise BadCentralSetting(path, name)
    for name in ("owner_url", "service_url", "backups"):
        if not found.get(name):
            raise BadCentralSetting(path, name)
    settings = CentralSettings(**found)
    _check(path, settings)
    return settings


def _check(path: Path, settings: CentralSettings) -> None:
    bounds = {
        "port": (0, MOST_PORT),
        "workers": (1, 64),
        "connections": (1, 500),
        "rate": (1, 100_000),
        "burst": (1, 100_000),
        "enrolments_per_hour": (1, 100_000),
    }
    for name, (least, most) in bounds.items():
        if not least <= getattr(settings, name) <= most:
            raise BadCentralSetting(path, name)
    if bool(settings.certificate) != bool(settings.key):
        raise BadCentralSetting(path, "key" if settings.certificate else "certificate")


def write_settings(path: Path, settings: CentralSettings) -> None:
    """Write the file, readable by its owner alone, whole or not at all."""
    lines = [f"{field.name} = {_toml(getattr(settings, field.name))}" for field in fields(settings)]
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    opened = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(opened, "w", encoding="utf-8", newline="\n") as stream:  # noqa: PTH123  by descriptor: the mode comes first
        stream.write("\n".join(lines) + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(path)


def _toml(value: object) -> str:
    # A JSON string without escapes beyond ASCII controls is a TOML basic string too.
    return str(value) if isinstance(value, int) else json.dumps(str(value), ensure_ascii=False)


def at_port(settings: CentralSettings, port: int) -> CentralSettings:
    """Give the same settings at another port."""
    return replace(settings, port=port)
