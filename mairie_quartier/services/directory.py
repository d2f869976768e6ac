"""The small directory of partners."""

from dataclasses import fields, replace
from typing import Any

from mairie_quartier.domain.catalogue_source import THEMATIQUES_FILE, parse_thematiques
from mairie_quartier.domain.languages import language
from mairie_quartier.domain.names import fold
from mairie_quartier.domain.permissions import Act
from mairie_quartier.domain.referrals import Partner
from mairie_quartier.errors import UserMistake
from mairie_quartier.paths import resources
from mairie_quartier.services.context import Context


class ChangedMeanwhile(UserMistake):
    """Another desk changed the same fields of a partner; ``partner`` is as it is now."""

    def __init__(self, partner: Partner, names: tuple[str, ...]) -> None:
        super().__init__(partner.id, names)
        self.partner = partner
        self.names = names


def list_partners(context: Context, words: str = "") -> tuple[Partner, ...]:
    """Give the active partners of whom every word is said, by name.

    Looked at: name, kind, note, address, languages, thématiques.
    """
    context.require(Act.READ_DIRECTORY)
    with context.open() as unit:
        found = unit.partners.matching(active=True)
    wanted = fold(words).split()
    kept = (partner for partner in found if all(word in _words(partner) for word in wanted))
    return tuple(sorted(kept, key=lambda partner: fold(partner.name)))


def save_partner(context: Context, partner: Partner) -> frozenset[str]:
    """Add a partner, or keep its changes."""
    context.require(Act.EDIT_DIRECTORY)
    with context.open() as unit:
        if unit.partners.find(partner.id) is None:
            unit.partners.add(partner)
        else:
            unit.partners.save(partner)
        return unit.commit()


def change_partner(context: Context, seen: Partner, wanted: Partner) -> frozenset[str]:
    """Keep what the agent changed of a partner; what another desk changed meanwhile stays.

    Raises:
        ChangedMeanwhile: both changed a field; nothing was written.
    """
    context.require(Act.EDIT_DIRECTORY)
    with context.open() as unit:
        now = unit.partners.find(wanted.id)
        if now is None:
            unit.partners.add(wanted)
            return unit.commit()
        names = [
            field.name
            for field in fields(Partner)
            if getattr(wanted, field.name) != getattr(seen, field.name)
        ]
        clashing = tuple(
            name
            for name in names
            if name != "checked_on"
            and getattr(now, name) not in (getattr(seen, name), getattr(wanted, name))
        )
        if clashing:
            raise ChangedMeanwhile(now, clashing)
        changes: dict[str, Any] = {name: getattr(wanted, name) for name in names}
        unit.partners.save(replace(now, **changes))
        return unit.commit()


def thematique_labels() -> dict[str, str]:
    """Give the labels of data·inclusion's thématiques by code."""
    path = resources() / "catalogue" / THEMATIQUES_FILE
    return parse_thematiques(path.read_text(encoding="utf-8"), THEMATIQUES_FILE)


def _words(partner: Partner) -> str:
    languages = " ".join(language(code).french for code in partner.languages)
    themes = " ".join(partner.thematiques).replace("-", " ")
    told = (partner.name, partner.kind, partner.note, partner.address, languages, themes)
    return fold(" ".join(told))
