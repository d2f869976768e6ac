"""Add, change and withdraw entries of the catalogue; the shipped files are never touched.

The form is plain text and choices; the rules are those of the catalogue's own reader, so that
an entry made here is held to what the shipped ones are held to.  Qt-free.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from mairie_quartier.domain.catalogue import (
    BodyKind,
    CucsDomain,
    DelayUnit,
    Demarche,
    Family,
    PactAxis,
    PieceRule,
    SilenceRegime,
    Situation,
)
from mairie_quartier.domain.catalogue_mapping import demarche_to_mapping
from mairie_quartier.domain.catalogue_source import EntryInvalid, demarche_from_mapping
from mairie_quartier.domain.names import fold
from mairie_quartier.services.catalogue import save_demarche, withdraw_demarche
from mairie_quartier.ui.catalogue_words import CatalogueWords
from mairie_quartier.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class PieceLine:
    """One document as typed; a required one needs its source."""

    label: str
    rule: PieceRule
    where_to_get: str = ""
    source: str = ""
    checked_on: str = ""


@dataclass(frozen=True, slots=True)
class EntryForm:
    """One démarche as typed; dates are ISO text, words are parted by commas."""

    code: str
    label: str
    plain_label: str
    synonyms: str
    family: Family
    thematique: str
    cucs_domain: CucsDomain
    pact_axis: PactAxis
    body_name: str
    body_kind: BodyKind
    body_address: str = ""
    body_phone: str = ""
    body_email: str = ""
    regime: SilenceRegime = SilenceRegime.UNKNOWN
    delay_amount: int = 0
    delay_unit: DelayUnit = DelayUnit.MONTHS
    rule_source: str = ""
    rule_checked_on: str = ""
    pieces: tuple[PieceLine, ...] = ()
    situations: frozenset[Situation] = frozenset()


class CatalogueView(Protocol):
    """What the section shows."""

    def show_entries(self, entries: tuple[Demarche, ...]) -> None:
        """List the démarches found."""
        ...

    def show_problems(self, sentences: tuple[str, ...]) -> None:
        """Say what is wrong with the form; empty when nothing."""
        ...


class CataloguePresenter:
    """Between the section and the services."""

    def __init__(self, work: Workplace, view: CatalogueView) -> None:
        self._ = work.tr.gettext
        self._work = work
        self._view = view
        self._words = CatalogueWords(work.tr)
        self._sought = ""

    def search(self, words: str) -> None:
        """List the démarches found by words; all of them without any."""
        self._sought = words
        catalogue = self._work.context.catalogue()
        found = catalogue.search(words, limit=50) if words.strip() else catalogue.all()
        self._view.show_entries(found)

    def thematiques(self) -> tuple[str, ...]:
        """Give the thématiques that entries may bear: those in use."""
        return tuple(sorted({entry.thematique for entry in self._work.context.catalogue().all()}))

    def save(self, form: EntryForm, known: Demarche | None) -> None:
        """Keep the form as an entry of the city."""
        try:
            entry = demarche_from_mapping(_mapping(form, known))
        except EntryInvalid as fault:
            self._view.show_problems(
                tuple(
                    f"{each.field} {self._words.problem(each.problem)}" for each in fault.problems
                )
            )
            return
        self._view.show_problems(())
        context, shelf = self._work.context, self._work.entrance.shelf
        self._work.lane.submit(
            lambda: save_demarche(context, shelf, entry), self._saved, self._work.navigator.failed
        )

    def withdraw(self, entry: Demarche) -> None:
        """Offer a démarche no more; what was recorded with it stays."""
        context, shelf = self._work.context, self._work.entrance.shelf
        self._work.lane.submit(
            lambda: withdraw_demarche(context, shelf, entry),
            self._saved,
            self._work.navigator.failed,
        )

    def _saved(self, changed: frozenset[str]) -> None:
        self._work.navigator.done(self._("Catalogue enregistré"))
        self._work.navigator.spread(changed)
        self.search(self._sought)


def form_of(entry: Demarche) -> EntryForm:
    """Give an entry as the form shows it."""
    delay, source = entry.silence.delay, entry.silence.source
    return EntryForm(
        code=entry.code,
        label=entry.label,
        plain_label=entry.plain_label,
        synonyms=", ".join(entry.synonyms),
        family=entry.family,
        thematique=entry.thematique,
        cucs_domain=entry.cucs_domain,
        pact_axis=entry.pact_axis,
        body_name=entry.body.name,
        body_kind=entry.body.kind,
        body_address=entry.body.postal_address,
        body_phone=entry.body.phone,
        body_email=entry.body.email,
        regime=entry.silence.regime,
        delay_amount=delay.amount if delay else 0,
        delay_unit=delay.unit if delay else DelayUnit.MONTHS,
        rule_source=source.reference if source else "",
        rule_checked_on=source.checked_on.isoformat() if source else "",
        pieces=tuple(
            PieceLine(
                piece.label,
                piece.rule,
                piece.where_to_get,
                piece.source.reference if piece.source else "",
                piece.source.checked_on.isoformat() if piece.source else "",
            )
            for piece in entry.pieces
        ),
        situations=entry.situations,
    )


def _mapping(form: EntryForm, known: Demarche | None) -> Mapping[str, object]:
    """Write the form over the known entry, so that what it does not show is kept."""
    base = dict(demarche_to_mapping(known)) if known else {}
    base |= {
        "code": form.code.strip(),
        "label": form.label.strip(),
        "plain_label": form.plain_label.strip(),
        "synonyms": [word.strip() for word in form.synonyms.split(",") if word.strip()],
        "family": form.family.value,
        "thematique": form.thematique,
        "cucs_domain": form.cucs_domain.value,
        "pact_axis": form.pact_axis.value,
        "situations": sorted(situation.value for situation in form.situations),
        "body": _without_blanks(
            name=form.body_name,
            kind=form.body_kind.value,
            postal_address=form.body_address,
            phone=form.body_phone,
            email=form.body_email,
        ),
        "silence": _silence(form, known),
        "pieces": [_piece(line, known) for line in form.pieces if line.label.strip()],
    }
    return base


def _silence(form: EntryForm, known: Demarche | None) -> dict[str, object]:
    delay = f"{form.delay_amount} {form.delay_unit.value}" if form.delay_amount else ""
    return _over(
        _kept(known, "silence"),
        regime=form.regime.value,
        delay=delay,
        source=form.rule_source,
        checked_on=form.rule_checked_on,
    )


def _piece(line: PieceLine, known: Demarche | None) -> dict[str, object]:
    before = demarche_to_mapping(known).get("pieces") if known else None
    pieces = before if isinstance(before, list) else []
    alike = [piece for piece in pieces if piece["label"] == line.label]
    kept: dict[str, object] = alike[0] if alike else {}
    return _over(
        kept,
        code=str(kept.get("code") or "") or "-".join(fold(line.label).split())[:40].strip("-"),
        label=line.label,
        rule=line.rule.value,
        where_to_get=line.where_to_get,
        source=line.source,
        checked_on=line.checked_on,
    )


def _kept(known: Demarche | None, name: str) -> dict[str, object]:
    found = demarche_to_mapping(known).get(name) if known else None
    return found if isinstance(found, dict) else {}


def _over(kept: Mapping[str, object], **fields: str) -> dict[str, object]:
    """Write fields over what was there; the address of another source goes with it."""
    others = {name: value for name, value in kept.items() if name not in fields}
    if kept.get("source") != fields.get("source"):
        others.pop("url", None)
    return {**others, **_without_blanks(**fields)}


def _without_blanks(**fields: str) -> dict[str, object]:
    return {name: value.strip() for name, value in fields.items() if value.strip()}
