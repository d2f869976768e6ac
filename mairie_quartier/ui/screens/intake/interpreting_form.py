"""An interpreting need, recorded in the visit: three fields, and what may be added.

Passive.  A minor can be chosen only to be refused with the sentence.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from mairie_quartier.domain.intake import InterpretingForm
from mairie_quartier.domain.interpreting import Interpreter, PreferredSex, Urgency, Way
from mairie_quartier.ui.screens.intake.language_entry import LanguageEntry
from mairie_quartier.ui.screens.intake.state import FieldName, IntakeState
from mairie_quartier.ui.screens.intake.who import WhoPresenter
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.entries import Choice
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.flow import FlowGrid
from mairie_quartier.ui.widgets.guarded import GuardedField
from mairie_quartier.ui.widgets.line_entry import LineEntry
from mairie_quartier.ui.widgets.texts import Label, Rule, column, fill, row
from mairie_quartier.ui.workplace import Workplace


class InterpretingPart(QFrame):
    """The interpreting need.

    Signals (main thread):
        done(): Enter in the last field: the agent goes on.
    """

    done = Signal()

    def __init__(self, work: Workplace, who: WhoPresenter, keep: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("interpretingPart")
        self._work = work
        self._ = work.tr.gettext
        self._who = who
        self._keep = keep
        self._asked: InterpretingForm | None = None
        self._build_choices()
        self._build_reason()
        self._lay_out()

    def show_state(self, state: IntakeState) -> None:
        """Show the need."""
        asked = self._asked = state.form.interpreting
        self._interpreter_field.set_error(state.mistake(FieldName.INTERPRETER))
        if asked is None:
            return
        self.language.show_code(asked.language or None)
        self.way.choose(asked.way)
        self.urgency.choose(asked.urgency)
        self.interpreter.choose(asked.interpreter)
        self.sex.choose(asked.preferred_sex)
        self.reason.show_text(asked.relative_reason)
        self._reason_field.setVisible(asked.interpreter is Interpreter.ADULT_RELATIVE)

    def focus_first_lack(self) -> None:
        """Go to the first field that lacks something."""
        asked = self._asked
        if asked is not None and asked.interpreter is Interpreter.ADULT_RELATIVE:
            self.reason.setFocus()
        elif asked is not None and asked.language:
            self.way.setFocus()
        else:
            self.language.setFocus()

    def _build_choices(self) -> None:
        labels = self._work.labels
        self.language = LanguageEntry("interpretingLanguage", self._("Langue"))
        self.language.settled.connect(self._set_language)
        self.language.done.connect(self._to_way)
        self.way = Choice([(each, labels.way(each)) for each in Way])
        self.urgency = Choice([(each, labels.urgency(each)) for each in Urgency])
        self.interpreter = Choice([(each, labels.interpreter(each)) for each in Interpreter])
        self.sex = Choice([(each, labels.preferred_sex(each)) for each in PreferredSex])
        for choice, name in (
            (self.way, "way"),
            (self.urgency, "urgency"),
            (self.interpreter, "interpreterKind"),
            (self.sex, "preferredSex"),
        ):
            choice.setObjectName(name)
            choice.activated.connect(self._changed)
        self._interpreter_field = Field(self._("Qui interprète"), self.interpreter)

    def _build_reason(self) -> None:
        self.reason = LineEntry()
        self.reason.setObjectName("relativeReason")
        self.reason.editingFinished.connect(self._changed)
        self._reason_field = GuardedField(
            self._work.tr, self._("Pourquoi un proche"), self.reason, self._("Dernier recours.")
        )

    def _lay_out(self) -> None:
        remove = Button(self._("Retirer"), ButtonKind.QUIET, icon_name="x")
        remove.setObjectName("noInterpreter")
        remove.setAccessibleName(self._("Retirer le besoin d’interprète"))
        remove.clicked.connect(self._remove)
        top = row()
        fill(top, [Label(self._("Besoin d’interprète"), TextRole.STRONG), None, remove])
        grid = FlowGrid(
            [
                Field(self._("Langue"), self.language),
                Field(self._("Comment"), self.way),
                Field(self._("Quand"), self.urgency),
            ],
            letters=22,
            most=3,
        )
        more = FlowGrid(
            [self._interpreter_field, Field(self._("Préférence"), self.sex)], letters=36, most=2
        )
        fill(column(self, space=Space.S), [Rule(), top, grid, more, self._reason_field])

    def _set_language(self, code: str | None) -> None:
        if self._asked is not None:
            self._who.change_interpreting(replace(self._asked, language=code or ""))
            self._keep()

    def _to_way(self) -> None:
        self.way.setFocus()

    def _changed(self) -> None:
        asked = self._asked
        if asked is None:
            return
        way, urgency = self.way.value(), self.urgency.value()
        who, sex = self.interpreter.value(), self.sex.value()
        if not (isinstance(way, Way) and isinstance(urgency, Urgency)):
            return
        if not (isinstance(who, Interpreter) and isinstance(sex, PreferredSex)):
            return
        self._who.change_interpreting(
            replace(
                asked,
                way=way,
                urgency=urgency,
                interpreter=who,
                preferred_sex=sex,
                relative_reason=self.reason.text(),
            )
        )
        if self._asked is not None:
            self.interpreter.choose(self._asked.interpreter)
        self._keep()

    def _remove(self) -> None:
        self._who.change_interpreting(None)
        self._keep()
        self.done.emit()
