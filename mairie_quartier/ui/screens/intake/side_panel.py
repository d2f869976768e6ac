"""Beside the form: what the papers will say and why, the person's open matters, the household.

Passive, nothing to press: it can be glanced at while one types.
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mairie_quartier.domain.people import Kinship, Member
from mairie_quartier.domain.requests import RequestStatus
from mairie_quartier.services.listings import RequestLine
from mairie_quartier.ui.screens.intake.state import IntakeState, PaperLine
from mairie_quartier.ui.screens.people.words import PersonWords
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.cards import Card
from mairie_quartier.ui.widgets.texts import Label, Rule, column, fill
from mairie_quartier.ui.workplace import Workplace


class SidePanel(QWidget):
    """Three cards of words."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self.setObjectName("sidePanel")
        self._work = work
        self._ = work.tr.gettext
        self._words = PersonWords(work.tr, work.labels)
        self._shown: tuple[object, ...] = ()
        self._papers = _Words(self._("Ce que dira le papier"))
        self._matters = _Words(self._("Demandes en cours"))
        self._household = _Words(self._("Foyer"))
        layout = column(self, space=Space.M)
        fill(layout, [self._papers, self._matters, self._household, None])

    def show_state(self, state: IntakeState) -> None:
        """Show the words again when they changed."""
        seen = (state.papers, state.file, state.form.members)
        if seen == self._shown:
            return
        self._shown = seen
        self._papers.put(self._paper_labels(state.papers))
        file = state.file
        self._matters.setVisible(file is not None)
        self._household.setVisible(bool(state.form.members) or (file is not None))
        if file is not None:
            self._matters.put(self._matter_labels(file.requests))
        self._household.put(self._member_labels(state, file.members if file else ()))

    def _paper_labels(self, papers: Sequence[PaperLine]) -> list[QWidget]:
        labels: list[QWidget] = []
        for paper in papers:
            if labels:
                labels.append(Rule())
            labels.append(Label(paper.title, TextRole.STRONG))
            for need in paper.needs:
                labels += [_wrapped(need.label), Label(need.body, TextRole.CAPTION)]
                labels += [Label(date, TextRole.CAPTION) for date in need.dates]
        if not labels:
            hint = self._("Le papier se prépare à mesure que vous notez les suites.")
            labels.append(Label(hint, TextRole.QUIET))
        return labels

    def _matter_labels(self, requests: Sequence[RequestLine]) -> list[QWidget]:
        labels: list[QWidget] = []
        for request in requests:
            if request.status is RequestStatus.CLOSED:
                continue
            labels.append(_wrapped(request.label))
            status = self._work.labels.status(request.status)
            since = self._work.tr.short_date(request.received_on)
            text = self._("{status}, depuis le {day}").format(status=status, day=since)
            labels.append(Label(text, TextRole.CAPTION))
        return labels or [Label(self._("Rien en cours."), TextRole.QUIET)]

    def _member_labels(self, state: IntakeState, known: Sequence[Member]) -> list[QWidget]:
        today = self._work.context.clock.today()
        people = [
            (each.kinship.value, each.first_names, each.family_name, each.birth) for each in known
        ]
        people += [
            (each.kinship, each.first_names, each.family_name, each.birth)
            for each in state.form.members
        ]
        labels: list[QWidget] = []
        for kinship, first, family, birth in people:
            name = f"{first} {family}".strip() or self._("sans nom")
            age = self._words.age(birth, today)
            parts = (self._work.labels.kinship(Kinship(kinship)), name, age)
            labels.append(Label(" · ".join(part for part in parts if part)))
        return labels or [Label(self._("Personne d’autre n’est noté."), TextRole.QUIET)]


class _Words(Card):
    """A card of labels, replaced as a whole."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._holder: QWidget | None = None

    def put(self, labels: Sequence[QWidget]) -> None:
        """Show other labels."""
        if self._holder is not None:
            self.body.removeWidget(self._holder)
            self._holder.hide()
            self._holder.deleteLater()
        self._holder = QWidget()
        layout: QVBoxLayout = column(self._holder, space=Space.XS)
        layout.setContentsMargins(int(Space.M), 0, int(Space.M), int(Space.XS))
        fill(layout, list(labels))
        self.body.addWidget(self._holder)


def _wrapped(text: str) -> Label:
    label = Label(text, TextRole.BODY)
    label.setWordWrap(True)
    return label
