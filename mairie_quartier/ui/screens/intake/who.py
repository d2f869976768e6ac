"""Who is here: the entry that names a visitor, matches shown masked, language, household.

Qt-free.  A file is opened, hence audited, only when the agent confirms it is the same person.
"""

from collections.abc import Callable
from dataclasses import replace

from mairie_quartier.domain.dates import ImpossibleDate, PartialDate, UnreadableDate
from mairie_quartier.domain.duplicates import Identity, mask
from mairie_quartier.domain.identifiers import DraftId, PersonId, new_id
from mairie_quartier.domain.intake import InterpretingForm, MemberForm, PersonForm
from mairie_quartier.domain.interpreting import Interpreter, MinorInterpreter
from mairie_quartier.domain.people import Kinship, Literacy
from mairie_quartier.domain.requests import Channel
from mairie_quartier.jobs.latest import LatestOnly
from mairie_quartier.services.listings import PersonLine
from mairie_quartier.services.people import PersonFile, open_person, suggest_duplicates
from mairie_quartier.services.search import find_people
from mairie_quartier.ui.screens.intake.edits import form_of
from mairie_quartier.ui.screens.intake.sheet import IntakeSheet
from mairie_quartier.ui.screens.intake.state import FieldName, Spot, SuggestionLine
from mairie_quartier.ui.typed_person import (
    entry_text,
    fill_in,
    read_typed_person,
)

SHORTEST_ENTRY = 2
MOST_SUGGESTIONS = 6
PersonChange = Callable[[PersonForm], PersonForm]
MemberChange = Callable[[MemberForm], MemberForm]


