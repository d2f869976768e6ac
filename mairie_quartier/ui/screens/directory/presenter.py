"""The directory: filter while typing, look at a partner, add or change one. Qt-free."""

from dataclasses import replace
from typing import Any, Protocol

from mairie_quartier.domain.identifiers import PartnerId, new_id
from mairie_quartier.domain.permissions import Act, may
from mairie_quartier.domain.referrals import Partner
from mairie_quartier.jobs.latest import LatestOnly
from mairie_quartier.services.directory import (
    ChangedMeanwhile,
    change_partner,
    list_partners,
    thematique_labels,
)
from mairie_quartier.ui.screens.directory.words import (
    Checked,
    Detail,
    FormTexts,
    Mistake,
    PartnerWords,
)
from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.workplace import Workplace

RELEVANT = frozenset({"*", "partner"})


class View(Protocol):
    """The screen as its presenter sees it."""

    def show_rows(self, rows: tuple[Line, ...], words: str, chosen: int) -> None:
        """Show the partners found by these words, one of them current."""
        ...

    def show_detail(self, detail: Detail | None) -> None:
        """Show what is said of the current one; nothing when there is none."""
        ...

    def show_form(self, title: str, texts: FormTexts) -> None:
        """Show the form."""
        ...

    def show_mistake(self, mistake: Mistake) -> None:
        """Say what to put right."""
        ...

    def form_kept(self) -> None:
        """Leave the form: it is saved."""
        ...


class DirectoryPresenter:
    """Filters and keeps partners."""

    def __init__(self, work: Workplace, view: View) -> None:
        self._work = work
        self._view = view
        self._ = work.tr.gettext
        self.words = PartnerWords(work.tr)
        self._themes: dict[str, str] = {}
        self._partners: tuple[Partner, ...] = ()
        self._place = -1
        self._typed = ""
        self._edited: Partner | None = None
        self._wanted: PartnerId | None = None
        self._latest = LatestOnly[str, tuple[Partner, ...]](
            work.lane, self._look, show=self._show, failed=work.navigator.failed
        )

    @property
    def may_edit(self) -> bool:
        """Tell whether this agent keeps the directory."""
        return may(self._work.context.agent.roles, Act.EDIT_DIRECTORY)

    def refresh(self, changed: frozenset[str] = frozenset({"*"})) -> None:
        """Look again when the directory changed."""
        if changed & RELEVANT:
            self._wanted = self._current_id()
            self._latest.ask(self._typed)

    def type_words(self, typed: str) -> None:
        """Filter by the words typed so far."""
        self._typed = typed.strip()
        self._wanted = None
        self._latest.ask(self._typed)

    def choose(self, place: int) -> None:
        """Say more of a partner."""
        self._place = place
        partner = self._current()
        local = self._work.context.clock.local()
        self._view.show_detail(
            None if partner is None else self.words.detail(partner, local, self._themes)
        )

    def add(self) -> None:
        """Begin a new partner, named as what was looked for in vain."""
        if not self.may_edit:
            return
        name = self._typed if not self._partners else ""
        self._edit(Partner(PartnerId(new_id()), name=name), self._("Nouveau partenaire"))

    def edit(self) -> None:
        """Begin to change the current partner."""
        partner = self._current()
        if partner is not None and self.may_edit:
            self._edit(partner, self._("Modifier le partenaire"))

    def keep(self, texts: FormTexts, checked: Checked) -> None:
        """Keep the form, or say what to put right."""
        if self._edited is None:
            return
        read = self.words.read(self._edited, texts, self._themes)
        if isinstance(read, Mistake):
            self._view.show_mistake(read)
            return
        context = self._work.context
        if checked is Checked.TODAY:
            read = replace(read, checked_on=context.clock.today())
        partner, seen = read, self._edited

        def done(changed: frozenset[str]) -> None:
            self._edited = None
            self._view.form_kept()
            self._work.navigator.saved(self.words.saved(partner), changed)
            self._wanted = partner.id
            self._latest.ask(self._typed)

        self._work.lane.submit(lambda: change_partner(context, seen, partner), done, self._not_kept)

    def _not_kept(self, error: Exception) -> None:
        """Tell what another desk wrote in the same fields; saving again replaces it."""
        if not isinstance(error, ChangedMeanwhile) or self._edited is None:
            self._work.navigator.failed(error)
            return
        now = error.partner
        taken: dict[str, Any] = {name: getattr(now, name) for name in error.names}
        self._edited = replace(self._edited, **taken)
        self._view.show_mistake(self.words.meanwhile(now, error.names, self._themes))

    def withdraw(self) -> None:
        """Offer the current partner no more; the referrals made to them stay as they are."""
        partner = self._current()
        if partner is None or not self.may_edit:
            return
        context, gone = self._work.context, replace(partner, active=False)
        seen = partner

        def done(changed: frozenset[str]) -> None:
            self._work.navigator.saved(self.words.withdrawn(gone), changed)
            self._wanted = None
            self._latest.ask(self._typed)

        self._work.lane.submit(
            lambda: change_partner(context, seen, gone), done, self._work.navigator.failed
        )

    def _edit(self, partner: Partner, title: str) -> None:
        self._edited = partner
        self._view.show_form(title, self.words.form(partner, self._themes))

    def _look(self, words: str) -> tuple[Partner, ...]:
        # The labels never change while the program runs.
        self._themes = self._themes or thematique_labels()
        return list_partners(self._work.context, words)

    def _show(self, words: str, partners: tuple[Partner, ...]) -> None:
        self._partners = partners
        local = self._work.context.clock.local()
        places = [place for place, each in enumerate(partners) if each.id == self._wanted]
        chosen = places[0] if places else (0 if partners else -1)
        rows = tuple(self.words.row(partner, local) for partner in partners)
        self._view.show_rows(rows, words, chosen)
        self.choose(chosen)

    def _current(self) -> Partner | None:
        return self._partners[self._place] if 0 <= self._place < len(self._partners) else None

    def _current_id(self) -> PartnerId | None:
        partner = self._current()
        return partner.id if partner else None
