"""A paper as the settings being typed would make it.  Passive."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mairie_quartier.i18n import Translator
from mairie_quartier.services.sample_papers import SampleKind
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.badges import Banner
from mairie_quartier.ui.widgets.entries import Choice
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.pdf import PdfView
from mairie_quartier.ui.widgets.texts import Label, column, fill


class PreviewPart(QWidget):
    """The paper, and the choice of which.

    Signals (main thread):
        wanted(): another paper is to be shown.
    """

    wanted = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._ = tr.gettext
        self.kinds = Choice(
            [
                (SampleKind.COMMUNE, self._("Demande à la mairie")),
                (SampleKind.CCAS, self._("Demande au CCAS")),
                (SampleKind.ORDER, self._("Demande d’interprète")),
            ]
        )
        self.kinds.setObjectName("sampleKind")
        self.kinds.currentIndexChanged.connect(self._chosen)
        self.page = PdfView(self._("Aperçu du papier"), self)
        self.page.setObjectName("samplePage")
        self.page.setMinimumSize(260, 300)
        self.said = Banner("sampleSaid")
        title = Label(self._("Aperçu, avant d’enregistrer"), TextRole.SECTION)
        title.setWordWrap(True)
        layout = column(self, space=Space.S)
        fill(layout, [title, Field(self._("Papier montré"), self.kinds), self.said, self.page])
        layout.setStretch(3, 1)

    def _chosen(self, _place: int) -> None:
        self.wanted.emit()

    @property
    def kind(self) -> SampleKind:
        """Give the paper to show."""
        value = self.kinds.value()
        return value if isinstance(value, SampleKind) else SampleKind.COMMUNE

    def show_paper(self, data: bytes) -> None:
        """Show a paper."""
        self.said.say("")
        self.page.show_pdf(data)
        self.page.setAccessibleDescription(self.page.text_of(0))

    def show_missing(self, text: str) -> None:
        """Say that no such paper could be made."""
        self.said.say(text, Tone.WARNING)
        self.page.show_pdf(b"")
