"""The synchronisation in the words of the desk.  Qt-free; decides nothing.

Used by the screen and by the status bar, so that both say the same.
"""

from typing import Final

from mairie_quartier.domain.synchronising import SyncOutcome, SyncPhase, SyncRecord, SyncStatus
from mairie_quartier.i18n import Translator
from mairie_quartier.ui.labels import Labels
from mairie_quartier.ui.screens.synchronisation.receiving import ReceivingWords
from mairie_quartier.ui.widgets.line import Line

ICONS: Final = {
    SyncPhase.SYNCING: "refresh-cw",
    SyncPhase.PAUSED: "hourglass",
    SyncPhase.UP_TO_DATE: "cloud",
}


class SyncWords:
    """Sentences about a status and a sync."""

    def __init__(self, tr: Translator, labels: Labels) -> None:
        self._ = tr.gettext
        self._n = tr.ngettext
        self._tr = tr
        self._labels = labels
        self.receiving = ReceivingWords(tr)

    def bar(self, status: SyncStatus, waiting: int) -> str:
        """Say how the desk stands, for the status bar."""
        if status.phase in (SyncPhase.SYNCING, SyncPhase.UP_TO_DATE):
            return self.state(status)
        if self._is_said_by_reception(status):
            return f"{self.state(status)} · {self.waiting(waiting)}"
        if status.phase in (SyncPhase.ALONE, SyncPhase.OFFLINE):
            return self._n(
                "Hors ligne · {count} opération en attente",
                "Hors ligne · {count} opérations en attente",
                waiting,
            ).format(count=self._tr.number(waiting))
        return f"{self.state(status)} · {self.waiting(waiting)}"

    def state(self, status: SyncStatus) -> str:
        """Say the state alone."""
        if self._is_said_by_reception(status):
            return self.receiving.short(status)
        if status.phase is SyncPhase.SYNCING and status.total:
            return self._("Synchronisation en cours\u00a0: {done} sur {total}").format(
                done=self._tr.number(status.done), total=self._tr.number(status.total)
            )
        if status.phase is SyncPhase.UP_TO_DATE and status.at is not None:
            return self._("À jour à {time}").format(time=self._tr.clock_time(status.at))
        return {
            SyncPhase.ALONE: self._("Hors ligne"),
            SyncPhase.OFFLINE: self._("Hors ligne"),
            SyncPhase.SYNCING: self._("Synchronisation en cours…"),
            SyncPhase.PAUSED: self._("Synchronisation interrompue"),
            SyncPhase.UP_TO_DATE: self._("À jour"),
            SyncPhase.REVOKED: self._("L’accès de ce poste a été retiré"),
            SyncPhase.TROUBLE: self._("La synchronisation n’a pas abouti"),
        }[status.phase]

    @staticmethod
    def _is_said_by_reception(status: SyncStatus) -> bool:
        return status.first_sync and status.phase in (SyncPhase.SYNCING, SyncPhase.PAUSED)

    def waiting(self, count: int) -> str:
        """Say how many operations are still to send."""
        if not count:
            return self._("Aucune opération en attente")
        return self._n(
            "{count} opération en attente", "{count} opérations en attente", count
        ).format(count=self._tr.number(count))

    def advice(self, status: SyncStatus) -> str:
        """Say what may be done here when the centre did not prove who it is; empty otherwise."""
        if status.phase is not SyncPhase.TROUBLE or status.outcome is not SyncOutcome.UNTRUSTED:
            return ""
        return self._(
            "Le service de la ville n’a pas pu prouver son identité\u00a0: rien ne lui a été "
            "envoyé. Si la ville a changé de certificat ou d’adresse, demandez-les au service "
            "informatique, puis choisissez «\u00a0Adresse et certificat de la ville\u00a0» "
            "(Ctrl+E)."
        )

    def sync(self, record: SyncRecord) -> Line:
        """Say when a sync ended, what went each way, how it ended."""
        sent = self._n("{count} envoyée", "{count} envoyées", record.totals.sent)
        received = self._n("{count} reçue", "{count} reçues", record.totals.received)
        ended = record.ended_at.astimezone(self._tr.zone).date()
        detail = ", ".join(
            words.format(count=self._tr.number(count))
            for words, count in (
                (sent, record.totals.sent),
                (received, record.totals.received),
            )
        )
        return Line(
            title=self._outcome(record.outcome),
            detail=detail,
            caption=self._tr.long_date(ended),
            lead=self._tr.clock_time(record.ended_at),
        )

    def _outcome(self, outcome: SyncOutcome) -> str:
        return {
            SyncOutcome.DONE: self._("Terminée"),
            SyncOutcome.OFFLINE: self._("Le service de la ville n’a pas répondu"),
            SyncOutcome.REFUSED: self._("Refusée par le service de la ville"),
            SyncOutcome.REVOKED: self._("Accès de ce poste retiré"),
            SyncOutcome.UNTRUSTED: self._("Identité du service de la ville non prouvée"),
            SyncOutcome.TOO_OLD: self._("Logiciel à mettre à jour"),
            SyncOutcome.STOPPED: self._("Interrompue, à reprendre"),
            SyncOutcome.FAILED: self._("Non aboutie"),
        }[outcome]
