"""The pages by which an empty PC joins the city: its centre, who is in front of it, the key."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from mairie_quartier.i18n import Translator
from mairie_quartier.ui.linking.answers import LinkAnswer, LinkTyped
from mairie_quartier.ui.linking.form import CentreForm, bring_into_view
from mairie_quartier.ui.screens.entrance.page import WIDE_LETTERS, EntrancePage
from mairie_quartier.ui.screens.entrance.presenter_join import Who, WhoTyped
from mairie_quartier.ui.screens.entrance.presenter_key import KeyCheck
from mairie_quartier.ui.screens.entrance.tiles import StepTrail
from mairie_quartier.ui.screens.entrance.view_key import KeyPage
from mairie_quartier.ui.shortcuts import bind
from mairie_quartier.ui.theme.tokens import Space, Tone
from mairie_quartier.ui.widgets.badges import Banner
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.entries import Choice
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.flow import FlowGrid
from mairie_quartier.ui.widgets.grade import Grade
from mairie_quartier.ui.widgets.passwords import PasswordField, StrengthMeter
from mairie_quartier.ui.widgets.progress import WorkBar
from mairie_quartier.ui.widgets.texts import column, fill

COLUMN_LETTERS = 34


def join_trail(tr: Translator, now: int) -> StepTrail:
    """Show the three steps of joining; ``now`` counts from 0."""
    _ = tr.gettext
    steps = [_("Service de la ville"), _("Agent"), _("Clé de secours")]
    place = _("Étape {now} sur {count}\u00a0: {name}").format(
        now=now + 1, count=len(steps), name=steps[now]
    )
    return StepTrail(steps, now, place)


class JoinPage(EntrancePage):
    """A page of the joining, with *Retour* and *Continuer*.

    Signals (main thread):
        completed(): Enter, or the button.
        left(): Alt+←, or the button.
    """

    bears_name = False
    completed = Signal()
    left = Signal()

    def __init__(self, tr: Translator, title: str, *, now: int) -> None:
        super().__init__(tr, title, letters=WIDE_LETTERS)
        self._ = tr.gettext
        self.body.insertWidget(0, join_trail(tr, now))
        self.banner = Banner("joinMessage")
        self.work = WorkBar("joinWork")
        bind(self, "Alt+Left", self.left.emit)

    def show_failure(self, words: str) -> None:
        """Say what went wrong; empty when nothing did."""
        self.banner.say(words, Tone.DANGER)
        if words:
            self.keep_in_view(self.banner)

    def show_work(self, words: str) -> None:
        """Say that work is under way; empty when it is over."""
        self.next_button.setEnabled(not words)
        if words:
            self.work.begin(words)
        else:
            self.work.end()

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
        fill(self.body, [self.banner, self.work])
        self.put_band(self.back_button, None, self.next_button)


class CentrePage(JoinPage):
    """Where the city's centre is, and the code."""

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr, tr.gettext("Rejoindre la ville"), now=0)
        self.say_lead(
            self._(
                "Le service informatique vous a donné une adresse et un code. Le code sert une "
                "seule fois\u00a0: si l’installation s’arrête en chemin, demandez-en un autre."
            )
        )
        self.form = CentreForm(tr)
        self.form.completed.connect(self.completed)
        self.body.addWidget(self.form)
        self.end(self._("Continuer"))
        self.start_at(self.form.first)

    def typed(self) -> LinkTyped:
        """Give what is in the fields."""
        return self.form.typed()

    def show_missing(self, mistakes: Mapping[LinkAnswer, str]) -> None:
        """Say what to put right, and go to the first of it."""
        wrong = self.form.show_mistakes(mistakes)
        if wrong is not None:
            bring_into_view(wrong)


class WhoPage(JoinPage):
    """Who is in front of the PC, and their password here."""

    def __init__(self, tr: Translator, graded: Callable[[], Grade]) -> None:
        super().__init__(tr, tr.gettext("Qui êtes-vous\u00a0?"), now=1)
        self._tr = tr
        self._graded = graded
        self.warning = Banner("joinWarning")
        self.agent = Choice([("", self._("Choisissez votre nom"))])
        self.agent.setObjectName(Who.AGENT.value)
        self.fields: dict[Who, Field] = {
            Who.AGENT: Field(
                self._("Votre nom"),
                self.agent,
                self._("Vos rôles sont ceux que la ville vous connaît."),
            )
        }
        self.body.addWidget(self.warning)
        self.body.addWidget(self.fields[Who.AGENT])
        self._passwords(tr)
        self.agent.currentIndexChanged.connect(self.grade)
        self.end(self._("Créer le poste"))
        self.start_at(self.agent)

    def show_agents(self, place: str, agents: Sequence[tuple[str, str]]) -> None:
        """Say which office it is, and list who works there."""
        self.say_lead(
            self._(
                "{place}. Choisissez votre nom et un mot de passe pour ce poste\u00a0; vos "
                "collègues recevront le leur d’un administrateur."
            ).format(place=place)
        )
        chosen = self.agent.value()
        self.agent.offer([("", self._("Choisissez votre nom")), *agents])
        self.agent.choose(chosen)

    def typed(self) -> WhoTyped:
        """Give what is in the fields."""
        return WhoTyped(str(self.agent.value()), self.password.text(), self.again.text())

    def show_mistakes(self, mistakes: Mapping[Who, str]) -> None:
        """Say what to put right, and go to the first of it."""
        for answer, field in self.fields.items():
            field.set_error(mistakes.get(answer, ""))
        wrong = [field for answer, field in self.fields.items() if answer in mistakes]
        if wrong:
            wrong[0].control.setFocus()
            bring_into_view(wrong[0])

    def show_warning(self, words: str) -> None:
        """Say what to mend; empty when nothing."""
        self.warning.say(words, Tone.WARNING)

    def grade(self) -> None:
        """Show how strong the password is."""
        self.meter.show_grade(self._graded())

    def _passwords(self, tr: Translator) -> None:
        self.password = self._password(Who.PASSWORD, self._("Mot de passe"), tr)
        self.again = self._password(Who.AGAIN, self._("Le même, une seconde fois"), tr)
        self.password.textChanged.connect(self.grade)
        self.meter = StrengthMeter("strength", self._("Solidité du mot de passe"))
        left, right = QWidget(), QWidget()
        fill(column(left, space=Space.S), [self.fields[Who.PASSWORD], self.meter, None])
        fill(column(right), [self.fields[Who.AGAIN], None])
        self.body.addWidget(FlowGrid([left, right], letters=COLUMN_LETTERS, most=2))

    def _password(self, answer: Who, label: str, tr: Translator) -> QLineEdit:
        field = PasswordField(label, tr)
        field.edit.setObjectName(answer.value)
        field.edit.returnPressed.connect(self.completed)
        self.fields[answer] = field
        return field.edit


class JoinKeyPage(KeyPage):
    """The recovery key of a PC that joined."""

    in_setup = False

    def __init__(self, check: KeyCheck, tr: Translator) -> None:
        super().__init__(check, tr)
        self.body.insertWidget(0, join_trail(tr, 2))
