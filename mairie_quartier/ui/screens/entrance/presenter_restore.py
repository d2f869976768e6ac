"""Put a backup in place, when there is no store or it is damaged. Qt-free.

The store that is replaced is kept aside by the keeper; nothing can be read without a password
of that time, so nobody needs to be logged in.
"""

import logging
from pathlib import Path
from typing import Protocol

from mairie_quartier.errors import DeskError
from mairie_quartier.services.ports import Keeper, KeptBackup
from mairie_quartier.ui.screens.entrance.way_in import WayIn

_log = logging.getLogger(__name__)


class RestoreView(Protocol):
    """The page of backups."""

    def show_backups(self, backups: tuple[KeptBackup, ...]) -> None:
        """List the backups of this PC, latest first."""
        ...

    def show_work(self, words: str) -> None:
        """Say that work is under way; empty when it is over."""
        ...

    def show_failure(self, words: str) -> None:
        """Say what went wrong; empty when nothing did."""
        ...

    def restored(self, words: str) -> None:
        """Say what is in place, and go to the login."""
        ...


class RestorePresenter:
    """Between the page and the keeper."""

    def __init__(self, way: WayIn, keeper: Keeper, view: RestoreView) -> None:
        self._ = way.tr.gettext
        self._way = way
        self._keeper = keeper
        self._view = view
        self._busy = False

    def load(self) -> None:
        """List the backups."""
        self._way.lane.submit(self._keeper.backups, self._view.show_backups, self._failed)

    def name_of(self, backup: KeptBackup) -> str:
        """Name a backup by its day and time."""
        tr, at = self._way.tr, backup.made_at.astimezone(self._way.tr.zone)
        return self._("Sauvegarde du {day}, {time}").format(
            day=tr.weekday_date(at.date()), time=tr.clock_time(at)
        )

    def restore(self, bundle: Path) -> None:
        """Verify a backup, put it in place."""
        if self._busy:
            return
        self._busy = True
        keeper = self._keeper
        self._view.show_failure("")
        self._view.show_work(self._("Vérification, puis mise en place de la sauvegarde…"))
        self._way.lane.submit(lambda: keeper.restore(bundle), self._done, self._failed)

    def _done(self, kept_aside: Path | None) -> None:
        self._end()
        words = [self._("La sauvegarde est en place.")]
        if kept_aside is not None:
            words.append(
                self._("Les données remplacées sont gardées dans {folder}.").format(
                    folder=kept_aside
                )
            )
        words.append(self._("Connectez-vous avec votre mot de passe d’alors."))
        self._view.restored(" ".join(words))

    def _failed(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, DeskError):
            _log.error("unexpected exception in a restore", exc_info=error)
        self._view.show_failure(self._way.wording.of(error).text)

    def _end(self) -> None:
        self._busy = False
        self._view.show_work("")
