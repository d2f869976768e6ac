"""Find anything while it is typed; a receipt's number, typed or scanned, opens its request.

A scanner types faster than answers come, and ends with Enter: a number is looked up at once,
other words wait for their own answer.  Qt-free.
"""

from typing import Protocol

from mairie_quartier.domain.catalogue import DemarcheCode
from mairie_quartier.domain.identifiers import DraftId, PersonId, ReceiptId, RequestId
from mairie_quartier.domain.numbers import InvalidNumber, NumberFault, parse_scanned
from mairie_quartier.domain.permissions import Act, may
from mairie_quartier.domain.references import InvalidReference, parse_reference
from mairie_quartier.jobs.latest import LatestOnly
from mairie_quartier.services.drafts import start_visit_for
from mairie_quartier.services.search import Findings, find_anything
from mairie_quartier.ui.screens.find.hits import Hit, HitKind, HitWords
from mairie_quartier.ui.screens.find.sheet_words import Sheet, SheetWords
from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.workplace import Workplace

PEOPLE_SHOWN = 5


class View(Protocol):
    """The palette as its presenter sees it."""

    def show_hits(self, lines: tuple[Line, ...], sentence: str) -> None:
        """Show rows, or a sentence where there is none."""
        ...

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a démarche."""
        ...

    def close_palette(self) -> None:
        """Go away: the agent is led elsewhere."""
        ...


class FindPresenter:
    """Asks while the agent types, and opens what is chosen."""

    def __init__(self, work: Workplace, view: View) -> None:
        self._work = work
        self._view = view
        self._ = work.tr.gettext
        self._hit_words = HitWords(work.tr, work.labels)
        self._sheet_words = SheetWords(work.tr)
        self._hits: tuple[Hit, ...] = ()
        self._answered = ""
        self._entered = ""
        self._shown_code: DemarcheCode | None = None
        self._latest = LatestOnly[str, Findings](
            work.lane,
            lambda text: find_anything(work.context, text, PEOPLE_SHOWN),
            show=self._show,
            failed=work.navigator.failed,
        )

    @property
    def may_start_visit(self) -> bool:
        """Tell whether this agent records visits."""
        return may(self._work.context.agent.roles, Act.RECORD_VISIT)

    def start(self) -> None:
        """Begin again, with nothing typed."""
        self._forget()
        self._view.show_hits((), self._hint())

    def type_words(self, typed: str) -> None:
        """Look for what is typed so far."""
        text = typed.strip()
        self._entered = ""
        if text:
            self._latest.ask(text)
        else:
            self.start()

    def enter(self, typed: str, place: int) -> None:
        """Open a number at once, else the row chosen; before the answer, wait for it."""
        text = typed.strip()
        if not text:
            return
        if _is_number(text):
            self._latest.forget()
            self._work.lane.submit(
                lambda: find_anything(self._work.context, text),
                lambda findings: self._open_number(text, findings),
                self._work.navigator.failed,
            )
        elif text == self._answered:
            self.open(place)
        else:
            self._entered = text

    def open(self, place: int) -> None:
        """Open the row at a place; a démarche shows its sheet."""
        if not 0 <= place < len(self._hits):
            return
        hit, navigator = self._hits[place], self._work.navigator
        if hit.kind is HitKind.DEMARCHE and hit.demarche is not None:
            self._shown_code = hit.demarche.code
            self._view.show_sheet(self._sheet_words.sheet(hit.demarche))
        elif hit.key is not None:
            self._view.close_palette()
            match hit.kind:
                case HitKind.PERSON:
                    navigator.open_person(PersonId(hit.key))
                case HitKind.REQUEST:
                    navigator.open_request(RequestId(hit.key))
                case HitKind.PAPER:
                    navigator.preview_papers((ReceiptId(hit.key),))

    def start_visit(self) -> None:
        """Start a visit with the démarche whose sheet is shown."""
        code = self._shown_code
        if code is None:
            return
        self._work.lane.submit(
            lambda: start_visit_for(self._work.context, code).draft_id,
            self._lead_to_visit,
            self._work.navigator.failed,
        )

    def _lead_to_visit(self, draft: DraftId) -> None:
        self._view.close_palette()
        self._work.navigator.new_visit(draft)

    def _open_number(self, text: str, findings: Findings) -> None:
        if findings.requests:
            self._view.close_palette()
            self._work.navigator.open_request(findings.requests[0].id)
        else:
            self._show(text, findings)

    def _show(self, text: str, findings: Findings) -> None:
        self._answered = text
        self._hits = self._hit_words.hits(findings)
        sentence = "" if self._hits else self._nothing(text, findings)
        self._view.show_hits(tuple(hit.line for hit in self._hits), sentence)
        waited, self._entered = self._entered == text, ""
        choices = [place for place, hit in enumerate(self._hits) if hit.kind is not HitKind.HEADING]
        if waited and len(choices) == 1:
            self.open(choices[0])

    def _nothing(self, text: str, findings: Findings) -> str:
        if findings.number:
            return self._(
                "Aucun papier de ce poste ne porte le numéro {number}."
                " Il vient peut-être d’une autre mairie de quartier."
            ).format(number=findings.number)
        if _is_mistyped(text):
            return self._(
                "Ce numéro comporte une faute de frappe."
                " Vérifiez chaque caractère, ou passez le lecteur à nouveau."
            )
        return self._(
            "Rien ne correspond à «\u00a0{words}\u00a0». Essayez un autre mot, le début du nom,"
            " l’année de naissance ou le numéro du papier."
        ).format(words=text)

    def _hint(self) -> str:
        return self._(
            "Tapez un nom, un téléphone, une date de naissance, un mot du besoin,"
            " ou passez le papier sous le lecteur."
        )

    def _forget(self) -> None:
        self._latest.forget()
        self._hits, self._answered, self._entered = (), "", ""
        self._shown_code = None


def _is_number(text: str) -> bool:
    return _is_receipt_number(text) or _is_reference(text)


def _is_receipt_number(text: str) -> bool:
    try:
        parse_scanned(text)
    except InvalidNumber:
        return False
    return True


def _is_reference(text: str) -> bool:
    try:
        parse_reference(text)
    except InvalidReference:
        return False
    return True


def _is_mistyped(text: str) -> bool:
    try:
        parse_scanned(text)
    except InvalidNumber as error:
        return error.reason is NumberFault.CHECK
    return False
