"""The answers of the first-run assistant, and what is missing from them. Qt-free.

Nothing is compulsory but what a store, a number or a paper cannot do without.
Sources: CRPA L111-2 (quality of the agent) and R112-5 (address and telephone of the office on
an accusé de réception); RGPD article 13 (data notice).
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from mairie_quartier.domain.passwords import grade_password
from mairie_quartier.i18n import Translator
from mairie_quartier.services.sessions import SetUpForm
from mairie_quartier.services.settings import CitySettings

CODE_LENGTH = 3
SMALL_WORDS = frozenset(
    {"de", "du", "des", "la", "le", "les", "l", "d"}
    | {"mairie", "quartier", "annexe", "bureau", "maison"}
)
_CODE = re.compile(r"[A-Z]{3}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class Step(Enum):
    """The pages of the assistant, in order."""

    WELCOME = "welcome"
    CITY = "city"
    OFFICE = "office"
    AGENT = "agent"
    KEY = "key"


class Answer(StrEnum):
    """Every field; the value is its control's name."""

    CITY = auto()
    LETTERHEAD = auto()
    CITY_PHONE = auto()
    WEBSITE = auto()
    DATA_NOTICE = auto()
    DPO_CONTACT = auto()
    OFFICE_NAME = auto()
    OFFICE_CODE = auto()
    OFFICE_ADDRESS = auto()
    OFFICE_PHONE = auto()
    OFFICE_EMAIL = auto()
    FIRST_NAME = auto()
    LAST_NAME = auto()
    QUALITY = auto()
    LOGIN = auto()
    PASSWORD = auto()
    AGAIN = auto()


@dataclass(frozen=True, slots=True)
class Answers:
    """What was typed so far, as typed."""

    typed: Mapping[Answer, str]

    def of(self, answer: Answer) -> str:
        """Give one answer without the blanks around it; a password is left as it is."""
        text = self.typed.get(answer, "")
        return text if answer in (Answer.PASSWORD, Answer.AGAIN) else text.strip()

    @property
    def names(self) -> tuple[str, ...]:
        """Give what the password may not contain."""
        return tuple(self.of(each) for each in (Answer.LOGIN, Answer.FIRST_NAME, Answer.LAST_NAME))

    def form(self) -> SetUpForm:
        """Give the form that makes the store."""
        lines = [line.strip() for line in self.of(Answer.LETTERHEAD).splitlines()]
        city = CitySettings(
            city=self.of(Answer.CITY),
            letterhead=tuple(line for line in (*lines, self.of(Answer.CITY_PHONE)) if line),
            website=self.of(Answer.WEBSITE),
            data_notice=self.of(Answer.DATA_NOTICE),
            dpo_contact=self.of(Answer.DPO_CONTACT),
        )
        return SetUpForm(
            city=city,
            office_code=self.of(Answer.OFFICE_CODE).upper(),
            office_name=self.of(Answer.OFFICE_NAME),
            office_address=self.of(Answer.OFFICE_ADDRESS),
            office_phone=self.of(Answer.OFFICE_PHONE),
            office_email=self.of(Answer.OFFICE_EMAIL),
            first_name=self.of(Answer.FIRST_NAME),
            last_name=self.of(Answer.LAST_NAME),
            quality=self.of(Answer.QUALITY),
            login=self.of(Answer.LOGIN),
            password=self.of(Answer.PASSWORD),
        )


class Proofreader:
    """Finds what is missing on a page, in words."""

    def __init__(self, tr: Translator) -> None:
        self._ = tr.gettext

    def mistakes(self, step: Step, answers: Answers) -> dict[Answer, str]:
        """Give a sentence for each answer of the page to put right; empty when all is well."""
        found = {
            Step.CITY: self._city,
            Step.OFFICE: self._office,
            Step.AGENT: self._agent,
        }.get(step)
        return {} if found is None else {k: v for k, v in found(answers).items() if v}

    def _city(self, answers: Answers) -> dict[Answer, str]:
        if answers.of(Answer.CITY):
            return {}
        return {Answer.CITY: self._("Tapez le nom de la commune\u00a0: il figure sur les papiers.")}

    def _office(self, answers: Answers) -> dict[Answer, str]:
        code, email = answers.of(Answer.OFFICE_CODE).upper(), answers.of(Answer.OFFICE_EMAIL)
        return {
            Answer.OFFICE_NAME: self._needed(answers, Answer.OFFICE_NAME),
            Answer.OFFICE_CODE: ""
            if _CODE.fullmatch(code)
            else self._("Choisissez trois lettres de A à Z, sans accent ni chiffre."),
            Answer.OFFICE_EMAIL: ""
            if not email or _EMAIL.fullmatch(email)
            else self._("Cette adresse n’est pas complète, par exemple accueil@ville.fr."),
        }

    def _agent(self, answers: Answers) -> dict[Answer, str]:
        password, again = answers.of(Answer.PASSWORD), answers.of(Answer.AGAIN)
        accepted = grade_password(password, answers.names).is_accepted
        return {
            Answer.FIRST_NAME: self._needed(answers, Answer.FIRST_NAME),
            Answer.LOGIN: self._needed(answers, Answer.LOGIN),
            Answer.PASSWORD: ""
            if accepted
            else self._("Choisissez un mot de passe plus difficile à deviner."),
            Answer.AGAIN: ""
            if password == again
            else self._("Ce n’est pas le même mot de passe\u00a0: tapez-le à nouveau."),
        }

    def _needed(self, answers: Answers, answer: Answer) -> str:
        words = {
            Answer.OFFICE_NAME: self._("Tapez le nom du lieu d’accueil."),
            Answer.FIRST_NAME: self._("Tapez votre prénom."),
            Answer.LOGIN: self._("Choisissez un identifiant."),
        }
        return "" if answers.of(answer) else words[answer]


def usual_data_notice(tr: Translator) -> str:
    """Give a data notice that suits a town hall, to be read over with the DPO."""
    _ = tr.gettext
    return _(
        "Vos données\u00a0: la commune, responsable du traitement, enregistre votre passage pour "
        "suivre vos demandes et vous répondre (mission d’intérêt public, article 6.1.e du "
        "RGPD). Seuls les agents qui suivent votre demande les lisent\u00a0; un partenaire ne les "
        "reçoit qu’avec votre accord ou si la loi le prévoit. Vous pouvez les lire, les "
        "corriger, limiter leur usage ou vous y opposer auprès du délégué à la protection des "
        "données, et saisir la CNIL (cnil.fr)."
    )


def suggest_code(office_name: str) -> str:
    """Suggest three letters from the last telling word of the office's name, or nothing."""
    words = [word for word in _plain(office_name).split() if word not in SMALL_WORDS]
    letters = "".join(char for char in (words[-1] if words else "") if char.isascii())
    return letters[:CODE_LENGTH].upper() if len(letters) >= CODE_LENGTH else ""


def suggest_login(first_name: str, last_name: str) -> str:
    """Suggest ``awa.diop``; the first name alone without a last one."""
    parts = (_plain(first_name).replace(" ", "-"), _plain(last_name).replace(" ", "-"))
    return ".".join(part for part in parts if part)


def _plain(text: str) -> str:
    """Give lower-case letters without accents, words parted by one blank."""
    bare = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(" " if not char.isalpha() else char for char in bare if not _is_accent(char))
    return " ".join(kept.split())


def _is_accent(char: str) -> bool:
    return unicodedata.combining(char) > 0
