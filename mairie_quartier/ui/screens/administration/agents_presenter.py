"""List, add, change agents and give them passwords.  Qt-free."""

from dataclasses import dataclass, replace
from typing import Protocol

from mairie_quartier.domain.agents import Agent, Role
from mairie_quartier.domain.identifiers import AgentId, OfficeId, new_id
from mairie_quartier.domain.passwords import Strength, grade_password
from mairie_quartier.services.agents import add_agent, give_password, list_agents, save_agent
from mairie_quartier.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class AgentForm:
    """The fields as typed; an empty password keeps the one there is."""

    first_name: str
    last_name: str
    quality: str
    login: str
    roles: frozenset[Role]
    active: bool
    password: str = ""
    printed_name: str = ""


class AgentsView(Protocol):
    """What the section shows."""

    def show_agents(self, agents: tuple[Agent, ...]) -> None:
        """List the agents."""
        ...

    def show_missing(self, words: str) -> None:
        """Say what the form lacks; empty when nothing."""
        ...

    def form_saved(self) -> None:
        """Empty the password and go back to the list."""
        ...


class AgentsPresenter:
    """Between the section and the services."""

    def __init__(self, work: Workplace, view: AgentsView) -> None:
        self._ = work.tr.gettext
        self._work = work
        self._view = view

    def load(self) -> None:
        """List the agents."""
        context = self._work.context
        self._work.lane.submit(
            lambda: list_agents(context), self._view.show_agents, self._work.navigator.failed
        )

    def grade(self, form: AgentForm) -> Strength:
        """Grade the password as it is typed."""
        return grade_password(form.password, (form.login, form.first_name, form.last_name))

    def save(self, agent: Agent | None, form: AgentForm) -> None:
        """Keep the form, as a new agent or as changes to one."""
        missing = self._missing(agent, form)
        self._view.show_missing(missing)
        if missing:
            return
        context, door = self._work.context, self._work.entrance.door
        wanted = _agent(agent, form, self._work.context.office.id)

        def job() -> frozenset[str]:
            if agent is None:
                return add_agent(context, door, wanted, form.password)
            changed = save_agent(context, door, wanted)
            if form.password:
                give_password(context, door, wanted, form.password)
            return changed

        self._work.lane.submit(job, self._saved, self._work.navigator.failed)

    def _missing(self, agent: Agent | None, form: AgentForm) -> str:
        if not form.first_name.strip() or not form.login.strip():
            return self._("Notez au moins le prénom et l’identifiant.")
        if not form.roles:
            return self._("Choisissez au moins un rôle.")
        if agent is None and not form.password:
            return self._("Donnez un premier mot de passe.")
        if form.password and not self.grade(form).is_accepted:
            return self._("Ce mot de passe est trop facile à deviner\u00a0: allongez-le.")
        return ""

    def _saved(self, changed: frozenset[str]) -> None:
        self._work.navigator.done(self._("Agent enregistré"))
        self._work.navigator.spread(changed)
        self._view.form_saved()
        self.load()


def _agent(agent: Agent | None, form: AgentForm, office_id: OfficeId) -> Agent:
    known = agent or Agent(
        id=AgentId(new_id()),
        office_id=office_id,
        login="",
        first_name="",
        last_name="",
        quality="",
        roles=frozenset(),
    )
    return replace(
        known,
        first_name=form.first_name.strip(),
        last_name=form.last_name.strip(),
        quality=form.quality.strip(),
        login=form.login.strip(),
        roles=form.roles,
        active=form.active,
        printed_name=form.printed_name.strip(),
    )
