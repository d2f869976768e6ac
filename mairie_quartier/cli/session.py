"""Open a session from the command line: the password is asked, never an argument."""

from argparse import Namespace
from getpass import getpass

from mairie_quartier.i18n import Translator
from mairie_quartier.services.context import Context
from mairie_quartier.services.sessions import Entrance, log_in


def open_session(arguments: Namespace, entrance: Entrance, tr: Translator) -> Context:
    """Ask what is missing and log in; errors are those of ``sessions.log_in``."""
    _ = tr.gettext
    login = arguments.identifiant or input(_("Identifiant\u00a0: "))
    return log_in(entrance, login, getpass(_("Mot de passe\u00a0: ")))
