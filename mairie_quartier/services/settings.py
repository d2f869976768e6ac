"""Settings shared by the city: what its papers say, and its delays.

Kept as one JSON record, so that they reach every desk.  Facts of law are not settings.
"""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from functools import lru_cache
from uuid import NAMESPACE_URL, uuid5

from mairie_quartier.domain.frozen_json import read_json, write_json
from mairie_quartier.domain.logos import Logo, LogoRefused, read_logo
from mairie_quartier.domain.permissions import Act
from mairie_quartier.services.context import Context
from mairie_quartier.services.ports import Setting, UnitOfWork

CITY_KEY = "city"
LOGO_KEY = "city_logo"


@dataclass(frozen=True, slots=True)
class CitySettings:
    """What every paper of the city carries."""

    city: str = ""
    letterhead: tuple[str, ...] = ()
    website: str = ""
    data_notice: str = ""
    dpo_contact: str = ""
    appeal_routes: tuple[str, ...] = ()
    ccas_delegation: bool = False
    pieces_delay_days: int = 14
    interpreter_billing: str = ""


def city_settings(unit: UnitOfWork) -> CitySettings:
    """Read the city's settings; the defaults before anybody set them."""
    found = unit.settings.matching(name=CITY_KEY)
    return _read(found[0].value) if found else CitySettings()


def read_city(context: Context) -> CitySettings:
    """Give the city's settings."""
    with context.open() as unit:
        return city_settings(unit)


def change_city(context: Context, settings: CitySettings) -> frozenset[str]:
    """Keep the city's settings."""
    context.require(Act.EDIT_SETTINGS)
    with context.open() as unit:
        put_city(unit, settings)
        return unit.commit()


def put_city(unit: UnitOfWork, settings: CitySettings) -> None:
    """Write the city's settings in a transaction already open (set-up, demonstration)."""
    _put(unit, CITY_KEY, write_json(settings))


def read_city_logo(context: Context) -> Logo | None:
    """Give the city's logo, if it has one; one that cannot be read any more counts as none."""
    with context.open() as unit:
        found = unit.settings.matching(name=LOGO_KEY)
    if not found or not found[0].value:
        return None
    try:
        return read_logo(b64decode(found[0].value, validate=True))
    except (ValueError, LogoRefused):
        return None


def change_city_logo(context: Context, logo: Logo | None) -> frozenset[str]:
    """Keep the city's logo; None takes it away."""
    context.require(Act.EDIT_SETTINGS)
    text = b64encode(logo.data).decode("ascii") if logo else ""
    with context.open() as unit:
        _put(unit, LOGO_KEY, text)
        return unit.commit()


def _put(unit: UnitOfWork, name: str, value: str) -> None:
    # The same identifier on every desk: two desks set up apart still share one record.
    record = Setting(uuid5(NAMESPACE_URL, name), name, value)
    if unit.settings.find(record.id) is None:
        unit.settings.add(record)
    else:
        unit.settings.save(record)


@lru_cache(maxsize=4)
def _read(text: str) -> CitySettings:
    return read_json(CitySettings, text)
