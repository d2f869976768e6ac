"""The way into the desk: the door, the clock, the catalogue; for an empty PC, the city."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from mairie_quartier.services.catalogue import CatalogueShelf
    from mairie_quartier.services.ports import Clock, Door
    from mairie_quartier.services.sync_ports import Synchroniser


class Entrance(NamedTuple):
    """What logging in needs besides a password; ``synchroniser``: by which a PC can join."""

    door: Door
    clock: Clock
    shelf: CatalogueShelf
    synchroniser: Synchroniser | None = None
