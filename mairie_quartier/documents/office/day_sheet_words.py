"""The French words of the day sheet.

Must not decide anything.
"""

from mairie_quartier.documents.office.words import OfficeWords
from mairie_quartier.domain.day_sheet_content import (
    DaySheetContent,
    Matter,
    SheetAppointment,
    SheetMatter,
    SheetVisit,
)
from mairie_quartier.domain.people import Contact


class DaySheetWords(OfficeWords):
    """Word a day sheet."""

    def title(self) -> str:
        """Name the paper."""
        return self._("Feuille du jour")

    def day_line(self, content: DaySheetContent) -> str:
        """Write the day out, with a capital."""
        text = self.tr.weekday_date(content.day)
        return text[:1].upper() + text[1:]

    def made(self, content: DaySheetContent) -> str:
        """Say when it was printed, and by whom."""
        return self._("Imprimée le {moment} par {agent}.").format(
            moment=self.moment(content.printed_at), agent=content.agent
        )

    def care(self) -> str:
        """Say how the sheet is kept."""
        return self._(
            "Noms et besoins\u00a0: gardez cette feuille sous clé. Détruisez-la une fois saisie."
        )

    def matter(self, matter: Matter) -> str:
        """Name why a line is here."""
        return {
            Matter.PIECES: self._("Pièces à recevoir"),
            Matter.DECISION: self._("Réponse attendue"),
            Matter.REFERRAL: self._("Orientation sans réponse"),
            Matter.INTERPRETER: self._("Interprète à trouver"),
            Matter.APPOINTMENT: self._("Rendez-vous à suivre"),
        }[matter]

    def who(self, name: str) -> str:
        """Name the person, or say that nobody is named."""
        return name or self._("Sans nom")

    def reach(self, line: SheetMatter | SheetAppointment) -> str:
        """Give the telephone, unless calling is dangerous."""
        if line.contact is Contact.CAREFUL:
            return self._("Ne pas appeler")
        return line.phone.replace(" ", "\u00a0")

    def visit(self, line: SheetVisit) -> tuple[str, str, str, str]:
        """Write the cells of a visit."""
        return (
            self.hour(line.at),
            self.who(line.who),
            " · ".join(line.subjects),
            "\n".join(line.numbers),
        )

    def appointment(self, line: SheetAppointment) -> tuple[str, str, str, str]:
        """Write the cells of an appointment."""
        return (
            self.hour(line.at) if line.at else "–",
            self.who(line.who),
            "\n".join(part for part in (line.subject, line.place) if part),
            self.reach(line),
        )

    def due(self, line: SheetMatter) -> tuple[str, str, str, str]:
        """Write the cells of something due."""
        return (
            self.tr.day_month(line.due_on).replace(" ", "\u00a0"),
            self.who(line.who),
            f"{self.matter(line.kind)}\u00a0: {line.subject}",
            self.reach(line),
        )

    def left_out(self, count: int) -> str:
        """Say that lines are missing; empty where none is."""
        if not count:
            return ""
        words = self.tr.ngettext(
            "{count} ligne n’a pas eu la place.", "{count} lignes n’ont pas eu la place.", count
        )
        return words.format(count=count)
