"""One request: where it stands, its documents, its dates and why, its papers, its referrals."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from mairie_quartier.domain.identifiers import RequestId
from mairie_quartier.domain.permissions import Act
from mairie_quartier.domain.referrals import Referral
from mairie_quartier.services.conflicts import ConflictLine
from mairie_quartier.services.requests import RequestFile
from mairie_quartier.ui.phrases import Phrases
from mairie_quartier.ui.screens.conflicts import DisputeBar
from mairie_quartier.ui.screens.people.timeline import TONES
from mairie_quartier.ui.screens.people.words import PersonWords, isolate, named_of
from mairie_quartier.ui.screens.requests.holding_cards import HoldingCards
from mairie_quartier.ui.screens.requests.naming import NamingCard
from mairie_quartier.ui.screens.requests.papers import PaperCard
from mairie_quartier.ui.screens.requests.pieces import PieceList
from mairie_quartier.ui.screens.requests.presenter import (
    DayUnclear,
    NoteHoldsNir,
    OpenRequest,
    RequestPresenter,
)
from mairie_quartier.ui.screens.requests.ruling_cards import AppealCard, DatesCard, GroundsCard
from mairie_quartier.ui.shortcuts import Shortcut, bind
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.badges import Badge, Banner
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.cards import Card
from mairie_quartier.ui.widgets.entries import NoteEdit
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.flow import Page, Pair, buttons, inset
from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.widgets.line_list import Height, LineList
from mairie_quartier.ui.widgets.texts import Label, column, fill, row, scrolled
from mairie_quartier.ui.workplace import Workplace


class RequestScreen(QWidget):
    """Everything about one request."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._work = work
        self._ = work.tr.gettext
        self._n = work.tr.ngettext
        self._words = PersonWords(work.tr, work.labels)
        self._shown_id: RequestId | None = None
        self._stale: frozenset[str] = frozenset()
        self._kept_note = ""
        self._kept_due: date | None = None
        self.setObjectName("screen")
        self._presenter = RequestPresenter(work, self)
        self._build()
        self._connect()
        self._bind_keys()

    def open(self, request_id: RequestId) -> None:
        """Open a request (audited if it is a person's)."""
        self._save_focused()
        self._stale = frozenset()
        if request_id != self._shown_id:
            # Nobody's data stay in sight while another request is read.
            self._shown_id = None
            self.disputes.forget()
            self.body.hide()
        self._presenter.open(request_id)

    def refresh(self, changed: frozenset[str]) -> None:
        """Read the request again if it may have changed; later, if nobody is looking."""
        if self.isVisible():
            self._presenter.refresh(changed)
        else:
            self._stale |= changed

    def first_focus(self) -> None:
        """Start with the documents; the page is up to date."""
        if self._stale:
            stale, self._stale = self._stale, frozenset()
            self._presenter.refresh(stale)
        self._focus_start()

    def _focus_start(self) -> None:
        if not self.pieces.first_focus():
            self.close_button.setFocus()

    def shortcuts(self) -> list[Shortcut]:
        """List the keys of this screen."""
        return [
            Shortcut("Space", self._("Cocher un document reçu aujourd’hui")),
            Shortcut("Ctrl+P", self._("Voir et imprimer le papier")),
            Shortcut("Ctrl+E", self._("Écrire une note")),
            Shortcut("Ctrl+D", self._("Changer l’échéance des documents")),
            Shortcut("Ctrl+S", self._("Enregistrer le champ")),
            Shortcut("Ctrl+O", self._("Ouvrir la fiche de la personne")),
            Shortcut("Ctrl+G", self._("Départager les valeurs qui s’opposent")),
            Shortcut("Ctrl+T", self._("Terminer ou rouvrir la demande")),
        ]

    def show_request(self, shown: OpenRequest) -> None:
        """Show the request; what is being typed stays."""
        fresh = shown.file.request.id != self._shown_id
        self._shown_id = shown.file.request.id
        editable = self._presenter.may(Act.EDIT_REQUEST)
        self._show_head(shown, editable=editable)
        self.pieces.show_pieces(shown.file, editable=editable)
        self._show_count(shown)
        self._show_dates(shown, editable=editable, fresh=fresh)
        self._show_note(shown.file, editable=editable, fresh=fresh)
        self.papers.show_papers(shown.file, may_void=self._presenter.may(Act.VOID_RECEIPT))
        self._show_referrals(shown.file)
        self.holding.show_file(shown.file, editable=editable, fresh=fresh)
        self._show_naming(shown.file, fresh=fresh)
        self.disputes.look(_disputable(shown.file))
        if fresh:
            self.body.show()
            self._focus_start()

    def _show_naming(self, file: RequestFile, *, fresh: bool) -> None:
        """Offer to name an anonymous visit to those who may."""
        allowed = self._presenter.may(Act.RECORD_VISIT) and self._presenter.may(Act.EDIT_PERSON)
        self.naming.setVisible(file.person is None and allowed)
        if fresh or file.person is not None:
            self.naming.begin(file.visit.id)

    def _show_disputes(self, lines: tuple[ConflictLine, ...]) -> None:
        """Say beside the note and the deadline what the other value is."""
        said = {line.field: self.disputes.words.dispute(line) for line in lines
                if line.record_id == self._shown_id}  # fmt: skip
        if not self.note.document().isModified():
            self._note_field.set_dispute(said.get("note", ""))
        if not self.due.isModified():
            self._due_field.set_dispute(said.get("pieces_due_on", ""))

    def show_note_error(self, error: Exception | None) -> None:
        """Say what is wrong with the note; nothing when it is right."""
        self._note_field.set_error(self._say(error) if error else "")

    def show_deadline_error(self, error: Exception | None) -> None:
        """Say what is wrong with the deadline; nothing when it is right."""
        self._due_field.set_error(self._say(error) if error else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring back what is kept, on Escape."""
        shown = self._presenter.shown
        if (
            shown is not None
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            if watched is self.note:
                self._note_field.clear_error()
                self.note.setPlainText(shown.file.request.note)
            else:
                self._due_field.clear_error()
                self.due.setText(self._due_text(shown))
            return True
        return super().eventFilter(watched, event)

    def _say(self, error: Exception) -> str:
        if isinstance(error, DayUnclear):
            return self._("Donnez un jour à venir, par exemple 6/12/2026.")
        if isinstance(error, NoteHoldsNir):
            return self._(
                "Ce texte ressemble à un numéro de sécurité sociale. Il n’est pas enregistré\u00a0:"
                " retirez le numéro."
            )
        message = self._work.wording.of(error)
        return " ".join(part for part in (message.what, message.next_step) if part)

    def _show_head(self, shown: OpenRequest, *, editable: bool) -> None:
        file, labels = shown.file, self._work.labels
        request = file.request
        self.title.setText(request.label)
        plain = file.demarche.plain_label if file.demarche else ""
        self.plain.setText(plain)
        self.plain.setVisible(bool(plain) and plain != request.label)
        self.status.say(labels.status(request.status), TONES[request.status])
        self.facts.setText(self._facts(file))
        who = self._words.full_name(named_of(file.person)) if file.person else ""
        self.person.setText(who or self._("Passage anonyme"))
        self.person.setAccessibleName(
            self._("Personne\u00a0: {name}").format(name=self.person.text())
        )
        self.person.setEnabled(file.person is not None)
        self.close_button.setVisible(editable)
        words = self._("Rouvrir la demande") if shown.closed else self._("Terminer la demande")
        self.close_button.setText(f"{words}   Ctrl+T")
        self.close_button.setAccessibleName(words)
        unknown = self._(
            "Cette démarche n’est plus au catalogue\u00a0: aucune date n’est calculée."
        )
        self.banner.say("" if file.demarche else unknown, Tone.INFO)

    def _facts(self, file: RequestFile) -> str:
        request, labels = file.request, self._work.labels
        outcome = labels.outcome(request.outcome)
        if request.reason is not None:
            outcome = f"{outcome} : {labels.not_helped(request.reason)}"
        received = self._("reçue le {day}").format(day=self._work.tr.long_date(request.received_on))
        parts = [outcome, received, labels.channel(file.visit.channel)]
        if file.demarche is not None:
            body = isolate(file.demarche.body.name)
            parts.append(self._("décide\u00a0: {body}").format(body=body))
        if request.closed_on is not None:
            day = self._work.tr.long_date(request.closed_on)
            parts.append(self._("terminée le {day}").format(day=day))
        return " · ".join(parts)

    def _show_count(self, shown: OpenRequest) -> None:
        total = len(shown.file.pieces)
        text = self._n("{missing} manquante sur {total}", "{missing} manquantes sur {total}",
                       shown.missing)  # fmt: skip
        complete = self._("complet") if total else ""
        said = text.format(missing=shown.missing, total=total) if shown.missing else complete
        self._piece_card.note.setText(said)

    def _show_dates(self, shown: OpenRequest, *, editable: bool, fresh: bool) -> None:
        for card in (self.dates, self.appeal, self.grounds):
            card.show_ruling(shown.file.ruling)
        awaited = bool(shown.missing) and shown.file.request.pieces_due_on is not None
        self._due_field.setVisible(awaited)
        self.due.setEnabled(editable)
        if fresh or not self.due.isModified():
            self._due_field.clear_error()
            self.due.setText(self._due_text(shown))
        elif self._kept_due != shown.file.request.pieces_due_on:
            self._due_field.set_dispute(Phrases(self._work.tr).meanwhile(self._due_text(shown)))
        self._kept_due = shown.file.request.pieces_due_on

    def _due_text(self, shown: OpenRequest) -> str:
        due_on = shown.file.request.pieces_due_on
        return self._work.tr.short_date(due_on) if due_on else ""

    def _show_note(self, file: RequestFile, *, editable: bool, fresh: bool) -> None:
        self.note.setEnabled(editable)
        if fresh or not self.note.document().isModified():
            self._note_field.clear_error()
            if self.note.toPlainText() != file.request.note:
                self.note.setPlainText(file.request.note)
            self.note.document().setModified(False)
        elif self._kept_note != file.request.note:
            self._note_field.set_dispute(Phrases(self._work.tr).meanwhile(file.request.note))
        self._kept_note = file.request.note

    def _show_referrals(self, file: RequestFile) -> None:
        names = {partner.id: partner.name for partner in file.partners}
        lines = [self._referral(each, names.get(each.partner_id, "")) for each in file.referrals]
        self.referrals.put(lines, choose=-1)
        self._referral_card.setVisible(bool(lines))

    def _referral(self, referral: Referral, partner: str) -> Line:
        labels, tr = self._work.labels, self._work.tr
        due = self._("réponse attendue le {day}").format(day=tr.long_date(referral.due_on))
        state = labels.referral_state(referral.state)
        terms = [labels.delivery(referral.delivery), labels.agreement(referral.agreement)]
        return Line(
            title=isolate(partner),
            detail=state if referral.closed_at else f"{state} · {due}",
            caption=" · ".join(part for part in (*terms, referral.answer) if part),
        )

    def _save_focused(self) -> None:
        if self.note.hasFocus():
            self._leave_note()
        elif self.due.hasFocus():
            self._leave_due()

    def _leave_note(self) -> None:
        if self.note.document().isModified():
            self.note.document().setModified(False)
            self._presenter.change_note(self.note.toPlainText())

    def _leave_due(self) -> None:
        if self.due.isModified():
            self.due.setModified(False)
            self._presenter.change_deadline(self.due.text())

    def _build(self) -> None:
        self.banner = Banner("requestBanner")
        self.disputes = DisputeBar(self._work)
        left, right = QWidget(), QWidget()
        self.naming = NamingCard(self._work)
        self._dates_part()
        holding = self.holding = HoldingCards(self._work, self._presenter)
        working = (self._pieces_part(), self._papers_part())
        parts = [self.naming, holding.appointment, *working, holding.abuse, None]
        fill(column(left, space=Space.L), parts)
        parts = [self.dates, self._note_part(), self._referrals_part(), None]
        fill(column(right, space=Space.L), parts)
        page = Page()
        body = Pair(left, right, letters=100, stretch=(3, 2))
        # What explains stands under what is worked with, on a narrow screen too.
        why = Pair(self.grounds, self.appeal, letters=100, stretch=(3, 2))
        banners = (self.disputes, self.banner, holding.banner)
        fill(column(page, space=Space.L), [self._head(), *banners, body, why, None])
        self.body = scrolled(page, name="requestPage")
        column(self, margin=Space.L).addWidget(self.body)

    def _head(self) -> QWidget:
        head = QFrame()
        head.setProperty("card", "true")
        self.title = Label("", TextRole.TITLE)
        self.title.setObjectName("requestTitle")
        self.title.setWordWrap(True)
        self.plain = Label("", TextRole.QUIET)
        self.facts = Label("")
        self.facts.setObjectName("requestFacts")
        self.status = Badge()
        back = Button(self._("Retour"), ButtonKind.QUIET, icon_name="arrow-left")
        back.clicked.connect(self._work.navigator.go_back)
        self.person = Button("", ButtonKind.SECONDARY, icon_name="user")
        self.person.setObjectName("requestPerson")
        self.close_button = Button(self._("Terminer la demande"), icon_name="check")
        self.close_button.setObjectName("requestClose")
        first = row(space=Space.M)
        fill(first, [back, self.title, self.status])
        first.setStretch(1, 1)
        words = QWidget()
        fill(column(words, space=Space.XS), [self.plain, self.facts])
        acts = buttons(self.person, self.close_button)
        layout = column(head, space=Space.XS, margin=Space.M)
        layout.addLayout(first)
        layout.addWidget(Pair(words, acts, letters=120, stretch=(1, 0)))
        return head

    def _pieces_part(self) -> QWidget:
        self.pieces = PieceList(self._work.tr, self._work.labels)
        self._piece_card = Card(self._("Documents"))
        self._piece_card.body.addWidget(self.pieces)
        return self._piece_card

    def _papers_part(self) -> QWidget:
        self.papers = PaperCard(self._work.tr, self._work.labels)
        return self.papers

    def _dates_part(self) -> None:
        self.due = QLineEdit()
        self.due.setObjectName("requestDue")
        self.due.installEventFilter(self)
        self._due_field = Field(
            self._("Documents attendus avant le"), self.due, self._("Jour/mois/année.")
        )
        self.dates = DatesCard(self._work.tr, self._due_field)
        self.appeal = AppealCard(self._work.tr)
        self.grounds = GroundsCard(self._work.tr, self._work.labels)

    def _note_part(self) -> QWidget:
        self.note = NoteEdit()
        self.note.setObjectName("requestNote")
        self.note.installEventFilter(self)
        hint = self._("La personne peut demander à lire cette note.")
        self._note_field = Field(self._("Note"), self.note, hint)
        self._note_field.label.hide()
        card = Card(self._("Note"))
        card.body.addWidget(inset(self._note_field))
        return card

    def _referrals_part(self) -> QWidget:
        self.referrals = LineList("requestReferrals", self._("Orientations"), height=Height.ROWS)
        self._referral_card = Card(self._("Orientations"))
        self._referral_card.body.addWidget(self.referrals)
        return self._referral_card

    def _connect(self) -> None:
        presenter = self._presenter
        self.disputes.found.connect(self._show_disputes)
        self.pieces.wanted.connect(presenter.change_piece)
        self.papers.preview_wanted.connect(presenter.preview)
        self.papers.correction_wanted.connect(presenter.correct)
        self.papers.voiding_wanted.connect(self._presenter.void)
        self.person.clicked.connect(presenter.open_person)
        self.close_button.clicked.connect(presenter.close_or_reopen)
        self.note.left.connect(self._leave_note)
        self.due.editingFinished.connect(self._leave_due)

    def _bind_keys(self) -> None:
        bind(self, "Ctrl+P", self.papers.preview_current)
        bind(self, "Ctrl+G", self.disputes.open)
        bind(self, "Ctrl+E", self.note.setFocus)
        bind(self, "Ctrl+D", self.due.setFocus)
        bind(self, "Ctrl+S", self._save_focused)
        bind(self, "Ctrl+O", self._presenter.open_person)
        bind(self, "Ctrl+T", self.close_button.click)


def _disputable(file: RequestFile) -> list[UUID]:
    """Give the records that the page shows, the request first."""
    pieces, referrals = (each.id for each in file.pieces), (each.id for each in file.referrals)
    return [file.request.id, *pieces, *referrals, file.visit.id]
