"""The catalogue of démarches: what a visitor may come for, who decides, under which rules.

Every rule of law is data with its source and the day it was checked; a rule nobody checked is
``UNKNOWN`` and gives no date, ever.  Reads no file (``catalogue_source`` parses text) and holds
no sentence of the program.  Sources: CRPA (R112-4, R112-5, R113-8, L231-1, L231-4), DOMAIN notes
of each entry, thématiques of data·inclusion v1.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from typing import NewType

from mairie_quartier.domain.catalogue_search import SearchIndex, SearchText

# The words of the rules are words of the catalogue, and are asked for here.
from mairie_quartier.domain.rules import Counting, RuleBook
from mairie_quartier.domain.rules import Delay as Delay
from mairie_quartier.domain.rules import DelayUnit as DelayUnit
from mairie_quartier.domain.rules import Source as Source
from mairie_quartier.errors import UserMistake

DemarcheCode = NewType("DemarcheCode", str)


class Family(StrEnum):
    """The shelf a démarche is on; one shipped file each."""

    ADDRESS = "address"
    RESOURCES = "resources"
    HEALTH = "health"
    DISABILITY = "disability"
    AGEING = "ageing"
    HOUSING = "housing"
    EMERGENCY = "emergency"
    PAPERS = "papers"
    RESIDENCE = "residence"
    CHILDREN = "children"
    JUSTICE = "justice"
    DAILY_LIFE = "daily_life"
    LEARNING = "learning"
    CITY = "city"


class BodyKind(StrEnum):
    """What sort of body decides."""

    COMMUNE = "commune"
    CCAS = "ccas"
    INTERCOMMUNAL = "intercommunal"
    DEPARTMENT = "department"
    MDPH = "mdph"
    FAMILY_FUND = "family_fund"
    HEALTH_FUND = "health_fund"
    PENSION_FUND = "pension_fund"
    EMPLOYMENT = "employment"
    PREFECTURE = "prefecture"
    STATE = "state"
    JUSTICE = "justice"
    BANK_OF_FRANCE = "bank_of_france"
    HOUSING_DESK = "housing_desk"
    EMERGENCY = "emergency"
    ASSOCIATION = "association"
    OTHER = "other"


class Competence(StrEnum):
    """Whether the commune itself decides: the only case of an *accusé de réception* of ours."""

    COMMUNE = "commune"
    CCAS = "ccas"
    OTHER = "other"


class Acknowledgement(StrEnum):
    """Whether the competent body owes an *accusé de réception* (CRPA L112-3, R112-4)."""

    DUE = "due"
    NOT_DUE_FAVOURABLE_SOON = "not_due_favourable_soon"
    NOT_DUE_CONDITIONS_ONLY = "not_due_conditions_only"
    NOT_A_REQUEST = "not_a_request"
    UNKNOWN = "unknown"


class SilenceRegime(StrEnum):
    """What silence means (SVA, SVR); ``UNKNOWN`` never gives a date."""

    ACCEPTANCE = "acceptance"
    REJECTION = "rejection"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class PieceRule(StrEnum):
    """Whether a text lets the body demand the piece (*exigible*) or not (*facultative*)."""

    REQUIRED = "exigible"
    OPTIONAL = "facultative"


class CucsDomain(IntEnum):
    """The five domains of the Brest CUCS."""

    HOUSING = 1
    EDUCATION = 2
    INTEGRATION = 3
    HEALTH = 4
    TRANQUILLITY = 5


class PactAxis(IntEnum):
    """The five axes of the Bordeaux pact."""

    INTEGRATION = 1
    LIVING_TOGETHER = 2
    EDUCATION = 3
    WELL_BEING = 4
    TRANQUILLITY = 5


class Situation(StrEnum):
    """A situation the catalogue can be filtered by; never stored with a person."""

    NO_STABLE_HOME = "no_stable_home"
    ROUGH_SLEEPING = "rough_sleeping"
    HOUSING_RISK = "housing_risk"
    NO_RESIDENCE_PERMIT = "no_residence_permit"
    ASYLUM = "asylum"
    FOREIGN_NATIONAL = "foreign_national"
    NEW_RESIDENT = "new_resident"
    NO_HEALTH_COVER = "no_health_cover"
    LOW_INCOME = "low_income"
    DEBT = "debt"
    JOB_SEEKER = "job_seeker"
    YOUNG_ADULT = "young_adult"
    SENIOR = "senior"
    LOSS_OF_AUTONOMY = "loss_of_autonomy"
    DISABILITY = "disability"
    CARER = "carer"
    CHILDREN = "children"
    PREGNANCY = "pregnancy"
    SINGLE_PARENT = "single_parent"
    SEPARATION = "separation"
    VIOLENCE = "violence"
    BEREAVEMENT = "bereavement"
    LITERACY = "literacy"
    DIGITAL_EXCLUSION = "digital_exclusion"


class Origin(StrEnum):
    """Where an entry comes from: the shipped files, or the administrator."""

    SHIPPED = "shipped"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Body:
    """The body that decides; contact lines are empty until the administrator fills them."""

    name: str
    kind: BodyKind
    postal_address: str = ""
    phone: str = ""
    email: str = ""

    @property
    def is_commune(self) -> bool:
        """Tell whether the commune itself decides."""
        return self.kind is BodyKind.COMMUNE


@dataclass(frozen=True, slots=True)
class Silence:
    """What silence means and after how long.

    ``delay`` is empty when unknown, or when it differs from case to case (``note`` says so):
    then no date can be printed.  ``from_complete_file``: the clock starts with the last piece.
    """

    regime: SilenceRegime = SilenceRegime.UNKNOWN
    delay: Delay | None = None
    source: Source | None = None
    from_complete_file: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class LegalDelay:
    """Another delay of law that is not about silence: answer, renewal, appointment."""

    label: str
    delay: Delay
    source: Source


@dataclass(frozen=True, slots=True)
class Appeal:
    """The ways of appeal, whole sentences in order; ``delay`` is that of the first.

    ``counting`` is ``FRANC`` only where a text or a judgement says so; else the shorter count.
    """

    routes: tuple[str, ...]
    delay: Delay | None
    source: Source
    counting: Counting = Counting.CALENDAR


@dataclass(frozen=True, slots=True)
class PieceSpec:
    """One document; only a ``REQUIRED`` one may be listed as missing with a deadline (L114-5)."""

    code: str
    label: str
    rule: PieceRule = PieceRule.OPTIONAL
    where_to_get: str = ""
    proves_address: bool = False
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A numbered form; without ``checked_on`` its number is not to be printed."""

    number: str
    label: str = ""
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Demarche:
    """One thing a visitor may come for."""

    code: DemarcheCode
    label: str
    plain_label: str
    family: Family
    body: Body
    thematique: str
    cucs_domain: CucsDomain
    pact_axis: PactAxis
    synonyms: tuple[str, ...] = ()
    silence: Silence = field(default_factory=Silence)
    acknowledgement: Acknowledgement = Acknowledgement.UNKNOWN
    acknowledgement_source: Source | None = None
    delays: tuple[LegalDelay, ...] = ()
    pieces: tuple[PieceSpec, ...] = ()
    forms: tuple[Form, ...] = ()
    situations: frozenset[Situation] = frozenset()
    proof_of_address_allowed: bool = False
    proof_of_address_source: Source | None = None
    financial: bool = False
    appeal: Appeal | None = None
    first_deposit: str = ""
    origin: Origin = Origin.SHIPPED

    @property
    def competence(self) -> Competence:
        """Tell who decides, as far as our papers are concerned (L114-4)."""
        match self.body.kind:
            case BodyKind.COMMUNE:
                return Competence.COMMUNE
            case BodyKind.CCAS:
                return Competence.CCAS
            case _:
                return Competence.OTHER

    @property
    def decided_by_commune(self) -> bool:
        """Tell whether the commune itself decides."""
        return self.competence is Competence.COMMUNE

    @property
    def acknowledgement_due(self) -> bool:
        """Tell whether the *commune* owes an accusé de réception: it decides, and one is due."""
        return self.decided_by_commune and self.acknowledgement is Acknowledgement.DUE

    @property
    def required_pieces(self) -> tuple[PieceSpec, ...]:
        """Give the pieces that a text requires."""
        return tuple(piece for piece in self.pieces if piece.rule is PieceRule.REQUIRED)


