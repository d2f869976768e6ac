"""The small directory of partners."""

from mairie_quartier.domain.catalogue_source import THEMATIQUES_FILE, parse_thematiques
from mairie_quartier.domain.languages import language
from mairie_quartier.domain.names import fold
from mairie_quartier.domain.permissions import Act
from mairie_quartier.domain.referrals import Partner
from mairie_quartier.paths import resources
from mairie_quartier.services.context import Context


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


def thematique_labels() -> dict[str, str]:
    """Give the labels of data·inclusion's thématiques by code."""
    path = resources() / "catalogue" / THEMATIQUES_FILE
    return parse_thematiques(path.read_text(encoding="utf-8"), THEMATIQUES_FILE)


def _words(partner: Partner) -> str:
    languages = " ".join(language(code).french for code in partner.languages)
    themes = " ".join(partner.thematiques).replace("-", " ")
    told = (partner.name, partner.kind, partner.note, partner.address, languages, themes)
    return fold(" ".join(told))
