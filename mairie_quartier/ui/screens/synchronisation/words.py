"""The synchronisation in the words of the desk.  Qt-free; decides nothing.

Used by the screen and by the status bar, so that both say the same.
"""

from typing import Final

from mairie_quartier.domain.operations import Fields, OpKind, RejectCode
from mairie_quartier.domain.synchronising import SyncOutcome, SyncPhase, SyncRecord, SyncStatus
from mairie_quartier.i18n import Translator
from mairie_quartier.services.synchronisation import RefusedLine
from mairie_quartier.ui.labels import Labels
from mairie_quartier.ui.phrases import isolate
from mairie_quartier.ui.screens.synchronisation.receiving import ReceivingWords
from mairie_quartier.ui.theme.tokens import Tone
from mairie_quartier.ui.widgets.line import Line, Mark

NAMED_BY: Final = ("family_name", "first_names", "label", "name", "number")
"""The fields that name a record, where its word has them."""
ICONS: Final = {
    SyncPhase.SYNCING: "refresh-cw",
    SyncPhase.PAUSED: "hourglass",
    SyncPhase.UP_TO_DATE: "cloud",
}


class SyncWords:
    """Sentences about a status, a sync and an operation put aside."""

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

    def refused(self, line: RefusedLine) -> Line:
        """Say what was put aside, when and by whom it was recorded, why it was refused."""
        operation = line.operation
        day = operation.recorded_at.astimezone(self._tr.zone).date()
        when = self._("{day} à {time}").format(
            day=self._tr.long_date(day), time=self._tr.clock_time(operation.recorded_at)
        )
        word = self._labels.word(operation.word)
        named = " ".join(part for part in (word, _name(operation.fields)) if part)
        return Line(
            title=named,
            detail=self._reason(operation.code),
            caption=" · ".join(
                part for part in (when, isolate(line.by) if line.by else "") if part
            ),
            mark=Mark(self._kind(operation.kind), Tone.WARNING),
        )

    def _kind(self, kind: OpKind) -> str:
        return {
            OpKind.PUT: self._("Ajout"),
            OpKind.PATCH: self._("Modification"),
            OpKind.DELETE: self._("Suppression"),
        }[kind]

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

    def _reason(self, code: RejectCode | None) -> str:
        taken = self._("Cette valeur est déjà prise ailleurs.")
        reasons = {
            RejectCode.MISSING: self._("La fiche concernée n’existe plus."),
            RejectCode.FORBIDDEN: self._("Le rôle de l’agent ne le permettait pas."),
            RejectCode.UNKNOWN_ACTOR: self._("L’agent n’est pas connu de la ville."),
            RejectCode.SCOPE_DROPPED: self._("La fiche relève d’une autre mairie de quartier."),
            RejectCode.DESK_REVOKED: self._("L’accès de ce poste était retiré."),
            RejectCode.APPEND_ONLY: self._("Un papier remis ne se modifie pas."),
            RejectCode.NUMBER_TAKEN: taken,
            RejectCode.TAKEN: taken,
            RejectCode.TOO_LARGE: self._("Le contenu est trop long."),
            RejectCode.BAD_VALUE: self._("Une valeur n’est pas acceptée."),
        }
        unread = self._("Le service de la ville n’a pas pu lire cette opération.")
        return reasons.get(code, unread) if code else unread


def _name(fields: Fields) -> str:
    found = (fields.get(name) for name in NAMED_BY)
    words = " ".join(each for each in found if isinstance(each, str) and each)
    return isolate(words) if words else ""
