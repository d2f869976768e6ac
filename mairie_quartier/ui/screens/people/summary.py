"""The top of a file: who this is and how to speak with them, in a glance."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from mairie_quartier.i18n import Translator
from mairie_quartier.ui.screens.people.words import Summary
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.badges import Badge
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.texts import Label, column, fill, row


class SummaryBand(QFrame):
    """Name, age, language, reading, needs, and the careful contact when there is one.

    Signals (main thread):
        back_wanted(): the agent wants the screen before.
        papers_wanted(): the agent wants the last papers.
    """

    back_wanted = Signal()
    papers_wanted = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._ = tr.gettext
        self.setProperty("card", "true")
        self.setObjectName("personSummary")
        self.name = Label("", TextRole.TITLE)
        self.name.setObjectName("personName")
        self.name.setWordWrap(True)
        self.name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.names = Label("", TextRole.QUIET)
        self.names.setWordWrap(True)
        self.speech = Label("")
        self.speech.setObjectName("personSpeech")
        self.reach = Label("", TextRole.QUIET)
        self.careful = Badge(tone=Tone.WARNING)
        self.careful.setObjectName("personCareful")
        self.careful_rule = Label("", TextRole.STRONG)
        self.careful_rule.setWordWrap(True)
        self._needs_box = QWidget()
        self.needs: QHBoxLayout = row(self._needs_box, space=Space.S)
        self._need_badges: list[QWidget] = []
        self._build()

    def show_summary(self, summary: Summary, *, careful_word: str, papers: int) -> None:
        """Show a person; an empty part is hidden."""
        self.name.setText(summary.name)
        self._say(self.names, summary.names)
        parts = (summary.born, summary.speech, summary.reading)
        self._say(self.speech, " · ".join(part for part in parts if part))
        self._say(self.reach, " · ".join(part for part in (summary.phone, summary.home) if part))
        self.careful.say(careful_word, Tone.WARNING)
        self.careful.setVisible(bool(summary.careful))
        self._say(self.careful_rule, summary.careful)
        self._show_needs(summary.access)
        self.papers.setEnabled(papers > 0)
        tip = "" if papers else self._("Aucun papier pour cette personne.")
        self.papers.setToolTip(tip)
        self.papers.setAccessibleDescription(tip or "Ctrl+P")

    def _show_needs(self, needs: tuple[str, ...]) -> None:
        for badge in self._need_badges:
            self.needs.removeWidget(badge)
            badge.deleteLater()
        self._need_badges = [Badge(need, Tone.INFO) for need in needs]
        self._needs_box.setVisible(bool(needs))
        for place, badge in enumerate(self._need_badges):
            self.needs.insertWidget(place, badge)

    def _say(self, label: Label, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))

    def _build(self) -> None:
        back = Button(self._("Retour"), ButtonKind.QUIET, icon_name="arrow-left")
        back.setObjectName("personBack")
        back.clicked.connect(self.back_wanted)
        self.papers = Button(self._("Derniers papiers"), icon_name="printer", keys="Ctrl+P")
        self.papers.setObjectName("personPapers")
        self.papers.clicked.connect(self.papers_wanted)
        care = row(space=Space.S)
        fill(care, [self.careful, self.careful_rule])
        care.setStretch(1, 1)
        self.needs.addStretch(1)
        titles = column(space=Space.NONE)
        fill(titles, [self.name, self.names])
        head = row(space=Space.M)
        fill(head, [back, titles, self.papers])
        head.setStretch(1, 1)
        layout = column(self, space=Space.XS, margin=Space.M)
        fill(layout, [head, self.speech, care, self._needs_box, self.reach])
