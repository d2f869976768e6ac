"""One person's file: a glance on top, then what is open, what happened, and the rest by tabs."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QTabWidget, QWidget

from mairie_quartier.domain.identifiers import MergeId, PersonId, ReceiptId
from mairie_quartier.domain.permissions import Act
from mairie_quartier.services.conflicts import ConflictLine
from mairie_quartier.services.listings import PastVisit
from mairie_quartier.ui.screens.conflicts import DisputeBar
from mairie_quartier.ui.screens.people.follow_up import FollowUp
from mairie_quartier.ui.screens.people.handover_page import HandoverPage
from mairie_quartier.ui.screens.people.handover_words import HandoverWords
from mairie_quartier.ui.screens.people.household import HouseholdPage, Housemate
from mairie_quartier.ui.screens.people.identity import IdentityForm
from mairie_quartier.ui.screens.people.merge_page import MergePage
from mairie_quartier.ui.screens.people.openings import OpeningsPage
from mairie_quartier.ui.screens.people.presenter_person import (
    VISITS_SHOWN,
    FutureBirth,
    HoldsNir,
    OpenFile,
    PersonPresenter,
    TextField,
)
from mairie_quartier.ui.screens.people.summary import SummaryBand
from mairie_quartier.ui.screens.people.timeline import Target, TimelineWords
from mairie_quartier.ui.screens.people.words import PersonWords
from mairie_quartier.ui.shortcuts import Shortcut, bind
from mairie_quartier.ui.theme.tokens import Space, Tone
from mairie_quartier.ui.widgets.empty import EmptyState
from mairie_quartier.ui.widgets.fields import announce
from mairie_quartier.ui.widgets.texts import column, fill
from mairie_quartier.ui.workplace import Workplace


class PersonScreen(QWidget):
    """Everything about one person that this agent may see."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._work = work
        self._ = work.tr.gettext
        self._words = PersonWords(work.tr, work.labels)
        self._timeline = TimelineWords(work.tr, work.labels)
        self._handover = HandoverWords(work.tr, work.labels)
        self._shown: OpenFile | None = None
        self._visits: list[PastVisit] = []
        self._mates: list[Housemate] = []
        self._stale: frozenset[str] = frozenset()
        self.setObjectName("screen")
        self._presenter = PersonPresenter(work, self)
        self._build()
        self._connect()
        self._bind_keys()

    def open(self, person_id: PersonId) -> None:
        """Open a person's file (audited); the first tab comes first."""
        self.identity.save_focused()
        self._stale = frozenset()
        if self._shown is None or self._shown.person.id != person_id:
            # Nobody's data stay in sight while another file is read.
            self._shown = None
            self.disputes.forget()
            self.summary.clear()
            self.tabs.hide()
        self._presenter.open(person_id)

    def refresh(self, changed: frozenset[str]) -> None:
        """Read the file again if it may have changed; later, if nobody is looking."""
        if self.isVisible():
            self._presenter.refresh(changed)
        else:
            self._stale |= changed

    def first_focus(self) -> None:
        """Start where the eyes start; the file is up to date."""
        if self._stale:
            stale, self._stale = self._stale, frozenset()
            self._presenter.refresh(stale)
        self._focus_tab()

    def shortcuts(self) -> list[Shortcut]:
        """List the keys of this screen."""
        return [
            Shortcut("Ctrl+P", self._("Derniers papiers")),
            Shortcut("Ctrl+H", self._("Suivi et historique")),
            Shortcut("Ctrl+M", self._("Foyer")),
            Shortcut("Ctrl+E", self._("Modifier la fiche")),
            Shortcut("Ctrl+S", self._("Enregistrer le champ")),
            Shortcut("Ctrl+R", self._("Réunir avec une autre fiche")),
            Shortcut("Ctrl+T", self._("Confier le dossier à un autre quartier")),
            Shortcut("Ctrl+G", self._("Départager les valeurs qui s’opposent")),
            Shortcut("Esc", self._("Dans un champ\u00a0: reprendre ce qui est enregistré")),
        ]

    def show_file(self, shown: OpenFile) -> None:
        """Show the file; what is being typed stays."""
        fresh = self._shown is None
        self._shown, self._visits = shown, list(shown.visits)
        away = shown.person.office_id != self._work.context.office.id
        editable = self._presenter.may(Act.EDIT_PERSON) and not away
        today = self._work.context.clock.today()
        summary = self._words.summary(shown.person, today)
        careful = self._work.labels.contact(shown.person.contact)
        self.summary.show_summary(summary, careful_word=careful)
        self.follow_up.reach.show_summary(summary, papers=len(self._last_papers()))
        self._show_follow_up(shown)
        self._mates = self.household.show_household(shown, editable=editable)
        self.follow_up.show_members([mate.line for mate in self._mates])
        self.identity.show_person(shown.person, editable=editable)
        can_merge = self._presenter.may(Act.MERGE_PEOPLE) and not away
        self.tabs.setTabEnabled(self.tabs.indexOf(self.merge_page), can_merge)
        self.merge_page.show_merges(shown.merges if self._presenter.may(Act.UNDO_MERGE) else ())
        self.openings.show_openings(shown.openings)
        self._show_handovers(shown)
        self.disputes.look([shown.person.id, *(each.id for each in shown.file.members)])
        self.gone.hide()
        if fresh:
            self.tabs.setCurrentWidget(self.follow_up)
            self.tabs.show()
            self._focus_tab()

    def add_visits(self, visits: Sequence[PastVisit], *, complete: bool) -> None:
        """Show older visits after the others."""
        self._visits += visits
        self.follow_up.add_visits(self._timeline.visits(visits), complete=complete)

    def show_field_error(self, field: TextField, error: Exception | None) -> None:
        """Say what is wrong with a field; nothing when it is right."""
        self.identity.show_error(field, self._say(error) if error else "")

    def show_member_error(self, error: Exception) -> None:
        """Say what is wrong with the new member."""
        self.household.show_error(self._say(error))

    def member_added(self) -> None:
        """Empty the form of the new member."""
        self.household.member_added()

    def show_gone(self) -> None:
        """Say that the file is no longer on this PC; nothing of it stays in sight."""
        self._shown = None
        self.disputes.forget()
        self.summary.clear()
        self.tabs.hide()
        self.gone.show()
        announce(self.gone, self.gone.accessibleName())

    def _show_handovers(self, shown: OpenFile) -> None:
        """Say who handed the file over, and whether it is on its way to another office."""
        self.handover_page.show_past(shown.handovers)
        if not shown.handovers:
            self.follow_up.handover.say("")
        elif shown.person.office_id != self._work.context.office.id:
            self.follow_up.handover.say(self._handover.leaving(shown.handovers[0]))
            self.handover_page.show_leaving(shown.handovers[0])
        else:
            self.follow_up.handover.say(self._handover.arrival(shown.handovers[0]), Tone.INFO)

    def _show_disputes(self, lines: tuple[ConflictLine, ...]) -> None:
        """Say beside each disputed field what the other value is."""
        key = self._shown.person.id if self._shown else None
        said = {line.field: self.disputes.words.dispute(line) for line in lines
                if line.record_id == key}  # fmt: skip
        self.identity.show_disputes(said)

    def _start_handover(self) -> None:
        """Ask whom the file can be given to, once its tab is in sight."""
        shown, in_sight = self._shown, self.tabs.currentWidget() is self.handover_page
        if shown is None or not in_sight or not self._presenter.may(Act.HAND_OVER):
            return
        if shown.person.office_id == self._work.context.office.id:
            self.handover_page.start(shown.person)

    def _say(self, error: Exception) -> str:
        if isinstance(error, FutureBirth):
            return self._("Cette date est dans le futur\u00a0: vérifiez l’année.")
        if isinstance(error, HoldsNir):
            return self._(
                "Ce texte ressemble à un numéro de sécurité sociale. Il n’est pas enregistré\u00a0:"
                " retirez le numéro."
            )
        message = self._work.wording.of(error)
        return " ".join(part for part in (message.what, message.next_step) if part)

    def _show_follow_up(self, shown: OpenFile) -> None:
        self.follow_up.show_matters(self._timeline.open_matters(shown.file.requests))
        complete = len(shown.visits) < VISITS_SHOWN
        self.follow_up.show_visits(self._timeline.visits(shown.visits), complete=complete)

    def _last_papers(self) -> tuple[ReceiptId, ...]:
        """Give the valid papers of the latest visit that has any."""
        for visit in self._visits:
            found = tuple(paper.id for paper in visit.papers if not paper.voided)
            if found:
                return found
        return ()

    def _focus_tab(self) -> None:
        page = self.tabs.currentWidget()
        if page is self.merge_page and self._shown is not None:
            self.merge_page.start(self._shown.person)
            return
        first_focus = getattr(page, "first_focus", None)
        if first_focus is not None:
            first_focus()

    def _go(self, page: QWidget) -> None:
        place = self.tabs.indexOf(page)
        if place >= 0 and self.tabs.isTabEnabled(place):
            self.tabs.setCurrentIndex(place)
            self._focus_tab()

    def _build(self) -> None:
        self.summary = SummaryBand(self._work.tr)
        self.disputes = DisputeBar(self._work)
        self.follow_up = FollowUp(self._work.tr)
        self.household = HouseholdPage(self._work)
        self.identity = IdentityForm(self._work, self._presenter)
        self.merge_page = MergePage(self._work)
        self.handover_page = HandoverPage(self._work)
        self.openings = OpeningsPage(self._work.tr)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("personTabs")
        self.tabs.setAccessibleName(self._("Parties de la fiche"))
        self.tabs.addTab(self.follow_up, self._("Suivi"))
        self.tabs.addTab(self.household, self._("Foyer"))
        self.tabs.addTab(self.identity, self._("Fiche"))
        place = self.tabs.addTab(self.merge_page, self._("Réunir"))
        self._reserve(place, Act.MERGE_PEOPLE)
        self._reserve(self.tabs.addTab(self.handover_page, self._("Confier")), Act.HAND_OVER)
        if self._presenter.may(Act.READ_AUDIT):
            self.tabs.addTab(self.openings, self._("Consultations"))
        layout = column(self, space=Space.M, margin=Space.L)
        self.gone = EmptyState(
            self._("Ce dossier n’est plus sur ce poste."),
            self._("Une autre mairie de quartier le suit à présent, ou il a été supprimé."),
            icon_name="send",
        )
        self.gone.setObjectName("personGone")
        self.gone.hide()
        fill(layout, [self.summary, self.disputes, self.tabs, self.gone])
        layout.setStretch(2, 1)

    def _reserve(self, place: int, act: Act) -> None:
        """Close a tab to roles that have no use for it, and say so."""
        if not self._presenter.may(act):
            self.tabs.setTabEnabled(place, False)
            self.tabs.setTabToolTip(place, self._("Réservé aux référents et aux responsables."))

    def _connect(self) -> None:
        presenter, navigator = self._presenter, self._work.navigator
        self.summary.back_wanted.connect(navigator.go_back)
        self.disputes.found.connect(self._show_disputes)
        self.follow_up.reach.papers_wanted.connect(self._preview_papers)
        self.follow_up.wanted.connect(self._open_target)
        self.follow_up.member_wanted.connect(self._open_mate)
        self.follow_up.more_wanted.connect(self._more_visits)
        self.household.file_wanted.connect(navigator.open_person)
        self.household.added.connect(presenter.add_member)
        self.household.linked.connect(presenter.link)
        self.household.removed.connect(presenter.remove_member)
        self.merge_page.merged_into.connect(self._show_kept)
        self.merge_page.undo_wanted.connect(self._undo_merge)
        self.handover_page.handed.connect(partial(self._go, self.follow_up))
        self.tabs.currentChanged.connect(self._start_handover)
        self.tabs.tabBarClicked.connect(self._clicked)

    def _bind_keys(self) -> None:
        bind(self, "Ctrl+P", self._preview_papers)
        bind(self, "Ctrl+G", self.disputes.open)
        bind(self, "Ctrl+S", self.identity.save_focused)
        pages = {
            "Ctrl+H": self.follow_up,
            "Ctrl+M": self.household,
            "Ctrl+E": self.identity,
            "Ctrl+R": self.merge_page,
            "Ctrl+T": self.handover_page,
        }
        for keys, page in pages.items():
            bind(self, keys, partial(self._go, page))

    def _clicked(self, place: int) -> None:
        page = self.tabs.widget(place)
        if page is not None:
            self._go(page)

    def _preview_papers(self) -> None:
        papers = self._last_papers()
        if papers:
            self._work.navigator.preview_papers(papers)

    def _open_target(self, target: Target) -> None:
        if target.request_id is not None:
            self._work.navigator.open_request(target.request_id)
        elif target.receipt_id is not None:
            self._work.navigator.preview_papers((target.receipt_id,))

    def _open_mate(self, place: int) -> None:
        person_id = self._mates[place].person_id
        if person_id is not None:
            self._work.navigator.open_person(person_id)

    def _more_visits(self) -> None:
        if self._visits:
            self._presenter.more_visits(self._visits[-1])

    def _show_kept(self, kept_id: PersonId) -> None:
        self._work.navigator.open_person(kept_id)

    def _undo_merge(self, merge_id: MergeId) -> None:
        self._presenter.undo_merge(merge_id)
