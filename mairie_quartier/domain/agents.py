"""Agents, their roles, offices and PCs."""

from dataclasses import dataclass
from enum import StrEnum

from mairie_quartier.domain.identifiers import AgentId, OfficeId


class Role(StrEnum):
    """What a person of the town hall is here for."""

    RECEPTION = "reception"
    REFERENT = "referent"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"
    ANALYST = "analyst"
    DPO = "dpo"


@dataclass(frozen=True, slots=True)
class Office:
    """One neighbourhood town hall; ``code`` opens its receipt numbers (3 letters)."""

    id: OfficeId
    code: str
    name: str
    address: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class Agent:
    """One agent; ``quality`` is printed on papers (L111-2)."""

    id: AgentId
    office_id: OfficeId
    login: str
    first_name: str
    last_name: str
    quality: str
    roles: frozenset[Role]
    active: bool = True
    printed_name: str = ""

    @property
    def short_name(self) -> str:
        """Give the first name and initial shown in the status bar."""
        return f"{self.first_name} {self.last_name[:1]}." if self.last_name else self.first_name
