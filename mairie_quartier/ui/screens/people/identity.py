"""Every field of a file, edited in place: saved when it is left, or by Ctrl+S.

A field that cannot be kept stays as typed, with the reason below; Escape brings back what is
kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from mairie_quartier.domain.identifiers import PersonId
from mairie_quartier.domain.languages import LANGUAGES
from mairie_quartier.domain.people import AccessNeed, Contact, Housing, Literacy, Person
from mairie_quartier.ui.phrases import Phrases
from mairie_quartier.ui.screens.people.presenter_person import PersonPresenter, TextField
from mairie_quartier.ui.screens.people.words import PersonWords
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.badges import Banner
from mairie_quartier.ui.widgets.cards import Card
from mairie_quartier.ui.widgets.entries import Choice, NoteEdit
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.flow import FlowGrid, Page, inset
from mairie_quartier.ui.widgets.texts import Label, column, fill, scrolled
from mairie_quartier.ui.workplace import Workplace

Entry = QLineEdit | NoteEdit


class IdentityForm(QWidget):
    """All that is kept about a person."""

    def __init__(self, work: Workplace, presenter: PersonPresenter) -> None:
        super().__init__()
        self._work = work
        self._ = work.tr.gettext
        self._words = PersonWords(work.tr, work.labels)
        self._presenter = presenter
        self._shown_id: PersonId | None = None
        self._person: Person | None = None
        self._wrong: set[TextField] = set()
        self.entries: dict[TextField, Entry] = {}
        self.fields: dict[TextField, Field] = {}
        self.needs: dict[AccessNeed, QCheckBox] = {}
        self._chosen: dict[str, Field] = {}
        self._disputed: Mapping[str, str] = {}
        self._meanwhile: dict[TextField, str] = {}
        self.read_only = Banner("personReadOnly")
        self._build()

    def show_person(self, person: Person, *, editable: bool) -> None:
        """Show what is kept; what is being typed stays."""
        fresh, was = person.id != self._shown_id, self._person
        self._shown_id, self._person = person.id, person
        if fresh:
            self._meanwhile.clear()
        for field in TextField:
            if fresh or (field not in self._wrong and not self._being_typed(field)):
                self._meanwhile.pop(field, None)
                self._put(field)
            elif was is not None and getattr(was, field) != getattr(person, field):
                self._meanwhile[field] = Phrases(self._work.tr).meanwhile(self._kept(field, person))
        self._put_choices(person, was=None if fresh else was)
        self._show_places(self._housing(person))
        self._say_beside()
        self._form.setEnabled(editable)
        refusal = self._("Votre rôle permet de lire cette fiche, pas de la modifier.")
        self.read_only.say("" if editable else refusal, Tone.INFO)

    def show_error(self, field: TextField, message: str) -> None:
        """Say what is wrong with a field; nothing clears it."""
        self.fields[field].set_error(message)
        if message:
            self._wrong.add(field)
        else:
            self._wrong.discard(field)

    def show_disputes(self, said: Mapping[str, str]) -> None:
        """Say below each disputed field what the other value is."""
        self._disputed = said
        self._say_beside()

    def save_focused(self) -> None:
        """Save the field that has the focus."""
        for field, entry in self.entries.items():
            if entry.hasFocus():
                self._leave(field)

    def first_focus(self) -> None:
        """Start with the name."""
        self.entries[TextField.FAMILY_NAME].setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring back what is kept, on Escape."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            for field, entry in self.entries.items():
                if watched is entry and event.key() == Qt.Key.Key_Escape:
                    self.show_error(field, "")
                    self._put(field)
                    return True
        return super().eventFilter(watched, event)

    def _leave(self, field: TextField) -> None:
        entry = self.entries[field]
        if self._being_typed(field) or field in self._wrong:
            _set_modified(entry, modified=False)
            self._meanwhile.pop(field, None)
            self._presenter.type_in(field, _text(entry))

    def _say_beside(self) -> None:
        """Say what another desk wrote, of what is being typed first."""
        for field, shown in self.fields.items():
            shown.set_dispute(self._meanwhile.get(field) or self._disputed.get(field.value, ""))
        for name, shown in self._chosen.items():
            shown.set_dispute(self._disputed.get(name, ""))

    def _being_typed(self, field: TextField) -> bool:
        entry = self.entries[field]
        if isinstance(entry, QLineEdit):
            return entry.isModified()
        return entry.document().isModified()

    def _put(self, field: TextField) -> None:
        """Write in an entry what is kept."""
        if self._person is None:
            return
        entry, text = self.entries[field], self._kept(field, self._person)
        self.show_error(field, "")
        if self._meanwhile.pop(field, None):
            self._say_beside()
        if text != _text(entry):
            entry.setText(text) if isinstance(entry, QLineEdit) else entry.setPlainText(text)
        _set_modified(entry, modified=False)

    def _kept(self, field: TextField, person: Person) -> str:
        if field is TextField.BIRTH:
            return self._words.birth(person.birth)
        return str(getattr(person, field))

    def _put_choices(self, person: Person, *, was: Person | None) -> None:
        """Show what is kept; a choice that is being made stays."""
        for name, choice in self._choices().items():
            kept = getattr(was, name) if was is not None else None
            if was is None or not choice.hasFocus() or choice.value() == kept:
                choice.choose(getattr(person, name))
        self.careful.setChecked(person.contact is Contact.CAREFUL)
        self.fields[TextField.CONTACT_NOTE].setVisible(person.contact is Contact.CAREFUL)
        for need, box in self.needs.items():
            box.setChecked(need in person.access_needs)

    def _choices(self) -> dict[str, Choice]:
        return {
            "housing": self.housing,
            "language": self.language,
            "second_language": self.second_language,
            "literacy": self.literacy,
        }

    def _housing(self, person: Person) -> Housing:
        """Give where to write to, as it is shown: chosen already, or kept."""
        value = self.housing.value()
        return value if isinstance(value, Housing) else person.housing

    def _show_places(self, housing: Housing) -> None:
        at_home = housing in (Housing.ADDRESS, Housing.UNKNOWN)
        for field in (TextField.ADDRESS, TextField.POSTCODE, TextField.TOWN):
            self.fields[field].setVisible(at_home)
        self.fields[TextField.DOMICILED_AT].setVisible(housing is Housing.DOMICILED)

    # Each choice keeps only its own field of the file as it is then.

    def _choose_housing(self) -> None:
        value = self.housing.value()
        if isinstance(value, Housing):
            self._show_places(value)
            self._presenter.change(lambda now: replace(now, housing=value))

    def _choose_language(self) -> None:
        code = _code(self.language)
        self._presenter.change(lambda now: replace(now, language=code))

    def _choose_second(self) -> None:
        code = _code(self.second_language)
        self._presenter.change(lambda now: replace(now, second_language=code))

    def _choose_literacy(self) -> None:
        value = self.literacy.value()
        if isinstance(value, Literacy):
            self._presenter.change(lambda now: replace(now, literacy=value))

    def _choose_contact(self) -> None:
        contact = Contact.CAREFUL if self.careful.isChecked() else Contact.NORMAL
        self.fields[TextField.CONTACT_NOTE].setVisible(contact is Contact.CAREFUL)
        self._presenter.change(lambda now: replace(now, contact=contact))

    def _choose_need(self, need: AccessNeed, _checked: bool = False) -> None:
        wanted = self.needs[need].isChecked()

        def change(now: Person) -> Person:
            others = now.access_needs - {need}
            return replace(now, access_needs=others | {need} if wanted else others)

        self._presenter.change(change)

    def _build(self) -> None:
        self._form = QWidget()
        cards = [self._names(), self._reach(), self._home(), self._speech(), self._note()]
        fill(column(self._form, space=Space.L), [*cards, None])
        page = Page()
        fill(column(page, space=Space.M), [self.read_only, self._form])
        column(self).addWidget(scrolled(page, name="personForm"))

    def _names(self) -> QWidget:
        hint = self._("Jour/mois/année, ou seulement mois/année, ou l’année.")
        return self._card(
            self._("Identité"),
            [
                self._text(TextField.FAMILY_NAME, self._("Nom de famille")),
                self._text(TextField.FIRST_NAMES, self._("Prénoms")),
                self._text(TextField.USED_NAME, self._("Nom d’usage")),
                self._text(TextField.BIRTH, self._("Naissance"), hint),
                self._text(
                    TextField.OTHER_SCRIPT_NAME,
                    self._("Nom dans une autre écriture"),
                    self._("Comme la personne l’écrit."),
                ),
            ],
        )

    def _reach(self) -> QWidget:
        self.careful = QCheckBox(self._("Contact prudent"))
        self.careful.setObjectName("personCarefulBox")
        self.careful.setAccessibleName(self._("Contact prudent"))
        self.careful.clicked.connect(self._choose_contact)
        careful = Field(
            self._("Précaution"), self.careful, self._("Ni courrier, ni message sans accord.")
        )
        self._chosen["contact"] = careful
        return self._card(
            self._("Joindre la personne"),
            [
                self._text(TextField.PHONE, self._("Téléphone")),
                self._text(TextField.EMAIL, self._("Courriel")),
                careful,
                self._text(
                    TextField.CONTACT_NOTE,
                    self._("Comment la joindre"),
                    self._("Par exemple\u00a0: appeler seulement le matin."),
                ),
            ],
        )

    def _home(self) -> QWidget:
        label = self._work.labels.housing
        self.housing = self._choice([(each, label(each)) for each in Housing])
        self.housing.settled.connect(self._choose_housing)
        return self._card(
            self._("Adresse"),
            [
                self._picked("housing", Field(self._("Où lui écrire"), self.housing)),
                self._text(TextField.ADDRESS, self._("Adresse")),
                self._text(TextField.POSTCODE, self._("Code postal")),
                self._text(TextField.TOWN, self._("Ville")),
                self._text(TextField.DOMICILED_AT, self._("Domiciliation auprès de")),
            ],
        )

    def _speech(self) -> QWidget:
        languages: list[tuple[object, str]] = [(None, self._("Non notée"))]
        languages += [(each.code, each.french) for each in LANGUAGES]
        self.language, self.second_language = self._choice(languages), self._choice(languages)
        literacy = self._work.labels.literacy
        self.literacy = self._choice([(each, literacy(each)) for each in Literacy])
        self.language.settled.connect(self._choose_language)
        self.second_language.settled.connect(self._choose_second)
        self.literacy.settled.connect(self._choose_literacy)
        card = self._card(
            self._("Langue et accueil"),
            [
                self._picked("language", Field(self._("Langue d’échange"), self.language)),
                self._picked(
                    "second_language", Field(self._("Autre langue"), self.second_language)
                ),
                self._picked(
                    "literacy", Field(self._("Lit et écrit cette langue\u00a0?"), self.literacy)
                ),
            ],
        )
        card.body.addWidget(inset(Label(self._("Besoins à prévoir"), TextRole.STRONG)))
        card.body.addWidget(inset(self._need_boxes()))
        return card

    def _need_boxes(self) -> QWidget:
        for need in AccessNeed:
            box = QCheckBox(self._work.labels.access_need(need))
            box.setObjectName(f"need_{need.value}")
            box.setAccessibleName(self._work.labels.access_need(need))
            box.clicked.connect(partial(self._choose_need, need))
            self.needs[need] = box
        return FlowGrid(list(self.needs.values()))

    def _note(self) -> QWidget:
        entry = NoteEdit()
        entry.left.connect(partial(self._leave, TextField.NOTE))
        hint = self._("La personne peut demander à lire cette note.")
        field = self._keep(TextField.NOTE, entry, self._("Note"), hint)
        card = Card(self._("Note"))
        field.label.hide()
        card.body.addWidget(inset(field))
        return card

    def _card(self, title: str, parts: Sequence[QWidget]) -> Card:
        card = Card(title)
        card.body.addWidget(inset(FlowGrid(parts)))
        return card

    def _text(self, field: TextField, label: str, hint: str = "") -> Field:
        entry = QLineEdit()
        entry.editingFinished.connect(partial(self._leave, field))
        return self._keep(field, entry, label, hint)

    def _keep(self, field: TextField, entry: Entry, label: str, hint: str) -> Field:
        entry.setObjectName(f"person_{field.value}")
        entry.installEventFilter(self)
        self.entries[field] = entry
        self.fields[field] = Field(label, entry, hint)
        return self.fields[field]

    def _picked(self, name: str, field: Field) -> Field:
        self._chosen[name] = field
        return field

    def _choice(self, options: Sequence[tuple[object, str]]) -> Choice:
        return Choice(options)


def _text(entry: QLineEdit | QPlainTextEdit) -> str:
    return entry.text() if isinstance(entry, QLineEdit) else entry.toPlainText()


def _set_modified(entry: QLineEdit | QPlainTextEdit, *, modified: bool) -> None:
    if isinstance(entry, QLineEdit):
        entry.setModified(modified)
    else:
        entry.document().setModified(modified)


def _code(choice: Choice) -> str | None:
    value = choice.value()
    return str(value) if value else None
