"""Make two files one: look for the other, compare, say what moves, merge; and undo a merge."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from mairie_quartier.domain.identifiers import PersonId
from mairie_quartier.domain.people import Merge, Person
from mairie_quartier.services.merging import MergePreview
from mairie_quartier.ui.screens.people.comparison import ComparedField, ComparisonWords
from mairie_quartier.ui.screens.people.presenter_merge import Candidate, MergePresenter
from mairie_quartier.ui.screens.people.view import named
from mairie_quartier.ui.screens.people.words import PersonWords, isolate, named_of
from mairie_quartier.ui.shortcuts import bind
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.cards import Card
from mairie_quartier.ui.widgets.fields import Field, announce
from mairie_quartier.ui.widgets.flow import FlowGrid, Page, aside, buttons, inset
from mairie_quartier.ui.widgets.line import Line, Mark
from mairie_quartier.ui.widgets.line_list import Height, LineList
from mairie_quartier.ui.widgets.texts import Label, Rule, column, fill, scrolled
from mairie_quartier.ui.workplace import Workplace


class MergePage(QWidget):
    """One tab of the file.

    Signals (main thread):
        merged_into(object): the ``PersonId`` of the file that was kept.
        undo_wanted(object): the ``MergeId`` of a merge to undo.
    """

    merged_into = Signal(object)
    undo_wanted = Signal(object)

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._work = work
        self._ = work.tr.gettext
        self._words = PersonWords(work.tr, work.labels)
        self._compare = ComparisonWords(work.tr, work.labels)
        self._presenter = MergePresenter(work, self)
        self._person: Person | None = None
        self._found: Sequence[Candidate] = ()
        self._merges: Sequence[Merge] = ()
        self._build()

    def start(self, person: Person) -> None:
        """Look for the doubles of a file."""
        self._person = person
        self.search.clear()
        self._presenter.start(person)
        self.search.setFocus()

    def show_merges(self, merges: Sequence[Merge]) -> None:
        """Show the merges into this file that can be undone."""
        self._merges = merges
        self.past.put([self._past_line(merge) for merge in merges], choose=-1)
        self._past_card.setVisible(bool(merges))

    def show_candidates(self, found: Sequence[Candidate]) -> None:
        """Show the files that may be the same person."""
        self._found = found
        self.candidates.put([self._candidate_line(each) for each in found], choose=-1)
        self.candidates.setVisible(bool(found))
        self._nobody.setVisible(not found)

    def show_preview(self, preview: MergePreview | None) -> None:
        """Compare both files and say what would move."""
        self._comparison.setVisible(preview is not None)
        self._looking.setVisible(preview is None)
        if preview is None:
            return
        self._fill_grid(preview)
        moving = self._compare.moving(preview)
        self.moving.setText(moving)
        announce(self.moving, moving)
        self.merge.setFocus()

    def merged(self, kept_id: PersonId) -> None:
        """Leave the page: the files are one."""
        self.merged_into.emit(kept_id)

    def _candidate_line(self, each: Candidate) -> Line:
        if each.line is not None:
            birth = self._words.birth(each.line.birth)
            caption = " · ".join(part for part in (birth, each.line.phone) if part)
            return Line(title=self._words.full_name(named(each.line)), detail=caption)
        if each.suggestion is None:
            return Line(title="")
        shown, likely = each.suggestion.shown, each.suggestion.likeness.is_likely
        year = str(shown.birth_year or "")
        digits = self._("finit par {digits}").format(digits=shown.last_digits)
        parts = (year, digits if shown.last_digits else "")
        word = self._("Très proche") if likely else self._("Proche")
        return Line(
            title=isolate(shown.name),
            detail=" · ".join(part for part in parts if part),
            mark=Mark(word, Tone.WARNING if likely else Tone.INFO),
        )

    def _past_line(self, merge: Merge) -> Line:
        local = merge.merged_at.astimezone(self._work.tr.zone)
        text = self._("Fiche réunie le {day}, {time}").format(
            day=self._work.tr.long_date(local.date()),
            time=self._work.tr.clock_time(merge.merged_at),
        )
        return Line(title=text, detail=self._("Entrée pour séparer à nouveau les deux fiches"))

    def _look_again(self) -> None:
        if self._person is not None:
            self.start(self._person)

    def _choose(self, place: int) -> None:
        self._presenter.choose(self._found[place])

    def _undo(self, place: int) -> None:
        self.undo_wanted.emit(self._merges[place].id)

    def _undo_current(self) -> None:
        place = max(self.past.current(), 0)
        if place < len(self._merges):
            self._undo(place)

    def _fill_grid(self, preview: MergePreview) -> None:
        fresh = QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(int(Space.L))
        grid.setVerticalSpacing(int(Space.S))
        heads = ["", self._title(preview.kept, self._("Fiche gardée"))]
        heads += [self._title(preview.absorbed, self._("Fiche réunie")), self._("Après")]
        for place, text in enumerate(heads):
            grid.addWidget(_cell(text, TextRole.STRONG), 0, place)
        grid.addWidget(Rule(), 1, 0, 1, len(heads))
        for rank, each in enumerate(self._compare.fields(preview), start=2):
            self._fill_row(grid, rank, each)
        for place, share in enumerate((2, 3, 3, 3)):
            grid.setColumnStretch(place, share)
        old = self._grid_holder.layout()
        if old is not None and old.count():
            item = old.takeAt(0)
            gone = item.widget() if item is not None else None
            if gone is not None:
                gone.deleteLater()
        if old is not None:
            old.addWidget(fresh)

    def _fill_row(self, grid: QGridLayout, rank: int, each: ComparedField) -> None:
        label = _cell(each.label, TextRole.QUIET)
        if each.differs:
            label.setText(self._("{label}\u00a0: à vérifier").format(label=each.label))
            label.set_tone(Tone.WARNING)
        texts = (each.kept, each.absorbed, each.after)
        grid.addWidget(label, rank, 0)
        for place, text in enumerate(texts, start=1):
            cell = _cell(text or "—", TextRole.STRONG if place == 3 else TextRole.BODY)
            told = text or self._("rien")
            cell.setAccessibleName(f"{each.label} : {told}")
            grid.addWidget(cell, rank, place)

    def _title(self, person: Person, text: str) -> str:
        return f"{text} : {self._words.full_name(named_of(person))}"

    def _build(self) -> None:
        page = Page()
        self._past_card = self._past_part()
        self._looking = self._search_part()
        self._comparison = self._comparison_part()
        parts = [self._comparison, self._looking, self._past_card, None]
        fill(column(page, space=Space.L), parts)
        column(self).addWidget(scrolled(page, name="personMerge"))
        self.show_preview(None)
        self.show_merges(())

    def _search_part(self) -> QWidget:
        self.search = QLineEdit()
        self.search.setObjectName("mergeSearch")
        self.search.textChanged.connect(self._presenter.search)
        self.candidates = LineList(
            "mergeCandidates", self._("Fiches qui se ressemblent"), height=Height.ROWS
        )
        self.candidates.opened.connect(self._choose)
        self.search.returnPressed.connect(self.candidates.setFocus)
        self._nobody = Label(self._("Aucune autre fiche ne ressemble à celle-ci."), TextRole.QUIET)
        card = Card(self._("Réunir avec une autre fiche"))
        hint = self._("Les fiches qui se ressemblent sont déjà proposées. Entrée pour comparer.")
        field = Field(self._("Chercher l’autre fiche"), self.search, hint)
        fill(card.body, [inset(field), aside(self._nobody), self.candidates])
        return card

    def _comparison_part(self) -> QWidget:
        self._grid_holder = QWidget()
        column(self._grid_holder)
        self.moving = Label("")
        self.moving.setObjectName("mergeMoving")
        kept = Label(
            self._("La fiche réunie n’est pas détruite\u00a0: vous pourrez séparer à nouveau."),
            TextRole.QUIET,
        )
        self.merge = Button(self._("Réunir ces deux fiches"), ButtonKind.PRIMARY, icon_name="merge")
        self.merge.setObjectName("mergeConfirm")
        self.merge.clicked.connect(self._presenter.merge)
        self.swap = Button(self._("Garder l’autre fiche"), icon_name="refresh-cw")
        self.swap.setObjectName("mergeSwap")
        self.swap.clicked.connect(self._presenter.swap)
        other = Button(self._("Chercher une autre fiche"), ButtonKind.QUIET, keys="Échap")
        other.clicked.connect(self._look_again)
        card = Card(self._("Comparer"))
        bind(card, "Esc", self._look_again)
        acts = FlowGrid([self.merge, self.swap, other], letters=32)
        card.body.addWidget(inset(self.moving, kept, acts, self._grid_holder))
        return card

    def _past_part(self) -> QWidget:
        self.past = LineList("mergePast", self._("Fiches déjà réunies ici"), height=Height.ROWS)
        self.past.opened.connect(self._undo)
        self.split = Button(self._("Séparer à nouveau"), icon_name="split")
        self.split.setObjectName("mergeUndo")
        self.split.clicked.connect(self._undo_current)
        card = Card(self._("Fiches déjà réunies ici"))
        fill(card.body, [self.past, inset(buttons(self.split))])
        return card


def _cell(text: str, role: TextRole) -> Label:
    label = Label(text, role)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
    return label
