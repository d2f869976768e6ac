"""The French words for every enumeration shown on a screen.

One method per enumeration; a test asks for every member, so that none is forgotten.
"""

from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.interpreting import (
    Interpreter,
    InterpretingState,
    PreferredSex,
    Understanding,
    UnmetReason,
    Urgency,
    Way,
)
from mairie_quartier.domain.papers import VoidReason
from mairie_quartier.domain.people import AccessNeed, Contact, Housing, Kinship, Literacy
from mairie_quartier.domain.receipt_content import PaperKind
from mairie_quartier.domain.referrals import Agreement, Delivery, ReferralState
from mairie_quartier.domain.requests import (
    Channel,
    NotHelpedReason,
    Outcome,
    PieceState,
    RequestStatus,
)
from mairie_quartier.i18n import Translator
from mairie_quartier.services.listings import DueKind


class Labels:
    """Enumerations in the words of the desk."""

    def __init__(self, tr: Translator) -> None:
        self._ = tr.gettext

    def channel(self, value: Channel) -> str:
        """Name a channel."""
        return {
            Channel.DESK: self._("Au guichet"),
            Channel.TELEPHONE: self._("Téléphone"),
            Channel.LETTER: self._("Courrier"),
            Channel.EMAIL: self._("Courriel"),
            Channel.ONLINE: self._("Téléservice"),
            Channel.OUTREACH: self._("Aller-vers"),
            Channel.PARTNER: self._("Partenaire"),
        }[value]

    def outcome(self, value: Outcome) -> str:
        """Name what came of a need."""
        return {
            Outcome.INFORMED: self._("Information donnée"),
            Outcome.HELPED: self._("Aide faite sur place"),
            Outcome.DEPOSITED: self._("Dossier déposé"),
            Outcome.TRANSMITTED: self._("Dossier transmis"),
            Outcome.REFERRED: self._("Orientation"),
            Outcome.APPOINTMENT: self._("Rendez-vous donné"),
            Outcome.NOT_HELPED: self._("Pas d’aide possible"),
        }[value]

    def not_helped(self, value: NotHelpedReason) -> str:
        """Name why the desk could not help."""
        return {
            NotHelpedReason.OUT_OF_SCOPE: self._("Hors de nos missions"),
            NotHelpedReason.NO_PLACE: self._("Plus de place"),
            NotHelpedReason.MISSING_PIECES: self._("Pièces manquantes"),
            NotHelpedReason.NO_INTERPRETER: self._("Pas d’interprète"),
            NotHelpedReason.SYSTEM_DOWN: self._("Panne informatique"),
            NotHelpedReason.LEFT: self._("La personne est partie"),
            NotHelpedReason.REFUSED_BY_BODY: self._("Refus de l’organisme"),
            NotHelpedReason.OTHER: self._("Autre raison"),
        }[value]

    def status(self, value: RequestStatus) -> str:
        """Name where a request stands."""
        return {
            RequestStatus.AWAITING_PIECES: self._("Pièces attendues"),
            RequestStatus.AWAITING_DECISION: self._("Réponse attendue"),
            RequestStatus.AWAITING_PARTNER: self._("Suite attendue"),
            RequestStatus.CLOSED: self._("Terminée"),
        }[value]

    def piece_state(self, value: PieceState) -> str:
        """Name where a document stands."""
        return {
            PieceState.RECEIVED: self._("Reçue"),
            PieceState.MISSING: self._("Manquante"),
            PieceState.NOT_NEEDED: self._("Inutile ici"),
        }[value]

    def literacy(self, value: Literacy) -> str:
        """Name whether the person reads and writes."""
        return {
            Literacy.UNKNOWN: self._("Non demandé"),
            Literacy.YES: self._("Lit et écrit"),
            Literacy.PARTLY: self._("Lit un peu"),
            Literacy.NO: self._("Ne lit pas"),
        }[value]

    def housing(self, value: Housing) -> str:
        """Name where the person can be written to."""
        return {
            Housing.UNKNOWN: self._("Non demandé"),
            Housing.ADDRESS: self._("Adresse"),
            Housing.NO_STABLE_HOME: self._("Sans domicile stable"),
            Housing.DOMICILED: self._("Domiciliation"),
        }[value]

    def access_need(self, value: AccessNeed) -> str:
        """Name an accessibility need."""
        return {
            AccessNeed.STEP_FREE: self._("Accès sans marche"),
            AccessNeed.SEATED: self._("Pouvoir s’asseoir"),
            AccessNeed.SIGN_LANGUAGE: self._("Langue des signes (LSF)"),
            AccessNeed.HEARING_LOOP: self._("Boucle magnétique"),
            AccessNeed.LARGE_PRINT: self._("Gros caractères"),
            AccessNeed.READ_ALOUD: self._("Lecture à voix haute"),
            AccessNeed.PLAIN_WORDS: self._("Mots simples"),
            AccessNeed.QUIET_PLACE: self._("Endroit calme"),
            AccessNeed.COMPANION: self._("Accompagnement"),
        }[value]

    def contact(self, value: Contact) -> str:
        """Name how the person may be contacted."""
        return {
            Contact.NORMAL: self._("Contact habituel"),
            Contact.CAREFUL: self._("Contact prudent"),
        }[value]

    def kinship(self, value: Kinship) -> str:
        """Name a link in the household."""
        return {
            Kinship.REFERENCE: self._("Personne de référence"),
            Kinship.PARTNER: self._("Conjoint, conjointe"),
            Kinship.CHILD: self._("Enfant"),
            Kinship.PARENT: self._("Parent"),
            Kinship.SIBLING: self._("Frère, sœur"),
            Kinship.GRANDPARENT: self._("Grand-parent"),
            Kinship.GRANDCHILD: self._("Petit-enfant"),
            Kinship.OTHER_FAMILY: self._("Autre famille"),
            Kinship.OTHER: self._("Autre personne"),
        }[value]

    def way(self, value: Way) -> str:
        """Name a way of interpreting."""
        return {
            Way.TELEPHONE: self._("Par téléphone"),
            Way.VIDEO: self._("En visio"),
            Way.ON_SITE: self._("Sur place"),
            Way.SIGN_LANGUAGE: self._("Langue des signes (LSF)"),
            Way.CUED_SPEECH: self._("Langue parlée complétée (LPC)"),
            Way.SPEECH_TO_TEXT: self._("Transcription écrite"),
            Way.WRITTEN: self._("Traduction écrite"),
            Way.SIGHT: self._("Traduction à vue"),
        }[value]

    def urgency(self, value: Urgency) -> str:
        """Name how soon."""
        return {
            Urgency.NOW: self._("Tout de suite"),
            Urgency.WEEK: self._("Cette semaine"),
            Urgency.NORMAL: self._("Sans urgence"),
        }[value]

    def interpreter(self, value: Interpreter) -> str:
        """Name who interprets."""
        return {
            Interpreter.PROFESSIONAL: self._("Interprète professionnel"),
            Interpreter.COLLEAGUE: self._("Collègue bilingue"),
            Interpreter.ADULT_RELATIVE: self._("Proche adulte"),
            Interpreter.MINOR: self._("Enfant, mineur"),
        }[value]

    def preferred_sex(self, value: PreferredSex) -> str:
        """Name the wish about the interpreter."""
        return {
            PreferredSex.NONE: self._("Sans préférence"),
            PreferredSex.WOMAN: self._("Une femme"),
            PreferredSex.MAN: self._("Un homme"),
        }[value]

    def interpreting_state(self, value: InterpretingState) -> str:
        """Name where an interpreting need stands."""
        return {
            InterpretingState.NEEDED: self._("À organiser"),
            InterpretingState.REQUESTED: self._("Demandé"),
            InterpretingState.CONFIRMED: self._("Confirmé"),
            InterpretingState.DONE: self._("Fait"),
            InterpretingState.CANCELLED: self._("Annulé"),
            InterpretingState.NO_SHOW: self._("Interprète absent"),
            InterpretingState.UNMET: self._("Sans interprète"),
        }[value]

    def unmet(self, value: UnmetReason) -> str:
        """Name why nobody interpreted."""
        return {
            UnmetReason.NO_PROVIDER: self._("Aucun prestataire pour cette langue"),
            UnmetReason.NOT_AVAILABLE: self._("Personne de disponible"),
            UnmetReason.TOO_LATE: self._("Trop tard"),
            UnmetReason.COST: self._("Coût"),
            UnmetReason.REFUSED: self._("Refus de la personne"),
            UnmetReason.OTHER: self._("Autre raison"),
        }[value]

    def understanding(self, value: Understanding) -> str:
        """Name whether understanding was checked."""
        return {
            Understanding.NOT_CHECKED: self._("Non vérifié"),
            Understanding.UNDERSTOOD: self._("Compris (reformulé)"),
            Understanding.NOT_UNDERSTOOD: self._("Pas compris"),
        }[value]

    def agreement(self, value: Agreement) -> str:
        """Name the person's agreement."""
        return {
            Agreement.NOT_ASKED: self._("Accord non demandé"),
            Agreement.GIVEN: self._("Accord donné"),
            Agreement.REFUSED: self._("Accord refusé"),
            Agreement.WITHDRAWN: self._("Accord retiré"),
        }[value]

    def delivery(self, value: Delivery) -> str:
        """Name who carries the slip."""
        return {
            Delivery.BY_PERSON: self._("Remise à la personne"),
            Delivery.DIRECT: self._("Envoi au partenaire"),
        }[value]

    def referral_state(self, value: ReferralState) -> str:
        """Name where a referral stands."""
        return {
            ReferralState.SENT: self._("En attente de réponse"),
            ReferralState.RECEIVED: self._("Reçue par le partenaire"),
            ReferralState.APPOINTMENT: self._("Rendez-vous donné"),
            ReferralState.DONE: self._("Aboutie"),
            ReferralState.REFUSED: self._("Refusée"),
            ReferralState.CANCELLED: self._("Annulée"),
            ReferralState.NO_ANSWER: self._("Sans réponse"),
        }[value]

    def role(self, value: Role) -> str:
        """Name a role."""
        return {
            Role.RECEPTION: self._("Agent d’accueil"),
            Role.REFERENT: self._("Référent"),
            Role.MANAGER: self._("Responsable"),
            Role.ADMINISTRATOR: self._("Administrateur"),
            Role.ANALYST: self._("Analyste"),
            Role.DPO: self._("DPO"),
        }[value]

    def paper(self, value: PaperKind) -> str:
        """Name a kind of paper."""
        return {
            PaperKind.ACKNOWLEDGEMENT: self._("Accusé de réception"),
            PaperKind.DEPOSIT_RECEIPT: self._("Récépissé de dépôt"),
            PaperKind.VISIT_CERTIFICATE: self._("Attestation de passage"),
            PaperKind.TRANSMISSION_NOTICE: self._("Avis de transmission"),
        }[value]

    def void_reason(self, value: VoidReason) -> str:
        """Name why a paper was voided."""
        return {
            VoidReason.MISTAKE: self._("Erreur"),
            VoidReason.WRONG_PERSON: self._("Mauvaise personne"),
            VoidReason.CORRECTED: self._("Remplacé par un autre"),
            VoidReason.UNDONE: self._("Enregistrement annulé"),
        }[value]

    def due(self, value: DueKind) -> str:
        """Name why something is due."""
        return {
            DueKind.PIECES: self._("Pièces à recevoir"),
            DueKind.DECISION: self._("Réponse attendue"),
            DueKind.REFERRAL: self._("Orientation sans réponse"),
            DueKind.INTERPRETER: self._("Interprète à trouver"),
            DueKind.APPOINTMENT: self._("Rendez-vous"),
        }[value]

    def audit_act(self, value: AuditAct | str) -> str:
        """Name what the audit trail says happened."""
        return {
            AuditAct.CREATED: self._("Création"),
            AuditAct.CHANGED: self._("Modification"),
            AuditAct.REMOVED: self._("Suppression"),
            AuditAct.OPENED: self._("Ouverture"),
            AuditAct.PRINTED: self._("Impression"),
            AuditAct.UNDONE: self._("Annulation"),
            AuditAct.LOGGED_IN: self._("Connexion"),
            AuditAct.LOCKED: self._("Verrouillage"),
            AuditAct.BACKED_UP: self._("Sauvegarde"),
            AuditAct.RESTORED: self._("Restauration"),
            AuditAct.IMPORTED: self._("Reprise d’un registre"),
            AuditAct.SYNCHRONISED: self._("Synchronisation"),
            AuditAct.ENROLLED: self._("Raccordement à la ville"),
            AuditAct.HANDED_OVER: self._("Transfert à une autre mairie de quartier"),
            AuditAct.CLOCK_TRUSTED: self._("Heure du poste confirmée"),
            AuditAct.RECOVERY_RENEWED: self._("Nouvelle clé de secours"),
        }[AuditAct(value)]

    def word(self, table: str) -> str:
        """Name what a record is, from its table; an unknown one stands for itself."""
        return {
            "office": self._("Bureau"),
            "agent": self._("Agent"),
            "person": self._("Personne"),
            "member": self._("Membre du foyer"),
            "merge": self._("Réunion de fiches"),
            "visit": self._("Passage"),
            "request": self._("Demande"),
            "piece": self._("Pièce"),
            "receipt": self._("Papier"),
            "voiding": self._("Annulation de papier"),
            "partner": self._("Partenaire"),
            "referral": self._("Orientation"),
            "interpreting": self._("Besoin d’interprète"),
            "catalogue_entry": self._("Démarche"),
            "setting": self._("Réglage"),
            "conflict": self._("Valeur à départager"),
            "store": self._("Données du poste"),
            "outbox": self._("Action"),
            "centre": self._("Adresse et certificat de la ville"),
        }.get(table, table)
