"""The papers for partners, providers and the desk itself: what each says, and which is wanted."""

from dataclasses import dataclass

from mairie_quartier.domain.day_sheet_content import DaySheetContent
from mairie_quartier.domain.identifiers import InterpretingId, ReferralId, VisitId
from mairie_quartier.domain.interpreter_content import Booking, OrderContent
from mairie_quartier.domain.referral_content import ReferralContent

OfficePaper = ReferralContent | OrderContent | DaySheetContent


@dataclass(frozen=True, slots=True)
class ReferralWanted:
    """The form of a referral, and the copy for the person."""

    referral_id: ReferralId


@dataclass(frozen=True, slots=True)
class VisitFormsWanted:
    """The forms of every referral of a visit, each with its copy."""

    visit_id: VisitId


@dataclass(frozen=True, slots=True)
class OrderWanted:
    """The order to a provider; without a booking, its date is written in by hand."""

    need_id: InterpretingId
    booking: Booking | None = None


@dataclass(frozen=True, slots=True)
class DaySheetWanted:
    """The sheet of today."""


PaperWanted = ReferralWanted | VisitFormsWanted | OrderWanted | DaySheetWanted
