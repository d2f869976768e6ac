"""The three pages of questions of the assistant: city, office, first agent.

Each field says what it is for; values stay when one goes back.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from mairie_quartier.i18n import Translator
from mairie_quartier.ui.screens.entrance.answers import (
    CODE_LENGTH,
    Answer,
    suggest_code,
    suggest_login,
    usual_data_notice,
)
from mairie_quartier.ui.screens.entrance.page import WIDE_LETTERS, EntrancePage
from mairie_quartier.ui.screens.entrance.tiles import StepTrail
from mairie_quartier.ui.shortcuts import bind
from mairie_quartier.ui.theme.tokens import Space, Tone
from mairie_quartier.ui.widgets.badges import Banner
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.entries import NoteEdit
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.flow import FlowGrid
from mairie_quartier.ui.widgets.grade import Grade
from mairie_quartier.ui.widgets.passwords import PasswordField, StrengthMeter
from mairie_quartier.ui.widgets.progress import WorkBar
from mairie_quartier.ui.widgets.texts import column, fill

COLUMN_LETTERS = 34


def trail(tr: Translator, now: int) -> StepTrail:
    """Show the four steps of the set-up; ``now`` counts from 0."""
    _ = tr.gettext
    steps = [_("Commune"), _("Lieu d’accueil"), _("Premier agent"), _("Clé de secours")]
    place = _("Étape {now} sur {count}\u00a0: {name}").format(
        now=now + 1, count=len(steps), name=steps[now]
    )
    return StepTrail(steps, now, place)


class LinesEdit(NoteEdit):
    """Several lines; Enter starts a line, Ctrl+Enter goes on.

    Signals (main thread):
        finished(): Ctrl+Enter.
    """

    finished = Signal()

    def __init__(self, shown: int) -> None:
        super().__init__()
        self._shown = shown
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()

    def _measure(self) -> None:
        self.setFixedHeight(self.fontMetrics().lineSpacing() * self._shown + 2 * int(Space.L))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Ctrl+Enter."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
            return
        super().keyPressEvent(event)


class QuestionPage(EntrancePage):
    """One page of questions, with *Retour* and *Continuer*.

    Signals (main thread):
        completed(): Enter.
        left(): Alt+←.
    """

    bears_name = False
    completed = Signal()
    left = Signal()

    def __init__(self, tr: Translator, title: str, *, now: int) -> None:
        super().__init__(tr, title, letters=WIDE_LETTERS)
        self._ = tr.gettext
        self.fields: dict[Answer, Field] = {}
        self.body.insertWidget(0, trail(tr, now))
        self.banner = Banner("setupMessage")
        self.body.addWidget(self.banner)
        self.work = WorkBar("setupWork")
        bind(self, "Alt+Left", self.left.emit)

    def typed(self) -> dict[Answer, str]:
        """Give what is in the fields."""
        return {answer: _text(field.control) for answer, field in self.fields.items()}

    def show_mistakes(self, mistakes: Mapping[Answer, str]) -> None:
        """Say what to put right, and go to the first of them."""
        for answer, field in self.fields.items():
            field.set_error(mistakes.get(answer, ""))
        wrong = [field for answer, field in self.fields.items() if answer in mistakes]
        if wrong:
            wrong[0].control.setFocus()
            self.keep_in_view(wrong[0])

    def show_failure(self, words: str) -> None:
        """Say what went wrong; empty when nothing did."""
        self.banner.say(words, Tone.DANGER)
        if words:
            self.keep_in_view(self.banner)

    def line(self, answer: Answer, label: str, hint: str = "") -> Field:
        """Make a field of one line."""
        edit = QLineEdit()
        edit.setObjectName(answer.value)
        edit.returnPressed.connect(self.completed)
        self.fields[answer] = Field(label, edit, hint)
        return self.fields[answer]

    def lines(self, answer: Answer, label: str, hint: str, *, shown: int) -> Field:
        """Make a field of several lines."""
        edit = LinesEdit(shown)
        edit.setObjectName(answer.value)
        edit.finished.connect(self.completed)
        self.fields[answer] = Field(label, edit, hint)
        return self.fields[answer]

    def end(self, words: str) -> None:
        """Put the buttons at the end of the page."""
        self.next_button = Button(words, ButtonKind.PRIMARY, keys=self._("Entrée"))
        self.next_button.setObjectName("next")
        self.next_button.clicked.connect(self.completed)
        self.back_button = Button(
            self._("Retour"), ButtonKind.QUIET, icon_name="arrow-left", keys=self._("Alt+←")
        )
        self.back_button.setObjectName("back")
        self.back_button.clicked.connect(self.left)
        self.body.addWidget(self.work)
        self.put_band(self.back_button, None, self.next_button)
        if self.fields:
            self.start_at(next(iter(self.fields.values())).control)

    def pair(self, *fields: QWidget) -> None:
        """Put fields side by side where there is room."""
        parts = []
        for field in fields:
            part = QWidget()
            fill(column(part), [field, None])
            parts.append(part)
        self.body.addWidget(FlowGrid(parts, letters=COLUMN_LETTERS, most=len(parts)))


class CityPage(QuestionPage):
    """What every paper carries."""

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr, tr.gettext("La commune"), now=0)
        self.say_lead(self._("Ces lignes figurent en tête et au bas de chaque papier."))
        self.pair(
            self.line(Answer.CITY, self._("Nom de la commune")),
            self.line(Answer.CITY_PHONE, self._("Téléphone de la commune (facultatif)")),
        )
        self.pair(
            self.line(Answer.WEBSITE, self._("Site internet (facultatif)")),
            self.line(
                Answer.DPO_CONTACT,
                self._("Délégué à la protection des données"),
                self._("Son adresse électronique ou postale."),
            ),
        )
        self.body.addWidget(
            self.lines(
                Answer.LETTERHEAD,
                self._("Lignes d’en-tête (facultatif)"),
                self._(
                    "Par exemple la direction et son adresse\u00a0; Ctrl + Entrée pour continuer."
                ),
                shown=2,
            )
        )
        notice = self.lines(
            Answer.DATA_NOTICE,
            self._("Mention sur les données personnelles"),
            self._("Proposition à relire avec votre délégué à la protection des données."),
            shown=5,
        )
        _plain(notice.control).setPlainText(usual_data_notice(tr))
        self.body.addWidget(notice)
        self.end(self._("Continuer"))


class OfficePage(QuestionPage):
    """The office of this PC."""

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr, tr.gettext("Le lieu d’accueil"), now=1)
        self.say_lead(self._("Celui où se trouve ce poste. D’autres s’ajoutent plus tard."))
        name = self.line(
            Answer.OFFICE_NAME, self._("Nom"), self._("Par exemple\u00a0: Mairie annexe du Port.")
        )
        code = self.line(
            Answer.OFFICE_CODE,
            self._("Code de trois lettres"),
            self._("Il commence les numéros, comme BAC‑A7‑26‑00042‑K\u00a0; il ne change plus."),
        )
        self.name, self.code = _line(name.control), _line(code.control)
        self.code.setMaxLength(CODE_LENGTH)
        self.code.textEdited.connect(lambda text: self.code.setText(text.upper()))
        self.name.editingFinished.connect(self._suggest)
        self.pair(name, code)
        self.body.addWidget(self.line(Answer.OFFICE_ADDRESS, self._("Adresse")))
        self.pair(
            self.line(
                Answer.OFFICE_PHONE,
                self._("Téléphone"),
                self._(
                    "Obligatoire sur un accusé de réception (article R112-5 du code des "
                    "relations avec l’administration)\u00a0: sans lui, aucun n’est délivré."
                ),
            ),
            self.line(Answer.OFFICE_EMAIL, self._("Adresse électronique (facultatif)")),
        )
        self.end(self._("Continuer"))

    def _suggest(self) -> None:
        if not self.code.text():
            self.code.setText(suggest_code(self.name.text()))


class AgentPage(QuestionPage):
    """The first agent, who administers this PC."""

    def __init__(self, tr: Translator, graded: Callable[[], Grade]) -> None:
        super().__init__(tr, tr.gettext("Le premier agent"), now=2)
        self._graded = graded
        self.say_lead(self._("Vous administrerez ce poste, et pourrez y ajouter vos collègues."))
        first = self.line(Answer.FIRST_NAME, self._("Prénom"))
        last = self.line(Answer.LAST_NAME, self._("Nom"))
        self.pair(first, last)
        quality = self.line(
            Answer.QUALITY,
            self._("Qualité"),
            self._(
                "Imprimée sur les papiers (article L111-2), par exemple\u00a0: agente d’accueil."
            ),
        )
        login = self.line(
            Answer.LOGIN, self._("Identifiant"), self._("Celui que vous taperez chaque matin.")
        )
        self.pair(quality, login)
        self._passwords(tr)
        self.first, self.last = _line(first.control), _line(last.control)
        self.login = _line(login.control)
        for each in (self.first, self.last):
            each.editingFinished.connect(self._suggest)
        for answer in (Answer.FIRST_NAME, Answer.LAST_NAME, Answer.LOGIN, Answer.PASSWORD):
            _line(self.fields[answer].control).textChanged.connect(self.grade)
        self.end(self._("Créer le poste"))

    def grade(self) -> None:
        """Show how strong the password is."""
        self.meter.show_grade(self._graded())

    def _passwords(self, tr: Translator) -> None:
        for answer, words in (
            (Answer.PASSWORD, self._("Mot de passe")),
            (Answer.AGAIN, self._("Le même, une seconde fois")),
        ):
            field = PasswordField(words, tr)
            field.edit.setObjectName(answer.value)
            field.edit.returnPressed.connect(self.completed)
            self.fields[answer] = field
        self.meter = StrengthMeter("strength", self._("Solidité du mot de passe"))
        left, right = QWidget(), QWidget()
        fill(column(left, space=Space.S), [self.fields[Answer.PASSWORD], self.meter, None])
        fill(column(right), [self.fields[Answer.AGAIN], None])
        self.pair(left, right)

    def _suggest(self) -> None:
        if not self.login.text() and self.last.text().strip():
            self.login.setText(suggest_login(self.first.text(), self.last.text()))


def _text(control: QWidget) -> str:
    if isinstance(control, QPlainTextEdit):
        return control.toPlainText()
    return _line(control).text()


def _line(control: QWidget) -> QLineEdit:
    if not isinstance(control, QLineEdit):
        raise TypeError(control)
    return control


def _plain(control: QWidget) -> QPlainTextEdit:
    if not isinstance(control, QPlainTextEdit):
        raise TypeError(control)
    return control
