"""What the agent calls the papers, and what is said of their language."""

from mairie_quartier.domain.languages import language
from mairie_quartier.domain.paper_languages import PAPER_LANGUAGES, paper_language
from mairie_quartier.domain.papers import CopyKind, Discretion
from mairie_quartier.domain.receipt_content import PaperKind
from mairie_quartier.domain.visitor_papers import AppointmentReminder, MissingList
from mairie_quartier.i18n import Translator
from mairie_quartier.services.ports import PrintedTranslation
from mairie_quartier.ui.labels import Labels
from mairie_quartier.ui.screens.requests.presenter_paper import DrawnPaper, ShownPapers


class PaperNames:
    """Names of papers, copies and languages, in the words of the desk."""

    def __init__(self, tr: Translator, labels: Labels) -> None:
        self._ = tr.gettext
        self._n = tr.ngettext
        self._labels = labels

    def kind(self, drawn: DrawnPaper) -> str:
        """Name a paper."""
        if drawn.copy is not None:
            return self._labels.paper(PaperKind(drawn.copy.content.kind))
        if isinstance(drawn.other, MissingList):
            return self._("Liste des pièces à apporter")
        if isinstance(drawn.other, AppointmentReminder):
            return self._("Rappel de rendez-vous")
        return self._("Avis d’annulation")

    def number(self, drawn: DrawnPaper) -> str:
        """Write its number, or the number of the paper it goes with."""
        return self._("n° {number}").format(number=drawn.number)

    def copy_word(self, drawn: DrawnPaper) -> str:
        """Name the copy in a word."""
        if drawn.other is not None:
            return self._("Sans numéro propre")
        return {
            CopyKind.ORIGINAL: self._("Original"),
            CopyKind.DUPLICATE: self._("Duplicata"),
            CopyKind.VOIDED: self._("Annulé"),
        }[drawn.state]

    def copy_sentence(self, drawn: DrawnPaper, discretion: Discretion) -> str:
        """Say what the copy is worth."""
        if drawn.other is not None:
            return self._("Ce papier dit ce que contient le dossier aujourd’hui.")
        if discretion is Discretion.DISCREET and drawn.state is not CopyKind.VOIDED:
            return self._(
                "La version discrète n’est pas le papier lui-même\u00a0: il reste à remettre."
            )
        return {
            CopyKind.ORIGINAL: self._(
                "Première impression. La suivante portera «\u00a0DUPLICATA\u00a0»."
            ),
            CopyKind.DUPLICATE: self._(
                "Déjà émis\u00a0: cette copie porte la mention «\u00a0DUPLICATA\u00a0»."
            ),
            CopyKind.VOIDED: self._(
                "Ce papier ne vaut plus\u00a0: il porte la mention «\u00a0ANNULÉ\u00a0»."
            ),
        }[drawn.state]

    def languages(self) -> list[tuple[object, str]]:
        """List what may be printed after the French, none first, by French name."""
        rows: list[tuple[object, str]] = [
            (each.code, f"{each.french} · {each.own}")
            for each in sorted(PAPER_LANGUAGES, key=lambda each: each.french)
        ]
        return [(None, self._("Français seulement")), *rows]

    def translation(self, shown: ShownPapers) -> str:
        """Say how far the second language can be trusted, or why there is none."""
        found = [each.pressed.translation for each in shown.drawn]
        printed = [each for each in found if each is not None]
        if printed:
            return self._trust(printed)
        spoken = shown.found.spoken
        if spoken and spoken != "fra" and paper_language(spoken) is None:
            return self._(
                "Aucun papier n’est encore traduit dans cette langue\u00a0: {name}."
            ).format(name=language(spoken).french)
        return ""

    def _trust(self, printed: list[PrintedTranslation]) -> str:
        reviewed = all(each.reviewed for each in printed)
        sentences = [
            self._("Traduction relue par un traducteur.")
            if reviewed
            else self._("Traduction à relire par un traducteur\u00a0: le papier le dit.")
        ]
        left = max(each.untranslated for each in printed)
        if left:
            sentences.append(
                self._n(
                    "{count} phrase y reste en français, marquée [FR].",
                    "{count} phrases y restent en français, marquées [FR].",
                    left,
                ).format(count=left)
            )
        return " ".join(sentences)

    def discretion(self, shown: ShownPapers) -> str:
        """Warn of a person to be careful with."""
        if shown.found.discretion is not Discretion.DISCREET:
            return ""
        if shown.look.discretion is Discretion.DISCREET:
            return self._(
                "Contact prudent\u00a0: la version discrète est choisie. Elle ne dit ni le nom, ni"
                " la démarche, ni le service."
            )
        return self._(
            "Contact prudent\u00a0: ce papier dit le nom et la démarche. Demandez à la personne"
            " si elle peut l’emporter sans danger."
        )
