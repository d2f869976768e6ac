"""What the law makes of a request, to be read by the agent: dates, appeal, paper, each explained.

Passive: shows what it is given.  Each step is a numbered line: the sum in strong letters, the
sentence, and under them the text it rests on.
"""

from mairie_quartier.domain.rulings import Ruling
from mairie_quartier.i18n import Translator
from mairie_quartier.ui.labels import Labels
from mairie_quartier.ui.screens.people.words import isolate
from mairie_quartier.ui.screens.requests.appeals import AppealWords
from mairie_quartier.ui.screens.requests.grounds import GroundWords
from mairie_quartier.ui.screens.requests.reason_list import LineTable, ReasonList
from mairie_quartier.ui.screens.requests.reasons import SilenceWords
from mairie_quartier.ui.theme.tokens import TextRole, Tone
from mairie_quartier.ui.widgets.badges import Banner
from mairie_quartier.ui.widgets.cards import Card
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.flow import inset
from mairie_quartier.ui.widgets.texts import Label


class DatesCard(Card):
    """When silence speaks, every step to that day, and the deadline of the documents."""

    def __init__(self, tr: Translator, due: Field) -> None:
        super().__init__(tr.gettext("Dates"))
        self._ = tr.gettext
        self._words = SilenceWords(tr)
        self.headline = _strong("requestHeadline")
        self.who = Label("")
        self.moving = Banner("requestProvisional")
        self.steps = ReasonList("requestSteps")
        self.checked = Label("", TextRole.CAPTION)
        parts = (self.headline, self.who, self.moving, self.steps, self.checked)
        self.body.addWidget(inset(*parts, due))

    def show_ruling(self, ruling: Ruling | None) -> None:
        """Explain the day on which silence speaks, or say why there is none."""
        silence = ruling.silence if ruling else None
        if ruling is None or silence is None:
            nothing = self._("Rien à attendre\u00a0: aucun dossier n’a été déposé ni transmis.")
            self._show(nothing)
            return
        who = self._words.who_can_tell(isolate(ruling.who_can_tell) if ruling.who_can_tell else "")
        self._show(self._words.headline(silence), who)
        self.moving.say(self._words.provisional(silence), Tone.INFO)
        self.steps.put(self._words.steps(silence))
        checked = self._words.checked(ruling.silence_source)
        self.checked.setText(checked)
        self.checked.setVisible(bool(checked))

    def _show(self, headline: str, who: str = "") -> None:
        self.headline.setText(headline)
        self.who.setText(who)
        self.who.setVisible(bool(who))
        self.moving.say("")
        self.checked.hide()
        self.steps.put(())


class AppealCard(Card):
    """Until when a refusal by silence can be contested, why, and before whom."""

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr.gettext("Recours"))
        self._words = AppealWords(tr)
        self.headline = _strong("requestAppeal")
        self.routes = Label("")
        self.moving = Label("", TextRole.QUIET)
        self.steps = ReasonList("requestAppealSteps")
        self.body.addWidget(inset(self.headline, self.moving, self.routes, self.steps))
        self.body.addStretch(1)

    def show_ruling(self, ruling: Ruling | None) -> None:
        """Explain the period of appeal; hidden where silence does not refuse."""
        appeal = ruling.appeal if ruling else None
        self.setVisible(appeal is not None)
        if ruling is None or appeal is None:
            return
        self.headline.setText(self._words.headline(appeal))
        self.moving.setText(self._words.provisional(appeal))
        self.moving.setVisible(appeal.provisional)
        self.routes.setText("\n".join(f"• {route}" for route in appeal.routes))
        self.routes.setVisible(bool(appeal.routes))
        self.steps.put(self._words.steps(ruling))


class GroundsCard(Card):
    """Which paper the request gets, why, and what that paper must say."""

    def __init__(self, tr: Translator, labels: Labels) -> None:
        super().__init__(tr.gettext("Le papier et ses raisons"))
        self._labels = labels
        self._words = GroundWords(tr)
        self.kind = _strong("requestPaperKind")
        self.why = Label("")
        self.source = Label("", TextRole.CAPTION)
        self.lines = LineTable("requestLines")
        self.gaps = Banner("requestGaps")
        self.electronic = _strong("requestElectronic")
        self.counting = ReasonList("requestElectronicSteps")
        self.working = Label(self._words.electronic_note(), TextRole.QUIET)
        parts = (self.kind, self.why, self.source, self.gaps, self.lines)
        self.body.addWidget(inset(*parts, self.electronic, self.working, self.counting))
        self.body.addStretch(1)

    def show_ruling(self, ruling: Ruling | None) -> None:
        """Explain the paper; hidden where the catalogue lost the démarche."""
        self.setVisible(ruling is not None)
        if ruling is None:
            return
        why = self._words.why(ruling.paper)
        self.kind.setText(self._labels.paper(ruling.paper.kind))
        self.why.setText(why.sentence)
        self.source.setText(why.source)
        self.source.setVisible(bool(why.source))
        self.gaps.say(self._words.incomplete(ruling.lines), Tone.WARNING)
        self.lines.put(self._words.lines(ruling.lines))
        receipt = ruling.electronic
        self.electronic.setText(self._words.electronic(receipt) if receipt else "")
        self.electronic.setVisible(receipt is not None)
        self.working.setVisible(receipt is not None)
        self.counting.put(self._words.electronic_steps(receipt) if receipt else ())


def _strong(name: str) -> Label:
    label = Label("", TextRole.STRONG)
    label.setObjectName(name)
    label.setWordWrap(True)
    return label
