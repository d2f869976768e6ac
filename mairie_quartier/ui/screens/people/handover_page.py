"""Hand a file over to another office: to whom, why, what goes; and who did it before."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mairie_quartier.domain.agents import Office
from mairie_quartier.domain.handovers import LONGEST_REASON
from mairie_quartier.domain.identifiers import OfficeId, PersonId
from mairie_quartier.domain.people import Person
from mairie_quartier.services.handover import Extent, HandoverPreview, ToldHandover
from mairie_quartier.ui.screens.people.handover_words import HandoverWords
from mairie_quartier.ui.screens.people.presenter_handover import HandoverPresenter
from mairie_quartier.ui.screens.people.presenter_person import HoldsNir
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.badges import Banner
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.cards import Card
from mairie_quartier.ui.widgets.confirm import Question, confirm
from mairie_quartier.ui.widgets.empty import EmptyState
from mairie_quartier.ui.widgets.entries import Choice
from mairie_quartier.ui.widgets.facts import Facts
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.flow import Page, Pair, buttons, inset
from mairie_quartier.ui.widgets.guarded import GuardedField, LimitedNote
from mairie_quartier.ui.widgets.line_list import Height, LineList
from mairie_quartier.ui.widgets.segments import SegmentedChoice
from mairie_quartier.ui.widgets.texts import Label, column, fill, scrolled
from mairie_quartier.ui.workplace import Workplace


class HandoverPage(QWidget):
    """One tab of the file.

    Signals (main thread):
        handed(): the file is the other office's.
    """

    handed = Signal()

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._work = work
        self._ = work.tr.gettext
        self._words = HandoverWords(work.tr, work.labels)
        self._presenter = HandoverPresenter(work, self, self._words)
        self._person: PersonId | None = None
        self._eager = False
        self._build()

    def start(self, person: Person) -> None:
        """Ask whom the file can be given to; a reason being typed for it stays."""
        if self._person != person.id:
            self._person = person.id
            self.reason.clear()
            self.extent.choose(Extent.PERSON)
        self._presenter.start(person)

    def first_focus(self) -> None:
        """Start with the office, as soon as offices are known."""
        self._eager = not self.office.isVisible()
        self.office.setFocus()

    def show_past(self, past: Sequence[ToldHandover]) -> None:
        """Show who handed this file over before, latest first."""
        self.past.put([self._words.past_line(each) for each in past], choose=-1)
        self._past_card.setVisible(bool(past))

    def show_leaving(self, told: ToldHandover) -> None:
        """Say that this has been done: the file waits to be sent."""
        self._person = None
        self.no_way.say(self._words.leaving(told))
        self._show_way(open_way=False)

    def show_offices(self, offices: Sequence[Office]) -> None:
        """Offer the offices; the one chosen stays."""
        chosen = self.office.value()
        options: list[tuple[object, str]] = [(None, self._("Choisir…"))]
        options += [(office.id, office.name) for office in offices]
        self.office.offer(options)
        self.office.choose(chosen)
        self._show_way(open_way=True)
        self._aim()
        if self._eager:
            self._eager = False
            self.office.setFocus()

    def show_no_way(self, what: str, next_step: str) -> None:
        """Say why nothing can be handed over from this PC, and what to do."""
        self.no_way.say(what, next_step)
        self._show_way(open_way=False)

    def show_preview(self, preview: HandoverPreview | None) -> None:
        """Say what would go; before an office is chosen, how to begin."""
        self.facts.show_facts(self._words.contents(preview) if preview else ())
        self.facts.setVisible(preview is not None)
        self._begin.setVisible(preview is None)
        mates = preview.mates if preview else ()
        self._extent_field.setVisible(bool(mates))
        sentences = self._words.undecided(preview, self._wanted_extent()) if preview else []
        tone = Tone.WARNING if preview and preview.pending.refused else Tone.INFO
        self.undecided.say("\n".join(sentences), tone)
        if preview is not None:
            self.office_field.clear_error()

    def show_reason_error(self, error: Exception) -> None:
        """Say what is wrong with the reason."""
        if isinstance(error, HoldsNir):
            self.reason_field.clear_error()  # the field says by itself what a number is about
        else:
            message = self._work.wording.of(error)
            self.reason_field.set_error(f"{message.what} {message.next_step}".strip())
        self.reason.setFocus()

    def ask(self, preview: HandoverPreview, reason: str) -> None:
        """Have the agent confirm: it is not undone from here."""
        extent = self._wanted_extent()
        title, consequence = self._words.question(preview, extent)
        question = Question(
            title=title,
            consequence=consequence,
            agree=self._("Confier le dossier"),
            stay=self._("Garder le dossier ici"),
        )
        confirm(self, question, partial(self._presenter.hand_over, preview, extent, reason))

    def handed_over(self) -> None:
        """Leave the page."""
        self._person = None
        self.reason.clear()
        self.handed.emit()

    def _wanted_extent(self) -> Extent:
        return self.extent.value()

    def _aim(self) -> None:
        value = self.office.value()
        office = OfficeId(value) if isinstance(value, UUID) else None
        self._presenter.aim(office, self._wanted_extent())

    def _hand_over(self) -> None:
        self.reason_field.clear_error()
        if self.office.value() is None:
            self.office_field.set_error(self._("Choisissez la mairie de quartier."))
            self.office.setFocus()
            return
        self._presenter.check(self.reason.toPlainText())

    def _show_way(self, *, open_way: bool) -> None:
        self._way.setVisible(open_way)
        self.no_way.setVisible(not open_way)

    def _build(self) -> None:
        self.no_way = EmptyState("", icon_name="building-2")
        self.no_way.setObjectName("handoverNoWay")
        self._way = Pair(self._form_part(), self._contents_part(), letters=96, stretch=(1, 1))
        page = Page()
        fill(column(page, space=Space.L), [self.no_way, self._way, self._past_part(), None])
        column(self).addWidget(scrolled(page, name="personHandover"))
        self._show_way(open_way=False)
        self.show_past(())
        self.show_preview(None)

    def _form_part(self) -> QWidget:
        self.office = Choice([(None, self._("Choisir…"))])
        self.office.setObjectName("handoverOffice")
        self.office.currentIndexChanged.connect(self._aim)
        self.office_field = Field(self._("À quelle mairie de quartier\u00a0?"), self.office)
        self.extent = SegmentedChoice(
            "handoverExtent",
            self._("Quels dossiers"),
            [
                (Extent.PERSON, self._("Cette personne")),
                (Extent.HOUSEHOLD, self._("Tout le foyer")),
            ],
        )
        self.extent.changed.connect(self._aim)
        self._extent_field = Field(self._("Quels dossiers\u00a0?"), self.extent)
        self.reason = LimitedNote(LONGEST_REASON)
        self.reason.setObjectName("handoverReason")
        hint = self._(
            "La mairie qui reçoit le dossier la lira. La personne peut la demander aussi."
        )
        self.reason_field = GuardedField(
            self._work.tr, self._("Pour quelle raison\u00a0?"), self.reason, hint
        )
        self.give = Button(self._("Confier le dossier…"), ButtonKind.PRIMARY, icon_name="send")
        self.give.setObjectName("handoverGive")
        self.give.clicked.connect(self._hand_over)
        card = Card(self._("Confier le dossier à un autre quartier"))
        parts = (self.office_field, self._extent_field, self.reason_field, buttons(self.give))
        fill(card.body, [inset(*parts), None])
        return card

    def _contents_part(self) -> QWidget:
        self.facts = Facts()
        self.facts.setObjectName("handoverContents")
        self._begin = Label(
            self._("Choisissez une mairie de quartier pour voir ce qui part."), TextRole.QUIET
        )
        self.undecided = Banner("handoverUndecided")
        lasting = Label(
            self._(
                "Tout l’historique part avec le dossier. Ce poste ne le verra plus après la"
                " prochaine synchronisation."
            ),
            TextRole.QUIET,
        )
        card = Card(self._("Ce qui part"))
        fill(card.body, [inset(self._begin, self.facts, self.undecided, lasting), None])
        return card

    def _past_part(self) -> QWidget:
        self.past = LineList("handoverPast", self._("Déjà confié"), height=Height.ROWS)
        self._past_card = Card(self._("Déjà confié"))
        self._past_card.body.addWidget(self.past)
        return self._past_card
