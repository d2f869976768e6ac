"""The pages that open from somewhere else: a visit, a person, a request, papers, the palette.

Each is made when it is first wanted and used again.  The screens of the list: ``screen_list``.
"""

from uuid import UUID

from mairie_quartier.domain.identifiers import DraftId, PersonId, ReceiptId, RequestId
from mairie_quartier.domain.office_papers import PaperWanted
from mairie_quartier.domain.permissions import Act, NotAllowed, may
from mairie_quartier.ui.frame import MainFrame
from mairie_quartier.ui.screens.conflicts import ConflictsScreen
from mairie_quartier.ui.screens.find import FindPalette
from mairie_quartier.ui.screens.intake import IntakeScreen
from mairie_quartier.ui.screens.language_card import CardAnswer, TurnedCard
from mairie_quartier.ui.screens.office_papers import OfficePaperPreview
from mairie_quartier.ui.screens.people import PersonScreen
from mairie_quartier.ui.screens.requests import PaperPreview, RequestScreen
from mairie_quartier.ui.workplace import Workplace


class Pages:
    """Opens pages in the frame of one session."""

    def __init__(self, work: Workplace, frame: MainFrame) -> None:
        self._work = work
        self._frame = frame
        self._intake: IntakeScreen | None = None
        self._person: PersonScreen | None = None
        self._request: RequestScreen | None = None
        self._conflicts: ConflictsScreen | None = None
        self._papers: PaperPreview | None = None
        self._office_papers: OfficePaperPreview | None = None
        self._palette: FindPalette | None = None
        self._card: TurnedCard | None = None

    def open_visit(self, draft: DraftId | None) -> None:
        """Start a visit, or take up a draft; a role that records none is told so."""
        if not self._may_record():
            return
        screen = self._intake = self._intake or IntakeScreen(self._work)
        if draft is None:
            screen.start()
        else:
            screen.resume(draft)
        self._frame.show_screen("intake", screen=screen)

    def keep_visit(self) -> None:
        """Keep the visit being entered as a draft."""
        if self._intake is not None:
            self._intake.keep()

    def restore_visit(self) -> None:
        """Show again, as a draft, the visit that was undone."""
        if self._intake is not None:
            self._intake.restore_last()

    def turn_card(self) -> None:
        """Turn the language card to the visitor, before a visit or during one."""
        if not self._may_record():
            return
        if self._card is None:
            self._card = TurnedCard(self._work, self._frame, self._answered)
        visit = self._shown_visit()
        self._card.turn(visit.spoken_language() if visit is not None else None)

    def open_person(self, person_id: PersonId) -> None:
        """Show a person's file."""
        screen = self._person = self._person or PersonScreen(self._work)
        screen.open(person_id)
        self._frame.show_screen("person", screen=screen)

    def open_request(self, request_id: RequestId) -> None:
        """Show a request's page."""
        screen = self._request = self._request or RequestScreen(self._work)
        screen.open(request_id)
        self._frame.show_screen("request", screen=screen)

    def open_conflicts(self, records: tuple[UUID, ...]) -> None:
        """Show the values to be settled of some records; of all, if none is given."""
        screen = self._conflicts = self._conflicts or ConflictsScreen(self._work)
        screen.open(records)
        self._frame.show_screen("conflicts", screen=screen)

    def open_papers(self, receipt_ids: tuple[ReceiptId, ...]) -> None:
        """Show papers, to print or save them."""
        screen = self._papers = self._papers or PaperPreview(self._work)
        screen.open(receipt_ids)
        self._frame.show_screen("papers", screen=screen)

    def open_office_paper(self, wanted: PaperWanted) -> None:
        """Show a paper for a partner, a provider or the desk, to print or save it."""
        screen = self._office_papers = self._office_papers or OfficePaperPreview(self._work)
        screen.open(wanted)
        self._frame.show_screen("office_papers", screen=screen)

    def open_palette(self) -> None:
        """Open the palette that finds anything."""
        screen = self._palette = self._palette or FindPalette(self._work)
        screen.open_over(self._frame)

    def _may_record(self) -> bool:
        roles = self._work.context.agent.roles
        allowed = may(roles, Act.RECORD_VISIT)
        if not allowed:
            self._work.navigator.failed(NotAllowed(Act.RECORD_VISIT, roles))
        return allowed

    def _shown_visit(self) -> IntakeScreen | None:
        return self._intake if self._intake is self._frame.current_screen() else None

    def _answered(self, answer: CardAnswer) -> None:
        """Give the visit what the visitor showed; begin one where there is none."""
        if self._shown_visit() is None:
            self._work.navigator.new_visit()
        if self._intake is not None:
            self._intake.take_answer(answer)
