"""The login page: the form, and behind it the lost password and the backups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from mairie_quartier.ui.screens.entrance.page import EntrancePage
from mairie_quartier.ui.screens.entrance.view_login import LoginForm
from mairie_quartier.ui.screens.entrance.way_in import WayIn
from mairie_quartier.ui.shortcuts import Shortcut
from mairie_quartier.ui.widgets.texts import column

if TYPE_CHECKING:
    from mairie_quartier.i18n import Translator
    from mairie_quartier.jobs.lanes import Lane
    from mairie_quartier.services.ports import Keeper
    from mairie_quartier.services.sessions import Entrance
    from mairie_quartier.ui.wording import Wording


class LoginPage(QWidget):
    """Where an agent comes in; without a ``keeper`` no backup is offered.

    Signals (main thread):
        entered(object): the ``Context`` of the session that began.
    """

    entered = Signal(object)

    def __init__(
        self,
        entrance: Entrance,
        lane: Lane,
        tr: Translator,
        wording: Wording,
        keeper: Keeper | None = None,
    ) -> None:
        super().__init__()
        self._ = tr.gettext
        self._way = WayIn(entrance, lane, tr, wording, keeper)
        self.setObjectName("screen")
        self.setAccessibleName(self._("Connexion"))
        self.pages = QStackedWidget()
        self.form = LoginForm(self._way)
        self.form.entered.connect(self.entered)
        self.form.key_wanted.connect(self._show_recovery)
        self.form.restore_wanted.connect(self._show_backups)
        self.pages.addWidget(self.form)
        column(self).addWidget(self.pages)

    def say(self, words: str) -> None:
        """Say something good before the first attempt."""
        self.form.say(words)

    def first_focus(self) -> None:
        """Put the focus where the page begins."""
        page = self.pages.currentWidget()
        if isinstance(page, EntrancePage):
            page.first_focus()

    def shortcuts(self) -> list[Shortcut]:
        """List the keys of this page."""
        return [
            Shortcut("Return", self._("Se connecter")),
            Shortcut("Alt+V", self._("Voir ou masquer le mot de passe")),
            Shortcut("Alt+P", self._("Mot de passe perdu")),
        ]

    def _show_recovery(self) -> None:
        from mairie_quartier.ui.screens.entrance.view_recovery import RecoveryPage

        page = RecoveryPage(self._way)
        page.entered.connect(self.entered)
        page.left.connect(self._show_form)
        self._show(page)

    def _show_backups(self) -> None:
        from mairie_quartier.ui.screens.entrance.view_restore import RestorePage

        if self._way.keeper is None:
            return
        page = RestorePage(self._way, self._way.keeper)
        page.done.connect(self._restored)
        page.left.connect(self._show_form)
        self._show(page)

    def _restored(self, words: str) -> None:
        self._show_form()
        self.form.restore_button.hide()
        self.form.say(words)

    def _show(self, page: EntrancePage) -> None:
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        page.first_focus()

    def _show_form(self) -> None:
        # The page before stays in the stack until this one goes: a dialog of its may still be
        # closing, and would give the focus back to a control that is no more.
        self.pages.setCurrentWidget(self.form)
        self.form.first_focus()
