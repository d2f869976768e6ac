"""A request's page: where it stands, its documents, its dates, its papers. Qt-free."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.deadlines import SilenceDate
from mairie_quartier.domain.identifiers import ReceiptId, RequestId
from mairie_quartier.domain.nir import looks_like_nir
from mairie_quartier.domain.papers import IssuedReceipt, VoidReason
from mairie_quartier.domain.permissions import Act, may
from mairie_quartier.domain.requests import Piece, PieceState, RequestStatus
from mairie_quartier.domain.text import clean_text
from mairie_quartier.errors import UserMistake
from mairie_quartier.services import receipts, requests
from mairie_quartier.services.requests import RequestFile
from mairie_quartier.ui.screens.requests.presenter_holding import HoldingPresenter
from mairie_quartier.ui.workplace import Workplace

LONGEST_NOTE = 4000
WATCHED = frozenset(
    {"request", "piece", "receipt", "voiding", "referral", "visit", "person"} | {"conflict"}
)


class DayUnclear(UserMistake):
    """A deadline that is no full day, or lies before today."""


class NoteHoldsNir(UserMistake):
    """A note that looks like a social-security number: it is not kept."""


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """A request as the page shows it."""

    file: RequestFile

    @property
    def silence(self) -> SilenceDate | None:
        """Tell when silence speaks; None when there is nothing to wait for."""
        return self.file.ruling.silence if self.file.ruling else None

    @property
    def missing(self) -> int:
        """Count the documents awaited."""
        return sum(piece.state is PieceState.MISSING for piece in self.file.pieces)

    @property
    def closed(self) -> bool:
        """Tell whether the request is closed."""
        return self.file.request.status is RequestStatus.CLOSED


class RequestView(Protocol):
    """What the presenter asks of the page."""

    def show_request(self, shown: OpenRequest) -> None:
        """Show the request; what is being typed stays."""

    def show_note_error(self, error: Exception | None) -> None:
        """Say what is wrong with the note; nothing when it is right."""

    def show_deadline_error(self, error: Exception | None) -> None:
        """Say what is wrong with the deadline; nothing when it is right."""


class RequestPresenter:
    """Keeps one request on the screen in step with the store."""

    def __init__(self, work: Workplace, view: RequestView) -> None:
        self._work = work
        self._ = work.tr.gettext
        self._view = view
        self._shown: OpenRequest | None = None
        self.holding = HoldingPresenter(work, self._save)

    @property
    def shown(self) -> OpenRequest | None:
        """Give the request on the screen."""
        return self._shown

    def may(self, act: Act) -> bool:
        """Tell whether the agent's roles permit the act (services refuse it anyway)."""
        return may(self._work.context.agent.roles, act)

    def open(self, request_id: RequestId) -> None:
        """Open a request; audited if it is a person's."""
        self._read(lambda: requests.open_request(self._work.context, request_id))

    def refresh(self, changed: frozenset[str]) -> None:
        """Read the request again if it may have changed."""
        shown = self._shown
        if shown is not None and changed & WATCHED:
            key = shown.file.request.id
            self._read(lambda: requests.reread_request(self._work.context, key))

    def open_person(self) -> None:
        """Show the file of the person concerned."""
        if self._shown is not None and self._shown.file.person is not None:
            self._work.navigator.open_person(self._shown.file.person.id)

    def change_piece(self, piece: Piece, state: PieceState) -> None:
        """Say where a document stands."""
        if piece.state is state:
            return
        context = self._work.context
        texts = {
            PieceState.RECEIVED: self._("Document reçu aujourd’hui."),
            PieceState.MISSING: self._("Document attendu."),
            PieceState.NOT_NEEDED: self._("Document inutile ici."),
        }
        self._save(
            lambda: requests.change_piece(context, piece.request_id, piece.id, state), texts[state]
        )

    def change_note(self, typed: str) -> None:
        """Save the note that was left."""
        shown = self._shown
        if shown is None:
            return
        try:
            if looks_like_nir(typed):
                raise NoteHoldsNir
            note = clean_text(typed, LONGEST_NOTE)
        except UserMistake as error:
            self._view.show_note_error(error)
            return
        self._view.show_note_error(None)
        key, context = shown.file.request.id, self._work.context
        if note != shown.file.request.note:
            self._save(
                lambda: requests.change_note(context, key, note), self._("Note enregistrée.")
            )

    def change_deadline(self, typed: str) -> None:
        """Save another deadline for the missing documents."""
        shown = self._shown
        if shown is None or not typed.strip():
            return
        today = self._work.context.clock.today()
        try:
            day = PartialDate.parse(typed, today)
            if not day.is_full or day.first_day() < today:
                raise DayUnclear
        except UserMistake as error:
            self._view.show_deadline_error(error)
            return
        self._view.show_deadline_error(None)
        key, context, due_on = shown.file.request.id, self._work.context, day.first_day()
        if due_on != shown.file.request.pieces_due_on:
            self._save(
                lambda: requests.change_pieces_deadline(context, key, due_on),
                self._("Échéance changée."),
            )

    def close_or_reopen(self) -> None:
        """Close an open request, open a closed one again."""
        shown = self._shown
        if shown is None:
            return
        key, context = shown.file.request.id, self._work.context
        if not shown.closed:
            self._save(
                lambda: requests.close_request(context, key), self._("La demande est terminée.")
            )
            return
        self._save(
            lambda: requests.reopen_request(context, key),
            self._("La demande est rouverte."),
        )

    def preview(self, receipt_id: ReceiptId) -> None:
        """Show a paper, to print it again."""
        self._work.navigator.preview_papers((receipt_id,))

    def void(self, receipt_id: ReceiptId, reason: VoidReason) -> None:
        """Void a paper; the agent confirmed, since it cannot be undone."""
        context = self._work.context
        text = self._("Le papier est annulé\u00a0: son numéro ne servira plus.")
        self._work.lane.submit(
            lambda: receipts.void_receipt(context, receipt_id, reason),
            lambda changed: self._done(text, changed),
            self._refused,
        )

    def correct(self, receipt_id: ReceiptId) -> None:
        """Void a paper and issue another from the file as it is now, then show it."""
        context = self._work.context
        self._work.lane.submit(
            lambda: receipts.correct_receipt(context, receipt_id),
            self._corrected,
            self._work.navigator.failed,
        )

    def _corrected(self, new: IssuedReceipt) -> None:
        text = self._("Le papier est remplacé par le n° {number}.").format(number=new.number)
        self._done(text, frozenset({"receipt", "voiding"}))
        self._work.navigator.preview_papers((new.id,))

    def _done(self, text: str, changed: frozenset[str]) -> None:
        """Say what was done for good: no undo is offered."""
        self._work.navigator.done(text)
        self._work.navigator.spread(changed)

    def _save(self, job: Callable[[], frozenset[str]], text: str) -> None:
        self._work.lane.submit(
            job, lambda changed: self._work.navigator.saved(text, changed), self._refused
        )

    def _refused(self, error: Exception) -> None:
        """Say why nothing was saved, and show the request as it is."""
        self._work.navigator.failed(error)
        self.refresh(WATCHED)

    def _read(self, read: Callable[[], RequestFile]) -> None:
        self._work.lane.submit(read, self._show, self._work.navigator.failed)

    def _show(self, file: RequestFile) -> None:
        self._shown = OpenRequest(file)
        self._view.show_request(self._shown)
