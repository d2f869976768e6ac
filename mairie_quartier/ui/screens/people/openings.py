"""Who opened or changed a file and when: shown to those who may read the audit trail."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.i18n import Translator
from mairie_quartier.services.listings import AuditLine
from mairie_quartier.ui.screens.people.words import isolate
from mairie_quartier.ui.theme.tokens import TextRole
from mairie_quartier.ui.widgets.cards import Card
from mairie_quartier.ui.widgets.flow import Page, inset
from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.widgets.line_list import Height, LineList
from mairie_quartier.ui.widgets.texts import Label, column, fill, scrolled


class OpeningsPage(QWidget):
    """The last entries of the audit trail about one file."""

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._ = tr.gettext
        self.lines = LineList("personOpenings", self._("Consultations"), height=Height.ROWS)
        hint = Label(
            self._("Le nom des champs changés est noté, jamais leur contenu."), TextRole.QUIET
        )
        card = Card(self._("Qui a ouvert cette fiche"))
        fill(card.body, [inset(hint), self.lines])
        page = Page()
        fill(column(page), [card, None])
        column(self).addWidget(scrolled(page, name="personOpeningsPage"))

    def show_openings(self, openings: Sequence[AuditLine]) -> None:
        """Show the entries, latest first."""
        self.lines.put([self._line(each) for each in openings], choose=-1)

    def first_focus(self) -> None:
        """Start with the latest."""
        self.lines.setFocus()

    def _line(self, entry: AuditLine) -> Line:
        local = entry.at.astimezone(self._tr.zone)
        when = f"{self._tr.long_date(local.date())}, {self._tr.clock_time(entry.at)}"
        changed = self._n_fields(len(entry.fields)) if entry.act == AuditAct.CHANGED else ""
        return Line(
            title=isolate(entry.agent) or self._("Le programme"),
            detail=" · ".join(part for part in (self._act(entry.act), changed) if part),
            caption=when,
        )

    def _n_fields(self, count: int) -> str:
        return self._tr.ngettext("{count} champ", "{count} champs", count).format(count=count)

    def _act(self, act: str) -> str:
        words = {
            AuditAct.CREATED: self._("a créé la fiche"),
            AuditAct.CHANGED: self._("a modifié la fiche"),
            AuditAct.REMOVED: self._("a supprimé la fiche"),
            AuditAct.OPENED: self._("a ouvert la fiche"),
            AuditAct.PRINTED: self._("a imprimé"),
            AuditAct.UNDONE: self._("a annulé une action"),
            AuditAct.IMPORTED: self._("a importé la fiche"),
            AuditAct.HANDED_OVER: self._("a confié la fiche à une autre mairie de quartier"),
        }
        return words.get(AuditAct(act), act)
