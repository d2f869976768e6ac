"""Every field that is synchronised, in the words of the screens that show it.  Qt-free.

A test asks for each column of each word, so that none is forgotten.  Names that mean the same
everywhere are said once; those of one word come first.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeVar

from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.interpreting import (
    Interpreter,
    InterpretingState,
    PreferredSex,
    Understanding,
    UnmetReason,
    Urgency,
    Way,
)
from mairie_quartier.domain.languages import LANGUAGES
from mairie_quartier.domain.operations import WHOLE
from mairie_quartier.domain.papers import VoidReason
from mairie_quartier.domain.people import AccessNeed, Contact, Housing, Kinship, Literacy
from mairie_quartier.domain.referrals import Agreement, Delivery, ReferralState
from mairie_quartier.domain.requests import (
    Channel,
    NotHelpedReason,
    Outcome,
    PieceState,
    RequestStatus,
)
from mairie_quartier.i18n import Translator
from mairie_quartier.ui.labels import Labels
from mairie_quartier.ui.screens.conflicts.kinds import LONGEST_NOTE, FieldWords, Kind, Options

E = TypeVar("E", bound=StrEnum)
Named = dict[str, FieldWords]


class FieldNames:
    """Names fields, and tells what they hold."""

    def __init__(self, tr: Translator, labels: Labels) -> None:
        self._ = tr.gettext
        self._labels = labels
        self._shared: Named = {
            **self._identity(),
            **self._whereabouts(),
            **self._links(),
            **self._times(),
            **self._rest(),
        }
        self._own: dict[str, Named] = {
            "person": self._person(),
            "visit": self._visit(),
            "request": self._request(),
            "piece": self._piece(),
            "referral": self._referral(),
            "interpreting": self._interpreting(),
            "partner": self._partner(),
            "office": {"name": FieldWords(self._("Nom"), compulsory=True)},
            "agent": self._agent(),
            "voiding": {"reason": self._choice(self._("Motif"), VoidReason, labels.void_reason)},
            "member": {"kinship": self._choice(self._("Lien"), Kinship, labels.kinship)},
            "merge": {"replaced": FieldWords(self._("Valeurs remplacées"), Kind.RAW)},
            "receipt": {
                "kind": FieldWords(self._("Genre de papier"), Kind.RAW),
                "content": FieldWords(self._("Contenu du papier"), Kind.RAW),
            },
            "setting": {
                "name": FieldWords(self._("Nom du réglage"), Kind.RAW),
                "value": FieldWords(self._("Valeur du réglage"), Kind.RAW),
            },
            "catalogue_entry": {"body": FieldWords(self._("Contenu de la démarche"), Kind.RAW)},
        }

    def of(self, word: str, field: str) -> FieldWords:
        """Name a field of a word; one that a newer program added stands for itself."""
        if field == WHOLE:
            return FieldWords(self._("Suppression ou modification"), Kind.WHOLE)
        found = self._own.get(word, {}).get(field) or self._shared.get(field)
        return found or FieldWords(field, Kind.RAW)

    def knows(self, word: str, field: str) -> bool:
        """Tell whether a field has its words."""
        return field in self._own.get(word, {}) or field in self._shared

    def _choice(
        self, label: str, values: Iterable[E], say: Callable[[E], str], *, none: str = ""
    ) -> FieldWords:
        options: Options = tuple((each.value, say(each)) for each in values)
        return FieldWords(label, Kind.CHOICE, ((("", none),) if none else ()) + options)

    def _language(self, label: str) -> FieldWords:
        known = tuple((each.code, each.french) for each in LANGUAGES)
        return FieldWords(label, Kind.LANGUAGE, (("", self._("Non notée")), *known))

    def _several(self, label: str, values: Iterable[E], say: Callable[[E], str]) -> FieldWords:
        options = tuple((each.value, say(each)) for each in values)
        return FieldWords(label, Kind.SEVERAL, options)

    def _identity(self) -> Named:
        return {
            "family_name": FieldWords(self._("Nom de famille")),
            "used_name": FieldWords(self._("Nom d’usage")),
            "first_names": FieldWords(self._("Prénoms")),
            "other_script_name": FieldWords(self._("Nom dans une autre écriture")),
            "birth": FieldWords(self._("Naissance"), Kind.BIRTH),
            "first_name": FieldWords(self._("Prénom")),
            "last_name": FieldWords(self._("Nom")),
            "label": FieldWords(self._("Intitulé"), compulsory=True),
            "name": FieldWords(self._("Nom"), compulsory=True),
            "code": FieldWords(self._("Code"), Kind.RAW),
            "number": FieldWords(self._("Numéro"), Kind.RAW),
        }

    def _whereabouts(self) -> Named:
        return {
            "phone": FieldWords(self._("Téléphone")),
            "email": FieldWords(self._("Courriel")),
            "address": FieldWords(self._("Adresse")),
            "postcode": FieldWords(self._("Code postal")),
            "town": FieldWords(self._("Ville")),
            "hours": FieldWords(self._("Horaires")),
            "place": FieldWords(self._("Lieu")),
            "language": self._language(self._("Langue")),
            "note": FieldWords(self._("Note"), Kind.NOTE, limit=LONGEST_NOTE),
        }

    def _links(self) -> Named:
        return {
            "office_id": FieldWords(self._("Mairie de quartier"), Kind.LINKED),
            "person_id": FieldWords(self._("Personne concernée"), Kind.LINKED),
            "agent_id": FieldWords(self._("Agent"), Kind.LINKED),
            "visit_id": FieldWords(self._("Passage"), Kind.LINKED),
            "request_id": FieldWords(self._("Demande"), Kind.LINKED),
            "partner_id": FieldWords(self._("Partenaire"), Kind.LINKED),
            "household_id": FieldWords(self._("Foyer"), Kind.LINKED),
            "merged_into": FieldWords(self._("Fiche qui la remplace"), Kind.LINKED),
            "kept_id": FieldWords(self._("Fiche gardée"), Kind.LINKED),
            "absorbed_id": FieldWords(self._("Fiche réunie"), Kind.LINKED),
            "replaced_by": FieldWords(self._("Papier qui le remplace"), Kind.LINKED),
        }

    def _times(self) -> Named:
        return {
            "created_at": FieldWords(self._("Création"), Kind.MOMENT),
            "merged_at": FieldWords(self._("Réunion le"), Kind.MOMENT),
            "undone_at": FieldWords(self._("Séparation le"), Kind.MOMENT),
            "opened_at": FieldWords(self._("Heure du passage"), Kind.MOMENT),
            "issued_at": FieldWords(self._("Remise le"), Kind.MOMENT),
            "voided_at": FieldWords(self._("Annulation le"), Kind.MOMENT),
            "sent_at": FieldWords(self._("Envoi le"), Kind.MOMENT),
            "closed_at": FieldWords(self._("Clôture le"), Kind.MOMENT),
            "opened_on": FieldWords(self._("Jour du passage"), Kind.DAY, compulsory=True),
            "received_on": FieldWords(self._("Reçue le"), Kind.DAY),
            "closed_on": FieldWords(self._("Terminée le"), Kind.DAY),
            "last_contact_on": FieldWords(self._("Dernier contact"), Kind.DAY, compulsory=True),
        }

    def _rest(self) -> Named:
        return {
            "active": FieldWords(self._("En activité"), Kind.FLAG),
            "moved": FieldWords(self._("Éléments déplacés"), Kind.RAW),
        }

    def _person(self) -> Named:
        labels = self._labels
        return {
            "housing": self._choice(self._("Où lui écrire"), Housing, labels.housing),
            "domiciled_at": FieldWords(self._("Domiciliation auprès de")),
            "language": self._language(self._("Langue d’échange")),
            "second_language": self._language(self._("Autre langue")),
            "literacy": self._choice(
                self._("Lit et écrit cette langue\u00a0?"), Literacy, labels.literacy
            ),
            "access_needs": self._several(
                self._("Besoins à prévoir"), AccessNeed, labels.access_need
            ),
            "contact": self._choice(self._("Précaution"), Contact, labels.contact),
            "contact_note": FieldWords(self._("Comment la joindre")),
            "handovers": FieldWords(self._("Dossier confié"), Kind.RAW),
        }

    def _visit(self) -> Named:
        return {
            "channel": self._choice(self._("Canal"), Channel, self._labels.channel),
            "clock_doubtful": FieldWords(self._("Heure du poste douteuse"), Kind.FLAG),
        }

    def _request(self) -> Named:
        labels, no_reason = self._labels, self._("Sans motif")
        return {
            "demarche": FieldWords(self._("Démarche"), Kind.RAW),
            "outcome": self._choice(self._("Suite donnée"), Outcome, labels.outcome),
            "status": self._choice(self._("État de la demande"), RequestStatus, labels.status),
            "reason": self._choice(
                self._("Motif"), NotHelpedReason, labels.not_helped, none=no_reason
            ),
            "received_on": FieldWords(self._("Reçue le"), Kind.DAY, compulsory=True),
            "pieces_due_on": FieldWords(self._("Documents attendus avant le"), Kind.DAY),
            "decision_due_on": FieldWords(self._("Réponse attendue le"), Kind.DAY),
            "asked_on": FieldWords(self._("Documents demandés le"), Kind.DAY),
            "appointment_on": FieldWords(self._("Jour du rendez-vous"), Kind.DAY),
            "appointment_minute": FieldWords(self._("Heure du rendez-vous"), Kind.MINUTE_OF_DAY),
            "appointment_place": FieldWords(self._("Lieu du rendez-vous")),
            "abusive_because": FieldWords(
                self._("Demande tenue pour abusive"), Kind.NOTE, limit=1000
            ),
        }

    def _piece(self) -> Named:
        state = self._choice(self._("État de la pièce"), PieceState, self._labels.piece_state)
        return {"state": state}

    def _referral(self) -> Named:
        labels = self._labels
        return {
            "reason": FieldWords(self._("Objet de l’orientation"), limit=500),
            "due_on": FieldWords(self._("Réponse attendue le"), Kind.DAY, compulsory=True),
            "agreement": self._choice(self._("Accord de la personne"), Agreement, labels.agreement),
            "agreement_on": FieldWords(self._("Accord donné le"), Kind.DAY),
            "agreement_scope": FieldWords(self._("Portée de l’accord")),
            "delivery": self._choice(self._("Remise de la fiche"), Delivery, labels.delivery),
            "state": self._choice(self._("Réponse"), ReferralState, labels.referral_state),
            "answer": FieldWords(self._("Note de la réponse"), limit=500),
        }

    def _interpreting(self) -> Named:
        labels = self._labels
        return {
            "way": self._choice(self._("Mode"), Way, labels.way),
            "urgency": self._choice(self._("Urgence"), Urgency, labels.urgency),
            "interpreter": self._choice(
                self._("Interprète"),
                (each for each in Interpreter if each is not Interpreter.MINOR),
                labels.interpreter,
            ),
            "preferred_sex": self._choice(
                self._("Préférence de la personne"), PreferredSex, labels.preferred_sex
            ),
            "relative_reason": FieldWords(self._("Pourquoi un proche")),
            "state": self._choice(self._("État"), InterpretingState, labels.interpreting_state),
            "provider": FieldWords(self._("Prestataire")),
            "minutes": FieldWords(self._("Durée"), Kind.MINUTES),
            "cost_cents": FieldWords(self._("Coût"), Kind.CENTS),
            "unmet_reason": self._choice(
                self._("Motif"), UnmetReason, labels.unmet, none=self._("Sans motif")
            ),
            "understanding": self._choice(
                self._("Compréhension"), Understanding, labels.understanding
            ),
        }

    def _partner(self) -> Named:
        return {
            "kind": FieldWords(self._("Genre")),
            "languages": FieldWords(self._("Langues parlées"), Kind.LANGUAGES),
            "thematiques": FieldWords(self._("Thèmes"), Kind.WORDS),
            "checked_on": FieldWords(self._("Coordonnées vérifiées le"), Kind.DAY),
            "active": FieldWords(self._("Proposé dans l’annuaire"), Kind.FLAG),
        }

    def _agent(self) -> Named:
        return {
            "login": FieldWords(self._("Identifiant"), Kind.RAW),
            "quality": FieldWords(self._("Qualité")),
            "roles": self._several(self._("Rôles"), Role, self._labels.role),
            "printed_name": FieldWords(self._("Nom imprimé")),
        }
