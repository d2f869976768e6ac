"""People in the words of the screens: names as given, ages, how to speak with them.

Qt-free. A name is shown as the person writes it, in any script, never capitalised: each is
isolated (Unicode FSI … PDI, UAX 9) so that a right-to-left name leaves the sentence alone.
"""

from dataclasses import dataclass
from datetime import date

from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.languages import language
from mairie_quartier.domain.people import AccessNeed, Contact, Housing, Literacy, Person
from mairie_quartier.i18n import Translator
from mairie_quartier.ui.labels import Labels

FRENCH = "fra"
_ISOLATE, _END = "\u2068", "\u2069"


@dataclass(frozen=True, slots=True)
class Named:
    """The names of anybody: a line of a list, a member, a file."""

    family_name: str
    first_names: str
    used_name: str = ""
    other_script_name: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """Who this is and how to speak with them; an empty text is not shown.

    ``careful`` says how the person may be reached when it takes care.
    """

    name: str
    names: str
    born: str
    speech: str
    reading: str
    phone: str
    home: str
    access: tuple[str, ...]
    careful: str


def isolate(text: str) -> str:
    """Keep the writing direction of a name to itself; empty stays empty."""
    return f"{_ISOLATE}{text}{_END}" if text else ""


class PersonWords:
    """Says everything about a person in French."""

    def __init__(self, tr: Translator, labels: Labels) -> None:
        self._tr = tr
        self._labels = labels
        self._ = tr.gettext
        self._n = tr.ngettext

    def full_name(self, named: Named) -> str:
        """Write first names, then the family name, else whatever name there is."""
        family = named.family_name or named.used_name
        parts = [isolate(part) for part in (named.first_names, family) if part]
        return " ".join(parts) or isolate(named.other_script_name) or self._("Sans nom")

    def family_column(self, named: Named) -> str:
        """Write the family name with the used one, for a list."""
        if named.family_name and named.used_name:
            return self._("{family}, usage {used}").format(
                family=isolate(named.family_name), used=isolate(named.used_name)
            )
        name = named.family_name or named.used_name or named.other_script_name
        return isolate(name) or "—"

    def birth(self, birth: PartialDate | None) -> str:
        """Write a birth date short, as far as it is known; empty when it is not."""
        if birth is None:
            return ""
        if birth.is_full:
            return self._tr.short_date(birth.first_day())
        return f"{birth.month:02}/{birth.year}" if birth.month else str(birth.year)

    def age(self, birth: PartialDate | None, today: date) -> str:
        """Write the age, or the two ages it can be; empty when it cannot be told."""
        if birth is None:
            return ""
        least = birth.least_age_on(today)
        most = PartialDate.of(birth.first_day()).least_age_on(today)
        if least < 0:
            return ""
        if least == most:
            return self._n("{age} an", "{age} ans", least).format(age=least)
        return self._("{least} ou {most} ans").format(least=least, most=most)

    def language(self, code: str | None) -> str:
        """Name a language; empty for none."""
        return language(code).french if code else ""

    def summary(self, person: Person, today: date) -> Summary:
        """Say who this is and how to speak with them."""
        named = named_of(person)
        return Summary(
            name=self.full_name(named),
            names=self._other_names(person),
            born=self._born(person.birth, today),
            speech=self._speech(person),
            reading=self._reading(person.literacy),
            phone=person.phone,
            home=self.home(person),
            access=tuple(
                self._labels.access_need(need) for need in AccessNeed if need in person.access_needs
            ),
            careful=self._careful(person),
        )

    def home(self, person: Person) -> str:
        """Say where the person can be written to."""
        if person.housing is Housing.NO_STABLE_HOME:
            return self._("Sans domicile stable")
        if person.housing is Housing.DOMICILED:
            place = person.domiciled_at or self._("lieu non noté")
            return self._("Domiciliation\u00a0: {place}").format(place=isolate(place))
        town = " ".join(part for part in (person.postcode, person.town) if part)
        return ", ".join(isolate(part) for part in (person.address, town) if part)

    def _other_names(self, person: Person) -> str:
        parts = []
        if person.used_name and person.family_name:
            used = isolate(person.used_name)
            parts.append(self._("nom d’usage {used}").format(used=used))
        if person.other_script_name and (person.family_name or person.first_names):
            parts.append(isolate(person.other_script_name))
        return " · ".join(parts)

    def _born(self, birth: PartialDate | None, today: date) -> str:
        if birth is None:
            return self._("Âge non noté")
        age = self.age(birth, today)
        when = self._tr.long_date(birth.first_day()) if birth.is_full else self.birth(birth)
        born = self._("naissance {when}").format(when=when)
        return f"{age} ({born})" if age else born

    def _speech(self, person: Person) -> str:
        if person.language is None:
            return self._("Langue non notée")
        first = self._spoken(person.language)
        if person.second_language is None:
            return first
        return self._("{first}, ou {second}").format(
            first=first, second=self.language(person.second_language)
        )

    def _spoken(self, code: str) -> str:
        known = language(code)
        words = self._("Parle {language}").format(language=known.french)
        return words if known.own == known.french else f"{words} ({isolate(known.own)})"

    def _reading(self, literacy: Literacy) -> str:
        return "" if literacy is Literacy.UNKNOWN else self._labels.literacy(literacy)

    def _careful(self, person: Person) -> str:
        if person.contact is Contact.NORMAL:
            return ""
        return isolate(person.contact_note) or self._("Ni courrier, ni message.")


def named_of(person: Person) -> Named:
    """Give the names of a file."""
    return Named(person.family_name, person.first_names, person.used_name, person.other_script_name)
