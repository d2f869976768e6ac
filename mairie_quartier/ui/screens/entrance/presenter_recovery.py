"""A lost password: the printed key, and a new password. Qt-free."""

from dataclasses import dataclass

from mairie_quartier.domain.passwords import grade_password
from mairie_quartier.services.sessions import recover
from mairie_quartier.ui.screens.entrance.attempts import Attempts, EntryState, EntryView, Phase
from mairie_quartier.ui.screens.entrance.password_words import PasswordWords
from mairie_quartier.ui.screens.entrance.way_in import WayIn
from mairie_quartier.ui.widgets.grade import Grade

GROUP_CHARS = 5


@dataclass(frozen=True, slots=True)
class RecoveryForm:
    """What was typed; ``groups`` are the eight of the key."""

    groups: tuple[str, ...]
    login: str
    password: str
    again: str

    @property
    def code(self) -> str:
        """Give the key in one piece."""
        return "-".join(self.groups)


class RecoveryPresenter:
    """Gives an agent a new password with the printed key, and logs in."""

    def __init__(self, way: WayIn, view: EntryView) -> None:
        self._ = way.tr.gettext
        self._entrance = way.entrance
        self._words = PasswordWords(way.tr)
        self.attempts = Attempts(way, view)

    def grade(self, login: str, password: str) -> Grade:
        """Grade the new password as it is typed."""
        return self._words.grade(grade_password(password, (login,)), password)

    def recover(self, form: RecoveryForm) -> None:
        """Try the key, then give the new password."""
        if not self.attempts.are_open:
            return
        state = self._missing(form)
        if state is not None:
            self.attempts.show(state)
            return
        entrance, code = self._entrance, form.code
        login, password = form.login.strip(), form.password
        self.attempts.begin(
            lambda: recover(entrance, code, login, password),
            self._("Vérification de la clé…"),
            unknown=self._("Aucun agent actif n’a cet identifiant sur ce poste."),
        )

    def _missing(self, form: RecoveryForm) -> EntryState | None:
        for place, group in enumerate(form.groups, start=1):
            if sum(char.isalnum() for char in group) != GROUP_CHARS:
                words = self._("Le groupe {group} de la clé n’a pas ses cinq caractères.").format(
                    group=place
                )
                return EntryState(Phase.INCOMPLETE, words, place)
        words = self._lacking(form)
        return EntryState(Phase.INCOMPLETE, words) if words else None

    def _lacking(self, form: RecoveryForm) -> str:
        if not form.login.strip():
            return self._("Tapez votre identifiant.")
        if not grade_password(form.password, (form.login,)).is_accepted:
            return self._("Le nouveau mot de passe est trop facile à deviner\u00a0: allongez-le.")
        if form.password != form.again:
            return self._("Les deux mots de passe sont différents.")
        return ""
