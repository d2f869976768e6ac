"""The part of a request's page that names an anonymous visit afterwards."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit

from mairie_quartier.domain.identifiers import VisitId
from mairie_quartier.ui.screens.requests.presenter_naming import NamingPresenter
from mairie_quartier.ui.widgets.cards import Card
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.widgets.line_list import LineList
from mairie_quartier.ui.workplace import Workplace


class NamingCard(Card):
    """A field, and who it may be below it."""

    def __init__(self, work: Workplace) -> None:
        _ = work.tr.gettext
        super().__init__(_("Nommer ce passage"))
        self.entry = QLineEdit()
        self.entry.setObjectName("nameVisit")
        self.choices = LineList("namingChoices", _("Personnes possibles"))
        self.body.addWidget(
            Field(
                _("Personne"),
                self.entry,
                _("Nom, prénom, naissance ou téléphone. Rien d’autre n’est à ressaisir."),
            )
        )
        self.body.addWidget(self.choices)
        self.choices.hide()
        self._presenter = NamingPresenter(work, self)
        self.entry.textEdited.connect(self._presenter.type)
        self.entry.returnPressed.connect(self._take_current)
        self.choices.opened.connect(self._presenter.choose)

    def begin(self, visit: VisitId) -> None:
        """Take the visit to name."""
        self.entry.clear()
        self._presenter.begin(visit)

    def show_choices(self, lines: Sequence[Line]) -> None:
        """Show who it may be; the last line opens a new file."""
        self.choices.put(tuple(lines))
        self.choices.setVisible(bool(lines))

    def named(self) -> None:
        """Empty the field: the visit has its person."""
        self.entry.clear()
        self.show_choices(())

    def _take_current(self) -> None:
        """Go into the choices: naming is never done by a stray Enter."""
        if self.choices.lines():
            self.choices.setFocus()
            self.choices.choose(0)
