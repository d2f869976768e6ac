"""The way in: log in, set a PC up, lock, a lost password, a backup put back.

Each page is imported when it is asked for: a login must not wait for the assistant.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mairie_quartier.ui.screens.entrance.view import LoginPage
    from mairie_quartier.ui.screens.entrance.view_lock import LockPage
    from mairie_quartier.ui.screens.entrance.view_setup import SetupAssistant

__all__ = ["LockPage", "LoginPage", "SetupAssistant"]

_MODULES = {"LockPage": "view_lock", "LoginPage": "view", "SetupAssistant": "view_setup"}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
