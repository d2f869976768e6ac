"""A person at the desk, and the household around them.

No NIR, nationality, country of birth, religion or diagnosis: there is no field for them
(DOMAIN.md 2).  Names are kept as given, in any script.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.identifiers import HouseholdId, MemberId, MergeId, OfficeId, PersonId
from mairie_quartier.errors import UserMistake


class Literacy(StrEnum):
    """Whether the person reads and writes the language of exchange."""

    UNKNOWN = "unknown"
    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Housing(StrEnum):
    """Where the person can be written to."""

    UNKNOWN = "unknown"
    ADDRESS = "address"
    NO_STABLE_HOME = "no_stable_home"
    DOMICILED = "domiciled"


class AccessNeed(StrEnum):
    """What must be arranged: a need, never a diagnosis."""

    STEP_FREE = "step_free"
    SEATED = "seated"
    SIGN_LANGUAGE = "sign_language"
    HEARING_LOOP = "hearing_loop"
    LARGE_PRINT = "large_print"
    READ_ALOUD = "read_aloud"
    PLAIN_WORDS = "plain_words"
    QUIET_PLACE = "quiet_place"
    COMPANION = "companion"


class Contact(StrEnum):
    """How carefully the person may be contacted (violence: no SMS, no letter)."""

    NORMAL = "normal"
    CAREFUL = "careful"


class Kinship(StrEnum):
    """Link of a household member to the household."""

    REFERENCE = "reference"
    PARTNER = "partner"
    CHILD = "child"
    PARENT = "parent"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    GRANDCHILD = "grandchild"
    OTHER_FAMILY = "other_family"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Person:
    """One person's file; ``handovers`` is written and read by ``domain.handovers``."""

    id: PersonId
    office_id: OfficeId
    created_at: datetime
    last_contact_on: date
    family_name: str = ""
    used_name: str = ""
    first_names: str = ""
    other_script_name: str = ""
    birth: PartialDate | None = None
    phone: str = ""
    email: str = ""
    housing: Housing = Housing.UNKNOWN
    address: str = ""
    postcode: str = ""
    town: str = ""
    domiciled_at: str = ""
    language: str | None = None
    second_language: str | None = None
    literacy: Literacy = Literacy.UNKNOWN
    access_needs: frozenset[AccessNeed] = frozenset()
    contact: Contact = Contact.NORMAL
    contact_note: str = ""
    note: str = ""
    household_id: HouseholdId | None = None
    merged_into: PersonId | None = None
    handovers: str = ""

    def __post_init__(self) -> None:
        """Refuse a file without any name."""
        if not (self.family_name or self.used_name or self.first_names or self.other_script_name):
            raise NamelessPerson(self.id)


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a household, with a file of their own (``person_id``) or not."""

    id: MemberId
    household_id: HouseholdId
    office_id: OfficeId
    kinship: Kinship
    person_id: PersonId | None = None
    family_name: str = ""
    first_names: str = ""
    birth: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """Two files made one: what moved, so that the merge can be undone."""

    id: MergeId
    office_id: OfficeId
    kept_id: PersonId
    absorbed_id: PersonId
    merged_at: datetime
    moved: tuple[str, ...] = ()
    replaced: str = ""
    undone_at: datetime | None = None


class NamelessPerson(UserMistake):
    """A file with no name at all: the visit should be anonymous instead."""

    def __init__(self, person_id: PersonId) -> None:
        super().__init__(person_id)
        self.person_id = person_id


class CannotMerge(UserMistake):
    """The two files are one already, or one of them was merged away."""

    def __init__(self, kept_id: PersonId, absorbed_id: PersonId) -> None:
        super().__init__(kept_id, absorbed_id)
        self.kept_id = kept_id
        self.absorbed_id = absorbed_id
