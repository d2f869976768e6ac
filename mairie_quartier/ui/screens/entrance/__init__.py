"""The way in: log in, set a PC up, lock, a lost password, a backup put back."""

from mairie_quartier.ui.screens.entrance.view import LoginPage
from mairie_quartier.ui.screens.entrance.view_lock import LockPage
from mairie_quartier.ui.screens.entrance.view_setup import SetupAssistant

__all__ = ["LockPage", "LoginPage", "SetupAssistant"]
