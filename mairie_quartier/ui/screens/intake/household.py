"""The household: who lives with the person, entered once.  Passive."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from mairie_quartier.domain.intake import MemberForm
from mairie_quartier.domain.people import Kinship
from mairie_quartier.ui.screens.intake.state import FieldName, IntakeState
from mairie_quartier.ui.screens.intake.who import WhoPresenter
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.entries import Choice
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.flow import FlowGrid
from mairie_quartier.ui.widgets.guarded import GuardedField
from mairie_quartier.ui.widgets.line_entry import LineEntry
from mairie_quartier.ui.widgets.texts import Label, column, fill, row
from mairie_quartier.ui.workplace import Workplace


class MemberRow(QWidget):
    """One member being entered."""

    def __init__(
        self, work: Workplace, who: WhoPresenter, place: int, keep: Callable[[], None]
    ) -> None:
        super().__init__()
        self._ = work.tr.gettext
        self._who = who
        self._place = place
        self._keep = keep
        self.kinship = Choice([(each.value, work.labels.kinship(each)) for each in Kinship])
        self.family, self.first, self.birth = LineEntry(), LineEntry(), LineEntry(40)
        controls = (self.kinship, self.family, self.first, self.birth)
        for control, name in zip(controls, ("Kinship", "Family", "First", "Birth"), strict=True):
            control.setObjectName(f"member{place + 1}{name}")
        self.kinship.activated.connect(self._changed)
        self.family.editingFinished.connect(self._changed)
        self.first.editingFinished.connect(self._changed)
        self.birth.editingFinished.connect(self._set_birth)
        tr = work.tr
        self._birth_field = GuardedField(tr, self._("Naissance"), self.birth)
        remove = Button(self._("Retirer"), ButtonKind.QUIET, icon_name="x")
        remove.clicked.connect(lambda: who.remove_member(place))
        grid = FlowGrid(
            [
                Field(self._("Lien"), self.kinship),
                GuardedField(tr, self._("Prénoms"), self.first),
                GuardedField(tr, self._("Nom, s’il diffère"), self.family),
                self._birth_field,
            ],
            letters=25,
            most=4,
        )
        line = row(self, space=Space.S)
        fill(line, [grid, remove])
        line.setStretch(0, 1)

    def show_member(self, member: MemberForm, wrong: str) -> None:
        """Show the member."""
        self.kinship.choose(member.kinship)
        self.family.show_text(member.family_name)
        self.first.show_text(member.first_names)
        if not self.birth.hasFocus() and not wrong and member.birth is not None:
            day = member.birth
            parts = (day.day, day.month, day.year)
            self.birth.show_text("/".join(f"{part:02}" for part in parts if part is not None))
        self._birth_field.set_error(wrong if self.birth.text() else "")

    def _changed(self) -> None:
        kinship = str(self.kinship.value())
        family, first = self.family.text(), self.first.text()
        self._who.change_member(
            self._place,
            lambda member: replace(member, kinship=kinship, family_name=family, first_names=first),
        )
        self._keep()

    def _set_birth(self) -> None:
        self._who.set_member_birth(self._place, self.birth.text())
        self._keep()


class HouseholdPart(QFrame):
    """Members already known, in words; members being entered, in rows.

    Signals (main thread):
        grown(): a row was added; Tab must pass through it in its place.
    """

    grown = Signal()

    def __init__(self, work: Workplace, who: WhoPresenter, keep: Callable[[], None]) -> None:
        super().__init__()
        self._work = work
        self._ = work.tr.gettext
        self._who = who
        self._make = partial(MemberRow, work, who, keep=keep)
        self._rows: list[MemberRow] = []
        self._known = Label("", TextRole.CAPTION)
        self._box = column(space=Space.S)
        add = Button(self._("Ajouter un membre du foyer"), ButtonKind.QUIET, icon_name="plus")
        add.setObjectName("addMember")
        add.clicked.connect(self._add)
        bottom = row()
        fill(bottom, [add, None])
        title = Label(self._("Foyer"), TextRole.STRONG)
        fill(column(self, space=Space.S), [title, self._known, self._box, bottom])

    def show_state(self, state: IntakeState) -> None:
        """Show the household."""
        members = state.form.members
        while len(self._rows) > len(members):
            gone = self._rows.pop()
            self._box.removeWidget(gone)
            gone.deleteLater()
        while len(self._rows) < len(members):
            fresh = self._make(len(self._rows))
            self._rows.append(fresh)
            self._box.addWidget(fresh)
            self.grown.emit()
        for shown, member in zip(self._rows, members, strict=True):
            wrong = state.mistake(FieldName.MEMBER_BIRTH) if member.birth is None else ""
            shown.show_member(member, wrong)
        known = state.file.members if state.file else ()
        names = [f"{each.first_names} {each.family_name}".strip() for each in known]
        self._known.setText(", ".join(names))
        self._known.setVisible(bool(names))

    def _add(self) -> None:
        self._who.add_member()
        if self._rows:
            self._rows[-1].kinship.setFocus()
