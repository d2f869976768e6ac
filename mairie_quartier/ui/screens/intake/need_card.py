"""One need: one line when it is put away; outcome, reason, pieces, referral and note when open.

Passive.  What is put away is taken apart, what is opened is made.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from mairie_quartier.domain.intake import NeedForm
from mairie_quartier.domain.requests import NotHelpedReason, Outcome
from mairie_quartier.ui.screens.intake.appointment_part import (
    AppointmentPart,
    appointment_summary,
)
from mairie_quartier.ui.screens.intake.flip_row import FlipRow
from mairie_quartier.ui.screens.intake.needs import NeedsPresenter
from mairie_quartier.ui.screens.intake.pieces_part import PiecesPart, pieces_summary
from mairie_quartier.ui.screens.intake.referral_part import ReferralPart
from mairie_quartier.ui.screens.intake.state import FieldName, IntakeState, Spot
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.badges import Badge
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.flow import Pair
from mairie_quartier.ui.widgets.guarded import GuardedField, LimitedNote
from mairie_quartier.ui.widgets.keyed_choice import KeyedChoice, Numbering
from mairie_quartier.ui.widgets.texts import Label, column, fill, row
from mairie_quartier.ui.workplace import Workplace

WITH_PIECES = frozenset(Outcome) - {Outcome.INFORMED, Outcome.REFERRED}


class NeedCard(QFrame):
    """One need of the visit.

    Signals (main thread):
        gone_on(): the agent goes on to the next need.
        grown(): a part was added; Tab must pass through it in its place.
    """

    gone_on = Signal()
    grown = Signal()

    def __init__(
        self, work: Workplace, needs: NeedsPresenter, need: NeedForm, keep: Callable[[], None]
    ) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.setObjectName("need")
        self._work = work
        self._ = work.tr.gettext
        self._needs = needs
        self._need = need
        self._keep = keep
        self._demarche = needs.demarche(need)
        self._shown: tuple[object, ...] = ()
        self._pieces: PiecesPart | None = None
        self._referral: ReferralPart | None = None
        self._appointment: AppointmentPart | None = None
        self._body: QWidget | None = None
        self._build_head()

    def show_state(self, state: IntakeState, need: NeedForm, place: int) -> None:
        """Show the need; nothing is touched when nothing changed."""
        mistakes = (state.mistake(FieldName.DUE), state.mistake(FieldName.DELIVERY))
        is_open = state.opened == need.id
        seen = (need, place, is_open, mistakes, state.partners)
        if seen == self._shown:
            return
        self._shown = seen
        self._need = need
        self._show_head(need, place, is_open=is_open)
        if is_open:
            self._show_body(need, mistakes)
        else:
            self._drop_body()

    def focus_on(self, spot: Spot) -> None:
        """Go to a part of the need."""
        if self._body is None:
            self._edit.setFocus()
        elif spot is Spot.REASON:
            self._reason.setFocus()
        elif spot is Spot.PARTNER and self._referral is not None:
            self._referral.partner.setFocus()
        elif spot is Spot.APPOINTMENT and self._appointment is not None:
            self._appointment.fields.day.setFocus()
        else:
            self._outcome.setFocus()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the need on a click."""
        self._needs.open(self._need.id)
        super().mousePressEvent(event)

    def _build_head(self) -> None:
        self._title = Label("", TextRole.STRONG)
        self._title.setWordWrap(True)
        self._body_name = Label("", TextRole.CAPTION)
        self._said = Label("", TextRole.QUIET)
        self._said.setWordWrap(False)
        self._state = Badge()
        self._edit = Button(self._("Ouvrir"), ButtonKind.QUIET)
        self._edit.clicked.connect(self._open)
        words = QWidget()
        fill(column(words, space=Space.NONE), [self._title, self._body_name])
        about = FlipRow([self._said, self._state, self._edit])
        head = Pair(words, about, letters=72, stretch=(1, 0))
        self._layout = column(self, space=Space.S, margin=Space.M)
        self._layout.addWidget(head)

    def _show_head(self, need: NeedForm, place: int, *, is_open: bool) -> None:
        label = self._needs.label(need)
        self._title.setText(f"{place + 1}. {label}")
        self._body_name.setText(self._demarche.body.name if self._demarche else "")
        self._body_name.setVisible(is_open)
        labels = self._work.labels
        said = labels.outcome(need.outcome) if need.outcome else self._("Suite à dire")
        self._said.setText(said)
        self._said.setVisible(not is_open)
        words, tone = pieces_summary(self._work, need, self._demarche)
        if need.outcome is Outcome.REFERRED and need.referral is not None:
            partner = self._needs.partner(need.referral.partner_id)
            words, tone = (f"→ {partner.name}" if partner else ""), Tone.INFO
        if need.outcome is Outcome.APPOINTMENT:
            words, tone = appointment_summary(self._work, need)
        self._state.say(words, tone)
        self._state.setVisible(bool(words))
        self._edit.setVisible(not is_open)
        self._edit.setAccessibleName(self._("Ouvrir le besoin {label}").format(label=label))
        layout = self._layout.contentsMargins()
        edge = int(Space.M) if is_open else int(Space.XS)
        layout.setTop(edge)
        layout.setBottom(edge)
        self._layout.setContentsMargins(layout)

    def _show_body(self, need: NeedForm, mistakes: tuple[str, str]) -> None:
        if self._body is None:
            self._body = self._build_body()
            self._layout.addWidget(self._body)
            self.grown.emit()
        self._outcome.choose(need.outcome)
        self._reason.choose(need.reason)
        self._reason.setVisible(need.outcome is Outcome.NOT_HELPED)
        self._reason_label.setVisible(need.outcome is Outcome.NOT_HELPED)
        self._note.show_text(need.note)
        self._show_pieces(need, mistakes[0])
        self._show_referral(need, mistakes[1])
        self._show_appointment(need)

    def _drop_body(self) -> None:
        """Put the need away: forty of them must not weigh on the screen."""
        if self._body is None:
            return
        body, self._body, self._pieces, self._referral = self._body, None, None, None
        self._appointment = None
        self._layout.removeWidget(body)
        body.hide()
        body.deleteLater()

    def _show_pieces(self, need: NeedForm, wrong: str) -> None:
        demarche = self._demarche
        wanted = need.outcome in WITH_PIECES and demarche is not None and bool(demarche.pieces)
        if wanted and self._pieces is None and demarche is not None:
            self._pieces = PiecesPart(self._work, self._needs, need.id, demarche)
            self._pieces.done.connect(self.gone_on)
            self._place_of_parts.addWidget(self._pieces)
            self.grown.emit()
        if self._pieces is not None:
            self._pieces.setVisible(wanted)
            self._pieces.show_need(need, wrong)

    def _show_referral(self, need: NeedForm, wrong: str) -> None:
        wanted = need.outcome is Outcome.REFERRED
        if wanted and self._referral is None:
            self._referral = ReferralPart(self._work, self._needs, need.id, self._keep)
            self._referral.done.connect(self.gone_on)
            self._place_of_parts.addWidget(self._referral)
            self.grown.emit()
        if self._referral is not None:
            self._referral.setVisible(wanted)
            self._referral.show_need(need, wrong)

    def _show_appointment(self, need: NeedForm) -> None:
        wanted = need.outcome is Outcome.APPOINTMENT
        if wanted and self._appointment is None:
            self._appointment = AppointmentPart(self._work, self._needs, need.id, self._keep)
            self._appointment.done.connect(self.gone_on)
            self._place_of_parts.insertWidget(0, self._appointment)
            self.grown.emit()
        if self._appointment is not None:
            self._appointment.setVisible(wanted)
            self._appointment.show_need(need, self._demarche)

    def _build_body(self) -> QWidget:
        body = QWidget()
        labels = self._work.labels
        self._outcome = KeyedChoice(
            "outcome",
            self._("Suite donnée"),
            [(each, labels.outcome(each)) for each in Outcome],
            numbering=Numbering.SHOWN,
            letters=22,
        )
        self._outcome.chosen.connect(self._set_outcome)
        self._outcome.passed.connect(lambda: self._needs.go_on(self._need.id))
        self._reason_label = Label(self._("Pour quelle raison\u00a0?"), TextRole.STRONG)
        self._reason = KeyedChoice(
            "reason",
            self._("Raison"),
            [(each, labels.not_helped(each)) for each in NotHelpedReason],
            numbering=Numbering.SHOWN,
            letters=22,
        )
        self._reason.chosen.connect(self._set_reason)
        self._reason.passed.connect(self.gone_on)
        self._place_of_parts = column(space=Space.S)
        layout = column(body, space=Space.S)
        fill(layout, [self._outcome, self._reason_label, self._reason, self._place_of_parts])
        layout.addLayout(self._build_foot())
        return body

    def _build_foot(self) -> QHBoxLayout:
        self._note = LimitedNote()
        self._note.setObjectName("needNote")
        self._note.setPlaceholderText(
            self._("Note (la personne peut demander à lire ce qui est écrit ici)")
        )
        self._note.left.connect(self._set_note)
        note = GuardedField(self._work.tr, self._("Note"), self._note)
        note.label.hide()
        remove = Button(self._("Retirer ce besoin"), ButtonKind.QUIET, icon_name="trash-2")
        remove.setObjectName("removeNeed")
        remove.clicked.connect(lambda: self._needs.remove(self._need.id))
        foot = row(space=Space.S)
        fill(foot, [note, remove])
        foot.setStretch(0, 1)
        foot.setAlignment(remove, Qt.AlignmentFlag.AlignTop)
        return foot

    def _open(self) -> None:
        self._needs.open(self._need.id)
        self._outcome.setFocus()

    def _set_outcome(self) -> None:
        outcome = self._outcome.value()
        if outcome is not None:
            self._needs.set_outcome(self._need.id, outcome)

    def _set_reason(self) -> None:
        reason = self._reason.value()
        if reason is not None:
            self._needs.set_reason(self._need.id, reason)

    def _set_note(self) -> None:
        self._needs.set_note(self._need.id, self._note.toPlainText())
        self._keep()
