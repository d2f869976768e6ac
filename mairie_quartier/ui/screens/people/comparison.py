"""Two files side by side, field by field, and what a merge would give and move. Qt-free."""

from dataclasses import dataclass

from mairie_quartier.domain.people import Person
from mairie_quartier.i18n import Translator
from mairie_quartier.services.merging import MergePreview
from mairie_quartier.ui.labels import Labels
from mairie_quartier.ui.screens.people.words import PersonWords, isolate


@dataclass(frozen=True, slots=True)
class ComparedField:
    """One field in both files and after the merge; ``differs`` when the agent should look."""

    label: str
    kept: str
    absorbed: str
    after: str

    @property
    def differs(self) -> bool:
        """Tell whether both files say something, and not the same."""
        return bool(self.kept and self.absorbed and self.kept != self.absorbed)


class ComparisonWords:
    """Says what a merge would do."""

    def __init__(self, tr: Translator, labels: Labels) -> None:
        self._ = tr.gettext
        self._n = tr.ngettext
        self._labels = labels
        self._words = PersonWords(tr, labels)

    def fields(self, preview: MergePreview) -> list[ComparedField]:
        """Compare the fields that either file holds."""
        columns = [
            dict(self._values(each)) for each in (preview.kept, preview.absorbed, preview.result)
        ]
        compared = [
            ComparedField(label, *(column[label] for column in columns)) for label in columns[0]
        ]
        return [each for each in compared if each.kept or each.absorbed]

    def moving(self, preview: MergePreview) -> str:
        """Say what would move."""
        if not any((preview.visits, preview.requests, preview.referrals, preview.interpreting)):
            return self._("Rien à déplacer\u00a0: la fiche réunie n’a aucun passage.")
        counts = [
            self._n("{count} passage", "{count} passages", preview.visits).format(
                count=preview.visits
            ),
            self._n("{count} demande", "{count} demandes", preview.requests).format(
                count=preview.requests
            ),
            self._n("{count} orientation", "{count} orientations", preview.referrals).format(
                count=preview.referrals
            ),
            self._n(
                "{count} besoin d’interprète", "{count} besoins d’interprète", preview.interpreting
            ).format(count=preview.interpreting),
        ]
        text = self._("Passeraient dans la fiche gardée\u00a0: {counts}.")
        return text.format(counts=", ".join(counts))

    def _values(self, person: Person) -> list[tuple[str, str]]:
        words, labels = self._words, self._labels
        needs = sorted(labels.access_need(need) for need in person.access_needs)
        return [
            (self._("Nom de famille"), isolate(person.family_name)),
            (self._("Nom d’usage"), isolate(person.used_name)),
            (self._("Prénoms"), isolate(person.first_names)),
            (self._("Autre écriture"), isolate(person.other_script_name)),
            (self._("Naissance"), words.birth(person.birth)),
            (self._("Téléphone"), person.phone),
            (self._("Courriel"), person.email),
            (self._("Adresse"), words.home(person)),
            (self._("Langue"), words.language(person.language)),
            (self._("Autre langue"), words.language(person.second_language)),
            (self._("Lecture"), labels.literacy(person.literacy)),
            (self._("Besoins"), ", ".join(needs)),
            (self._("Contact"), labels.contact(person.contact)),
            (self._("Note"), person.note),
        ]
