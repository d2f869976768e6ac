"""The timeline in lines: each visit, then what came of it, and what each line opens. Qt-free."""

from collections.abc import Iterable
from dataclasses import dataclass

from mairie_quartier.domain.identifiers import ReceiptId, RequestId
from mairie_quartier.domain.receipt_content import PaperKind
from mairie_quartier.domain.requests import RequestStatus
from mairie_quartier.i18n import Translator
from mairie_quartier.services.listings import (
    PastInterpreting,
    PastPaper,
    PastRequest,
    PastVisit,
    RequestLine,
)
from mairie_quartier.ui.labels import Labels
from mairie_quartier.ui.screens.people.words import PersonWords, isolate
from mairie_quartier.ui.theme.tokens import Tone
from mairie_quartier.ui.widgets.line import Line, Mark, heading

TONES = {
    RequestStatus.AWAITING_PIECES: Tone.WARNING,
    RequestStatus.AWAITING_DECISION: Tone.INFO,
    RequestStatus.AWAITING_PARTNER: Tone.INFO,
    RequestStatus.CLOSED: Tone.NEUTRAL,
}


@dataclass(frozen=True, slots=True)
class Target:
    """What a line opens: a request, a paper, or nothing."""

    request_id: RequestId | None = None
    receipt_id: ReceiptId | None = None


Told = tuple[Line, Target]


class TimelineWords:
    """Tells visits and open matters."""

    def __init__(self, tr: Translator, labels: Labels) -> None:
        self._tr = tr
        self._labels = labels
        self._ = tr.gettext
        self._words = PersonWords(tr, labels)

    def open_matters(self, requests: Iterable[RequestLine]) -> list[Told]:
        """Tell the open requests, with what is awaited and until when."""
        return [
            (self._open_matter(each), Target(request_id=each.id))
            for each in requests
            if each.status is not RequestStatus.CLOSED
        ]

    def visits(self, visits: Iterable[PastVisit]) -> list[Told]:
        """Tell visits, each under its own heading."""
        return [told for visit in visits for told in self._visit(visit)]

    def paper_kind(self, kind: str) -> str:
        """Name a kind of paper, kept as text."""
        known = set(PaperKind)
        return self._labels.paper(PaperKind(kind)) if kind in known else kind

    def _open_matter(self, request: RequestLine) -> Line:
        day = self._tr.long_date
        when = ""
        if request.status is RequestStatus.AWAITING_PIECES and request.pieces_due_on:
            when = self._("Documents avant le {day}").format(day=day(request.pieces_due_on))
        elif request.decision_due_on:
            when = self._("Réponse avant le {day}").format(day=day(request.decision_due_on))
        received = self._("Demande du {day}").format(day=day(request.received_on))
        return Line(
            title=request.label,
            detail=when,
            caption=f"{self._labels.outcome(request.outcome)} · {received}",
            mark=Mark(self._labels.status(request.status), TONES[request.status]),
        )

    def _visit(self, visit: PastVisit) -> list[Told]:
        local = visit.opened_at.astimezone(self._tr.zone)
        parts = [
            f"{self._tr.long_date(local.date())}, {self._tr.clock_time(visit.opened_at)}",
            self._labels.channel(visit.channel),
            isolate(visit.agent),
        ]
        told = [(heading(" · ".join(part for part in parts if part)), Target())]
        told += [self._request(each) for each in visit.requests]
        told += [self._paper(each) for each in visit.papers]
        told += [
            (
                Line(
                    title=self._("Orientation\u00a0: {partner}").format(
                        partner=isolate(each.partner)
                    ),
                    detail=self._labels.referral_state(each.state),
                ),
                Target(request_id=each.request_id),
            )
            for each in visit.referrals
        ]
        told += [(self._interpreting(each), Target()) for each in visit.interpreting]
        if visit.note:
            told.append((Line(title=self._("Note"), detail=visit.note), Target()))
        return told

    def _request(self, request: PastRequest) -> Told:
        line = Line(
            title=request.label,
            detail=self._labels.outcome(request.outcome),
            mark=Mark(self._labels.status(request.status), TONES[request.status]),
        )
        return line, Target(request_id=request.id)

    def _paper(self, paper: PastPaper) -> Told:
        mark = Mark(self._("Annulé"), Tone.DANGER) if paper.voided else None
        number = self._("n° {number}").format(number=paper.number)
        line = Line(title=self.paper_kind(paper.kind), detail=number, mark=mark)
        return line, Target(receipt_id=paper.id)

    def _interpreting(self, need: PastInterpreting) -> Line:
        language = self._words.language(need.language)
        state = self._labels.interpreting_state(need.state)
        return Line(
            title=self._("Interprète\u00a0: {language}").format(language=language),
            detail=f"{self._labels.way(need.way)} · {state}",
        )
