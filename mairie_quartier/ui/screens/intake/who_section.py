"""The first card: who is here, in which language, and how to speak with them.

Passive: it shows the state and tells the presenter what was typed.
"""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mairie_quartier.domain.people import Contact, Literacy
from mairie_quartier.ui.screens.intake.ahead import AheadLine
from mairie_quartier.ui.screens.intake.flip_row import FlipRow
from mairie_quartier.ui.screens.intake.interpreting_form import InterpretingPart
from mairie_quartier.ui.screens.intake.language_entry import LanguageEntry
from mairie_quartier.ui.screens.intake.person_details import PersonDetails
from mairie_quartier.ui.screens.intake.state import IntakeState
from mairie_quartier.ui.screens.intake.who import WhoPresenter
from mairie_quartier.ui.screens.people.words import PersonWords
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.badges import Badge
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.cards import Card
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.flow import Pair
from mairie_quartier.ui.widgets.guarded import GuardedField
from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.widgets.texts import Label, column, fill, row
from mairie_quartier.ui.widgets.type_ahead import Preselect
from mairie_quartier.ui.workplace import Workplace


class WhoSection(Card):
    """Who is here.

    Signals (main thread):
        gone_on(): the agent goes on to the needs.
        grown(): a part was added; Tab must pass through it in its place.
    """

    gone_on = Signal()
    grown = Signal()

    def __init__(self, work: Workplace, who: WhoPresenter, keep: Callable[[], None]) -> None:
        super().__init__(work.tr.gettext("1  Qui\u00a0?"))
        self._work = work
        self._ = work.tr.gettext
        self._who = who
        self._keep = keep
        self._state: IntakeState | None = None
        self._words = PersonWords(work.tr, work.labels)
        self._build_entry()
        self._build_identity()
        self._build_language()
        self._build_tools()
        self._details: PersonDetails | None = None
        self._interpreting: InterpretingPart | None = None
        self._lay_out()

    def show_state(self, state: IntakeState) -> None:
        """Show who it is as far as known."""
        self._state = state
        person = state.form.person
        known = person is not None and person.person_id is not None
        self.entry_field.setVisible(not known)
        self._identity.setVisible(known)
        if not known:
            self.entry.show_text(state.person_text)
            self.entry.show_rows(self._rows(state))
            self.entry_field.set_hint(self._hint(state))
        self._show_identity(state)
        self.language.show_code(state.form.language)
        self.language_field.set_hint(self._reading_hint(state))
        if self._details is not None and self._details.isVisibleTo(self):
            self._details.show_state(state)
        self._show_interpreting(state)

    def open_details(self) -> None:
        """Show the details of the person, or put them away."""
        if self._details is None:
            self._details = PersonDetails(self._work, self._who, self._keep)
            self._details.household.grown.connect(self.grown)
            self._details.hide()
            self._parts.insertWidget(0, self._details)
            self.grown.emit()
        shown = not self._details.isVisibleTo(self)
        self._details.setVisible(shown)
        if shown and self._state is not None:
            self._details.show_state(self._state)
            self._details.first.setFocus()
        else:
            self.focus_person()

    def put_details_away(self) -> None:
        """Close the details: they are somebody else's."""
        if self._details is not None:
            self._details.hide()

    def focus_interpreting(self) -> None:
        """Go to the first field that lacks something in the interpreting need."""
        if self._interpreting is not None:
            self._interpreting.focus_first_lack()

    def focus_person(self) -> None:
        """Go to the person."""
        shown = self.entry_field.isVisibleTo(self)
        (self.entry if shown else self._change).setFocus()

    def confirm_first(self) -> bool:
        """Take the first match for the same person; tell whether there was one."""
        return self.entry.pick_first()

    def _build_entry(self) -> None:
        self.entry = AheadLine("person", self._("Personne"), preselect=Preselect.NONE)
        self.entry.setPlaceholderText(self._("Nom, prénom, naissance ou téléphone"))
        self.entry_field = GuardedField(self._work.tr, self._("Personne"), self.entry)
        self.entry.textEdited.connect(self._who.type_person)
        self.entry.picked.connect(self._pick)
        self.entry.passed.connect(self._pass_person)
        self.entry.editingFinished.connect(self._keep)

    def _build_identity(self) -> None:
        self._identity = QWidget()
        self._name = Label("", TextRole.SECTION)
        self._name.setObjectName("personName")
        self._about = Label("", TextRole.CAPTION)
        self._about.setObjectName("personAbout")
        self._careful = Badge(self._work.labels.contact(Contact.CAREFUL), Tone.WARNING)
        self._reading = Badge("", Tone.INFO)
        self._change = Button(self._("Autre personne"), ButtonKind.QUIET, icon_name="x")
        self._change.setObjectName("otherPerson")
        self._change.clicked.connect(self._who.forget)
        top = row(space=Space.S)
        fill(top, [self._name, self._careful, self._reading, None, self._change])
        layout = column(self._identity, space=Space.XXS)
        fill(layout, [top, self._about])

    def _build_language(self) -> None:
        self.language = LanguageEntry("language", self._("Langue d’échange"))
        self.language.setPlaceholderText(self._("français, bambara…"))
        self.language_field = Field(self._("Langue d’échange"), self.language)
        self.language.settled.connect(self._set_language)
        self.language.unknown.connect(self._unknown_language)
        self.language.done.connect(self.gone_on)

    def _build_tools(self) -> None:
        self._details_button = Button(
            self._("Fiche et foyer"), ButtonKind.QUIET, icon_name="user-plus", keys="F3"
        )
        self._details_button.setObjectName("details")
        self._details_button.clicked.connect(self.open_details)
        self._interpreter = Button(
            self._("Besoin d’interprète"), ButtonKind.QUIET, icon_name="languages", keys="F4"
        )
        self._interpreter.setObjectName("interpreter")
        self._interpreter.clicked.connect(self._who.ask_interpreter)
        self._card = Button(
            self._("Carte des langues"), ButtonKind.QUIET, icon_name="message-circle", keys="F6"
        )
        self._card.setObjectName("languageCardButton")
        self._card.clicked.connect(self._work.navigator.show_languages)

    def _lay_out(self) -> None:
        first = QWidget()
        fill(column(first), [self.entry_field, self._identity])
        top = Pair(first, self.language_field, letters=70, stretch=(5, 2))
        tools = FlipRow([self._details_button, self._interpreter, self._card])
        inner = column(space=Space.XS)
        inner.setContentsMargins(int(Space.M), 0, int(Space.M), 0)
        self._parts = column(space=Space.S)
        fill(inner, [top, tools, self._parts])
        self.body.addLayout(inner)

    def _show_interpreting(self, state: IntakeState) -> None:
        asked = state.form.interpreting is not None
        if asked and self._interpreting is None:
            self._interpreting = InterpretingPart(self._work, self._who, self._keep)
            self._interpreting.done.connect(self.gone_on)
            self._parts.addWidget(self._interpreting)
            self.grown.emit()
        if self._interpreting is not None:
            self._interpreting.setVisible(asked)
            self._interpreting.show_state(state)
        self._interpreter.setVisible(not asked)

    def _hint(self, state: IntakeState) -> str:
        person = state.form.person
        if person is None or not person.named:
            return self._("Vide\u00a0: passage anonyme.")
        if person.other_script_name and not person.family_name:
            text = self._("Nouvelle fiche\u00a0: {name}")
            return text.format(name=person.other_script_name)
        text = self._("Nouvelle fiche — nom\u00a0: {family}, prénom\u00a0: {first}")
        return text.format(family=person.family_name or "…", first=person.first_names or "…")

    def _reading_hint(self, state: IntakeState) -> str:
        """Say that the person does not read, which nothing else shows before there is a file."""
        person = state.form.person
        literacy = person.literacy if person is not None else Literacy.UNKNOWN
        return self._work.labels.literacy(literacy) if literacy is Literacy.NO else ""

    def _rows(self, state: IntakeState) -> list[Line]:
        """Offer the matches, the key that agrees written on the first."""
        same = self._("même personne\u00a0? Ctrl+Entrée")
        return [
            Line(
                each.shown,
                caption=" · ".join(part for part in (each.why, "" if place else same) if part),
            )
            for place, each in enumerate(state.suggestions)
        ]

    def _show_identity(self, state: IntakeState) -> None:
        if state.file is None or state.form.person is None:
            return
        person = state.file.person
        about = self._words.summary(person, self._work.context.clock.today())
        self._name.setText(about.name)
        parts = (about.names, about.born, about.speech, about.home, *about.access)
        self._about.setText(" · ".join(part for part in parts if part))
        self._careful.setVisible(person.contact is Contact.CAREFUL)
        self._careful.setToolTip(about.careful)
        self._reading.setVisible(bool(about.reading))
        self._reading.say(about.reading, Tone.INFO)

    def _pick(self, place: int) -> None:
        if self._state is not None and place < len(self._state.suggestions):
            self._who.confirm(self._state.suggestions[place].person_id)

    def _pass_person(self) -> None:
        self._who.dismiss()
        self._keep()
        typed = self.entry.text().strip()
        if typed and self._state is not None and self._state.form.language is None:
            self.language.setFocus()
        else:
            self.gone_on.emit()

    def _set_language(self, code: str | None) -> None:
        self.language_field.clear_error()
        self._who.set_language(code)
        self._keep()

    def _unknown_language(self, _text: str) -> None:
        self.language_field.set_error(self._("Cette langue n’est pas dans la liste."))
