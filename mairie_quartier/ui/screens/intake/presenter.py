"""The intake screen's life: start, resume, register, throw away, give back.

Qt-free.  ``who`` and ``needs`` are the two parts of the conversation; ``sheet`` holds the form.
Nothing is ever asked before throwing away, and everything thrown away can be had back.
"""

from collections.abc import Sequence
from dataclasses import replace

from mairie_quartier.domain.identifiers import DraftId, PersonId
from mairie_quartier.domain.intake import (
    IntakeForm,
    NeedWithoutOutcome,
    NeedWithoutPartner,
    NeedWithoutReason,
    NeedWithUnclearAppointment,
)
from mairie_quartier.domain.interpreting import RelativeWithoutReason
from mairie_quartier.domain.office_papers import VisitFormsWanted
from mairie_quartier.domain.receipt_content import PaperKind
from mairie_quartier.domain.text import TooLong
from mairie_quartier.errors import UserMistake
from mairie_quartier.services.drafts import drop_draft, keep_draft, resume_draft, start_visit
from mairie_quartier.services.visits import Registered, register_visit
from mairie_quartier.ui.screens.intake.edits import as_new_draft, cleaned, is_blank, settled
from mairie_quartier.ui.screens.intake.needs import NeedsPresenter
from mairie_quartier.ui.screens.intake.sheet import DRAFTS, IntakeSheet
from mairie_quartier.ui.screens.intake.state import (
    AfterSaving,
    IntakeState,
    ResultLines,
    Spot,
    View,
)
from mairie_quartier.ui.screens.intake.who import WhoPresenter
from mairie_quartier.ui.screens.language_card.presenter import CardAnswer
from mairie_quartier.ui.typed_person import entry_text
from mairie_quartier.ui.workplace import Workplace

_SPOTS: dict[type[UserMistake], Spot] = {
    NeedWithoutOutcome: Spot.OUTCOME,
    NeedWithoutReason: Spot.REASON,
    NeedWithoutPartner: Spot.PARTNER,
    NeedWithUnclearAppointment: Spot.APPOINTMENT,
}


