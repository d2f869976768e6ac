"""The papers for partners, providers and the desk itself, as one type."""

from mairie_quartier.domain.day_sheet_content import DaySheetContent
from mairie_quartier.domain.interpreter_content import OrderContent
from mairie_quartier.domain.referral_content import ReferralContent

OfficePaper = ReferralContent | OrderContent | DaySheetContent
