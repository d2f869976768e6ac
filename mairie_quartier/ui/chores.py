"""What a session does by itself beside the agent's work: backups, the press, the city's logo.

Each is a job for a lane; nothing here blocks or shows anything but a failed backup.
"""

from collections.abc import Callable

from mairie_quartier.domain.permissions import Act, may
from mairie_quartier.services.backups import back_up, backup_is_due
from mairie_quartier.services.context import Context
from mairie_quartier.services.settings import read_city_logo
from mairie_quartier.ui.session_tools import SessionTools


class Chores:
    """The chores of one session."""

    def __init__(
        self, context: Context, tools: SessionTools, failed: Callable[[Exception], None]
    ) -> None:
        self._context = context
        self._tools = tools
        self._failed = failed

    def ready_press(self) -> None:
        """Load the press beside the work."""
        self._tools.background.submit(self._tools.press.get_ready, lambda _: None)

    def dress_papers(self) -> None:
        """Give the press the logo, and what every paper must say, on the lane it draws on."""
        context, press = self._context, self._tools.press
        said = self._tools.tr.gettext("DÉMONSTRATION, SANS VALEUR") if context.demonstration else ""

        def dress() -> None:
            press.stamp(said)
            press.wear(read_city_logo(context))

        self._tools.lane.submit(dress, lambda _: None)

    def back_up_if_due(self) -> None:
        """Back the store up if the last backup is old and the agent may; not what is invented."""
        tools, context = self._tools, self._context
        if context.demonstration or not may(context.agent.roles, Act.BACK_UP):
            return

        def job() -> None:
            now, every_h = context.clock.now(), tools.settings.backup_every_h
            if backup_is_due(tools.keeper, now, every_h=every_h):
                back_up(context, tools.keeper)

        tools.background.submit(job, lambda _: None, self._failed)
