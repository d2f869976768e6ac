"""The papers of the visit a request came with: print again, correct, void."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mairie_quartier.domain.identifiers import ReceiptId
from mairie_quartier.domain.papers import IssuedReceipt, Voiding
from mairie_quartier.domain.receipt_content import PaperKind
from mairie_quartier.i18n import Translator
from mairie_quartier.services.requests import RequestFile
from mairie_quartier.ui.labels import Labels
from mairie_quartier.ui.screens.requests.voiding import VoidingDialog
from mairie_quartier.ui.theme.tokens import TextRole, Tone
from mairie_quartier.ui.widgets.buttons import Button
from mairie_quartier.ui.widgets.cards import Card
from mairie_quartier.ui.widgets.confirm import Question, confirm
from mairie_quartier.ui.widgets.flow import FlowGrid, aside, inset
from mairie_quartier.ui.widgets.line import Line, Mark
from mairie_quartier.ui.widgets.line_list import Height, LineList
from mairie_quartier.ui.widgets.texts import Label, fill


class PaperCard(Card):
    """Numbers, kinds, what became of them.

    Signals (main thread), each with a ``ReceiptId``:
        preview_wanted(object), correction_wanted(object), voiding_wanted(object, object): the
            last two once the agent confirmed, since they cannot be undone; the second object is
            the ``VoidReason``.
    """

    preview_wanted = Signal(object)
    correction_wanted = Signal(object)
    voiding_wanted = Signal(object, object)

    def __init__(self, tr: Translator, labels: Labels) -> None:
        super().__init__(tr.gettext("Papiers du passage"))
        self._tr = tr
        self._ = tr.gettext
        self._labels = labels
        self._receipts: tuple[IssuedReceipt, ...] = ()
        self._voided: dict[ReceiptId, Voiding] = {}
        self._may_void = True
        self._build()

    def show_papers(self, file: RequestFile, *, may_void: bool) -> None:
        """Show the papers, the latest first."""
        self._receipts = tuple(reversed(file.receipts))
        self._voided = {each.id: each for each in file.voidings}
        self._may_void = may_void
        self.lines.put([self._line(each) for each in self._receipts], choose=0)
        self.lines.setVisible(bool(self._receipts))
        self._acts.setVisible(bool(self._receipts))
        self._none.setVisible(not self._receipts)
        self._follow_choice()

    def preview_current(self) -> None:
        """Show the paper the cursor is on."""
        receipt = self._current()
        if receipt is not None:
            self.preview_wanted.emit(receipt.id)

    def _current(self) -> IssuedReceipt | None:
        place = self.lines.current()
        return self._receipts[place] if 0 <= place < len(self._receipts) else None

    def _line(self, receipt: IssuedReceipt) -> Line:
        voiding = self._voided.get(receipt.id)
        local = receipt.issued_at.astimezone(self._tr.zone)
        day = self._tr.long_date(local.date())
        mark = caption = None
        if voiding is not None:
            mark = Mark(self._("Annulé"), Tone.DANGER)
            caption = self._labels.void_reason(voiding.reason)
        return Line(
            title=self._kind(receipt.kind),
            detail=self._("n° {number}").format(number=receipt.number),
            caption=" · ".join(part for part in (day, caption) if part),
            mark=mark,
        )

    def _kind(self, kind: str) -> str:
        return self._labels.paper(PaperKind(kind)) if kind in set(PaperKind) else kind

    def _follow_choice(self, _place: int = -1) -> None:
        receipt = self._current()
        valid = receipt is not None and receipt.id not in self._voided
        self.correct.setEnabled(valid and self._may_void)
        self.void.setEnabled(valid and self._may_void)
        reason = "" if valid else self._("Ce papier est déjà annulé.")
        if not self._may_void:
            reason = self._("Votre rôle ne permet pas d’annuler un papier.")
        for button in (self.correct, self.void):
            button.setToolTip(reason)
            button.setAccessibleDescription(reason)

    def _ask_correction(self) -> None:
        receipt = self._current()
        if receipt is None:
            return
        question = Question(
            title=self._("Annuler et remplacer ce papier\u00a0?"),
            consequence=self._(
                "Le n° {number} sera annulé pour toujours. Un autre papier, avec un autre numéro,"
                " dira ce que contient le dossier aujourd’hui. Reprenez l’ancien à la personne."
            ).format(number=receipt.number),
            agree=self._("Annuler et remplacer"),
            stay=self._("Garder le papier"),
        )
        confirm(self, question, lambda: self.correction_wanted.emit(receipt.id))

    def _ask_voiding(self) -> None:
        receipt = self._current()
        if receipt is None:
            return
        dialog = VoidingDialog(receipt.number, self._tr, self)
        dialog.accepted.connect(lambda: self.voiding_wanted.emit(receipt.id, dialog.reason.value()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _build(self) -> None:
        self.lines = LineList("requestPapers", self._("Papiers du passage"), height=Height.ROWS)
        self.lines.opened.connect(self._open)
        self.lines.chosen.connect(self._follow_choice)
        self._none = Label(self._("Aucun papier n’a été remis."), TextRole.QUIET)
        self.preview = Button(self._("Voir et imprimer"), icon_name="printer", keys="Ctrl+P")
        self.correct = Button(self._("Annuler et remplacer…"), icon_name="refresh-cw")
        self.void = Button(self._("Annuler ce papier…"), icon_name="circle-x")
        for button, name in (
            (self.preview, "paperPreview"),
            (self.correct, "paperCorrect"),
            (self.void, "paperVoid"),
        ):
            button.setObjectName(name)
        self.preview.clicked.connect(self.preview_current)
        self.correct.clicked.connect(self._ask_correction)
        self.void.clicked.connect(self._ask_voiding)
        self._acts: QWidget = inset(FlowGrid([self.preview, self.correct, self.void], letters=28))
        fill(self.body, [aside(self._none), self.lines, self._acts])

    def _open(self, place: int) -> None:
        self.preview_wanted.emit(self._receipts[place].id)
