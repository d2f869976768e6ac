"""Hand a file over to another office: to whom, what goes, why, then for good. Qt-free."""

from collections.abc import Sequence
from typing import Protocol

from mairie_quartier.domain.agents import Office
from mairie_quartier.domain.handovers import ReasonMissing
from mairie_quartier.domain.identifiers import OfficeId
from mairie_quartier.domain.nir import looks_like_nir
from mairie_quartier.domain.people import Person
from mairie_quartier.services import handover
from mairie_quartier.services.handover import Extent, HandoverPreview, Order
from mairie_quartier.services.sync_faults import NotEnrolled
from mairie_quartier.ui.screens.people.handover_words import HandoverWords
from mairie_quartier.ui.screens.people.presenter_person import HoldsNir
from mairie_quartier.ui.workplace import Workplace


class HandoverView(Protocol):
    """What the presenter asks of the page."""

    def show_offices(self, offices: Sequence[Office]) -> None:
        """Offer the offices."""

    def show_no_way(self, what: str, next_step: str) -> None:
        """Say why nothing can be handed over from this PC, and what to do."""

    def show_preview(self, preview: HandoverPreview | None) -> None:
        """Say what would go; nothing hides it."""

    def show_reason_error(self, error: Exception) -> None:
        """Say what is wrong with the reason."""

    def ask(self, preview: HandoverPreview, reason: str) -> None:
        """Have the agent confirm."""

    def handed_over(self) -> None:
        """Leave the page: the file is the other office's."""


class HandoverPresenter:
    """Leads from a file to its handing over."""

    def __init__(self, work: Workplace, view: HandoverView, words: HandoverWords) -> None:
        self._work = work
        self._ = work.tr.gettext
        self._view = view
        self._words = words
        self._person: Person | None = None
        self._preview: HandoverPreview | None = None

    def start(self, person: Person) -> None:
        """Begin with a file: whom can it be given to."""
        self._person = person
        self._show(None)
        context = self._work.context
        self._work.lane.submit(
            lambda: handover.other_offices(context), self._offer, self._no_way_or_failed
        )

    def aim(self, office_id: OfficeId | None, extent: Extent) -> None:
        """Say what would go to this office."""
        person, context = self._person, self._work.context
        if person is None or office_id is None:
            self._show(None)
            return
        order = Order(person.id, office_id, extent)
        self._work.lane.submit(
            lambda: handover.preview_handover(context, order),
            lambda preview: self._show_if_wanted(preview, order),
            self._work.navigator.failed,
        )

    def check(self, reason: str) -> None:
        """Have a good reason confirmed; say what is wrong with another."""
        if not reason.strip():
            self._view.show_reason_error(ReasonMissing())
        elif looks_like_nir(reason):
            self._view.show_reason_error(HoldsNir())
        elif self._preview is not None:
            self._view.ask(self._preview, reason)

    def hand_over(self, preview: HandoverPreview, extent: Extent, reason: str) -> None:
        """Give the file away, as confirmed."""
        context = self._work.context
        order = Order(preview.person.id, preview.office.id, extent)
        self._work.lane.submit(
            lambda: handover.hand_over(context, order, reason),
            lambda changed: self._handed_over(preview, extent, changed),
            self._work.navigator.failed,
        )

    def _offer(self, offices: tuple[Office, ...]) -> None:
        if offices:
            self._view.show_offices(offices)
        else:
            self._view.show_no_way(*self._words.nobody_known())

    def _no_way_or_failed(self, error: Exception) -> None:
        if not isinstance(error, NotEnrolled):
            self._work.navigator.failed(error)
            return
        message = self._work.wording.of(error)
        self._view.show_no_way(message.what, message.next_step)

    def _show_if_wanted(self, preview: HandoverPreview, order: Order) -> None:
        """Drop the answer for a file that is no longer on the page."""
        if self._person is not None and self._person.id == order.person_id:
            self._show(preview)

    def _show(self, preview: HandoverPreview | None) -> None:
        self._preview = preview
        self._view.show_preview(preview)

    def _handed_over(
        self, preview: HandoverPreview, extent: Extent, changed: frozenset[str]
    ) -> None:
        self._person = None
        self._show(None)
        self._work.navigator.spread(changed)
        self._work.navigator.done(self._words.result(preview, extent))
        self._view.handed_over()