class WhoPresenter:
    """The first part of the conversation."""

    def __init__(self, sheet: IntakeSheet) -> None:
        self._sheet = sheet
        self._looking: LatestOnly[str, tuple[SuggestionLine, ...]] = LatestOnly(
            sheet.work.lane, self._look, show=self._found, failed=sheet.tell
        )

    def set_channel(self, channel: Channel) -> None:
        """Say how the visit came."""
        self._sheet.put_form(replace(self._sheet.form, channel=channel))

    def set_place(self, place: str) -> None:
        """Say where an outreach visit takes place."""
        self._sheet.put_form(replace(self._sheet.form, place=place))

    def type_person(self, text: str) -> None:
        """Take the entry as it is being typed, and look for the same person."""
        sheet = self._sheet
        typed = read_typed_person(text, sheet.today)
        person: PersonForm | None = fill_in(sheet.form.person, typed)
        if person == PersonForm():
            person = None
        form = replace(sheet.form, person=person)
        sheet.put(replace(sheet.state, form=form, person_text=text, problem=None))
        if len(text.strip()) < SHORTEST_ENTRY:
            self.dismiss()
        else:
            self._looking.ask(text)

    def dismiss(self) -> None:
        """Show no matches any more."""
        self._looking.forget()
        if self._sheet.state.suggestions:
            self._sheet.put(replace(self._sheet.state, suggestions=()))

    def confirm(self, person_id: PersonId) -> None:
        """Take it for the same person: open the file and fill in what it knows."""
        draft_id, context = self._sheet.form.draft_id, self._sheet.work.context
        self._looking.forget()
        self._sheet.work.lane.submit(
            lambda: open_person(context, person_id),
            lambda file: self._opened(draft_id, file),
            self._sheet.tell,
        )

    def reopen(self) -> None:
        """Open the file again that a draft was about, without touching what was typed."""
        person = self._sheet.form.person
        if person is None or person.person_id is None:
            return
        draft_id, context, key = (
            self._sheet.form.draft_id,
            self._sheet.work.context,
            person.person_id,
        )
        self._sheet.work.lane.submit(
            lambda: open_person(context, key),
            lambda file: self._show_file(draft_id, file),
            self._sheet.tell,
        )

    def forget(self) -> None:
        """Take the person off the visit: it is somebody else, or nobody."""
        sheet = self._sheet
        before = sheet.state
        form = replace(sheet.form, person=None, members=())
        sheet.put(replace(before, form=form, person_text="", suggestions=(), file=None))
        sheet.keep()
        sheet.view.focus_on(Spot.PERSON)

    def change_person(self, change: PersonChange) -> None:
        """Change details of the person."""
        sheet = self._sheet
        person = change(sheet.form.person or PersonForm())
        kept = None if person == PersonForm() else person
        if kept == sheet.form.person:
            return
        form = replace(sheet.form, person=kept)
        sheet.put(replace(sheet.state, form=form, person_text=entry_text(kept), problem=None))

    def note_cannot_read(self) -> None:
        """Note that the person does not read, named or not yet."""
        self.change_person(lambda person: replace(person, literacy=Literacy.NO))

    def set_birth(self, text: str) -> None:
        """Take a birth date as typed, partial ones too."""
        try:
            birth = self._read_birth(text)
            words = ""
        except (UnreadableDate, ImpossibleDate) as error:
            birth, words = None, self._sheet.work.wording.of(error).what
        self.change_person(lambda person: replace(person, birth=birth, birth_typed=text))
        self._sheet.set_mistake(FieldName.BIRTH, words)

    def set_language(self, code: str | None) -> None:
        """Say in which language the conversation is held."""
        form = self._sheet.form
        interpreting = form.interpreting
        if interpreting is not None and code and interpreting.language in ("", form.language):
            interpreting = replace(interpreting, language=code)
        self._sheet.put_form(replace(form, language=code, interpreting=interpreting))

    def ask_interpreter(self) -> None:
        """Start an interpreting need, in the language of exchange."""
        form = self._sheet.form
        if form.interpreting is None:
            asked = InterpretingForm(language=form.language or "")
            self._sheet.put_form(replace(form, interpreting=asked))
        self._sheet.view.focus_on(Spot.INTERPRETING)

    def change_interpreting(self, asked: InterpretingForm | None) -> None:
        """Change the interpreting need; a minor is refused and the choice before stays."""
        if asked is not None and asked.interpreter is Interpreter.MINOR:
            words = self._sheet.work.wording.of(MinorInterpreter(asked.language)).text
            self._sheet.set_mistake(FieldName.INTERPRETER, words)
            return
        self._sheet.put_form(replace(self._sheet.form, interpreting=asked))
        self._sheet.set_mistake(FieldName.INTERPRETER, "")

    def add_member(self) -> None:
        """Add a line to the household."""
        form = self._sheet.form
        kinship = Kinship.CHILD if form.members else Kinship.PARTNER
        member = MemberForm(new_id(), kinship.value)
        self._sheet.put_form(replace(form, members=(*form.members, member)))

    def change_member(self, place: int, change: MemberChange) -> None:
        """Change one member of the household; ``place`` counts from 0."""
        members = list(self._sheet.form.members)
        members[place] = change(members[place])
        self._sheet.put_form(replace(self._sheet.form, members=tuple(members)))

    def set_member_birth(self, place: int, text: str) -> None:
        """Take a member's birth date as typed."""
        try:
            birth = self._read_birth(text)
        except (UnreadableDate, ImpossibleDate) as error:
            words = self._sheet.work.wording.of(error).what
            self._sheet.set_mistake(FieldName.MEMBER_BIRTH, words)
            return
        self._sheet.set_mistake(FieldName.MEMBER_BIRTH, "")
        self.change_member(place, lambda member: replace(member, birth=birth))

    def remove_member(self, place: int) -> None:
        """Take a line of the household away."""
        members = list(self._sheet.form.members)
        del members[place]
        self._sheet.put_form(replace(self._sheet.form, members=tuple(members)))
        self._sheet.keep()

    def _read_birth(self, text: str) -> PartialDate | None:
        if not text.strip():
            return None
        birth = PartialDate.parse(text, self._sheet.today)
        if birth.is_after(self._sheet.today):
            raise ImpossibleDate(birth.year, birth.month, birth.day)
        return birth

    def _look(self, text: str) -> tuple[SuggestionLine, ...]:
        """Find who it may be, by likeness then by the words typed so far; runs in the lane."""
        context, words = self._sheet.work.context, self._sheet.words
        typed = read_typed_person(text, context.clock.today())
        found = {
            each.person_id: SuggestionLine(
                each.person_id, words.match(each.shown), words.likeness(each.likeness.reasons)
            )
            for each in suggest_duplicates(context, typed.identity)
        }
        for line in find_people(context, text, limit=MOST_SUGGESTIONS):
            shown = words.match(mask(_identity(line)))
            found.setdefault(line.id, SuggestionLine(line.id, shown))
        return tuple(found.values())[:MOST_SUGGESTIONS]

    def _found(self, text: str, found: tuple[SuggestionLine, ...]) -> None:
        if text == self._sheet.state.person_text:
            self._sheet.put(replace(self._sheet.state, suggestions=found))

    def _opened(self, draft_id: DraftId, file: PersonFile) -> None:
        sheet = self._sheet
        if draft_id != sheet.form.draft_id:
            return
        person = form_of(file.person)
        language = sheet.form.language or person.language
        form = replace(sheet.form, person=person, language=language)
        sheet.put(
            replace(
                sheet.state,
                form=form,
                person_text=entry_text(person),
                suggestions=(),
                file=file,
                problem=None,
            )
        )
        sheet.keep()
        sheet.view.focus_on(Spot.NEED)

    def _show_file(self, draft_id: DraftId, file: PersonFile) -> None:
        if draft_id == self._sheet.form.draft_id:
            self._sheet.put(replace(self._sheet.state, file=file))


def _identity(line: PersonLine) -> Identity:
    return Identity(
        family_name=line.family_name,
        used_name=line.used_name,
        first_names=line.first_names,
        other_script_name=line.other_script_name,
        birth=line.birth,
        phone=line.phone,
    )
