"""The form on the screen: its state, kept as a draft, with the papers it would give.

The other presenters of the screen change the form through it.  Qt-free; asks services through
the lane only.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from mairie_quartier.domain.identifiers import RequestId
from mairie_quartier.domain.intake import IntakeForm
from mairie_quartier.domain.receipts import PlannedPaper
from mairie_quartier.domain.referrals import Partner
from mairie_quartier.errors import DeskError
from mairie_quartier.jobs.latest import LatestOnly
from mairie_quartier.services.directory import list_partners
from mairie_quartier.services.drafts import keep_draft, start_visit
from mairie_quartier.services.receipts import plan_for_form
from mairie_quartier.services.settings import CitySettings, read_city
from mairie_quartier.ui.screens.intake.edits import is_blank
from mairie_quartier.ui.screens.intake.sentences import Sentences
from mairie_quartier.ui.screens.intake.state import FieldName, IntakeState, Problem, View
from mairie_quartier.ui.workplace import Workplace

DRAFTS = frozenset({"draft"})
Undo = Callable[[], None]
_log = logging.getLogger(__name__)


class IntakeSheet:
    """Holds the state, shows it, keeps it."""

    def __init__(self, work: Workplace, view: View) -> None:
        self.work = work
        self.view = view
        self.words = Sentences(work.tr, work.labels)
        self.state = IntakeState(start_visit(work.context))
        self.pieces_delay_days = CitySettings().pieces_delay_days
        self._kept_form: IntakeForm | None = None
        self._undo: Undo | None = None
        self._keeping: LatestOnly[IntakeForm, datetime] = LatestOnly(
            work.lane, self._keep_job, show=self._kept, failed=self._not_kept
        )
        self._planning: LatestOnly[IntakeForm, tuple[PlannedPaper, ...]] = LatestOnly(
            work.lane, self._plan_job, show=self._planned, failed=self.tell
        )

    @property
    def form(self) -> IntakeForm:
        """Give the form as it stands."""
        return self.state.form

    @property
    def today(self) -> date:
        """Give the present day."""
        return self.work.context.clock.today()

    def open(self, form: IntakeForm, *, person_text: str = "") -> None:
        """Put another form on the screen; what it keeps meanwhile is the caller's affair."""
        self._keeping.forget()
        self._planning.forget()
        self._kept_form = None
        opened = form.needs[-1].id if form.needs else None
        self.put(
            IntakeState(form, person_text=person_text, partners=self.state.partners, opened=opened)
        )
        self._planning.ask(form)
        self.read_surroundings()

    def put(self, state: IntakeState) -> None:
        """Show a new state; papers are planned again when the needs changed."""
        before, self.state = self.state, state
        self.view.show_state(state)
        if before.form.needs != state.form.needs:
            self._planning.ask(state.form)
        if state.form.language != before.form.language:
            self._ready_press(state.form.language)

    def put_form(self, form: IntakeForm) -> None:
        """Show a changed form; a problem that was told is over."""
        if form != self.form:
            self.put(replace(self.state, form=form, problem=None))

    def _ready_press(self, language: str | None) -> None:
        """Load what papers in the language of the visit need, while the conversation goes on."""
        if language:
            press = self.work.press
            self.work.background.submit(lambda: press.get_ready(language), lambda _: None)

    def set_mistake(self, name: FieldName, text: str) -> None:
        """Say what is wrong with a field, or that nothing is any more."""
        mistakes = {**dict(self.state.mistakes), name: text}
        kept = tuple((each, words) for each, words in mistakes.items() if words)
        self.put(replace(self.state, mistakes=kept))

    def keep(self) -> None:
        """Keep the form on disk if it changed and is worth it."""
        form = self.form
        if self.state.result is not None or form == self._kept_form:
            return
        if self._kept_form is None and is_blank(form):
            return
        self._kept_form = form
        self._keeping.ask(form)

    def keep_at_once(self) -> None:
        """Keep the form before the store closes; waiting for the answers would be too late."""
        self.keep()
        self._keeping.hurry()

    def stop_keeping(self) -> None:
        """Keep this form no more: it is about to be registered or thrown away."""
        self._keeping.forget()
        self._kept_form = self.form

    def keep_again(self) -> None:
        """Keep the form after all: it could not be registered."""
        self._kept_form = None
        self.keep()

    def tell(self, error: Exception, need: RequestId | None = None) -> None:
        """Say on the screen what went wrong; nothing typed is lost."""
        if not isinstance(error, DeskError):
            _log.error("unforeseen error at intake", exc_info=error)
        problem = Problem(self.work.wording.of(error).text, need)
        self.put(replace(self.state, problem=problem))

    def offer_undo(self, text: str, undo: Undo) -> None:
        """Say what was just taken away, and how to have it back."""
        self._undo = undo
        self.put(replace(self.state, notice=text))

    def undo(self) -> bool:
        """Give back what was taken away last; tell whether there was anything."""
        undo, self._undo = self._undo, None
        if undo is None:
            return False
        self.put(replace(self.state, notice=""))
        undo()
        return True

    def forget_undo(self) -> None:
        """Close the offer."""
        self._undo = None
        if self.state.notice:
            self.put(replace(self.state, notice=""))

    def read_surroundings(self) -> None:
        """Read the city's delays and the directory."""
        context = self.work.context
        self.work.lane.submit(
            lambda: (read_city(context), list_partners(context)), self._surroundings, self.tell
        )

    def _surroundings(self, found: tuple[CitySettings, tuple[Partner, ...]]) -> None:
        city, partners = found
        self.pieces_delay_days = city.pieces_delay_days
        if partners != self.state.partners:
            self.put(replace(self.state, partners=partners))

    def _keep_job(self, form: IntakeForm) -> datetime:
        keep_draft(self.work.context, form)
        return self.work.context.clock.now()

    def _kept(self, form: IntakeForm, at: datetime) -> None:
        if form.draft_id == self.form.draft_id:
            is_new = not self.state.kept
            words = self.words.kept_at(self.work.tr.clock_time(at))
            self.put(replace(self.state, kept=words))
            if is_new:
                self.work.navigator.spread(DRAFTS)

    def _not_kept(self, error: Exception) -> None:
        self._kept_form = None
        self.put(replace(self.state, kept=""))
        self.tell(error)

    def _plan_job(self, form: IntakeForm) -> tuple[PlannedPaper, ...]:
        return plan_for_form(self.work.context, form)

    def _planned(self, form: IntakeForm, planned: tuple[PlannedPaper, ...]) -> None:
        if form.needs == self.form.needs:
            papers = self.words.papers(planned)
            self.put(replace(self.state, papers=papers))
