"""What registers write for a channel, an outcome, a reason or a language.

Only whole words, folded; what is not here is unknown, and the line says so.
"""

from enum import StrEnum
from typing import TypeVar

from mairie_quartier.domain.languages import LANGUAGES, iso_code
from mairie_quartier.domain.names import fold
from mairie_quartier.domain.requests import Channel, NotHelpedReason, Outcome

E = TypeVar("E", bound=StrEnum)

NOTHING = frozenset(
    ("", "neant", "nr", "nc", "n a", "na", "sans objet", "inconnu", "non renseigne")
)
"""What people write to say that there is nothing."""

ANONYMOUS = frozenset(("anonyme", "x", "xx", "xxx", "inconnue", "usager anonyme", "non communique"))

_CHANNELS = {
    Channel.DESK: "guichet|accueil|accueil physique|physique|sur place|presentiel|visite|comptoir",
    Channel.TELEPHONE: "telephone|tel|appel|appel telephonique|telephonique|par telephone",
    Channel.LETTER: "courrier|lettre|poste|courrier postal|papier|par courrier",
    Channel.EMAIL: "courriel|email|e mail|mail|par mail|messagerie",
    Channel.ONLINE: "internet|en ligne|site|teleservice|web|formulaire|formulaire en ligne",
    Channel.OUTREACH: "aller vers|hors les murs|maraude|terrain|exterieur|permanence exterieure",
    Channel.PARTNER: "partenaire|par un partenaire|association|prescripteur",
}
_OUTCOMES = {
    Outcome.INFORMED: "information|informe|informee|information donnee|renseignement|renseigne|"
    "renseignee|info|conseil|documentation",
    Outcome.HELPED: "aide|aide sur place|accompagne|accompagnee|accompagnement|traite|traitee|"
    "fait|resolu|regle|termine|dossier rempli|aide au remplissage",
    Outcome.DEPOSITED: "depot|depose|deposee|dossier depose|recu|dossier recu|enregistre",
    Outcome.TRANSMITTED: "transmis|transmise|transmission|envoye|dossier transmis|dossier envoye",
    Outcome.REFERRED: "oriente|orientee|orientation|reoriente|reorientation|renvoye",
    Outcome.APPOINTMENT: "rendez vous|rdv|rendez vous pris|rdv pris|rdv donne|rendez vous donne",
    Outcome.NOT_HELPED: "non traite|non abouti|refus|refuse|impossible|sans suite|abandon|echec|"
    "pas de solution|non",
}
_REASONS = {
    NotHelpedReason.OUT_OF_SCOPE: "hors competence|hors champ|pas notre competence|hors secteur",
    NotHelpedReason.NO_PLACE: "plus de place|pas de place|complet|pas de creneau",
    NotHelpedReason.MISSING_PIECES: "pieces manquantes|dossier incomplet|incomplet|"
    "document manquant|pieces",
    NotHelpedReason.NO_INTERPRETER: "pas d interprete|langue|barriere de la langue",
    NotHelpedReason.SYSTEM_DOWN: "panne|informatique|panne informatique|panne internet",
    NotHelpedReason.LEFT: "parti|partie|est parti|est partie|n a pas attendu",
    NotHelpedReason.REFUSED_BY_BODY: "refus de l organisme|refus organisme",
    NotHelpedReason.OTHER: "autre",
}
_OPEN = frozenset(
    ("en cours", "ouvert", "ouverte", "en attente", "a suivre", "non clos", "a traiter")
)


def read_channel(text: str) -> Channel | None:
    """Give the channel a word means, or nothing."""
    return _found(_CHANNELS, text)


def read_outcome(text: str) -> Outcome | None:
    """Give the outcome a word means, or nothing."""
    return _found(_OUTCOMES, text)


def read_reason(text: str) -> NotHelpedReason | None:
    """Give the reason a word means, or nothing."""
    return _found(_REASONS, text)


def says_open(text: str) -> bool:
    """Tell whether the matter is said to be still open."""
    return fold(text) in _OPEN


def read_language(text: str) -> str | None:
    """Give the ISO 639-3 code of a language named by code, French or own name."""
    wanted = fold(text)
    code = iso_code(wanted)
    for language in LANGUAGES:
        names = (language.french, language.french.split(" (")[0], language.own)
        if language.code == code or any(fold(name) == wanted for name in names[::2]):
            return language.code
    unprecise = [each.code for each in LANGUAGES if fold(each.french) == f"{wanted} sans precision"]
    first = [each.code for each in LANGUAGES if fold(each.french.split(" (")[0]) == wanted]
    return next(iter([*unprecise, *first]), None)


def _found(words: dict[E, str], text: str) -> E | None:
    wanted = fold(text)
    for word, said in words.items():
        if wanted in said.split("|") or wanted == fold(word.value):
            return word
    return None
