"""The catalogue in use: the shipped one, with what the administrator added or changed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from mairie_quartier.domain.catalogue import Catalogue, Demarche
    from mairie_quartier.services.context import Context
    from mairie_quartier.services.ports import LocalEntry, UnitOfWork


class CatalogueShelf:
    """Holds the catalogue in use; a change replaces it for everyone at once.

    ``load`` reads the shipped files; it is called at the first need, since a start has none.
    For the same reason this module imports what it needs where it is used.
    """

    def __init__(self, load: Callable[[], Catalogue]) -> None:
        self._load = load
        self._current: Catalogue | None = None

    @cached_property
    def _shipped(self) -> Catalogue:
        return self._load()

    def read(self, unit: UnitOfWork) -> None:
        """Read the administrator's entries again.

        One that a later version wrote, or that no longer fits, is left out: the shipped entry of
        its code stands, and nobody is kept from working.
        """
        from mairie_quartier.domain.catalogue import DemarcheCode

        entries = unit.entries.matching()
        read = (_demarche(entry) for entry in entries if entry.active)
        local = [demarche for demarche in read if demarche is not None]
        hidden = {DemarcheCode(entry.code) for entry in entries if not entry.active}
        self._current = self._shipped.without(hidden).with_entries(local)

    def get(self) -> Catalogue:
        """Give the catalogue as it stands now."""
        return self._current or self._shipped


def _demarche(entry: LocalEntry) -> Demarche | None:
    import json
    from dataclasses import replace

    from mairie_quartier.domain.catalogue import Origin
    from mairie_quartier.domain.catalogue_source import EntryInvalid, demarche_from_mapping

    try:
        return replace(demarche_from_mapping(json.loads(entry.body)), origin=Origin.LOCAL)
    except (EntryInvalid, ValueError):
        return None


def save_demarche(context: Context, shelf: CatalogueShelf, demarche: Demarche) -> frozenset[str]:
    """Add a démarche or change one; the shipped files are never touched."""
    return _save(context, shelf, demarche, active=True)


def withdraw_demarche(
    context: Context, shelf: CatalogueShelf, demarche: Demarche
) -> frozenset[str]:
    """Offer a démarche no more; what was recorded with it stays."""
    return _save(context, shelf, demarche, active=False)


def _save(
    context: Context, shelf: CatalogueShelf, demarche: Demarche, *, active: bool
) -> frozenset[str]:
    import json
    from dataclasses import replace

    from mairie_quartier.domain.catalogue_mapping import demarche_to_mapping
    from mairie_quartier.domain.identifiers import new_id
    from mairie_quartier.domain.permissions import Act
    from mairie_quartier.services.ports import LocalEntry

    context.require(Act.EDIT_CATALOGUE)
    body = json.dumps(demarche_to_mapping(demarche), ensure_ascii=False)
    with context.open() as unit:
        known = unit.entries.matching(code=str(demarche.code))
        if known:
            unit.entries.save(replace(known[0], body=body, active=active))
        else:
            unit.entries.add(LocalEntry(new_id(), str(demarche.code), body, active))
        changed = unit.commit()
    with context.open() as unit:
        shelf.read(unit)
    return changed
