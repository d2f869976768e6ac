"""How the papers are wanted: sheet, second language, discretion. Emits, decides nothing."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QRadioButton, QWidget

from mairie_quartier.domain.papers import Discretion, PageSize
from mairie_quartier.i18n import Translator
from mairie_quartier.ui.screens.requests.paper_names import PaperNames
from mairie_quartier.ui.screens.requests.presenter_paper import ShownPapers
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.badges import Banner
from mairie_quartier.ui.widgets.entries import Choice
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.segments import SegmentedChoice
from mairie_quartier.ui.widgets.texts import Label, column, row


class PaperLooks(QWidget):
    """Three choices and what they lead to; ``careful`` is a warning the page places.

    Signals (main thread):
        language_chosen(object): an ISO 639-3 code, or None for French only.
        discretion_chosen(object): a ``Discretion``.
        sheet_chosen(object): a ``PageSize``.
    """

    language_chosen = Signal(object)
    discretion_chosen = Signal(object)
    sheet_chosen = Signal(object)

    def __init__(self, tr: Translator, names: PaperNames, *, size: PageSize) -> None:
        super().__init__()
        self._ = tr.gettext
        self._names = names
        self.careful = Banner("paperCareful")
        self.language = Choice(names.languages())
        self.language.setObjectName("paperLanguage")
        self.language.activated.connect(self._language_picked)
        self._language_field = Field(self._("Deuxième langue"), self.language)
        self.trust = Label("", TextRole.CAPTION)
        self.trust.setObjectName("paperTrust")
        options = [
            (Discretion.OPEN, self._("Complète")),
            (Discretion.DISCREET, self._("Discrète")),
        ]
        self.discretion = SegmentedChoice("paperDiscretion", self._("Version"), options)
        self.discretion.changed.connect(
            lambda: self.discretion_chosen.emit(self.discretion.value())
        )
        layout = column(self, space=Space.S)
        for part in (self._language_field, self.trust):
            layout.addWidget(part)
        layout.addWidget(Field(self._("Version"), self.discretion))
        layout.addWidget(self._sheets(size))

    def show_look(self, shown: ShownPapers) -> None:
        """Show what the papers were drawn with."""
        self.language.choose(shown.look.language)
        self.discretion.choose(shown.look.discretion)
        trust = self._names.translation(shown)
        self.trust.setText(trust)
        self.trust.setVisible(bool(trust))
        self.language.setAccessibleDescription(trust)
        self.careful.say(self._names.discretion(shown), Tone.WARNING)

    def _language_picked(self, _place: int) -> None:
        self.language_chosen.emit(self.language.value())

    def _sheets(self, size: PageSize) -> QWidget:
        box = QWidget()
        line = row(box, space=Space.L)
        line.addWidget(Label(self._("Feuille"), TextRole.STRONG))
        self.sheets: dict[PageSize, QRadioButton] = {}
        for each in PageSize:
            button = QRadioButton(each.value)
            button.setObjectName(f"sheet_{each.value}")
            button.setAccessibleName(self._("Feuille {size}").format(size=each.value))
            button.setChecked(each is size)
            button.clicked.connect(partial(self._sheet_picked, each))
            self.sheets[each] = button
            line.addWidget(button)
        line.addStretch(1)
        return box

    def _sheet_picked(self, size: PageSize, _checked: bool = False) -> None:
        self.sheet_chosen.emit(size)
