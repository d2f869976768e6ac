"""What an error says to the agent: what happened, what was kept, what to do.

One entry per error class; the most precise class wins.  An unknown error is our bug and says
so.  Sentences without blame.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mairie_quartier.i18n import Translator
    from mairie_quartier.ui.error_sentences import ErrorSentences
    from mairie_quartier.ui.message import Message


class Wording:
    """Finds the sentences of an error."""

    def __init__(self, tr: Translator) -> None:
        self._ = tr.gettext
        self._tr = tr

    def of(self, error: Exception) -> Message:
        """Give the sentences of an error."""
        from mairie_quartier.ui.message import Message

        return self._sentences.of(error) or Message(
            self._("Le programme a rencontré une erreur imprévue."),
            self._("Ce qui était enregistré l’est toujours."),
            self._("Vous pouvez continuer\u00a0; signalez-la à votre administrateur."),
        )

    @cached_property
    def _sentences(self) -> ErrorSentences:
        from mairie_quartier.ui.error_sentences import ErrorSentences

        return ErrorSentences(self._tr)
