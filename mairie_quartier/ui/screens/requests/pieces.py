"""The documents of a request: a tick is "received today", another press takes it back."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from mairie_quartier.domain.catalogue import PieceRule
from mairie_quartier.domain.requests import Piece, PieceState
from mairie_quartier.i18n import Translator
from mairie_quartier.services.requests import RequestFile
from mairie_quartier.ui.labels import Labels
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.badges import Badge
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.flow import Pair
from mairie_quartier.ui.widgets.texts import Label, column, fill, row

MARKS = {
    PieceState.RECEIVED: Tone.SUCCESS,
    PieceState.MISSING: Tone.WARNING,
    PieceState.NOT_NEEDED: Tone.NEUTRAL,
}


class PieceRow(QWidget):
    """One document.

    Signals (main thread):
        wanted(object, object): the ``Piece`` and the ``PieceState`` it should have.
    """

    wanted = Signal(object, object)

    def __init__(self, piece: Piece, caption: str, labels: Labels, tr: Translator) -> None:
        super().__init__()
        self.piece = piece
        state = labels.piece_state(piece.state)
        self.box = QCheckBox()
        self.box.setObjectName(f"piece_{piece.code}")
        self.box.setChecked(piece.state is PieceState.RECEIVED)
        self.box.setAccessibleName(
            tr.gettext("{piece}, {state}").format(piece=piece.label, state=state)
        )
        self.box.setAccessibleDescription(caption)
        self.box.clicked.connect(self._tick)
        unneeded = piece.state is PieceState.NOT_NEEDED
        words = tr.gettext("À fournir") if unneeded else tr.gettext("Inutile ici")
        self.other = Button(words, ButtonKind.QUIET)
        self.other.setObjectName(f"piece_other_{piece.code}")
        self.other.setAccessibleName(f"{words} : {piece.label}")
        if piece.state is PieceState.RECEIVED:
            self.other.hide()
        back = PieceState.MISSING if unneeded else PieceState.NOT_NEEDED
        self.other.clicked.connect(partial(self._want, back))
        self._lay_out(Badge(state, MARKS[piece.state]), caption)

    def _tick(self, checked: bool) -> None:
        self._want(PieceState.RECEIVED if checked else PieceState.MISSING)

    def _want(self, state: PieceState, _checked: bool = False) -> None:
        self.wanted.emit(self.piece, state)

    def _lay_out(self, badge: Badge, caption: str) -> None:
        said = QWidget()
        label = Label(self.piece.label)
        label.setWordWrap(True)
        note = Label(caption, TextRole.CAPTION)
        if not caption:
            note.hide()
        fill(column(said, space=Space.XXS), [label, note])
        acts = QWidget()
        fill(row(acts, space=Space.S), [None, self.other, badge])
        line = row(self, space=Space.S)
        line.setContentsMargins(int(Space.M), int(Space.XS), int(Space.M), int(Space.XS))
        fill(line, [self.box, Pair(said, acts, letters=60, stretch=(1, 0))])
        line.setStretch(1, 1)


class PieceList(QWidget):
    """Every document of a request, missing ones first.

    Signals (main thread):
        wanted(object, object): the ``Piece`` and the ``PieceState`` it should have.
    """

    wanted = Signal(object, object)

    def __init__(self, tr: Translator, labels: Labels) -> None:
        super().__init__()
        self._tr = tr
        self._ = tr.gettext
        self._labels = labels
        self._layout = column(self, space=Space.XS)
        self._empty = Label(self._("Aucun document noté pour cette demande."), TextRole.QUIET)
        self._empty.setContentsMargins(int(Space.M), 0, int(Space.M), int(Space.S))
        self._layout.addWidget(self._empty)
        self.rows: list[PieceRow] = []

    def show_pieces(self, file: RequestFile, *, editable: bool) -> None:
        """Show the documents; the one that had the focus keeps it."""
        focused = next((each.piece.id for each in self.rows if each.box.hasFocus()), None)
        for gone in self.rows:
            self._layout.removeWidget(gone)
            gone.deleteLater()
        ordered = sorted(file.pieces, key=lambda piece: list(MARKS).index(piece.state))
        self.rows = [self._row(piece, file) for piece in _missing_first(ordered)]
        for each in self.rows:
            each.setEnabled(editable)
            self._layout.addWidget(each)
            if each.piece.id == focused:
                each.box.setFocus()
        self._empty.setVisible(not self.rows)

    def first_focus(self) -> bool:
        """Start with the first document; tell whether there is one."""
        if self.rows:
            self.rows[0].box.setFocus()
        return bool(self.rows)

    def _row(self, piece: Piece, file: RequestFile) -> PieceRow:
        made = PieceRow(piece, self._caption(piece, file), self._labels, self._tr)
        made.wanted.connect(self.wanted)
        return made

    def _caption(self, piece: Piece, file: RequestFile) -> str:
        specs = {spec.code: spec for spec in (file.demarche.pieces if file.demarche else ())}
        spec = specs.get(piece.code)
        parts: list[str] = []
        if piece.received_on is not None:
            day = self._tr.long_date(piece.received_on)
            parts.append(self._("reçue le {day}").format(day=day))
        if spec is not None:
            required = spec.rule is PieceRule.REQUIRED
            parts.append(self._("exigible") if required else self._("facultative"))
            if piece.state is PieceState.MISSING and spec.where_to_get:
                parts.append(spec.where_to_get)
        return " · ".join(parts)


def _missing_first(pieces: Sequence[Piece]) -> list[Piece]:
    return sorted(pieces, key=lambda piece: piece.state is not PieceState.MISSING)
