"""The documents of one need: received, missing or not needed, one key each.  Passive.

Whether a text lets the body demand the document is said in words (*exigible*, *facultative*).
"""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from mairie_quartier.domain.catalogue import Demarche, PieceRule, PieceSpec
from mairie_quartier.domain.identifiers import RequestId
from mairie_quartier.domain.intake import NeedForm
from mairie_quartier.domain.needs import HANDED_IN
from mairie_quartier.domain.requests import PieceState
from mairie_quartier.ui.screens.intake.edits import missing_required, piece_state
from mairie_quartier.ui.screens.intake.needs import NeedsPresenter
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.flow import Pair
from mairie_quartier.ui.widgets.keyed_choice import KeyedChoice
from mairie_quartier.ui.widgets.line_entry import LineEntry
from mairie_quartier.ui.widgets.texts import Label, column, fill, row
from mairie_quartier.ui.workplace import Workplace


class PiecesPart(QFrame):
    """The documents of a need.

    Signals (main thread):
        done(): Enter on the last line: the agent goes on.
    """

    done = Signal()

    def __init__(
        self, work: Workplace, needs: NeedsPresenter, need_id: RequestId, demarche: Demarche
    ) -> None:
        super().__init__()
        self.setObjectName("pieces")
        self._work = work
        self._ = work.tr.gettext
        self._needs = needs
        self._need_id = need_id
        self._demarche = demarche
        self._choices: dict[str, KeyedChoice[PieceState]] = {}
        self._build_deadline()
        self._lay_out()

    @property
    def first(self) -> QWidget:
        """Give the first line's choice."""
        return next(iter(self._choices.values()))

    def show_need(self, need: NeedForm, wrong_deadline: str) -> None:
        """Show where each document stands."""
        for code, choice in self._choices.items():
            choice.choose(piece_state(need, code))
        missing = missing_required(need, self._demarche)
        self._due_field.setVisible(bool(missing))
        self._due_field.set_error(wrong_deadline)
        if missing and need.pieces_due_on is not None and not self.due.hasFocus():
            self.due.show_text(self._work.tr.short_date(need.pieces_due_on))
            day = self._work.tr.weekday_date(need.pieces_due_on)
            self._due_field.set_hint(day)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take T for "all received", from any line."""
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_T
            and not event.modifiers()
        ):
            self._all_received()
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        everything = Button(self._("Tout est reçu"), ButtonKind.QUIET, icon_name="check", keys="T")
        everything.setObjectName("allReceived")
        everything.clicked.connect(self._all_received)
        layout = column(self, space=Space.XS)
        layout.addWidget(Label(self._("Pièces"), TextRole.STRONG))
        for spec in self._demarche.pieces:
            layout.addWidget(self._line(spec))
        bottom = row()
        fill(bottom, [None, everything])
        layout.addLayout(bottom)
        layout.addWidget(self._due_field)

    def _line(self, spec: PieceSpec) -> QWidget:
        labels = self._work.labels
        choice = KeyedChoice(
            f"piece_{spec.code}",
            spec.label,
            [(state, labels.piece_state(state)) for state in PieceState],
            letters=12,
        )
        choice.chosen.connect(partial(self._choose, spec.code))
        choice.passed.connect(partial(self._next, spec.code))
        for button in choice.buttons:
            button.installEventFilter(self)
        self._choices[spec.code] = choice
        required = spec.rule is PieceRule.REQUIRED
        rule = self._("exigible") if required else self._("facultative")
        about = " · ".join(part for part in (rule, spec.where_to_get) if part)
        caption = Label(about, TextRole.CAPTION)
        if required:
            caption.set_tone(Tone.INFO)
        words = QWidget()
        fill(column(words, space=Space.NONE), [Label(spec.label), caption])
        return Pair(words, choice, letters=64, stretch=(4, 5))

    def _build_deadline(self) -> None:
        self.due = LineEntry(40)
        self.due.setObjectName("piecesDue")
        self.due.setMaximumWidth(220)
        self.due.returnPressed.connect(self.done)
        self.due.editingFinished.connect(self._set_due)
        self._due_field = Field(
            self._("À apporter avant le"), self.due, self._("6/12, 6 déc ou +15")
        )

    def _choose(self, code: str) -> None:
        self._needs.set_piece(self._need_id, code, self._choices[code].value())

    def _next(self, code: str) -> None:
        codes = list(self._choices)
        place = codes.index(code) + 1
        if place < len(codes):
            self._choices[codes[place]].setFocus()
        else:
            self.done.emit()

    def _all_received(self) -> None:
        self._needs.set_all_pieces(self._need_id, PieceState.RECEIVED)

    def _set_due(self) -> None:
        self._needs.set_deadline(self._need_id, self.due.text())


def pieces_summary(work: Workplace, need: NeedForm, demarche: Demarche | None) -> tuple[str, Tone]:
    """Say in a few words where the documents of a need stand; empty while nobody said."""
    _, _n = work.tr.gettext, work.tr.ngettext
    if not need.pieces:
        unsaid = need.outcome in HANDED_IN and demarche is not None and bool(demarche.pieces)
        return (_("Pièces non vérifiées") if unsaid else ""), Tone.NEUTRAL
    asked = [piece for piece in need.pieces if piece.state is not PieceState.NOT_NEEDED]
    missing = sum(piece.state is PieceState.MISSING for piece in asked)
    if not missing:
        return _("Pièces reçues"), Tone.SUCCESS
    text = _n("{count} pièce manquante", "{count} pièces manquantes", missing)
    words = text.format(count=missing)
    if need.pieces_due_on is not None:
        day = work.tr.day_month(need.pieces_due_on)
        words = _("{words} avant le {day}").format(words=words, day=day)
    return words, Tone.WARNING
