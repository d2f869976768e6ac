"""What keeps a PC from being linked to the city, in words: what it is, and whom to ask for what.

Qt-free.  Before it is linked nothing can be lost: what was typed stays, and can be tried again.
It is the same for a linked PC that is to find the city's service at another address.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from mairie_quartier.domain.protocol import ProblemCode
from mairie_quartier.i18n import Translator
from mairie_quartier.services import sync_faults
from mairie_quartier.services.sync_faults import Distrust, Hindrance
from mairie_quartier.ui.linking.answers import LinkAnswer, LinkTyped
from mairie_quartier.ui.wording import Wording

CLOCK_OFF: Final = timedelta(minutes=5)
"""A clock further off than this is told: papers carry its date."""


@dataclass(frozen=True, slots=True)
class Hitch:
    """One sentence or two, and the field to put right, if one is to blame."""

    text: str
    answer: LinkAnswer | None = None


class LinkWords:
    """Sentences about the way to the centre."""

    def __init__(self, tr: Translator, wording: Wording) -> None:
        self._ = tr.gettext
        self._n = tr.ngettext
        self._tr = tr
        self._wording = wording

    def hitch(self, error: Exception, typed: LinkTyped, now: datetime) -> Hitch:
        """Say what is wrong; ``now`` is what the PC's clock says."""
        if isinstance(error, sync_faults.Unreachable):
            return self._unreachable(error.why, typed.host)
        if isinstance(error, sync_faults.Untrusted):
            return self._untrusted(error.why, typed, now)
        if isinstance(error, sync_faults.BadAddress | sync_faults.OtherCentre):
            return Hitch(self._wording.of(error).text, LinkAnswer.ADDRESS)
        if isinstance(error, sync_faults.BadAuthority):
            return Hitch(self._wording.of(error).text, LinkAnswer.AUTHORITY)
        if isinstance(error, sync_faults.UnreadableAnswer):
            return self._no_centre()
        if isinstance(error, sync_faults.RefusedByCentre):
            return self._refused(error)
        if isinstance(error, sync_faults.CentreBusy):
            return Hitch(
                self._(
                    "Le service de la ville demande d’attendre. Réessayez dans quelques minutes."
                )
            )
        return Hitch(self._wording.of(error).text)

    def after_the_code(self, error: Exception, hitch: Hitch) -> Hitch:
        """Add what to know when the line failed while the code was being given."""
        if not isinstance(error, sync_faults.Unreachable | sync_faults.UnreadableAnswer):
            return hitch
        more = self._(
            "Si le code est refusé au prochain essai, c’est qu’il a servi\u00a0: demandez-en un "
            "autre."
        )
        return Hitch(f"{hitch.text} {more}", hitch.answer)

    def clock(self, ahead: timedelta | None) -> str:
        """Say that the PC's clock is wrong; empty when it is right, or nobody can tell."""
        if ahead is None or abs(ahead) < CLOCK_OFF:
            return ""
        if ahead > timedelta(0):
            text = self._("L’horloge de ce poste avance de {time}.")
        else:
            text = self._("L’horloge de ce poste retarde de {time}.")
        mend = self._("Réglez-la avant d’enregistrer\u00a0: les papiers portent sa date.")
        return f"{text.format(time=self._time(abs(ahead)))} {mend}"

    def _time(self, span: timedelta) -> str:
        minutes = round(span / timedelta(minutes=1))
        if span >= timedelta(days=2):
            return self._n("{count} jour", "{count} jours", span.days).format(
                count=self._tr.number(span.days)
            )
        if span >= timedelta(hours=2):
            hours = round(minutes / 60)
            return self._n("{count} heure", "{count} heures", hours).format(count=hours)
        return self._n("{count} minute", "{count} minutes", minutes).format(count=minutes)

    def _unreachable(self, why: Hindrance, host: str) -> Hitch:
        _ = self._
        address = LinkAnswer.ADDRESS
        found = {
            Hindrance.NO_NETWORK: Hitch(
                _("Ce poste n’est pas sur le réseau. Vérifiez le câble ou le wifi, puis réessayez.")
            ),
            Hindrance.NAME_UNKNOWN: Hitch(
                _(
                    "Le nom «\u00a0{host}\u00a0» n’existe pas sur ce réseau. Vérifiez l’adresse "
                    "lettre par lettre, et que ce poste est bien sur le réseau de la ville."
                ),
                address,
            ),
            Hindrance.REFUSED: Hitch(
                _(
                    "Aucun service n’écoute à cette adresse de «\u00a0{host}\u00a0». Vérifiez-la "
                    "jusqu’au bout\u00a0; si elle est juste, le service de la ville est arrêté."
                ),
                address,
            ),
            Hindrance.SILENT: Hitch(
                _(
                    "«\u00a0{host}\u00a0» ne répond pas. Réessayez\u00a0; si cela dure, demandez "
                    "au service informatique si ce poste a le droit de le joindre."
                )
            ),
            Hindrance.PROXY: Hitch(
                _(
                    "Le proxy du réseau n’a pas laissé passer la demande. Demandez au service "
                    "informatique d’autoriser «\u00a0{host}\u00a0» pour ce poste."
                )
            ),
            Hindrance.OTHER: Hitch(
                _("La liaison avec «\u00a0{host}\u00a0» s’est coupée. Réessayez.")
            ),
        }[why]
        return Hitch(found.text.format(host=host), found.answer)

    def _untrusted(self, why: Distrust, typed: LinkTyped, now: datetime) -> Hitch:
        if why is Distrust.AUTHORITY:
            return self._unknown_authority(typed)
        if why in (Distrust.EXPIRED, Distrust.NOT_YET):
            return Hitch(self._outdated(typed.host, now))
        if why is Distrust.OTHER_NAME:
            text = self._(
                "Le serveur joint porte un autre nom que «\u00a0{host}\u00a0». Tapez l’adresse "
                "exactement comme le service informatique l’a donnée."
            )
            return Hitch(text.format(host=typed.host), LinkAnswer.ADDRESS)
        text = self._(
            "«\u00a0{host}\u00a0» n’a pas pu prouver qu’il est le service de la ville. Vérifiez "
            "l’adresse, puis prévenez le service informatique."
        )
        return Hitch(text.format(host=typed.host))

    def _unknown_authority(self, typed: LinkTyped) -> Hitch:
        if typed.authority is None and typed.kept:
            text = self._(
                "Le certificat actuel ne garantit pas «\u00a0{host}\u00a0». Demandez au service "
                "informatique le nouveau certificat de l’autorité de la ville, et choisissez ce "
                "fichier ici."
            )
        elif typed.authority is None:
            text = self._(
                "Ce poste ne connaît pas l’autorité qui garantit «\u00a0{host}\u00a0». Demandez au "
                "service informatique le certificat de l’autorité de la ville, et choisissez ce "
                "fichier ici."
            )
        else:
            text = self._(
                "Le certificat choisi ne garantit pas «\u00a0{host}\u00a0». Demandez au service "
                "informatique celui de l’autorité qui a signé le certificat du service."
            )
        return Hitch(text.format(host=typed.host), LinkAnswer.AUTHORITY)

    def _outdated(self, host: str, now: datetime) -> str:
        day = now.astimezone(self._tr.zone).date()
        return self._(
            "Le certificat de «\u00a0{host}\u00a0» n’est pas valable à la date de ce poste, le "
            "{day} à {time}. Si cette date est fausse, réglez l’horloge\u00a0; sinon, le service "
            "informatique doit renouveler le certificat."
        ).format(host=host, day=self._tr.long_date(day), time=self._tr.clock_time(now))

    def _no_centre(self) -> Hitch:
        return Hitch(
            self._(
                "Ce qui répond à cette adresse n’est pas le service de la ville. Vérifiez-la, et "
                "qu’aucune page de connexion au réseau n’attend dans un navigateur."
            ),
            LinkAnswer.ADDRESS,
        )

    def _refused(self, error: sync_faults.RefusedByCentre) -> Hitch:
        if error.code is ProblemCode.CODE_UNKNOWN:
            return Hitch(
                self._(
                    "Ce code n’est pas accepté\u00a0: il est mal tapé, il a déjà servi ou il n’est "
                    "plus valable. Relisez-le, ou demandez-en un nouveau au service informatique."
                ),
                LinkAnswer.ENROL_CODE,
            )
        if error.code is ProblemCode.NOT_FOUND:
            return self._no_centre()
        blamed = LinkAnswer.ENROL_CODE if error.code is ProblemCode.OFFICE_DIFFERS else None
        return Hitch(self._wording.of(error).text, blamed)
