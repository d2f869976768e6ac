"""The screens of the left-hand list, as far as an agent's roles have a use for them.

A new screen is one line here.  Which page is opened from another: ``pages``.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from mairie_quartier.domain.permissions import Act, may
from mairie_quartier.ui.frame import ScreenEntry
from mairie_quartier.ui.screens.administration import AdministrationScreen
from mairie_quartier.ui.screens.desk import DeskScreen
from mairie_quartier.ui.screens.directory import DirectoryScreen
from mairie_quartier.ui.screens.interpreting import InterpretingScreen
from mairie_quartier.ui.screens.people import PeopleScreen
from mairie_quartier.ui.screens.referrals import ReferralsScreen
from mairie_quartier.ui.screens.synchronisation import SynchronisationScreen
from mairie_quartier.ui.session_tools import SessionTools
from mairie_quartier.ui.workplace import Workplace

ADMINISTRATION = (
    Act.MANAGE_AGENTS,
    Act.EDIT_SETTINGS,
    Act.EDIT_CATALOGUE,
    Act.IMPORT_REGISTER,
    Act.READ_AUDIT,
)


def list_screens(work: Workplace, tools: SessionTools) -> list[ScreenEntry]:
    """List the screens this agent's roles have a use for, in the order shown."""
    _, roles = tools.tr.gettext, work.context.agent.roles
    synchronisation = partial(SynchronisationScreen, work, tools.synchroniser, tools.sync_news)
    offered: list[tuple[tuple[Act, ...], str, str, str, Callable[[], QWidget]]] = [
        ((Act.READ_COUNTERS,), "desk", _("Accueil"), "house", partial(DeskScreen, work)),
        ((Act.SEARCH_PEOPLE,), "people", _("Personnes"), "users", partial(PeopleScreen, work)),
        ((Act.REFER,), "referrals", _("Orientations"), "send", partial(ReferralsScreen, work)),
        ((Act.BOOK_INTERPRETER,), "interpreting", _("Interprètes"), "languages",
         partial(InterpretingScreen, work)),
        ((Act.READ_DIRECTORY,), "directory", _("Annuaire"), "book-user",
         partial(DirectoryScreen, work)),
        (ADMINISTRATION, "administration", _("Administration"), "settings",
         partial(AdministrationScreen, work)),
        ((Act.SYNCHRONISE,), "synchronisation", _("Synchro"), "refresh-cw", synchronisation),
    ]  # fmt: skip
    return [
        ScreenEntry(key, title, icon, make)
        for acts, key, title, icon, make in offered
        if any(may(roles, act) for act in acts)
    ]
