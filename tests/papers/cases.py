"""What is drawn: each paper of the visitor in each language, each office paper once.

Must not assert anything nor write a file.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from mairie_quartier import paths
from mairie_quartier.documents.office.press import OfficePress
from mairie_quartier.documents.press import PaperPress, Pdf
from mairie_quartier.documents.visitor import Languages
from mairie_quartier.documents.visitor_press import VisitorPress
from mairie_quartier.domain.interpreting import Way
from mairie_quartier.domain.language_card import PosterSheet
from mairie_quartier.domain.office_papers import OfficePaper
from mairie_quartier.domain.paper_languages import PAPER_LANGUAGES, PaperLanguage
from mairie_quartier.domain.papers import Discretion
from mairie_quartier.i18n import SOURCE_LANGUAGE, Translator
from tests.documents.specimens import SPECIMENS, languages, new_press
from tests.domain.office_facts import carried, day_sheet, open_order, order, referral

FRENCH = SOURCE_LANGUAGE
OFFICE = "bureau"


@dataclass(frozen=True, slots=True)
class Case:
    """One file to draw; ``shelf`` is the language's code, or ``OFFICE``."""

    shelf: str
    name: str
    draw: Callable[[], Pdf]


class Drawing(Protocol):
    """A paper, for a choice of languages."""

    def __call__(self, press: PaperPress, to: Languages) -> Pdf:
        """Draw it."""
        ...


def translated() -> tuple[PaperLanguage, ...]:
    """Give the languages whose catalogue is compiled."""
    folder = paths.translations()
    return tuple(
        each
        for each in PAPER_LANGUAGES
        if (folder / each.catalogue / "LC_MESSAGES" / "papers.mo").exists()
    )


def cases(*codes: str) -> Iterator[Case]:
    """Give the cases of these languages (ISO 639-3, or ``fr``) and those of the office."""
    press = new_press()
    office = _office(press)
    for code in codes:
        for name, draw in _visitor(office).items():
            yield Case(code, name, _bound(draw, press, code))
    yield from _office_cases(office)


def _bound(draw: Drawing, press: PaperPress, code: str) -> Callable[[], Pdf]:
    # A catalogue counts what it lacks paper by paper: it is opened anew for each.
    return lambda: draw(press, languages(None if code == FRENCH else code))


def _office(press: PaperPress) -> OfficePress:
    folder = paths.translations()
    return OfficePress(press, Translator(FRENCH, folder=folder), VisitorPress(press, folder))


def _visitor(office: OfficePress) -> dict[str, Drawing]:
    discreet = replace(referral(), discretion=Discretion.DISCREET)
    return {
        **SPECIMENS,
        "orientation_copie": lambda press, to: office.referral_copy(referral(), to),
        "orientation_copie_sans_accord": lambda press, to: office.referral_copy(carried(), to),
        "orientation_copie_discrete": lambda press, to: office.referral_copy(discreet, to),
    }


def _office_cases(office: OfficePress) -> Iterator[Case]:
    contents: dict[str, OfficePaper] = {
        "fiche_orientation": referral(),
        "fiche_orientation_sans_accord": carried(),
        "demande_interprete": order(),
        "demande_interprete_lsf": replace(
            order(Way.SIGN_LANGUAGE, 150), language="fsl", second_language=None
        ),
        "demande_interprete_a_completer": open_order(),
        "feuille_du_jour": day_sheet(24),
    }
    for name, content in contents.items():
        yield Case(OFFICE, name, partial(office.draw, content))
    poster = office.press.language_poster
    yield Case(OFFICE, "affiche_langues_a4", lambda: poster(office.french, PosterSheet.A4))
