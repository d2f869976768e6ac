"""The sentences of what can go wrong with the synchronisation.

What it is, what is kept, what to do next.
Loaded with ``error_sentences``.  None of these situations loses anything.
"""

from mairie_quartier.domain.handovers import ReasonMissing
from mairie_quartier.domain.protocol import ProblemCode
from mairie_quartier.i18n import Translator
from mairie_quartier.services import sync_faults
from mairie_quartier.services.conflicts import AlreadySettled, NotSafeInBulk
from mairie_quartier.services.handover import CannotHandOver
from mairie_quartier.services.sync_ports import CannotRestore
from mairie_quartier.ui.message import Message


def refused_sentences(tr: Translator, code: ProblemCode) -> Message | None:
    """Say why the centre refused; nothing for what only a technician can mend."""
    _ = tr.gettext
    if code is ProblemCode.CODE_UNKNOWN:
        return Message(
            _("Ce code n’est pas reconnu, il a déjà servi, ou il n’est plus valable."),
            next_step=_("Demandez un nouveau code au service informatique."),
        )
    if code is ProblemCode.OFFICE_DIFFERS:
        return Message(
            _("Ce code est celui d’une autre mairie de quartier."),
            next_step=_("Demandez au service informatique un code pour celle de ce poste."),
        )
    return None


def sync_sentences(tr: Translator) -> dict[type[BaseException], Message]:
    """Give the sentences of each situation."""
    return {**_line(tr), **_centre(tr), **_linking(tr), **_choices(tr)}


def _line(tr: Translator) -> dict[type[BaseException], Message]:
    _ = tr.gettext
    kept = _("Votre travail est enregistré sur ce poste.")
    later = _("Le poste réessaiera tout seul.")
    return {
        sync_faults.Unreachable: Message(_("Le service de la ville ne répond pas."), kept, later),
        sync_faults.CentreBusy: Message(
            _("Le service de la ville est très sollicité."), kept, later
        ),
        sync_faults.UnreadableAnswer: Message(
            _("La réponse reçue n’est pas celle du service de la ville."),
            kept,
            _("Vérifiez que ce poste n’attend pas une connexion au réseau dans un navigateur."),
        ),
        sync_faults.SyncStopped: Message(_("La synchronisation s’est arrêtée."), kept, later),
    }


def _centre(tr: Translator) -> dict[type[BaseException], Message]:
    _ = tr.gettext
    kept = _("Votre travail est enregistré sur ce poste.")
    ask = _("Prévenez le service informatique.")
    return {
        sync_faults.Untrusted: Message(
            _("Le serveur joint n’a pas pu prouver qu’il est celui de la ville."), kept, ask
        ),
        sync_faults.RefusedByCentre: Message(
            _("Le service de la ville a refusé l’échange."), kept, ask
        ),
        sync_faults.DeskRevoked: Message(
            _("L’accès de ce poste au service de la ville a été retiré."), kept, ask
        ),
        sync_faults.ProgramTooOld: Message(
            _("Ce programme est trop ancien pour le service de la ville."),
            kept,
            _("Demandez sa mise à jour au service informatique."),
        ),
    }


def _linking(tr: Translator) -> dict[type[BaseException], Message]:
    _ = tr.gettext
    return {
        sync_faults.InventedData: Message(
            _(
                "Ce poste contient une démonstration\u00a0: des données inventées ne rejoignent "
                "pas la ville."
            ),
            next_step=_("Fermez la démonstration, en bas à gauche, puis installez ce poste."),
        ),
        sync_faults.NotEnrolled: Message(
            _("Ce poste n’est pas raccordé à la ville."),
            next_step=_("Un administrateur peut le raccorder avec un code de la ville."),
        ),
        sync_faults.NobodyToJoin: Message(
            _("La ville ne connaît encore aucun agent de ce lieu d’accueil."),
            next_step=_("Demandez au service informatique d’y ajouter votre nom, puis réessayez."),
        ),
        sync_faults.NotOfTheOffice: Message(
            _("La ville ne connaît aucun agent actif de ce lieu d’accueil avec cet identifiant."),
            next_step=_("Vérifiez-le auprès du service informatique."),
        ),
        sync_faults.AlreadyEnrolled: Message(_("Ce poste est déjà raccordé à la ville.")),
        sync_faults.OtherCentre: Message(
            _("Un service répond à cette adresse, mais il ne connaît pas ce poste."),
            next_step=_(
                "Ce n’est pas celui auquel ce poste est relié : vérifiez l’adresse auprès du "
                "service informatique."
            ),
        ),
        sync_faults.BadAddress: Message(
            _("Cette adresse ne convient pas."), next_step=_("Elle commence par https://.")
        ),
        sync_faults.BadAuthority: Message(
            _("Ce fichier n’est pas un certificat d’autorité."),
            next_step=_(
                "Choisissez le fichier remis par le service informatique (PEM, CRT ou CER)."
            ),
        ),
    }


def _choices(tr: Translator) -> dict[type[BaseException], Message]:
    _ = tr.gettext
    return {
        AlreadySettled: Message(_("Quelqu’un a déjà choisi.")),
        NotSafeInBulk: Message(
            _("Une fiche supprimée d’un côté et modifiée de l’autre se règle une par une.")
        ),
        CannotRestore: Message(
            _("Cette fiche n’est plus sur ce poste."),
            next_step=_("Recopiez les valeurs utiles dans une nouvelle fiche."),
        ),
        ReasonMissing: Message(
            _("Dites pourquoi le dossier est confié."),
            next_step=_("La mairie qui le reçoit lira cette raison."),
        ),
        CannotHandOver: Message(
            _("Ce dossier ne peut pas être transféré à cette mairie de quartier."),
            next_step=_("Vérifiez qu’il est suivi ici et qu’il n’a pas été réuni avec un autre."),
        ),
    }
