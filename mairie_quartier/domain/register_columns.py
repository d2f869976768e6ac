"""The columns of a register kept elsewhere, and which of its headers they are.

A guess is only offered: the agent may map the columns otherwise.  Must read no file.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from mairie_quartier.domain.names import fold
from mairie_quartier.errors import UserMistake


class Column(StrEnum):
    """What a column may hold; the value is the word of ``--columns``."""

    DAY = "date"
    TIME = "heure"
    CHANNEL = "canal"
    FULL_NAME = "nom_complet"
    FAMILY_NAME = "nom"
    USED_NAME = "nom_usage"
    FIRST_NAMES = "prenoms"
    BIRTH = "naissance"
    PHONE = "telephone"
    EMAIL = "courriel"
    ADDRESS = "adresse"
    POSTCODE = "code_postal"
    TOWN = "ville"
    LANGUAGE = "langue"
    DEMARCHE = "demarche"
    OUTCOME = "suite"
    REASON = "motif"
    STATUS = "etat"
    NOTE = "note"


ColumnMapping = Mapping[Column, int]
"""The place, from 0, of each column that the register has."""

REQUIRED = (Column.DAY, Column.DEMARCHE)

# What headers usually say, folded; the earlier columns take their headers first.
_HEADERS: dict[Column, str] = {
    Column.BIRTH: "date de naissance|naissance|ne le|nee le|ne e le|ddn|annee de naissance",
    Column.DAY: "date|date du passage|date de passage|date de visite|date visite|date accueil|"
    "date d accueil|jour|recu le|date de la demande|date demande|date de reception|passage",
    Column.TIME: "heure|heure d arrivee|heure de passage|heure arrivee",
    Column.CHANNEL: "canal|mode|mode de contact|contact|type de contact|type d accueil|via",
    Column.FULL_NAME: "nom et prenom|nom prenom|prenom nom|nom complet|nom prenoms|usager|"
    "nom de l usager|personne|visiteur|identite|nom et prenoms|prenom et nom",
    Column.USED_NAME: "nom d usage|nom usage|nom marital|nom d epouse|nom epouse",
    Column.FAMILY_NAME: "nom|nom de famille|nom de naissance|nom naissance|nom patronymique",
    Column.FIRST_NAMES: "prenom|prenoms|prenom s",
    Column.PHONE: "telephone|tel|portable|mobile|numero de telephone|n de telephone|n tel|"
    "num tel|telephone portable",
    Column.EMAIL: "courriel|email|e mail|mail|adresse mail|adresse email|adresse e mail|"
    "adresse electronique",
    Column.POSTCODE: "code postal|cp|codepostal",
    Column.TOWN: "ville|commune|localite",
    Column.ADDRESS: "adresse|adresse postale|domicile|rue|voie",
    Column.LANGUAGE: "langue|langue parlee|langue d echange|langues",
    Column.DEMARCHE: "demarche|demarches|demande|objet|objet de la demande|objet de la visite|"
    "motif de la visite|motif de visite|motif du passage|motif de passage|besoin|sujet|theme|"
    "nature de la demande|type de demande|motif de la demande",
    Column.OUTCOME: "suite|suite donnee|suites|suites donnees|reponse|resultat|issue|"
    "reponse apportee|action",
    Column.REASON: "motif|motif de refus|motif non abouti|raison",
    Column.STATUS: "etat|statut|etat du dossier|etat de la demande|dossier",
    Column.NOTE: "note|notes|observation|observations|commentaire|commentaires|remarque|remarques",
}


class MappingFault(UserMistake):
    """The columns cannot be taken so."""


class ColumnMissing(MappingFault):
    """A column without which no line can be taken is not mapped."""

    def __init__(self, column: Column) -> None:
        super().__init__(column)
        self.column = column


class UnknownColumn(MappingFault):
    """No column of ours has this word."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


class UnknownHeader(MappingFault):
    """The register has no such header; ``headers`` are those it has."""

    def __init__(self, header: str, headers: tuple[str, ...]) -> None:
        super().__init__(header, headers)
        self.header = header
        self.headers = headers


class DuplicateHeader(MappingFault):
    """Several columns bear the header wanted; ``places`` count from 0."""

    def __init__(self, header: str, places: tuple[int, ...]) -> None:
        super().__init__(header, places)
        self.header = header
        self.places = places


def guess_mapping(headers: Sequence[str]) -> dict[Column, int]:
    """Guess which header is which column; possibly nothing, never one header twice.

    "Motif" alone is what the visitor came for, unless another header says that.
    Raises ``DuplicateHeader`` when a header that would be taken stands twice.
    """
    folded = [fold(header) for header in headers]
    mapping: dict[Column, int] = {}
    for column, words in _HEADERS.items():
        places = _places(folded, words.split("|"), set(mapping.values()))
        if len(places) > 1:
            raise DuplicateHeader(headers[places[0]], tuple(places))
        if places:
            mapping[column] = places[0]
    if Column.DEMARCHE not in mapping and Column.REASON in mapping:
        mapping[Column.DEMARCHE] = mapping.pop(Column.REASON)
    if Column.FIRST_NAMES not in mapping and Column.FULL_NAME in mapping:
        mapping.pop(Column.FAMILY_NAME, None)
    return mapping


def map_headers(headers: Sequence[str], chosen: Mapping[Column, str]) -> dict[Column, int]:
    """Map columns to the headers chosen by name, whatever case and accents.

    Raises ``UnknownHeader`` or ``DuplicateHeader``.
    """
    folded = [fold(header) for header in headers]
    mapping: dict[Column, int] = {}
    for column, header in chosen.items():
        places = _places(folded, [fold(header)], set())
        if not places:
            raise UnknownHeader(header, tuple(headers))
        if len(places) > 1:
            raise DuplicateHeader(header, tuple(places))
        mapping[column] = places[0]
    return mapping


def check_mapping(mapping: ColumnMapping) -> None:
    """Raise ``ColumnMissing`` for a column without which no line can be taken."""
    for column in REQUIRED:
        if column not in mapping:
            raise ColumnMissing(column)


def _places(folded: Sequence[str], words: Iterable[str], taken: set[int]) -> list[int]:
    """Give the places of the first of the words that a header says."""
    for word in words:
        found = [
            place for place, header in enumerate(folded) if header == word and place not in taken
        ]
        if found:
            return found
    return []
