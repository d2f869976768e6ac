"""What the central service's command line says of a fault or a finding, in French."""

from collections.abc import Mapping

import psycopg

from mairie_quartier.central.checkup import Finding, State, Subject
from mairie_quartier.central.dumps import NoSuchDump, ProgramFailed, ProgramMissing
from mairie_quartier.central.founding import AlreadyFounded, DatabaseTooNew, DatabaseTooOld
from mairie_quartier.central.judging import Reject
from mairie_quartier.central.quarantine import UnknownLine
from mairie_quartier.central.serving import DatabaseNotReady
from mairie_quartier.central.settings import (
    BadCentralSetting,
    CentralSettingsMissing,
    CentralSettingsUnreadable,
)
from mairie_quartier.central.steward import (
    LoginTakenThere,
    OfficeTaken,
    UnknownDesk,
    UnknownOffice,
)
from mairie_quartier.i18n import Translator


def fault_text(error: Exception, tr: Translator) -> str:
    """Give one sentence: what is wrong, and what to do."""
    return _settings_fault(error, tr) or _records_fault(error, tr) or _machine_fault(error, tr)


def _settings_fault(error: Exception, tr: Translator) -> str:
    _ = tr.gettext
    match error:
        case CentralSettingsMissing():
            text = _(
                "Il n’y a pas de réglages dans {path}\u00a0: «\u00a0mairie-quartier central"
                " init\u00a0» les écrit."
            )
            return text.format(path=error.path)
        case CentralSettingsUnreadable():
            text = _("Le fichier {path} ne se lit pas\u00a0: {detail}")
            return text.format(path=error.path, detail=error.detail)
        case BadCentralSetting():
            text = _("Dans {path}, le réglage «\u00a0{name}\u00a0» ne convient pas.")
            return text.format(path=error.path, name=error.name)
    return ""


def _records_fault(error: Exception, tr: Translator) -> str:
    _ = tr.gettext
    match error:
        case UnknownOffice():
            return _("Aucune mairie de quartier n’a le code {code}.").format(code=error.code)
        case OfficeTaken():
            return _("Une mairie de quartier a déjà le code {code}.").format(code=error.code)
        case LoginTakenThere():
            text = _("Un agent de la ville a déjà l’identifiant {login}.")
            return text.format(login=error.login)
        case UnknownDesk() if error.found:
            return _("Plusieurs postes s’appellent {name}\u00a0: donnez l’identifiant.").format(
                name=error.name
            )
        case UnknownDesk():
            return _("Aucun poste ne s’appelle {name}.").format(name=error.name)
        case UnknownLine():
            text = _("Aucune ligne, ou plusieurs, ne commence par {text}.")
            return text.format(text=error.text)
        case Reject():
            text = _("La valeur donnée pour «\u00a0{field}\u00a0» ne convient pas.")
            return text.format(field=error.detail)
        case NoSuchDump():
            return _("Il n’y a pas de sauvegarde {path}.").format(path=error.path)
    return ""


def _machine_fault(error: Exception, tr: Translator) -> str:
    _ = tr.gettext
    match error:
        case DatabaseTooOld():
            text = _("PostgreSQL {version} est trop ancien\u00a0: il faut la version 14 au moins.")
            return text.format(version=error.version // 10000)
        case DatabaseTooNew():
            return _(
                "La base est à la version {found}, plus récente que ce programme ({known})\u00a0:"
                " mettez le programme à jour."
            ).format(found=error.found, known=error.known)
        case DatabaseNotReady():
            return _(
                "La base est à la version {found}, le programme à la {known}\u00a0: lancez"
                " «\u00a0mairie-quartier central migrate\u00a0»."
            ).format(found=error.found, known=error.known)
        case AlreadyFounded():
            text = _("Une base «\u00a0{name}\u00a0» existe déjà\u00a0: rien n’a été changé.")
            return text.format(name=error.name)
        case ProgramMissing():
            return _(
                "Le programme {name} manque\u00a0: installez le paquet postgresql-client."
            ).format(name=error.name)
        case ProgramFailed():
            return _("{name} a échoué\u00a0: {detail}").format(name=error.name, detail=error.detail)
        case psycopg.OperationalError():
            return _("PostgreSQL ne répond pas\u00a0: {detail}").format(detail=_first_line(error))
        case psycopg.Error():
            return _("PostgreSQL a refusé\u00a0: {detail}").format(detail=_first_line(error))
    return _("La machine a refusé\u00a0: {detail}").format(detail=_first_line(error))


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def finding_line(finding: Finding, tr: Translator) -> str:
    """Give one line of the check-up."""
    _ = tr.gettext
    marks = {State.RIGHT: _("bon"), State.DOUBTFUL: _("à voir"), State.WRONG: _("MAUVAIS")}
    text = _subjects(tr)[finding.subject].format(fact=finding.fact or "–")
    return f"{marks[finding.state]:<8} {text}"


def _subjects(tr: Translator) -> Mapping[Subject, str]:
    _ = tr.gettext
    return {
        Subject.SETTINGS: _("réglages lisibles par leur seul propriétaire (droits {fact})"),
        Subject.CERTIFICATE: _("certificat et clé, valables jusqu’au {fact}"),
        Subject.DATABASE: _("connexion à PostgreSQL ({fact})"),
        Subject.VERSION: _("version de PostgreSQL\u00a0: {fact}"),
        Subject.REVISION: _("version de la base, et celle du programme\u00a0: {fact}"),
        Subject.SERVICE_ROLE: _("le rôle du service ne possède rien et n’a aucun privilège"),
        Subject.ROW_SECURITY: _("tables sans protection par ligne\u00a0: {fact}"),
        Subject.VIEWS: _("vues aux droits de leur propriétaire\u00a0: {fact}"),
        Subject.NO_TOKEN: _("lignes visibles du service sans jeton de poste\u00a0: {fact}"),
        Subject.DURABILITY: _("écritures durables (fsync, full_page_writes, synchronous_commit)"),
        Subject.TALLIES: _("mots mal comptés\u00a0: {fact}"),
        Subject.QUARANTINE: _("opérations mises de côté, à examiner\u00a0: {fact}"),
        Subject.CLOCK: _("horloge de PostgreSQL et de cette machine"),
        Subject.ROOM: _("place pour les sauvegardes\u00a0: {fact} Gio"),
        Subject.BACKUP: _("dernière sauvegarde\u00a0: {fact}"),
    }
