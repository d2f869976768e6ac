"""The household of a file: its members, a form to add one, a search to put a file in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.identifiers import MemberId, PersonId
from mairie_quartier.domain.people import Kinship
from mairie_quartier.services.listings import PersonLine
from mairie_quartier.ui.screens.people.presenter_links import LinkPresenter
from mairie_quartier.ui.screens.people.presenter_person import NewMember, OpenFile
from mairie_quartier.ui.screens.people.view import named
from mairie_quartier.ui.screens.people.words import Named, PersonWords, named_of
from mairie_quartier.ui.shortcuts import bind
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.cards import Card
from mairie_quartier.ui.widgets.entries import Choice
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.flow import FlowGrid, Page, Pair, aside, buttons, inset
from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.widgets.line_list import Height, LineList
from mairie_quartier.ui.widgets.texts import Label, column, fill, scrolled
from mairie_quartier.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Housemate:
    """One line of the household: a member, a file, or both."""

    line: Line
    member_id: MemberId | None
    person_id: PersonId | None


class HouseholdPage(QWidget):
    """Who lives with this person.

    Signals (main thread):
        file_wanted(object): a ``PersonId`` to open.
        added(object): a ``NewMember``.
        linked(object, object): a ``PersonId`` and its ``Kinship``.
        removed(object): a ``MemberId``.
    """

    file_wanted = Signal(object)
    added = Signal(object)
    linked = Signal(object, object)
    removed = Signal(object)

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._work = work
        self._ = work.tr.gettext
        self._words = PersonWords(work.tr, work.labels)
        self._mates: list[Housemate] = []
        self._found: Sequence[PersonLine] = ()
        self._own: PersonId | None = None
        self._links = LinkPresenter(work, self)
        self._build()

    def show_household(self, shown: OpenFile, *, editable: bool) -> list[Housemate]:
        """Show the members; give them, for other parts of the file."""
        self._own = shown.person.id
        self._mates = self._housemates(shown)
        lines = [each.line for each in self._mates]
        self.members.put(lines, choose=None if self.members.current() >= 0 else -1)
        self.members.setVisible(bool(lines))
        self._alone.setVisible(not lines)
        self.remove.setVisible(editable and bool(lines))
        self._new.setVisible(editable)
        return self._mates

    def show_links(self, found: Sequence[PersonLine]) -> None:
        """Show the files found, this one left out."""
        self._found = [line for line in found if line.id != self._own]
        self.links.put([self._link_line(line) for line in self._found], choose=-1)
        self.links.setVisible(bool(self._found))

    def show_error(self, message: str) -> None:
        """Say what is wrong with the new member."""
        self._family_field.set_error(message)

    def member_added(self) -> None:
        """Empty the forms."""
        self.show_error("")
        for entry in (self.family, self.first, self.birth, self.link_search):
            entry.clear()

    def first_focus(self) -> None:
        """Start with the members, else with a new one."""
        (self.members if self._mates else self.kinship).setFocus()

    def _housemates(self, shown: OpenFile) -> list[Housemate]:
        files = shown.companions_by_id
        mates = []
        for member in shown.file.members:
            file = files.get(member.person_id) if member.person_id else None
            names = named_of(file) if file else Named(member.family_name, member.first_names)
            birth = file.birth if file else member.birth
            parts = (self._work.labels.kinship(member.kinship), self._age(birth))
            line = self._line(names, parts, has_file=file is not None)
            mates.append(Housemate(line, member.id, member.person_id))
        known = {mate.person_id for mate in mates}
        for other in shown.file.companions:
            if other.id not in known:
                parts = (self._("Même foyer"), self._age(other.birth))
                line = self._line(named_of(other), parts, has_file=True)
                mates.append(Housemate(line, None, other.id))
        return mates

    def _line(self, names: Named, parts: Sequence[str], *, has_file: bool) -> Line:
        return Line(
            title=self._words.full_name(names),
            detail=" · ".join(part for part in parts if part),
            caption=self._("A sa propre fiche\u00a0: Entrée pour l’ouvrir") if has_file else "",
        )

    def _age(self, birth: PartialDate | None) -> str:
        return self._words.age(birth, self._work.context.clock.today())

    def _link_line(self, line: PersonLine) -> Line:
        birth = self._words.birth(line.birth)
        return Line(title=self._words.full_name(named(line)), detail=birth)

    def _open(self, place: int) -> None:
        person_id = self._mates[place].person_id
        if person_id is not None:
            self.file_wanted.emit(person_id)

    def _remove(self) -> None:
        place = self.members.current()
        member_id = self._mates[place].member_id if 0 <= place < len(self._mates) else None
        if member_id is not None and self.remove.isVisible():
            self.removed.emit(member_id)

    def _add(self) -> None:
        self.show_error("")
        typed = (self.family.text(), self.first.text(), self.birth.text())
        self.added.emit(NewMember(self._chosen_kinship(), *typed))

    def _link(self, place: int) -> None:
        self.linked.emit(self._found[place].id, self._chosen_kinship())

    def _chosen_kinship(self) -> Kinship:
        value = self.kinship.value()
        return value if isinstance(value, Kinship) else Kinship.OTHER

    def _build(self) -> None:
        self._new = self._new_parts()
        page = Page()
        column(page).addWidget(Pair(self._member_card(), self._new, letters=90, stretch=(1, 1)))
        column(self).addWidget(scrolled(page, name="personHousehold"))

    def _member_card(self) -> QWidget:
        self.members = LineList("householdMembers", self._("Foyer"), height=Height.ROWS)
        self.members.opened.connect(self._open)
        self._alone = Label(self._("Personne d’autre n’est noté dans ce foyer."), TextRole.QUIET)
        self.remove = Button(self._("Retirer du foyer"), icon_name="minus", keys="Suppr")
        self.remove.setObjectName("householdRemove")
        self.remove.clicked.connect(self._remove)
        bind(self.members, "Del", self._remove)
        card = Card(self._("Foyer"))
        fill(card.body, [aside(self._alone), self.members, inset(buttons(self.remove))])
        holder = QWidget()
        fill(column(holder), [card, None])
        return holder

    def _new_parts(self) -> QWidget:
        label = self._work.labels.kinship
        self.kinship = Choice([(each, label(each)) for each in Kinship])
        self.kinship.choose(Kinship.CHILD)
        self.kinship.setObjectName("memberKinship")
        self.family, self.first, self.birth = QLineEdit(), QLineEdit(), QLineEdit()
        self.link_search = QLineEdit()
        for entry, name in (
            (self.family, "memberFamily"),
            (self.first, "memberFirst"),
            (self.birth, "memberBirth"),
            (self.link_search, "memberSearch"),
        ):
            entry.setObjectName(name)
        self._family_field = Field(self._("Nom de famille"), self.family)
        parts = QWidget()
        fill(column(parts, space=Space.L), [self._add_card(), self._link_card(), None])
        return parts

    def _add_card(self) -> QWidget:
        add = Button(self._("Ajouter au foyer"), ButtonKind.SECONDARY, icon_name="user-plus")
        add.setObjectName("memberAdd")
        add.clicked.connect(self._add)
        for entry in (self.family, self.first, self.birth):
            entry.returnPressed.connect(self._add)
        grid = FlowGrid(
            [
                Field(self._("Lien"), self.kinship),
                self._family_field,
                Field(self._("Prénoms"), self.first),
                Field(
                    self._("Naissance"), self.birth, self._("Même incomplète\u00a0: 05/2015, 2015.")
                ),
            ],
            letters=24,
            most=2,
        )
        card = Card(self._("Ajouter une personne"))
        card.body.addWidget(inset(grid, buttons(add)))
        return card

    def _link_card(self) -> QWidget:
        self.links = LineList("memberLinks", self._("Fiches trouvées"), height=Height.ROWS)
        self.links.opened.connect(self._link)
        self.links.hide()
        self.link_search.textChanged.connect(self._links.search)
        self.link_search.returnPressed.connect(self.links.setFocus)
        card = Card(self._("Relier une fiche qui existe"))
        hint = self._("Choisissez d’abord le lien ci-dessus, puis la fiche avec Entrée.")
        card.body.addWidget(inset(Field(self._("Chercher"), self.link_search, hint)))
        card.body.addWidget(self.links)
        return card