class DemarcheUnknown(UserMistake):
    """No démarche has this code."""

    def __init__(self, code: DemarcheCode) -> None:
        super().__init__(code)
        self.code = code


class Catalogue:
    """Every démarche, immutable and searchable, and the rules that hold for all of them.

    A change gives a new catalogue.
    """

    __slots__ = ("_by_code", "_index", "rules")

    def __init__(self, entries: Iterable[Demarche], rules: RuleBook | None = None) -> None:
        self.rules = rules or RuleBook()
        order = {family: rank for rank, family in enumerate(Family)}
        known = {entry.code: entry for entry in entries}
        by_family = sorted(known.values(), key=lambda entry: order[entry.family])
        self._by_code = {entry.code: entry for entry in by_family}
        self._index = SearchIndex(
            SearchText(entry.code, entry.label, entry.plain_label, entry.synonyms)
            for entry in self._by_code.values()
        )

    def __len__(self) -> int:
        return len(self._by_code)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def get(self, code: DemarcheCode) -> Demarche:
        """Give the démarche, or raise :class:`DemarcheUnknown`."""
        try:
            return self._by_code[code]
        except KeyError:
            raise DemarcheUnknown(code) from None

    def find(self, code: DemarcheCode) -> Demarche | None:
        """Give the démarche, or nothing."""
        return self._by_code.get(code)

    def all(self) -> tuple[Demarche, ...]:
        """Give every démarche, by family, shipped order within each, local ones last."""
        return tuple(self._by_code.values())

    def families(self) -> tuple[Family, ...]:
        """Give the families that hold at least one démarche, in their order."""
        held = {entry.family for entry in self._by_code.values()}
        return tuple(family for family in Family if family in held)

    def in_family(self, family: Family) -> tuple[Demarche, ...]:
        """Give the démarches of a family."""
        return tuple(entry for entry in self.all() if entry.family is family)

    def with_situation(self, situation: Situation) -> tuple[Demarche, ...]:
        """Give the démarches that may concern someone in this situation."""
        return tuple(entry for entry in self.all() if situation in entry.situations)

    def search(self, text: str, limit: int = 8) -> tuple[Demarche, ...]:
        """Find by everyday words, beginnings of words and misspellings, best first."""
        return tuple(self._by_code[DemarcheCode(code)] for code in self._index.search(text, limit))

    def with_entries(self, local: Iterable[Demarche]) -> "Catalogue":
        """Give a catalogue where these entries replace those of the same code, or are added."""
        added = {entry.code: entry for entry in local}
        if not added:
            return self
        entries = {**self._by_code, **added}
        return Catalogue(entries.values(), self.rules)

    def without(self, codes: Collection[DemarcheCode]) -> "Catalogue":
        """Give a catalogue where these are no longer offered."""
        if self._by_code.keys().isdisjoint(codes):
            return self
        kept = (entry for code, entry in self._by_code.items() if code not in codes)
        return Catalogue(kept, self.rules)
