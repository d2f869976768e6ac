"""The way into the desk: the door, the clock, the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from mairie_quartier.services.catalogue import CatalogueShelf
    from mairie_quartier.services.ports import Clock, Door


class Entrance(NamedTuple):
    """What logging in needs besides a password."""

    door: Door
    clock: Clock
    shelf: CatalogueShelf
