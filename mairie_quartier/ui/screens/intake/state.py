"""What the intake screen shows at one moment, and what its presenter asks of the view.

Immutable: the presenter replaces it, the view shows it.  Knows nothing of Qt, asks no service.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from mairie_quartier.domain.identifiers import PersonId, ReceiptId, RequestId, VisitId
from mairie_quartier.domain.intake import IntakeForm
from mairie_quartier.domain.referrals import Partner
from mairie_quartier.services.people import PersonFile


class Spot(Enum):
    """A place of the screen that can be given the focus."""

    PERSON = "person"
    LANGUAGE = "language"
    NEED = "need"
    OUTCOME = "outcome"
    REASON = "reason"
    PARTNER = "partner"
    APPOINTMENT = "appointment"
    INTERPRETING = "interpreting"
    PAPERS = "papers"
    RESULT = "result"


class FieldName(Enum):
    """A typed field that can be wrong."""

    BIRTH = "birth"
    DUE = "due"
    DELIVERY = "delivery"
    INTERPRETER = "interpreter"
    MEMBER_BIRTH = "member_birth"


class AfterSaving(Enum):
    """What follows the registration."""

    SHOW_RESULT = "show_result"
    PREVIEW = "preview"


@dataclass(frozen=True, slots=True)
class SuggestionLine:
    """Perhaps the same person, masked; ``why`` says what is alike."""

    person_id: PersonId
    shown: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class PaperNeedLine:
    """What a paper will say of one need; ``body`` is who decides, ``dates`` whole sentences."""

    label: str
    body: str
    dates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper to come: its name and its needs."""

    title: str
    needs: tuple[PaperNeedLine, ...]


@dataclass(frozen=True, slots=True)
class ResultLines:
    """What was saved: the sentence, the papers (name, number), what could not be issued.

    ``forms`` counts the referral forms that go with them.
    """

    title: str
    papers: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    receipt_ids: tuple[ReceiptId, ...]
    person_id: PersonId | None
    visit_id: VisitId
    forms: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """What stops the registration, in words, and the need it is about."""

    text: str
    need: RequestId | None = None


@dataclass(frozen=True, slots=True)
class IntakeState:
    """Everything the screen shows."""

    form: IntakeForm
    person_text: str = ""
    suggestions: tuple[SuggestionLine, ...] = ()
    file: PersonFile | None = None
    partners: tuple[Partner, ...] = ()
    papers: tuple[PaperLine, ...] = ()
    opened: RequestId | None = None
    kept: str = ""
    problem: Problem | None = None
    mistakes: tuple[tuple[FieldName, str], ...] = ()
    notice: str = ""
    result: ResultLines | None = None

    def mistake(self, name: FieldName) -> str:
        """Give what is wrong with a field; empty when nothing is."""
        return dict(self.mistakes).get(name, "")


class View(Protocol):
    """What the presenter asks of the screen."""

    def show_state(self, state: IntakeState) -> None:
        """Show this; what did not change is left alone, cursor included."""
        ...

    def focus_on(self, spot: Spot, need: RequestId | None = None) -> None:
        """Put the focus there."""
        ...
