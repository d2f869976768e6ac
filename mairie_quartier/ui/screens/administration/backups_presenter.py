"""Back up, restore and check, away from the desk's own lane.  Qt-free."""

from pathlib import Path
from typing import Protocol

from mairie_quartier.services.backups import back_up, check_store, list_backups, restore_backup
from mairie_quartier.services.ports import KeptBackup
from mairie_quartier.ui.workplace import Workplace


class BackupsView(Protocol):
    """What the section shows."""

    def show_backups(self, kept: tuple[KeptBackup, ...]) -> None:
        """List the backups, latest first."""
        ...

    def show_work(self, words: str) -> None:
        """Say what is under way; empty when nothing is."""
        ...

    def show_restored(self, aside: Path | None) -> None:
        """Say that the store was replaced, and where the former one is."""
        ...


class BackupsPresenter:
    """Between the section and the services."""

    def __init__(self, work: Workplace, view: BackupsView) -> None:
        self._ = work.tr.gettext
        self._work = work
        self._view = view

    def load(self) -> None:
        """List the backups."""
        context, keeper = self._work.context, self._work.keeper
        self._work.lane.submit(
            lambda: list_backups(context, keeper),
            self._view.show_backups,
            self._work.navigator.failed,
        )

    def back_up(self) -> None:
        """Write a backup now."""
        context, keeper = self._work.context, self._work.keeper
        self._view.show_work(self._("Sauvegarde en cours…"))
        self._work.background.submit(lambda: back_up(context, keeper), self._backed_up, self._fail)

    def check(self) -> None:
        """Read the whole store and say whether it is sound."""
        context, keeper = self._work.context, self._work.keeper
        self._view.show_work(self._("Vérification en cours…"))
        self._work.background.submit(
            lambda: check_store(context, keeper), self._checked, self._fail
        )

    def restore(self, bundle: Path) -> None:
        """Put a backup in place; the session ends."""
        context, keeper = self._work.context, self._work.keeper
        self._view.show_work(self._("Restauration en cours…"))
        self._work.lane.submit(
            lambda: restore_backup(context, keeper, bundle),
            self._view.show_restored,
            self._fail,
        )

    def _backed_up(self, _kept: KeptBackup) -> None:
        self._view.show_work("")
        self._work.navigator.done(self._("Sauvegarde écrite et vérifiée"))
        self.load()

    def _checked(self, sound: bool) -> None:
        self._view.show_work("")
        words = self._("Les données sont en bon état.")
        if not sound:
            words = self._("Les données sont abîmées\u00a0: restaurez la dernière sauvegarde.")
        self._work.navigator.done(words)

    def _fail(self, error: Exception) -> None:
        self._view.show_work("")
        self._work.navigator.failed(error)
