"""Settings shared by the city: what its papers say, and its delays.

Kept as one JSON record, so that they reach every desk.  Facts of law are not settings.
"""

from dataclasses import dataclass
from functools import lru_cache
from uuid import NAMESPACE_URL, uuid5

from mairie_quartier.domain.frozen_json import read_json, write_json
from mairie_quartier.domain.permissions import Act
from mairie_quartier.services.context import Context
from mairie_quartier.services.ports import Setting, UnitOfWork

CITY_KEY = "city"


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
    # The same identifier on every desk: two desks set up apart still share one record.
    record = Setting(uuid5(NAMESPACE_URL, CITY_KEY), CITY_KEY, write_json(settings))
    if unit.settings.find(record.id) is None:
        unit.settings.add(record)
    else:
        unit.settings.save(record)


@lru_cache(maxsize=4)
def _read(text: str) -> CitySettings:
    return read_json(CitySettings, text)
