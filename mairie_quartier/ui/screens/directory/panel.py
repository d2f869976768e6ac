"""What is said of one partner: telephone large, whether it is open, and how fresh this is."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mairie_quartier.ui.screens.directory.words import Detail
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.badges import Badge
from mairie_quartier.ui.widgets.buttons import Button
from mairie_quartier.ui.widgets.facts import Facts
from mairie_quartier.ui.widgets.flow import FlowGrid
from mairie_quartier.ui.widgets.texts import Label, Rule, column, fill


class PartnerPanel(QWidget):
    """One partner, to read and to telephone."""

    def __init__(self, gettext: Callable[[str], str]) -> None:
        super().__init__()
        self._ = gettext
        self.setObjectName("partnerPanel")
        self.setAccessibleName(self._("Partenaire"))
        self.name = Label("", TextRole.SECTION)
        self.name.setWordWrap(True)
        self.kind = Label("", TextRole.QUIET)
        self.phone = Label("", TextRole.DISPLAY)
        self.phone.setObjectName("partnerPhone")
        self.phone.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.opening, self.checked = Badge(), Badge()
        self.hours = Label("")
        self.hours.setObjectName("partnerHours")
        self.facts = Facts()
        self.edit = Button(self._("Modifier"), icon_name="pencil", keys="Ctrl+E")
        self.edit.setObjectName("editPartner")
        self.withdraw = Button(self._("Retirer de l’annuaire…"), icon_name="circle-x")
        self.withdraw.setObjectName("withdrawPartner")
        layout = column(self, space=Space.M)
        fill(layout, [self.name, self.kind, self.phone])
        for badge in (self.opening, self.checked):
            layout.addWidget(badge, 0, Qt.AlignmentFlag.AlignLeading)
        layout.insertWidget(4, self.hours)
        fill(layout, [Rule(), self.facts])
        layout.addWidget(FlowGrid([self.edit, self.withdraw], letters=26))

    def show_detail(self, detail: Detail) -> None:
        """Show another partner."""
        self.name.setText(detail.name)
        self.kind.setText(detail.kind)
        self.kind.setVisible(bool(detail.kind))
        self.phone.setText(detail.phone or self._("Téléphone non noté"))
        self.phone.setAccessibleName(f"{detail.name} : {self.phone.text()}")
        self.opening.setVisible(detail.opening is not None)
        if detail.opening is not None:
            self.opening.say(detail.opening.text, detail.opening.tone)
        self.hours.setText(detail.hours)
        self.hours.setVisible(bool(detail.hours))
        self.checked.say(detail.checked.text, detail.checked.tone)
        self.facts.show_facts(detail.facts)
