"""The person's details, put away until F3: names, birth, contact, home, how to speak, household.

Passive.  There is no field for what must not be kept (DOMAIN.md 2).
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QCheckBox, QFrame, QWidget

from mairie_quartier.domain.intake import PersonForm
from mairie_quartier.domain.people import AccessNeed, Contact, Housing, Literacy
from mairie_quartier.ui.screens.intake.household import HouseholdPart
from mairie_quartier.ui.screens.intake.language_entry import LanguageEntry
from mairie_quartier.ui.screens.intake.state import FieldName, IntakeState
from mairie_quartier.ui.screens.intake.who import WhoPresenter
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.entries import Choice
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.flow import FlowGrid
from mairie_quartier.ui.widgets.guarded import GuardedField, LimitedNote
from mairie_quartier.ui.widgets.line_entry import LineEntry
from mairie_quartier.ui.widgets.texts import Label, Rule, column, fill
from mairie_quartier.ui.workplace import Workplace

_AT_ADDRESS = ("address", "postcode", "town")


class PersonDetails(QFrame):
    """Everything else about the person; nothing of it is compulsory."""

    def __init__(self, work: Workplace, who: WhoPresenter, keep: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("personDetails")
        self._work = work
        self._ = work.tr.gettext
        self._who = who
        self._keep = keep
        self._fields: dict[str, GuardedField] = {}
        self._lines: dict[str, LineEntry] = {}
        self._build_choices()
        self._build_notes()
        self.household = HouseholdPart(work, who, keep)
        self._lay_out()
        self.first = self._lines["family_name"]

    def show_state(self, state: IntakeState) -> None:
        """Show what is known."""
        person = state.form.person or PersonForm()
        for name, line in self._lines.items():
            if name != "birth":
                line.show_text(getattr(person, name))
        self._show_birth(person, state)
        self._second.show_code(person.second_language)
        self._housing.choose(person.housing)
        self._literacy.choose(person.literacy)
        self._contact.choose(person.contact)
        for need, box in self._access.items():
            box.setChecked(need in person.access_needs)
        self._contact_note.show_text(person.contact_note)
        self._note.show_text(person.note)
        self._show_home(person)
        self._contact_note_field.setVisible(person.contact is Contact.CAREFUL)
        self.household.show_state(state)

    def _show_birth(self, person: PersonForm, state: IntakeState) -> None:
        line = self._lines["birth"]
        wrong = state.mistake(FieldName.BIRTH)
        if not line.hasFocus() and not wrong:
            day = person.birth
            if day is None:
                line.show_text("")
            elif day.is_full:
                line.show_text(self._work.tr.short_date(day.first_day()))
            else:
                line.show_text(f"{day.month:02}/{day.year}" if day.month else str(day.year))
        self._fields["birth"].set_error(wrong)

    def _show_home(self, person: PersonForm) -> None:
        for name in _AT_ADDRESS:
            shown = person.housing in (Housing.ADDRESS, Housing.UNKNOWN)
            self._fields[name].setVisible(shown)
        self._fields["domiciled_at"].setVisible(person.housing is Housing.DOMICILED)

    def _line(self, name: str, label: str, hint: str = "") -> GuardedField:
        line = LineEntry()
        line.setObjectName(name)
        line.editingFinished.connect(lambda: self._leave(name))
        self._lines[name] = line
        self._fields[name] = GuardedField(self._work.tr, label, line, hint)
        return self._fields[name]

    def _leave(self, name: str) -> None:
        text = self._lines[name].text()
        if name == "birth":
            self._who.set_birth(text)
        else:
            typed: dict[str, Any] = {name: text}
            self._who.change_person(lambda person: replace(person, **typed))
        self._keep()

    def _build_choices(self) -> None:
        labels = self._work.labels
        self._second = LanguageEntry("secondLanguage", self._("Autre langue"))
        self._second.settled.connect(self._set_second)
        self._housing = Choice([(each, labels.housing(each)) for each in Housing])
        self._housing.setObjectName("housing")
        self._literacy = Choice([(each, labels.literacy(each)) for each in Literacy])
        self._literacy.setObjectName("literacy")
        self._contact = Choice([(each, labels.contact(each)) for each in Contact])
        self._contact.setObjectName("contact")
        for choice in (self._housing, self._literacy, self._contact):
            choice.activated.connect(self._choose)
        self._access = {need: QCheckBox(labels.access_need(need)) for need in AccessNeed}
        for need, box in self._access.items():
            box.setObjectName(f"access_{need.value}")
            box.clicked.connect(self._choose)

    def _build_notes(self) -> None:
        hint = self._("La personne peut demander à lire ce qui est écrit ici.")
        self._note = LimitedNote()
        self._note.setObjectName("personNote")
        self._contact_note = LimitedNote()
        self._contact_note.setObjectName("contactNote")
        self._note.left.connect(self._leave_notes)
        self._contact_note.left.connect(self._leave_notes)
        tr = self._work.tr
        self._note_field = GuardedField(tr, self._("Note sur la personne"), self._note, hint)
        self._contact_note_field = GuardedField(
            tr,
            self._("Comment la joindre sans risque"),
            self._contact_note,
            self._("Ni courrier ni message sans son accord."),
        )

    def _lay_out(self) -> None:
        partial = self._("12/5/1987, 05/1987 ou 1987")
        names = [
            self._line("family_name", self._("Nom de famille")),
            self._line("first_names", self._("Prénoms")),
            self._line("used_name", self._("Nom d’usage")),
            self._line("birth", self._("Naissance"), partial),
            self._line("phone", self._("Téléphone")),
            self._line("email", self._("Courriel")),
            self._line("other_script_name", self._("Nom dans une autre écriture")),
            Field(self._("Autre langue"), self._second),
            Field(self._("Lecture"), self._literacy),
        ]
        home: list[QWidget] = [
            Field(self._("Domicile"), self._housing),
            self._line("address", self._("Adresse")),
            self._line("postcode", self._("Code postal")),
            self._line("town", self._("Commune")),
            self._line("domiciled_at", self._("Domiciliation chez")),
            Field(self._("Contact"), self._contact),
        ]
        layout = column(self, space=Space.M)
        fill(
            layout,
            [
                Rule(),
                FlowGrid(names, letters=22, most=3),
                FlowGrid(home, letters=22, most=3),
                self._contact_note_field,
                Label(self._("À prévoir pour l’accueil"), TextRole.STRONG),
                FlowGrid(list(self._access.values()), letters=24, most=3),
                self._note_field,
                self.household,
            ],
        )

    def _choose(self) -> None:
        housing, literacy = self._housing.value(), self._literacy.value()
        contact = self._contact.value()
        access = frozenset(need for need, box in self._access.items() if box.isChecked())
        if not (isinstance(housing, Housing) and isinstance(literacy, Literacy)):
            return
        if not isinstance(contact, Contact):
            return
        self._who.change_person(
            lambda person: replace(
                person,
                housing=housing,
                literacy=literacy,
                contact=contact,
                access_needs=access,
            )
        )
        self._keep()

    def _set_second(self, code: str | None) -> None:
        self._who.change_person(lambda person: replace(person, second_language=code))
        self._keep()

    def _leave_notes(self) -> None:
        note, rule = self._note.toPlainText(), self._contact_note.toPlainText()
        self._who.change_person(lambda person: replace(person, note=note, contact_note=rule))
        self._keep()
