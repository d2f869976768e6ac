"""The sentences of every foreseen error, by its class.

Loaded at the first error (``wording``): a start must not load every class of the domain.
"""

from mairie_quartier.domain.appointments import AppointmentInThePast, NoAppointment
from mairie_quartier.domain.catalogue import DemarcheUnknown
from mairie_quartier.domain.dates import ImpossibleDate
from mairie_quartier.domain.intake import (
    NeedWithoutOutcome,
    NeedWithoutPartner,
    NeedWithoutReason,
    NeedWithUnclearAppointment,
)
from mairie_quartier.domain.interpreting import (
    InterpretingClosed,
    MinorInterpreter,
    RelativeWithoutReason,
)
from mairie_quartier.domain.logos import LogoRefused
from mairie_quartier.domain.numbers import InvalidNumber
from mairie_quartier.domain.papers import AlreadyVoided
from mairie_quartier.domain.people import CannotMerge, NamelessPerson
from mairie_quartier.domain.permissions import NotAllowed
from mairie_quartier.domain.receipts import IncompleteAcknowledgement
from mairie_quartier.domain.references import InvalidReference
from mairie_quartier.domain.referrals import NoAgreement, ReferralClosed
from mairie_quartier.domain.register_columns import MappingFault
from mairie_quartier.domain.requests import (
    AbuseUnexplained,
    NothingRecorded,
    OutcomeWithoutReason,
    RequestClosed,
    RequestStillOpen,
)
from mairie_quartier.domain.text import TooLong
from mairie_quartier.domain.typed_dates import UnreadableDate
from mairie_quartier.i18n import Translator
from mairie_quartier.services import faults
from mairie_quartier.services.agents import LastAdministrator, PasswordTooWeak
from mairie_quartier.services.directory import ChangedMeanwhile
from mairie_quartier.services.ports import NotFound, NothingToUndo, UndoTooLate
from mairie_quartier.services.register_faults import LinesRefused, RegisterFault
from mairie_quartier.services.register_report import RegisterWords
from mairie_quartier.services.sessions import AgentGone
from mairie_quartier.services.sync_faults import RefusedByCentre
from mairie_quartier.ui.message import Message
from mairie_quartier.ui.sync_sentences import refused_sentences, sync_sentences

Sentences = dict[type[BaseException], Message]


