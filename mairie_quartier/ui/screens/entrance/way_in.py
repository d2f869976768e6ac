"""What every page of the entrance works with, in one piece."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from mairie_quartier.i18n import Translator
    from mairie_quartier.jobs.lanes import Lane
    from mairie_quartier.services.ports import Keeper
    from mairie_quartier.services.sessions import Entrance
    from mairie_quartier.ui.wording import Wording


class WayIn(NamedTuple):
    """The entrance, the lane its work goes to, and the words; no keeper, no restoring."""

    entrance: Entrance
    lane: Lane
    tr: Translator
    wording: Wording
    keeper: Keeper | None = None
