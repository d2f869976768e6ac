"""Partners in words: a row, what is said of one, and the form to change it. Qt-free."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum

from mairie_quartier.domain.languages import language, search_languages
from mairie_quartier.domain.names import fold
from mairie_quartier.domain.referrals import Partner
from mairie_quartier.domain.text import clean_line, clean_text
from mairie_quartier.i18n import Translator
from mairie_quartier.ui.phrases import isolate
from mairie_quartier.ui.screens.directory.hours import HoursWords
from mairie_quartier.ui.theme.tokens import Tone
from mairie_quartier.ui.widgets.line import Line, Mark

LONGEST = 200
LONGEST_NOTE = 2000
BETWEEN_THEMES = ";"
OLD_DAYS = 365


class FormField(Enum):
    """The fields of the form."""

    NAME = "name"
    KIND = "kind"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    HOURS = "hours"
    LANGUAGES = "languages"
    THEMES = "themes"
    NOTE = "note"


NAMES = {FormField.THEMES: "thematiques"}
"""The names of fields that ``Partner`` calls otherwise."""


class Checked(Enum):
    """Whether the agent checked the coordinates just now."""

    AS_BEFORE = "as_before"
    TODAY = "today"


FormTexts = dict[FormField, str]


@dataclass(frozen=True, slots=True)
class Detail:
    """What the panel says of one partner."""

    name: str
    kind: str
    phone: str
    opening: Mark | None
    hours: str
    facts: tuple[tuple[str, str], ...]
    checked: Mark


@dataclass(frozen=True, slots=True)
class Mistake:
    """A field to put right, and why."""

    field: FormField
    words: str


class PartnerWords:
    """Writes partners in the agent's language, and reads them back."""

    def __init__(self, tr: Translator) -> None:
        self._ = tr.gettext
        self._tr = tr
        self.hours = HoursWords(tr)

    def row(self, partner: Partner, local: datetime) -> Line:
        """Write one row."""
        return Line(
            title=partner.name,
            detail=partner.kind,
            caption=self._languages(partner),
            aside=partner.phone,
            mark=self.hours.now(partner.hours, local),
        )

    def detail(self, partner: Partner, local: datetime, themes: dict[str, str]) -> Detail:
        """Write what the panel says."""
        known = _labels(partner, themes)
        return Detail(
            name=partner.name,
            kind=partner.kind,
            phone=partner.phone,
            opening=self.hours.now(partner.hours, local),
            hours=self.hours.sentence(partner.hours),
            facts=(
                (self._("Adresse"), partner.address),
                (self._("Courriel"), partner.email),
                (self._("Langues"), self._languages(partner)),
                (self._("Thèmes"), "\n".join(known)),
                (self._("Note"), partner.note),
            ),
            checked=self._checked(partner.checked_on, local.date()),
        )

    def form(self, partner: Partner, themes: dict[str, str]) -> FormTexts:
        """Give the texts of the form."""
        return {
            FormField.NAME: partner.name,
            FormField.KIND: partner.kind,
            FormField.PHONE: partner.phone,
            FormField.EMAIL: partner.email,
            FormField.ADDRESS: partner.address,
            FormField.HOURS: partner.hours,
            FormField.LANGUAGES: self._languages(partner),
            FormField.THEMES: f"{BETWEEN_THEMES} ".join(_labels(partner, themes)),
            FormField.NOTE: partner.note,
        }

    def meanwhile(self, now: Partner, names: tuple[str, ...], themes: dict[str, str]) -> Mistake:
        """Say what another desk wrote in a field that the agent changed too."""
        texts = self.form(now, themes)
        known = [field for field in FormField if NAMES.get(field, field.value) in names]
        field = known[0] if known else FormField.NAME
        return Mistake(
            field,
            self._(
                "Un autre poste vient d’écrire\u00a0: {value}. Enregistrez à nouveau pour le "
                "remplacer."
            ).format(value=isolate(texts[field]) or self._("rien")),
        )

    def read(self, partner: Partner, texts: FormTexts, themes: dict[str, str]) -> Partner | Mistake:
        """Read the form back, or tell the first mistake."""
        lines = {
            field: clean_line(text, LONGEST_NOTE if field is FormField.THEMES else LONGEST)
            for field, text in texts.items()
            if field is not FormField.NOTE
        }
        if not lines[FormField.NAME]:
            return Mistake(FormField.NAME, self._("Donnez un nom à ce lieu."))
        codes = self._codes(lines[FormField.LANGUAGES])
        if isinstance(codes, Mistake):
            return codes
        # A code that this version does not know is shown as it is, and kept.
        known = {**{code: code for code in partner.thematiques}, **themes}
        found = self._themes(lines[FormField.THEMES], known)
        if isinstance(found, Mistake):
            return found
        return replace(
            partner,
            name=lines[FormField.NAME],
            kind=lines[FormField.KIND],
            phone=lines[FormField.PHONE],
            email=lines[FormField.EMAIL],
            address=lines[FormField.ADDRESS],
            hours=lines[FormField.HOURS],
            languages=codes,
            thematiques=found,
            note=clean_text(texts[FormField.NOTE], LONGEST_NOTE),
        )

    def withdrawn(self, partner: Partner) -> str:
        """Say who is offered no more."""
        return self._("Annuaire\u00a0: {name} retiré").format(name=partner.name)

    def saved(self, partner: Partner) -> str:
        """Say what was kept."""
        return self._("Annuaire\u00a0: {name} enregistré").format(name=partner.name)

    def _themes(self, text: str, themes: dict[str, str]) -> tuple[str, ...] | Mistake:
        """Read labels, or enough words of each to tell it from the others."""
        codes: list[str] = []
        for word in filter(None, (part.strip() for part in text.split(BETWEEN_THEMES))):
            code = _theme_of(word, themes)
            if code is None:
                unknown = self._(
                    "Thème inconnu, ou pas assez précis\u00a0: «\u00a0{word}\u00a0»."
                ).format(word=word)
                return Mistake(FormField.THEMES, unknown)
            codes.append(code)
        return tuple(dict.fromkeys(codes))

    def _codes(self, text: str) -> tuple[str, ...] | Mistake:
        codes: list[str] = []
        for word in (part.strip() for part in text.split(",")):
            if not word:
                continue
            exact = [each for each in search_languages(word) if fold(each.french) == fold(word)]
            found = exact or search_languages(word, limit=1)
            if not found:
                unknown = self._("Langue inconnue\u00a0: «\u00a0{word}\u00a0».").format(word=word)
                return Mistake(FormField.LANGUAGES, unknown)
            codes.append(found[0].code)
        return tuple(dict.fromkeys(codes))

    def _languages(self, partner: Partner) -> str:
        return ", ".join(language(code).french for code in partner.languages)

    def _checked(self, checked_on: date | None, today: date) -> Mark:
        if checked_on is None:
            return Mark(self._("Coordonnées jamais vérifiées"), Tone.WARNING)
        words = self._("Vérifié le {date}").format(date=self._tr.long_date(checked_on))
        old = (today - checked_on).days > OLD_DAYS
        return Mark(words, Tone.WARNING if old else Tone.SUCCESS)


def _labels(partner: Partner, themes: dict[str, str]) -> list[str]:
    return [themes.get(code, code) for code in partner.thematiques]


def _theme_of(typed: str, themes: dict[str, str]) -> str | None:
    """Give the code of the one theme meant, if it is one."""
    wanted = fold(typed)
    exact = [code for code, label in themes.items() if fold(label) == wanted]
    near = [
        code
        for code, label in themes.items()
        if all(word in fold(label) for word in wanted.split())
    ]
    found = exact or near
    return found[0] if len(found) == 1 else None
