"""The sentences of the smaller papers, of the discreet version, and the simplified headings.

Short sentences, one idea each.  The discreet version names no démarche, no document and no
service: nothing in it tells somebody else why the person came.  Must not decide anything.
Sources: CRPA L114-5 (missing documents), R113-5 (photocopies).
"""

from datetime import date

from mairie_quartier.documents.plain_words import PlainWords
from mairie_quartier.domain.papers import VoidReason
from mairie_quartier.domain.visitor_papers import AppointmentReminder, VoidingNotice


class MissingWords(PlainWords):
    """Word the list of missing documents."""

    def name(self) -> str:
        """Name the paper."""
        return self._("Documents à apporter")

    def opening(self) -> str:
        """Say what the paper is for."""
        return self._("Il manque des documents.")

    def due(self, day: date) -> str:
        """Say until when."""
        return self._("Apportez ces documents au plus tard le {day}.").format(day=self.day(day))

    def copies(self) -> str:
        """Say that a photocopy will do."""
        return self._("En général, une photocopie lisible suffit (CRPA, article R113-5).")


class AppointmentWords(PlainWords):
    """Word the reminder of an appointment."""

    def name(self) -> str:
        """Name the paper."""
        return self._("Rendez-vous")

    def opening(self) -> str:
        """Say what the paper is for."""
        return self._("Vous avez un rendez-vous.")

    def when(self, reminder: AppointmentReminder) -> str:
        """Say the day, with its weekday, and the hour if it is known."""
        day = self.weekday(reminder.on)
        if reminder.at is None:
            return day
        return self._("{day} à {time}").format(day=day, time=self.time(reminder.at))

    def unable(self) -> str:
        """Say what to do when one cannot come."""
        return self._("Si vous ne pouvez pas venir, prévenez-nous.")


class VoidingWords(PlainWords):
    """Word the notice of a voided paper."""

    def name(self) -> str:
        """Name the paper."""
        return self._("Papier annulé")

    def opening(self, notice: VoidingNotice) -> str:
        """Say which paper is void, and since when."""
        return self._("Le papier n° {number} n’est plus valable depuis le {day}.").format(
            number=self.data(notice.number), day=self.day(notice.voided_on)
        )

    def reason(self, reason: VoidReason) -> str:
        """Say why."""
        if reason in (VoidReason.MISTAKE, VoidReason.CORRECTED):
            return self._("Il contenait une erreur.")
        return self._("Il a été remis par erreur.")

    def advice(self) -> str:
        """Say what to do with the paper."""
        return self._("Ne l’utilisez plus. Vous pouvez le rendre à la mairie.")

    def instead(self, notice: VoidingNotice) -> str:
        """Say which paper counts now."""
        if not notice.replaced_by:
            return self._("Aucun papier ne le remplace.")
        return self._("Il est remplacé par le papier n° {number}.").format(
            number=self.data(notice.replaced_by)
        )


class DiscreetWords(AppointmentWords):
    """Word the discreet version of any paper."""

    def neutral(self) -> str:
        """Name the paper without telling anything."""
        return self._("Papier à garder")

    def kept(self) -> list[str]:
        """Say where the whole paper is."""
        return [
            self._("Le papier complet est gardé au guichet."),
            self._("Vous pouvez le demander avec ce numéro."),
        ]

    def dates(self) -> str:
        """Label the dates that matter."""
        return self._("Date à retenir")

    def documents(self) -> str:
        """Say that documents are awaited, without naming them."""
        return self._("Apportez les documents demandés.")

    def void(self) -> str:
        """Say that the paper is worth nothing any more."""
        return self._("Ce papier n’est plus valable.")
