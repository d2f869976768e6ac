"""The words of an import and its report by line, the same in the window and on the console.

Must not decide anything.  A value that a spreadsheet would take for a formula is written with
an apostrophe before it.
"""

import csv
from typing import TextIO

from mairie_quartier.domain.register_columns import (
    Column,
    ColumnMissing,
    DuplicateHeader,
    UnknownColumn,
    UnknownHeader,
)
from mairie_quartier.domain.registers import Problem, Reason, Verdict
from mairie_quartier.errors import UserMistake
from mairie_quartier.i18n import Translator
from mairie_quartier.services import register_faults as faults
from mairie_quartier.services.registers import ImportPlan

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
MEGABYTE = 1024 * 1024


class RegisterWords:
    """Says verdicts, reasons, columns and faults in the agent's language."""

    def __init__(self, tr: Translator) -> None:
        self._ = tr.gettext
        self._n = tr.ngettext
        self._reasons = {**self._refusals(), **self._corrections(), **self._removals()}

    def verdict(self, verdict: Verdict) -> str:
        """Name what becomes of a line."""
        _ = self._
        return {
            Verdict.ACCEPTED: _("acceptée"),
            Verdict.CORRECTED: _("corrigée"),
            Verdict.REFUSED: _("refusée"),
            Verdict.KNOWN: _("déjà reprise"),
        }[verdict]

    def problem(self, problem: Problem) -> str:
        """Say why, with the value where there is one."""
        said = self._reasons[problem.reason]
        return f"{said}\u00a0: «\u00a0{problem.value}\u00a0»" if problem.value else said

    def column(self, column: Column) -> str:
        """Name a column."""
        _ = self._
        return {
            Column.DAY: _("Date du passage"),
            Column.TIME: _("Heure"),
            Column.CHANNEL: _("Canal"),
            Column.FULL_NAME: _("Nom et prénom ensemble"),
            Column.FAMILY_NAME: _("Nom de famille"),
            Column.USED_NAME: _("Nom d’usage"),
            Column.FIRST_NAMES: _("Prénoms"),
            Column.BIRTH: _("Date de naissance"),
            Column.PHONE: _("Téléphone"),
            Column.EMAIL: _("Adresse électronique"),
            Column.ADDRESS: _("Adresse"),
            Column.POSTCODE: _("Code postal"),
            Column.TOWN: _("Ville"),
            Column.LANGUAGE: _("Langue d’échange"),
            Column.DEMARCHE: _("Démarche ou objet"),
            Column.OUTCOME: _("Suite donnée"),
            Column.REASON: _("Motif, si rien n’a pu être fait"),
            Column.STATUS: _("État de la demande"),
            Column.NOTE: _("Note"),
        }[column]

    def fault(self, error: UserMistake) -> str:
        """Say what is wrong with the file or the columns, and what to do."""
        _ = self._
        match error:
            case ColumnMissing():
                return _(
                    "Aucune colonne n’est choisie pour «\u00a0{column}\u00a0». Indiquez-la."
                ).format(column=self.column(error.column))
            case UnknownColumn():
                return _(
                    "«\u00a0{word}\u00a0» n’est pas une colonne connue. Colonnes\u00a0: {columns}."
                ).format(word=error.word, columns=", ".join(column.value for column in Column))
            case UnknownHeader():
                return _(
                    "Le fichier n’a pas de colonne «\u00a0{header}\u00a0». "
                    "Ses colonnes\u00a0: {headers}."
                ).format(header=error.header, headers=", ".join(error.headers))
            case DuplicateHeader():
                return _(
                    "Plusieurs colonnes s’appellent «\u00a0{header}\u00a0». Renommez-les."
                ).format(header=error.header)
            case faults.LinesRefused():
                return self._n(
                    "{count} ligne est refusée\u00a0: rien n’a été repris.",
                    "{count} lignes sont refusées\u00a0: rien n’a été repris.",
                    error.refused,
                ).format(count=error.refused)
            case faults.RegisterTooLarge():
                return _("Le fichier dépasse {size} Mo. Reprenez-le en plusieurs parties.").format(
                    size=error.limit // MEGABYTE
                )
        return self._plain_fault(error)

    def _plain_fault(self, error: UserMistake) -> str:
        _ = self._
        sentences = {
            faults.RegisterNotFound: _("Le fichier est introuvable. Vérifiez son nom."),
            faults.RegisterNotAFile: _("Ce n’est pas un fichier. Choisissez un CSV ou un ODS."),
            faults.RegisterForbidden: _("Ce poste n’autorise pas la lecture de ce fichier."),
            faults.RegisterEmpty: _("Le fichier est vide."),
            faults.RegisterWithoutLines: _("Le fichier n’a aucune ligne sous les titres."),
            faults.RegisterNotATable: _("Ce fichier n’est pas un tableau. Enregistrez-le en CSV."),
            faults.RegisterProtected: _("Le classeur a un mot de passe. Retirez-le d’abord."),
            faults.LineTooLong: _("La ligne {line} est trop longue pour un registre."),
            faults.QuoteNotClosed: _("À la ligne {line}, un guillemet n’est jamais fermé."),
            faults.RegisterChanged: _("Le fichier a changé depuis l’essai. Refaites l’essai."),
        }
        said = sentences.get(type(error), _("Ce fichier ne peut pas être repris."))
        return said.format(line=getattr(error, "line", ""))

    def _refusals(self) -> dict[Reason, str]:
        _ = self._
        return {
            Reason.DATE_MISSING: _("Il n’y a pas de date"),
            Reason.DATE_UNREADABLE: _("La date ne se lit pas"),
            Reason.DATE_INCOMPLETE: _("Le jour ou le mois manque"),
            Reason.DATE_IN_FUTURE: _("La date est dans le futur"),
            Reason.DATE_TOO_OLD: _("La date est trop ancienne"),
            Reason.BIRTH_IN_FUTURE: _("La date de naissance est dans le futur"),
            Reason.DEMARCHE_MISSING: _("Il n’y a pas de démarche"),
            Reason.DEMARCHE_UNKNOWN: _("Aucune démarche ne correspond"),
            Reason.TEXT_TOO_LONG: _("Le texte est trop long"),
            Reason.TOO_MANY_CELLS: _("La ligne a plus de cases que de titres"),
            Reason.IMPORTED_BEFORE: _("Cette ligne a déjà été reprise"),
        }

    def _corrections(self) -> dict[Reason, str]:
        _ = self._
        return {
            Reason.TIME_UNREADABLE: _("L’heure ne se lit pas, elle est laissée de côté"),
            Reason.CHANNEL_UNKNOWN: _("Canal inconnu, noté au guichet"),
            Reason.BIRTH_UNREADABLE: _("La naissance ne se lit pas, elle est laissée de côté"),
            Reason.PHONE_UNREADABLE: _("Ce n’est pas un téléphone, il est laissé de côté"),
            Reason.EMAIL_UNREADABLE: _("Ce n’est pas une adresse, elle est laissée de côté"),
            Reason.POSTCODE_UNREADABLE: _("Ce n’est pas un code postal, il est laissé de côté"),
            Reason.LANGUAGE_UNKNOWN: _("Langue inconnue, laissée de côté"),
            Reason.DEMARCHE_GUESSED: _("Démarche trouvée par ressemblance"),
            Reason.OUTCOME_UNKNOWN: _("Suite inconnue, notée comme information donnée"),
            Reason.REASON_UNKNOWN: _("Motif inconnu, noté «\u00a0autre\u00a0»"),
            Reason.NAME_NOT_SPLIT: _("Nom et prénom non séparés, notés comme nom"),
            Reason.NAMELESS_DETAILS: _("Coordonnées sans nom, laissées de côté"),
        }

    def _removals(self) -> dict[Reason, str]:
        _ = self._
        return {
            Reason.TEXT_CLEANED: _("Caractères invisibles retirés"),
            Reason.FORMULA_NEUTRALISED: _("Formule de tableur neutralisée"),
            Reason.NIR_REMOVED: _("Numéro de sécurité sociale retiré"),
        }


def write_report(plan: ImportPlan, tr: Translator, out: TextIO) -> None:
    """Write the lines that were not simply accepted: line, verdict, column, why.

    ``out`` should be opened with ``newline=""`` and ``utf-8-sig``, which spreadsheets read.
    """
    _, words = tr.gettext, RegisterWords(tr)
    writer = csv.writer(out, delimiter=";")
    writer.writerow((_("ligne"), _("verdict"), _("colonne"), _("raison"), _("valeur")))
    for line in plan.lines:
        for problem in line.problems:
            headers, place = plan.register.headers, plan.mapping.get(problem.column or Column.DAY)
            header = headers[place] if problem.column and place is not None else ""
            reason = words.problem(Problem(problem.reason))
            verdict = words.verdict(line.verdict)
            writer.writerow(
                (line.line, verdict, _harmless(header), reason, _harmless(problem.value))
            )


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
