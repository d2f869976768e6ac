"""Who acts, and with what: handed to every service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mairie_quartier.domain.permissions import Act, require

if TYPE_CHECKING:
    from collections.abc import Callable

    from mairie_quartier.domain.agents import Agent, Office
    from mairie_quartier.domain.catalogue import Catalogue
    from mairie_quartier.services.ports import Clock, OpenUnit


@dataclass(frozen=True, slots=True)
class Context:
    """One agent at work in one office; ``demonstration``: all of it was invented.

    ``catalogue`` is asked each time, since an administrator may change it during the day.
    """

    agent: Agent
    office: Office
    open: OpenUnit
    clock: Clock
    catalogue: Callable[[], Catalogue]
    demonstration: bool = False

    def require(self, act: Act) -> None:
        """Refuse the act unless a role of the agent permits it."""
        require(self.agent.roles, act)
