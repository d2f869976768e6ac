"""What a session works with besides its agent, and the workplace its screens get of it.

It makes nothing and starts nothing.
"""

from dataclasses import dataclass

from mairie_quartier.config import Settings
from mairie_quartier.i18n import Translator
from mairie_quartier.services.context import Context
from mairie_quartier.services.ports import Keeper, Press
from mairie_quartier.services.registers import ReadRegister
from mairie_quartier.services.sessions import Entrance
from mairie_quartier.services.sync_ports import Synchroniser
from mairie_quartier.ui.delivery import Delivery
from mairie_quartier.ui.labels import Labels
from mairie_quartier.ui.sync_news import SyncNews
from mairie_quartier.ui.wording import Wording
from mairie_quartier.ui.workplace import Navigator, Workplace


@dataclass(frozen=True, slots=True)
class SessionTools:
    """What a session works with besides its agent.

    ``background`` is a second lane, for what reads the whole store (backups, checks).
    """

    entrance: Entrance
    keeper: Keeper
    synchroniser: Synchroniser
    sync_news: SyncNews
    lane: Delivery
    background: Delivery
    press: Press
    read_register: ReadRegister
    settings: Settings
    tr: Translator
    labels: Labels
    wording: Wording


def workplace(context: Context, tools: SessionTools, navigator: Navigator) -> Workplace:
    """Give the screens of this agent what they need."""
    return Workplace(
        context=context,
        entrance=tools.entrance,
        keeper=tools.keeper,
        lane=tools.lane,
        background=tools.background,
        press=tools.press,
        read_register=tools.read_register,
        navigator=navigator,
        tr=tools.tr,
        labels=tools.labels,
        wording=tools.wording,
    )
