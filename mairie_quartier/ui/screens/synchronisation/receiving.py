"""How far the first sync is: in words (Qt-free) for the screen and the status bar."""

from dataclasses import dataclass
from typing import Final

from mairie_quartier.domain.synchronising import SyncPhase, SyncStatus
from mairie_quartier.i18n import Translator

WHOLE = 100
ALMOST = 99
"""Nothing is whole before the sync says so."""

SHOWN: Final = (SyncPhase.SYNCING, SyncPhase.PAUSED, SyncPhase.OFFLINE)
"""Phases of which a person can wait for the end, or bring it about here."""


@dataclass(frozen=True, slots=True)
class Receiving:
    """A first sync that is not over: how far it is, what comes of it.

    ``total`` is 0 when nobody can know it.
    """

    words: str
    outlook: str
    done: int
    total: int
    goes_on: bool


class ReceivingWords:
    """Sentences about a first sync."""

    def __init__(self, tr: Translator) -> None:
        self._ = tr.gettext
        self._n = tr.ngettext
        self._tr = tr

    def of(self, status: SyncStatus) -> Receiving | None:
        """Say how far it is; nothing when all is here, or the desk is alone."""
        if not status.first_sync or status.phase not in SHOWN:
            return None
        goes_on = status.phase is SyncPhase.SYNCING
        after = {
            SyncPhase.SYNCING: self._("L’accueil continue pendant ce temps."),
            SyncPhase.PAUSED: self._(
                "Elle reprendra à la prochaine ouverture du poste, ou quand vous le demanderez."
            ),
            SyncPhase.OFFLINE: self._("Elle reprendra toute seule, là où elle s’est arrêtée."),
        }[status.phase]
        words = self.short(status)
        outlook = after if status.phase is not SyncPhase.OFFLINE else f"{words}. {after}"
        return Receiving(words, outlook, status.done, status.total, goes_on)

    def short(self, status: SyncStatus) -> str:
        """Say it in a few words."""
        percent = self._percent(status)
        if status.phase is SyncPhase.SYNCING and status.total:
            return self._("Réception des dossiers\u00a0: {percent}\u00a0%").format(percent=percent)
        if status.phase is SyncPhase.SYNCING:
            return self._n(
                "Réception des dossiers\u00a0: {count} reçu",
                "Réception des dossiers\u00a0: {count} reçus",
                status.done,
            ).format(count=self._tr.number(status.done))
        if status.phase is SyncPhase.PAUSED:
            text = self._("Réception des dossiers interrompue à {percent}\u00a0%")
        else:
            text = self._("Réception des dossiers arrêtée à {percent}\u00a0%")
        return text.format(percent=percent)

    @staticmethod
    def _percent(status: SyncStatus) -> int:
        return min(ALMOST, status.done * WHOLE // status.total) if status.total else 0
