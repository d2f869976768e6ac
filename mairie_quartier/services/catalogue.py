"""The catalogue in use: the shipped one, with what the administrator added or changed."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from mairie_quartier.domain.catalogue import Catalogue, Demarche, DemarcheCode, Origin
from mairie_quartier.domain.catalogue_mapping import demarche_to_mapping
from mairie_quartier.domain.catalogue_source import demarche_from_mapping
from mairie_quartier.domain.identifiers import new_id
from mairie_quartier.domain.permissions import Act
from mairie_quartier.services.context import Context
from mairie_quartier.services.ports import LocalEntry, UnitOfWork


class CatalogueShelf:
    """Holds the catalogue in use; a change replaces it for everyone at once.

    ``load`` reads the shipped files; it is called at the first need, since a start has none.
    """

    def __init__(self, load: Callable[[], Catalogue]) -> None:
        self._load = load
        self._current: Catalogue | None = None

    @cached_property
    def _shipped(self) -> Catalogue:
        return self._load()

    def read(self, unit: UnitOfWork) -> None:
        """Read the administrator's entries again."""
        entries = unit.entries.matching()
        local = [
            replace(demarche_from_mapping(json.loads(entry.body)), origin=Origin.LOCAL)
            for entry in entries
            if entry.active
        ]
        hidden = {DemarcheCode(entry.code) for entry in entries if not entry.active}
        self._current = self._shipped.without(hidden).with_entries(local)

    def get(self) -> Catalogue:
        """Give the catalogue as it stands now."""
        return self._current or self._shipped


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
