"""What is said of a password: how strong it is, and what to do to make it stronger.

Qt-free; any screen where a password is chosen uses it.  The rule is ``domain.passwords``'s
(CNIL, délibération 2022-100).
"""

from mairie_quartier.domain.passwords import Lack, Level, Strength
from mairie_quartier.i18n import Translator
from mairie_quartier.ui.theme.tokens import Tone
from mairie_quartier.ui.widgets.grade import Grade

TONES = {
    Level.REFUSED: Tone.DANGER,
    Level.WEAK: Tone.WARNING,
    Level.SUFFICIENT: Tone.SUCCESS,
    Level.STRONG: Tone.SUCCESS,
}
KINDS = (Lack.LOWER, Lack.UPPER, Lack.DIGIT, Lack.SPECIAL)


class PasswordWords:
    """Grades in the words of the desk."""

    def __init__(self, tr: Translator) -> None:
        self._ = tr.gettext
        self._n = tr.ngettext

    @property
    def rule(self) -> str:
        """Say the rule, before anything is typed."""
        return self._("Douze caractères variés au moins, ou une phrase de sept mots différents.")

    def level(self, level: Level) -> str:
        """Name a level."""
        return {
            Level.REFUSED: self._("Trop faible"),
            Level.WEAK: self._("Encore faible"),
            Level.SUFFICIENT: self._("Suffisant"),
            Level.STRONG: self._("Très bon"),
        }[level]

    def lack(self, lack: Lack) -> str:
        """Name what lacks, or what spoils a password."""
        return {
            Lack.CHARACTERS: self._("Il est trop court."),
            Lack.LOWER: self._("une minuscule"),
            Lack.UPPER: self._("une majuscule"),
            Lack.DIGIT: self._("un chiffre"),
            Lack.SPECIAL: self._("un signe (?\u00a0! - …)"),
            Lack.CONTAINS_NAME: self._("Il contient votre nom ou votre identifiant."),
            Lack.REPEATED: self._("Il répète trop les mêmes caractères."),
            Lack.SEQUENCE: self._("Il suit l’alphabet ou les touches du clavier."),
            Lack.COMMON: self._("Il est fait de mots que l’on devine vite."),
            Lack.TOO_LONG: self._("Il est trop long."),
        }[lack]

    def grade(self, strength: Strength, typed: str) -> Grade:
        """Say how strong what was typed is."""
        if not typed:
            return Grade(0, Tone.NEUTRAL, "", self.rule)
        return Grade(
            strength.score,
            TONES[strength.level],
            self.level(strength.level),
            self.advice(strength, typed),
        )

    def advice(self, strength: Strength, typed: str) -> str:
        """Say what to do; empty when nothing lacks."""
        parts = [self._missing(strength, typed)]
        parts += [
            self.lack(each)
            for each in strength.lacks
            if each not in KINDS and each is not Lack.CHARACTERS
        ]
        return " ".join(part for part in parts if part)

    def _missing(self, strength: Strength, typed: str) -> str:
        kinds = [self.lack(each) for each in strength.lacks if each in KINDS]
        short = strength.wanted_length - len(typed) if Lack.CHARACTERS in strength.lacks else 0
        more = self._n("{count} caractère", "{count} caractères", short).format(count=short)
        wanted = ([more] if short > 0 else []) + kinds
        if not wanted:
            return ""
        return self._("Ajoutez {things}.").format(things=", ".join(wanted))
