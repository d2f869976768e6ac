"""The top of a file: who this is and how to speak with them, in one line; and how to reach them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from mairie_quartier.i18n import Translator
from mairie_quartier.ui.screens.people.words import Summary
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.badges import Badge
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.cards import Card
from mairie_quartier.ui.widgets.flow import inset
from mairie_quartier.ui.widgets.texts import Label, column, fill, row


class SummaryBand(QFrame):
    """Name, careful contact, and one line: other names, age, languages, reading.

    Signals (main thread):
        back_wanted(): the agent wants the screen before.
    """

    back_wanted = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._ = tr.gettext
        self.setProperty("card", "true")
        self.setObjectName("personSummary")
        self.name = Label("", TextRole.TITLE)
        self.name.setObjectName("personName")
        self.name.setWordWrap(True)
        self.name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.speech = Label("")
        self.speech.setObjectName("personSpeech")
        self.careful = Badge(tone=Tone.WARNING)
        self.careful.setObjectName("personCareful")
        self._build()

    def show_summary(self, summary: Summary, *, careful_word: str) -> None:
        """Show a person; an empty part is left out."""
        self.name.setText(summary.name)
        parts = (summary.names, summary.born, summary.speech, summary.reading)
        self.speech.setText(" · ".join(part for part in parts if part))
        self.careful.say(careful_word, Tone.WARNING)
        self.careful.setAccessibleDescription(summary.careful)
        self.careful.setToolTip(summary.careful)
        self.careful.setVisible(bool(summary.careful))

    def clear(self) -> None:
        """Show nobody."""
        self.name.clear()
        self.speech.clear()
        self.careful.hide()

    def _build(self) -> None:
        back = Button(self._("Retour"), ButtonKind.QUIET, icon_name="arrow-left")
        back.setObjectName("personBack")
        back.clicked.connect(self.back_wanted)
        head = row(space=Space.M)
        fill(head, [back, self.name, self.careful])
        head.setStretch(1, 1)
        layout = column(self, space=Space.XS, margin=Space.M)
        layout.addLayout(head)
        layout.addWidget(self.speech)


class ReachCard(Card):
    """How to reach and receive the person, and the last papers.

    Signals (main thread):
        papers_wanted(): the agent wants the last papers.
    """

    papers_wanted = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr.gettext("Joindre et accueillir"))
        self._ = tr.gettext
        self.setObjectName("personReach")
        self.rule = Label("", TextRole.STRONG)
        self.rule.setObjectName("personRule")
        self.rule.setWordWrap(True)
        self.rule.set_tone(Tone.WARNING)
        self.phone = Label("", TextRole.SECTION)
        self.home = Label("")
        self.needs = Label("")
        self.needs.setObjectName("personNeeds")
        self.papers = Button(self._("Derniers papiers"), icon_name="printer", keys="Ctrl+P")
        self.papers.setObjectName("personPapers")
        self.papers.clicked.connect(self.papers_wanted)
        parts: list[QWidget] = [self.rule, self.phone, self.home, self.needs, self.papers]
        self.body.addWidget(inset(*parts))

    def show_summary(self, summary: Summary, *, papers: int) -> None:
        """Show how to reach a person; an empty part is hidden."""
        self._say(self.rule, summary.careful)
        self._say(self.phone, summary.phone)
        self._say(self.home, summary.home)
        needs = ", ".join(summary.access)
        self._say(
            self.needs, self._("À prévoir\u00a0: {needs}").format(needs=needs) if needs else ""
        )
        self.papers.setEnabled(papers > 0)
        tip = "" if papers else self._("Aucun papier pour cette personne.")
        self.papers.setToolTip(tip)
        self.papers.setAccessibleDescription(tip or "Ctrl+P")

    def _say(self, label: Label, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))
