"""The section of agents: a list, and the form of the one chosen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from mairie_quartier.domain.agents import Agent, Role
from mairie_quartier.ui.screens.administration.agents_presenter import AgentForm, AgentsPresenter
from mairie_quartier.ui.shortcuts import bind
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.texts import Label, column, fill, row
from mairie_quartier.ui.workplace import Workplace


class AgentsSection(QWidget):
    """The agents of this PC; a login never changes, since it names the key slot."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._ = work.tr.gettext
        self._labels = work.labels
        self._agents: tuple[Agent, ...] = ()
        self._chosen: Agent | None = None
        self._build_controls()
        self._lay_out()
        self._presenter = AgentsPresenter(work, self)
        self.list.currentRowChanged.connect(self._choose)
        bind(self, "Ctrl+S", self._save)
        self._presenter.load()

    def refresh(self, changed: frozenset[str]) -> None:
        """Read again what another screen changed."""
        if "agent" in changed:
            self._presenter.load()

    def show_agents(self, agents: tuple[Agent, ...]) -> None:
        """List the agents."""
        self._agents = agents
        self.list.clear()
        for agent in agents:
            roles = ", ".join(self._labels.role(role) for role in sorted(agent.roles))
            state = "" if agent.active else self._(" (inactif)")
            text = f"{agent.first_name} {agent.last_name}{state}\n{roles}"
            self.list.addItem(QListWidgetItem(text))
        self.list.setCurrentRow(0)

    def show_missing(self, words: str) -> None:
        """Say what the form lacks; empty when nothing."""
        self.password_field.set_error(words)

    def form_saved(self) -> None:
        """Empty the password."""
        self.password.clear()

    def _choose(self, place: int) -> None:
        self._chosen = self._agents[place] if 0 <= place < len(self._agents) else None
        agent = self._chosen
        self.first_name.setText(agent.first_name if agent else "")
        self.last_name.setText(agent.last_name if agent else "")
        self.quality.setText(agent.quality if agent else "")
        self.login.setText(agent.login if agent else "")
        self.printed_name.setText(agent.printed_name if agent else "")
        self.login.setReadOnly(agent is not None)
        self.active.setChecked(agent.active if agent else True)
        for role, box in self.roles.items():
            box.setChecked(agent is not None and role in agent.roles)
        self.password.clear()
        self.show_missing("")

    def _new(self) -> None:
        self.list.setCurrentRow(-1)
        self._choose(-1)
        self.first_name.setFocus()

    def _save(self) -> None:
        roles = frozenset(role for role, box in self.roles.items() if box.isChecked())
        form = AgentForm(
            first_name=self.first_name.text(),
            last_name=self.last_name.text(),
            quality=self.quality.text(),
            login=self.login.text(),
            roles=roles,
            active=self.active.isChecked(),
            password=self.password.text(),
            printed_name=self.printed_name.text(),
        )
        self._presenter.save(self._chosen, form)

    def _build_controls(self) -> None:
        self.list = QListWidget()
        self.list.setObjectName("agents")
        self.list.setAccessibleName(self._("Agents"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.first_name, self.last_name = QLineEdit(), QLineEdit()
        self.quality, self.login, self.password = QLineEdit(), QLineEdit(), QLineEdit()
        self.printed_name = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.active = QCheckBox(self._("Peut se connecter"))
        self.active.setAccessibleName(self.active.text())
        self.roles = {role: QCheckBox(self._labels.role(role)) for role in Role}
        for box in self.roles.values():
            box.setAccessibleName(box.text())
        self.new_button = Button(self._("Nouvel agent"), icon_name="user-plus")
        self.new_button.clicked.connect(self._new)
        self.save_button = Button(
            self._("Enregistrer"), ButtonKind.PRIMARY, icon_name="save", keys="Ctrl+S"
        )
        self.save_button.clicked.connect(self._save)

    def _lay_out(self) -> None:
        left = QWidget()
        listed = column(left, space=Space.M)
        fill(listed, [self.list, self.new_button])
        listed.setStretch(0, 1)
        columns = row(self, space=Space.XXL, margin=Space.L)
        fill(columns, [left, self._form()])
        columns.setStretch(0, 2)
        columns.setStretch(1, 3)

    def _form(self) -> QWidget:
        self.password_field = Field(
            self._("Nouveau mot de passe"),
            self.password,
            self._("Vide\u00a0: le mot de passe ne change pas."),
        )
        names = row(space=Space.M)
        fill(
            names,
            [Field(self._("Prénom"), self.first_name), Field(self._("Nom"), self.last_name)],
        )
        roles = column(space=Space.XS)
        fill(roles, [Label(self._("Rôles"), TextRole.STRONG), *self.roles.values()])
        ending = row()
        fill(ending, [self.save_button, None])
        part = QWidget()
        fill(
            column(part, space=Space.M),
            [
                names,
                Field(self._("Qualité"), self.quality, self._("Imprimée sur les papiers.")),
                Field(
                    self._("Nom imprimé à la place du sien"),
                    self.printed_name,
                    self._("Vide, sauf si la sécurité de l’agent l’exige."),
                ),
                Field(self._("Identifiant"), self.login),
                roles,
                self.active,
                self.password_field,
                ending,
                None,
            ],
        )
        return part
