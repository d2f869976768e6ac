"""The section of the audit trail: who did or opened what, and when."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from mairie_quartier.services.listings import AuditLine
from mairie_quartier.ui.screens.administration.audit_presenter import AuditPresenter
from mairie_quartier.ui.tables.paged import Column, PagedModel, PagedTable
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.texts import Label, column, fill
from mairie_quartier.ui.workplace import Workplace


class AuditSection(QWidget):
    """A table that loads as it is scrolled; nothing in it can be changed."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._ = work.tr.gettext
        self._tr = work.tr
        self._labels = work.labels
        self.model = PagedModel[AuditLine](self._columns(), self)
        self.table = PagedTable(self.model, self._("Journal"))
        self._presenter = AuditPresenter(work, self)
        self.model.more_wanted.connect(self._presenter.more)
        explained = Label(
            self._(
                "Chaque modification et chaque ouverture de fiche est inscrite ici. "
                "Le journal ne peut être ni modifié ni effacé."
            ),
            TextRole.QUIET,
        )
        layout = column(self, space=Space.M, margin=Space.L)
        fill(layout, [explained, self.table])
        layout.setStretch(1, 1)
        self._presenter.load()

    def show_lines(self, lines: Sequence[AuditLine], *, first: bool, complete: bool) -> None:
        """Show a page, in place of the others or after them."""
        if first:
            self.model.replace(lines, complete=complete)
        else:
            self.model.append(lines, complete=complete)

    def _columns(self) -> list[Column[AuditLine]]:
        return [
            Column(self._("Quand"), self._when),
            Column(self._("Agent"), lambda line: line.agent),
            Column(self._("Acte"), lambda line: self._labels.audit_act(line.act)),
            Column(self._("Objet"), lambda line: self._labels.word(line.subject)),
            Column(self._("Champs"), lambda line: ", ".join(line.fields), grows=True),
        ]

    def _when(self, line: AuditLine) -> str:
        day = line.at.astimezone(self._tr.zone).date()
        return f"{self._tr.short_date(day)} {self._tr.clock_time(line.at)}"