class ErrorSentences:
    """Says each error in the agent's language."""

    def __init__(self, tr: Translator) -> None:
        self._ = tr.gettext
        self._n = tr.ngettext
        self._tr = tr
        self._by_class: Sentences = {
            **self._visits(),
            **self._entries(),
            **self._records(),
            **self._waiting(),
            **self._entrance(),
            **self._disk(),
            **self._files(),
            **sync_sentences(tr),
        }

    def of(self, error: Exception) -> Message | None:
        """Give the sentences of an error; nothing when nobody foresaw it."""
        if isinstance(error, faults.Throttled):
            return self._throttled(error.wait_s)
        if isinstance(error, faults.MistypedRecoveryKey) and error.group:
            return self._mistyped(error.group)
        if isinstance(error, RegisterFault | LinesRefused | MappingFault):
            return Message(RegisterWords(self._tr).fault(error))
        if isinstance(error, RefusedByCentre):
            refused = refused_sentences(self._tr, error.code)
            if refused is not None:
                return refused
        known = (self._by_class.get(kind) for kind in type(error).__mro__)
        return next((message for message in known if message is not None), None)

    def _visits(self) -> Sentences:
        kept = self._("Le brouillon est conservé.")
        return {
            NothingRecorded: Message(
                self._("Il manque un besoin."), kept, self._("Tapez ce que la personne demande.")
            ),
            NeedWithoutOutcome: Message(
                self._("Un besoin n’a pas de suite."), kept, self._("Dites ce qui a été fait.")
            ),
            NeedWithoutReason: Message(
                self._("Un besoin n’a pas pu être traité, sans raison notée."),
                kept,
                self._("Choisissez la raison."),
            ),
            OutcomeWithoutReason: Message(
                self._("Il manque la raison."), kept, self._("Choisissez la raison.")
            ),
            NeedWithoutPartner: Message(
                self._("Une orientation n’a pas de partenaire."),
                kept,
                self._("Choisissez le partenaire dans l’annuaire."),
            ),
            NoAgreement: Message(
                self._("La personne n’a pas donné son accord pour un envoi direct."),
                kept,
                self._("Remettez la fiche à la personne, ou notez son accord."),
            ),
            MinorInterpreter: Message(
                self._("Un enfant ne peut pas servir d’interprète."),
                kept,
                self._("Choisissez un interprète professionnel ou un collègue."),
            ),
            RelativeWithoutReason: Message(
                self._("Un proche n’interprète qu’en dernier recours."),
                kept,
                self._("Notez la raison."),
            ),
        }

    def _entries(self) -> Sentences:
        kept = self._("Le brouillon est conservé.")
        return {
            NamelessPerson: Message(
                self._("La fiche n’a aucun nom."),
                kept,
                self._("Notez un nom, ou laissez le passage anonyme."),
            ),
            ImpossibleDate: Message(
                self._("Cette date n’existe pas dans le calendrier."),
                kept,
                self._("Corrigez la date, ou notez seulement l’année."),
            ),
            UnreadableDate: Message(
                self._("Cette date n’a pas été comprise."),
                kept,
                self._("Tapez par exemple 12/5/1987, 05/1987 ou 1987."),
            ),
            TooLong: Message(self._("Ce texte est trop long."), kept, self._("Raccourcissez-le.")),
            LogoRefused: Message(
                self._("Ce fichier ne peut pas servir de logo."),
                kept,
                self._("Choisissez un dessin PNG ou SVG simple, de moins de 140 ko."),
            ),
            InvalidReference: Message(
                self._("Ce numéro de fiche n’est pas complet, ou il a une faute de frappe."),
                kept,
                self._("Vérifiez chaque caractère, ou passez le lecteur à nouveau."),
            ),
            IncompleteAcknowledgement: Message(
                self._("L’accusé de réception serait incomplet\u00a0: il n’a pas été émis."),
                self._("Le passage est enregistré."),
                self._("Demandez à l’administrateur de compléter les coordonnées du service."),
            ),
        }

    def _records(self) -> Sentences:
        return {
            NotAllowed: Message(
                self._("Votre rôle ne permet pas cette action."),
                self._("Rien n’a été changé."),
                self._("Demandez à votre responsable."),
            ),
            NotFound: Message(
                self._("Cet élément n’existe plus."), "", self._("Actualisez l’écran.")
            ),
            NothingToUndo: Message(self._("Il n’y a rien à annuler.")),
            DemarcheUnknown: Message(
                self._("Cette démarche n’est plus au catalogue."),
                self._("Ce qui a été enregistré avec elle est conservé."),
                self._("Choisissez une autre démarche."),
            ),
            UndoTooLate: Message(
                self._("Cette action a été modifiée depuis."),
                self._("Rien n’a été annulé, pour ne pas effacer un autre travail."),
                self._("Corrigez directement la fiche."),
            ),
            AlreadyVoided: Message(self._("Ce papier est déjà annulé.")),
            CannotMerge: Message(
                self._("Ces deux fiches ne peuvent pas être réunies."),
                self._("Rien n’a été changé."),
            ),
            RequestClosed: Message(self._("Cette demande est déjà terminée.")),
            RequestStillOpen: Message(self._("Cette demande est déjà ouverte.")),
            ReferralClosed: Message(self._("Cette orientation est déjà terminée.")),
            InterpretingClosed: Message(self._("Ce besoin d’interprète est déjà clos.")),
            InvalidNumber: Message(
                self._("Ce numéro n’est pas celui d’un papier."),
                "",
                self._("Vérifiez les caractères, ou passez le lecteur à nouveau."),
            ),
        }

    def _waiting(self) -> Sentences:
        """Give what concerns appointments, abusive requests and the work of other desks."""
        return {
            ChangedMeanwhile: Message(
                self._("Un autre poste vient de modifier ce partenaire."),
                self._("Rien n’a été changé."),
                self._("Relisez la fiche, puis recommencez si besoin."),
            ),
            NeedWithUnclearAppointment: Message(
                self._("Un rendez-vous n’est pas clair."),
                self._("Le brouillon est conservé."),
                self._("Écrivez le jour ainsi\u00a0: 12/3, et l’heure ainsi\u00a0: 14 h 30."),
            ),
            AppointmentInThePast: Message(
                self._("Ce jour est passé."),
                self._("Rien n’a été changé."),
                self._("Donnez un jour à venir au rendez-vous."),
            ),
            NoAppointment: Message(self._("Ce rendez-vous est déjà annulé.")),
            AbuseUnexplained: Message(
                self._("Il manque la raison."),
                self._("Rien n’a été changé."),
                self._("Écrivez pourquoi la demande est abusive."),
            ),
        }

    def _entrance(self) -> Sentences:
        return {
            faults.WrongPassword: Message(
                self._("L’identifiant ou le mot de passe n’est pas le bon."),
                "",
                self._("Vérifiez la touche Maj et réessayez."),
            ),
            faults.WrongRecoveryKey: Message(
                self._("Cette clé de secours n’ouvre pas ce poste."),
                "",
                self._("Vérifiez que c’est la dernière clé imprimée."),
            ),
            faults.MistypedRecoveryKey: Message(
                self._("La clé de secours n’est pas complète."),
                "",
                self._("Recopiez tous les groupes."),
            ),
            faults.LoginTaken: Message(
                self._("Cet identifiant est déjà pris."), "", self._("Choisissez-en un autre.")
            ),
            faults.LastSlot: Message(
                self._("C’est le dernier agent de ce poste."),
                self._("Son accès est conservé."),
                self._("Ajoutez d’abord un autre agent."),
            ),
            LastAdministrator: Message(
                self._("C’est le dernier administrateur."),
                self._("Son accès est conservé."),
                self._("Donnez d’abord ce rôle à un autre agent."),
            ),
            AgentGone: Message(
                self._("Ce compte n’est plus actif."), "", self._("Voyez votre administrateur.")
            ),
            PasswordTooWeak: Message(
                self._("Ce mot de passe est trop facile à deviner."),
                "",
                self._("Allongez-le\u00a0: par exemple sept mots, ou douze caractères variés."),
            ),
        }

    def _disk(self) -> Sentences:
        kept = self._("Ce qui était enregistré l’est toujours.")
        helped = self._("Appelez votre administrateur.")
        return {
            faults.StoreFull: Message(
                self._("Le disque est plein\u00a0: le poste ne peut plus délivrer de papiers."),
                self._("Ce qui était enregistré l’est toujours\u00a0; l’écran garde votre saisie."),
                self._("Libérez de la place, puis enregistrez à nouveau."),
            ),
            faults.StoreReadOnly: Message(
                self._("Le dossier des données refuse l’écriture."), kept, helped
            ),
            faults.StoreBusy: Message(
                self._("Les données sont occupées."), kept, self._("Réessayez dans un instant.")
            ),
            faults.StoreInUse: Message(
                self._("Le programme est déjà ouvert sur ce poste."),
                "",
                self._("Utilisez la fenêtre déjà ouverte."),
            ),
            faults.StoreDamaged: Message(
                self._("Le fichier des données est abîmé."),
                self._("Il n’a pas été modifié."),
                self._("Restaurez la dernière sauvegarde."),
            ),
            faults.WrongKey: Message(
                self._("Le fichier des données ne correspond pas à ce poste."),
                self._("Il n’a pas été modifié."),
                helped,
            ),
        }

    def _files(self) -> Sentences:
        kept = self._("Ce qui était enregistré l’est toujours.")
        helped = self._("Appelez votre administrateur.")
        return {
            faults.UnknownStoredValue: Message(
                self._("Les données contiennent un mot que cette version ne connaît pas."),
                kept,
                self._("Installez la dernière version du programme."),
            ),
            faults.StoreMissing: Message(
                self._("Le fichier des données est introuvable."), "", helped
            ),
            faults.StoreExists: Message(
                self._("Il y a déjà des données sur ce poste."), self._("Rien n’a été effacé.")
            ),
            faults.StoreUnreachable: Message(self._("Le disque ne répond plus."), kept, helped),
            faults.StoreTooNew: Message(
                self._("Les données viennent d’une version plus récente du programme."),
                self._("Elles n’ont pas été modifiées."),
                self._("Installez la dernière version du programme."),
            ),
            faults.VaultMissing: Message(
                self._("Le fichier des mots de passe est introuvable."),
                self._("Les données n’ont pas été modifiées."),
                self._("Restaurez la dernière sauvegarde."),
            ),
            faults.VaultDamaged: Message(
                self._("Le fichier des mots de passe est abîmé."),
                self._("Les données n’ont pas été modifiées."),
                self._("Restaurez la dernière sauvegarde."),
            ),
            faults.BackupDamaged: Message(
                self._("Cette sauvegarde est incomplète ou abîmée."),
                self._("Rien n’a été remplacé."),
                self._("Choisissez une autre sauvegarde."),
            ),
        }

    def _throttled(self, wait_s: int) -> Message:
        minutes = -(-wait_s // 60)
        wait = (
            self._n("Attendez {count} seconde.", "Attendez {count} secondes.", wait_s)
            if wait_s < 90
            else self._n("Attendez {count} minute.", "Attendez {count} minutes.", minutes)
        )
        count = wait_s if wait_s < 90 else minutes
        return Message(self._("Trop d’essais à la suite."), "", wait.format(count=count))

    def _mistyped(self, group: int) -> Message:
        return Message(
            self._("Le groupe {group} de la clé de secours est mal recopié.").format(group=group),
            "",
            self._("Vérifiez ses cinq caractères."),
        )
