"""The list of people: a search field, a table, and what to do when it is empty."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from mairie_quartier.domain.people import Contact
from mairie_quartier.services.listings import PersonLine
from mairie_quartier.ui.screens.people.presenter import PeoplePresenter, PeopleState
from mairie_quartier.ui.screens.people.words import Named, PersonWords, isolate
from mairie_quartier.ui.shortcuts import Shortcut, bind
from mairie_quartier.ui.tables.paged import Column, PagedModel, PagedTable
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.empty import EmptyState
from mairie_quartier.ui.widgets.fields import Field, announce
from mairie_quartier.ui.widgets.texts import Label, column, fill
from mairie_quartier.ui.workplace import Workplace

WATCHED = frozenset({"person", "visit", "merge"})


class PeopleScreen(QWidget):
    """Everybody who has a file: found as one types, else the latest contacts first."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._work = work
        self._ = work.tr.gettext
        self._n = work.tr.ngettext
        self._words = PersonWords(work.tr, work.labels)
        self.setObjectName("screen")
        self._presenter = PeoplePresenter(work, self)
        self._stale = True
        self._build()
        self._bind_keys()

    def refresh(self, changed: frozenset[str]) -> None:
        """Read the list again if people changed; later, if nobody is looking."""
        if not changed & WATCHED:
            return
        if self.isVisible():
            self._presenter.refresh()
        else:
            self._stale = True

    def first_focus(self) -> None:
        """Start with the search; the list is up to date."""
        self.search.setFocus()
        self.search.selectAll()
        if self._stale:
            self._stale = False
            self._presenter.refresh()

    def shortcuts(self) -> list[Shortcut]:
        """List the keys of this screen."""
        return [
            Shortcut("Ctrl+F", self._("Chercher une personne")),
            Shortcut("Down", self._("Aller dans la liste")),
            Shortcut("Return", self._("Ouvrir la fiche")),
            Shortcut("Esc", self._("Effacer la recherche")),
        ]

    def show_people(self, lines: Sequence[PersonLine], *, complete: bool) -> None:
        """Show these people instead."""
        self._model.replace(lines, complete=complete)
        self.table.select_first()

    def add_people(self, lines: Sequence[PersonLine], *, complete: bool) -> None:
        """Show these people after the others."""
        self._model.append(lines, complete=complete)

    def show_state(self, state: PeopleState) -> None:
        """Say what the list is, and what to do when it is empty."""
        count = self._model.rowCount()
        said = {
            PeopleState.LATEST: self._("Derniers contacts d’abord."),
            PeopleState.FOUND: self._n(
                "{count} fiche trouvée.", "{count} fiches trouvées.", count
            ).format(count=count),
            PeopleState.TOO_MANY: self._(
                "Plus de {count} fiches\u00a0: ajoutez un prénom ou une année de naissance."
            ).format(count=count),
            PeopleState.NOBODY_YET: "",
            PeopleState.NOTHING_FOUND: "",
        }[state]
        self.state.setText(said)
        self._say_empty(state)
        if said and state is not PeopleState.LATEST:
            announce(self.search, said)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows go from the search into the list."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down and self._model.rowCount():
                self.table.setFocus()
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def _say_empty(self, state: PeopleState) -> None:
        if state is PeopleState.NOBODY_YET:
            self._empty.say(
                self._("Aucune personne pour l’instant."),
                self._(
                    "Une fiche s’ouvre pendant un passage\u00a0: appuyez sur F2 et notez un nom."
                ),
            )
        elif state is PeopleState.NOTHING_FOUND:
            self._empty.say(
                self._("Personne ne correspond."),
                self._(
                    "Essayez un seul nom, une partie du téléphone ou l’année de naissance."
                    " Pour une nouvelle personne, appuyez sur F2."
                ),
            )
        self._pages.setCurrentWidget(self.table if self._model.rowCount() else self._empty)

    def _build(self) -> None:
        self.search = QLineEdit()
        self.search.setObjectName("peopleSearch")
        self.search.setPlaceholderText(self._("Nom, prénom, téléphone ou année de naissance"))
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._presenter.search)
        self.search.returnPressed.connect(self._open_current)
        self.state = Label("", TextRole.QUIET)
        self._model = PagedModel(self._columns(), self)
        self._model.more_wanted.connect(self._presenter.more)
        self.table = PagedTable(self._model, self._("Personnes"))
        self.table.setObjectName("peopleTable")
        self.table.opened.connect(self._presenter.open)
        self._empty = EmptyState("", icon_name="users")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._empty)
        layout = column(self, space=Space.M, margin=Space.L)
        title = Label(self._("Personnes"), TextRole.TITLE)
        field = Field(self._("Chercher une personne"), self.search)
        fill(layout, [title, field, self.state, self._pages])
        layout.setStretch(3, 1)

    def _columns(self) -> list[Column[PersonLine]]:
        words, tr = self._words, self._work.tr
        return [
            Column(self._("Nom"), lambda line: words.family_column(named(line)), grows=True),
            Column(self._("Prénoms"), lambda line: isolate(line.first_names), grows=True),
            Column(self._("Naissance"), lambda line: words.birth(line.birth)),
            Column(self._("Langue"), lambda line: words.language(line.language), spare=1),
            Column(
                self._("Dernier contact"),
                lambda line: tr.short_date(line.last_contact_on),
                spare=2,
            ),
            Column(self._("Précaution"), self._careful, icon=_careful_icon),
        ]

    def _careful(self, line: PersonLine) -> str:
        careful = line.contact is Contact.CAREFUL
        return self._work.labels.contact(line.contact) if careful else ""

    def _open_current(self) -> None:
        line = self.table.current_line()
        if line is not None:
            self._presenter.open(line)

    def _bind_keys(self) -> None:
        bind(self, "Ctrl+F", self.first_focus)


def named(line: PersonLine) -> Named:
    """Give the names of a line."""
    return Named(line.family_name, line.first_names, line.used_name, line.other_script_name)


def _careful_icon(line: PersonLine) -> str:
    return "flag" if line.contact is Contact.CAREFUL else ""