class IntakePresenter:
    """Leads one visit after another through the screen."""

    def __init__(self, work: Workplace, view: View) -> None:
        self._work = work
        self._view = view
        self.sheet = IntakeSheet(work, view)
        self.who = WhoPresenter(self.sheet)
        self.needs = NeedsPresenter(self.sheet)
        self._registering = False
        self._last: IntakeForm | None = None

    @property
    def state(self) -> IntakeState:
        """Give what is shown."""
        return self.sheet.state

    def start(self) -> None:
        """Begin a new visit; the one on the screen stays as a draft."""
        self.sheet.keep()
        self.sheet.forget_undo()
        self._open(start_visit(self._work.context))

    def resume(self, draft_id: DraftId) -> None:
        """Take up a draft where it was left; the one on the screen stays as a draft."""
        self.sheet.keep()
        context = self._work.context
        self._work.lane.submit(
            lambda: resume_draft(context, draft_id), self._resumed, self._work.navigator.failed
        )

    def keep(self) -> None:
        """Keep what is on the screen as a draft."""
        self.sheet.keep()

    def keep_at_once(self) -> None:
        """Keep what is on the screen: the store is about to close."""
        self.sheet.keep_at_once()

    def take_answer(self, answer: CardAnswer) -> None:
        """Take what the visitor showed on the language card, into a new visit after a saved one."""
        if self.state.result is not None:
            self.start()
        if answer.code is not None:
            self.who.set_language(answer.code)
        if answer.cannot_read:
            self.who.note_cannot_read()
        self.sheet.keep()

    def register(self, then: AfterSaving = AfterSaving.SHOW_RESULT) -> None:
        """Save the visit with its papers; a second press meanwhile does nothing."""
        if self._registering or self.state.result is not None:
            return
        try:
            form = cleaned(settled(self.sheet.form))
            form.check()
        except UserMistake as error:
            self._refused(error)
            return
        self._registering = True
        self.sheet.stop_keeping()
        context = self._work.context
        self._work.lane.submit(
            lambda: register_visit(context, form),
            lambda registered: self._registered(form, registered, then),
            self._not_registered,
        )

    def preview(self) -> None:
        """Show the papers of the visit just registered, or register it first."""
        result = self.state.result
        if result is None:
            self.register(AfterSaving.PREVIEW)
        elif result.receipt_ids:
            self._work.navigator.preview_papers(result.receipt_ids)

    def preview_forms(self) -> None:
        """Show the referral forms of the visit just registered."""
        result = self.state.result
        if result is not None and result.forms:
            self._work.navigator.preview_office_paper(VisitFormsWanted(result.visit_id))

    def open_file(self) -> None:
        """Go to the file of the person."""
        person_id = self._person_id()
        if person_id is not None:
            self._work.navigator.open_person(person_id)

    def discard(self) -> None:
        """Throw the visit away without asking; it can be had back at once."""
        form = self.sheet.form
        if self.state.result is not None or is_blank(form):
            return
        self.sheet.stop_keeping()
        context = self._work.context
        self._work.lane.submit(
            lambda: drop_draft(context, form.draft_id), self._drafts_changed, self.sheet.tell
        )
        self._open(start_visit(context))
        words = self._work.tr.gettext("Passage abandonné.")
        self.sheet.offer_undo(words, lambda: self._take_up(form))

    def restore_last(self) -> None:
        """Bring the visit just undone back to the screen, as a draft."""
        if self._last is None:
            return
        form, self._last = as_new_draft(self._last), None
        self.sheet.keep()
        self._take_up(form)

    def refresh(self, changed: frozenset[str]) -> None:
        """Read again what other screens changed."""
        if changed & {"partner", "setting", "*"}:
            self.sheet.read_surroundings()

    def _open(self, form: IntakeForm) -> None:
        self.who.dismiss()
        self.sheet.open(form, person_text=entry_text(form.person))
        self.who.reopen()
        self._view.focus_on(Spot.PERSON if form.anonymous and not form.needs else Spot.NEED)

    def _resumed(self, form: IntakeForm) -> None:
        self._open(form)

    def _take_up(self, form: IntakeForm) -> None:
        context = self._work.context
        self._work.lane.submit(
            lambda: keep_draft(context, form), self._drafts_changed, self.sheet.tell
        )
        self._open(form)

    def _drafts_changed(self, _nothing: None) -> None:
        self._work.navigator.spread(DRAFTS)

    def _registered(self, form: IntakeForm, registered: Registered, then: AfterSaving) -> None:
        self._registering = False
        self._last = form
        result = self._result(registered)
        self.sheet.forget_undo()
        self.sheet.put(
            replace(self.state, form=form, result=result, problem=None, kept="", suggestions=())
        )
        self._view.focus_on(Spot.RESULT)
        self._work.navigator.saved(result.title, registered.changed)
        if then is AfterSaving.PREVIEW:
            self.preview()

    def _not_registered(self, error: Exception) -> None:
        self._registering = False
        self._refused(error)
        self.sheet.keep_again()

    def _refused(self, error: Exception) -> None:
        """Say what stops the registration and go there; every word typed stays."""
        place = getattr(error, "place", None)
        needs = self.sheet.form.needs
        need_id = needs[place].id if isinstance(place, int) and place < len(needs) else None
        if need_id is not None:
            self.needs.open(need_id)
        self.sheet.tell(error, need_id)
        if isinstance(error, RelativeWithoutReason):
            self._view.focus_on(Spot.INTERPRETING)
        elif isinstance(error, UserMistake) and not isinstance(error, TooLong):
            self._view.focus_on(_SPOTS.get(type(error), Spot.NEED), need_id)

    def _result(self, registered: Registered) -> ResultLines:
        labels = self._work.labels
        papers = tuple(
            (labels.paper(PaperKind(receipt.kind)), receipt.number)
            for receipt in registered.receipts
        )
        return ResultLines(
            title=self._title([number for _, number in papers]),
            papers=papers,
            warnings=tuple(self.sheet.words.not_issued(each) for each in registered.not_issued),
            receipt_ids=tuple(receipt.id for receipt in registered.receipts),
            person_id=registered.person.id if registered.person else None,
            visit_id=registered.visit.id,
            forms=sum(need.referral is not None for need in self.sheet.form.needs),
        )

    def _title(self, papers: Sequence[str]) -> str:
        if not papers:
            return self._work.tr.gettext("Passage enregistré, sans papier.")
        sentence = self._work.tr.ngettext(
            "Passage enregistré — papier {numbers}",
            "Passage enregistré — papiers {numbers}",
            len(papers),
        )
        return sentence.format(numbers=", ".join(papers))

    def _person_id(self) -> PersonId | None:
        if self.state.result is not None:
            return self.state.result.person_id
        return self.sheet.form.person.person_id if self.sheet.form.person else None
