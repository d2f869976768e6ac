"""The shipped rules of law and démarches, read once for the tests."""

from mairie_quartier import paths
from mairie_quartier.domain.catalogue import Catalogue, Demarche, DemarcheCode
from mairie_quartier.domain.catalogue_source import parse_files

_FOLDER = paths.resources() / "catalogue"
SHIPPED: Catalogue = parse_files(
    {file.name: file.read_text(encoding="utf-8") for file in _FOLDER.glob("*.toml")}
)
RULES = SHIPPED.rules


def shipped(code: str) -> Demarche:
    return SHIPPED.get(DemarcheCode(code))
