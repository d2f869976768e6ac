"""The administration screen: one tab per section this agent's roles have a use for."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QWidget

from mairie_quartier.domain.permissions import Act, may
from mairie_quartier.ui.screens.administration.agents import AgentsSection
from mairie_quartier.ui.screens.administration.audit import AuditSection
from mairie_quartier.ui.screens.administration.backups import BackupsSection
from mairie_quartier.ui.screens.administration.catalogue import CatalogueSection
from mairie_quartier.ui.screens.administration.city import CitySection
from mairie_quartier.ui.screens.administration.registers import RegisterSection
from mairie_quartier.ui.screens.administration.workstation import WorkstationSection
from mairie_quartier.ui.shortcuts import Shortcut
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.texts import Label, column, fill, scrolled
from mairie_quartier.ui.workplace import Workplace

Section = tuple[Act, str, Callable[[Workplace], QWidget]]


class AdministrationScreen(QWidget):
    """Tabs, each made when it is first shown."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._ = work.tr.gettext
        self._work = work
        self.setObjectName("screen")
        self.tabs = QTabWidget()
        self.tabs.setObjectName("administrationTabs")
        self.tabs.setAccessibleName(self._("Sections de l’administration"))
        roles = work.context.agent.roles
        self._sections = [each for each in self._offered() if may(roles, each[0])]
        for _act, title, _make in self._sections:
            self.tabs.addTab(QWidget(), title)
        self.tabs.currentChanged.connect(self._fill_tab)
        heading = Label(self._("Administration"), TextRole.TITLE)
        layout = column(self, space=Space.M, margin=Space.XL)
        fill(layout, [heading, self.tabs])
        layout.setStretch(1, 1)
        self._made: dict[int, QWidget] = {}
        self._fill_tab(0)

    def first_focus(self) -> None:
        """Focus the tabs: arrows choose, Tab enters."""
        self.tabs.tabBar().setFocus()

    def refresh(self, changed: frozenset[str]) -> None:
        """Tell the sections made so far."""
        for section in self._made.values():
            refresh = getattr(section, "refresh", None)
            if refresh is not None:
                refresh(changed)

    def shortcuts(self) -> list[Shortcut]:
        """List the keys of this screen."""
        return [
            Shortcut("Ctrl+S", self._("Enregistrer la section")),
            Shortcut("Right", self._("Section suivante")),
        ]

    def _offered(self) -> list[Section]:
        return [
            (Act.EDIT_SETTINGS, self._("Ville et papiers"), CitySection),
            (Act.MANAGE_AGENTS, self._("Agents"), AgentsSection),
            (Act.EDIT_CATALOGUE, self._("Catalogue"), CatalogueSection),
            (Act.IMPORT_REGISTER, self._("Reprise d’un registre"), RegisterSection),
            (Act.BACK_UP, self._("Sauvegardes"), BackupsSection),
            (Act.MANAGE_AGENTS, self._("Ce poste"), WorkstationSection),
            (Act.READ_AUDIT, self._("Journal"), AuditSection),
        ]

    def _fill_tab(self, place: int) -> None:
        if place in self._made or not 0 <= place < len(self._sections):
            return
        section = self._sections[place][2](self._work)
        self._made[place] = section
        layout = column(self.tabs.widget(place), margin=Space.NONE)
        area = scrolled(section, name=f"section{place}")
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout.addWidget(area)
