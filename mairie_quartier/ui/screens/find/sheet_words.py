"""The sheet of a démarche: who decides, pieces, forms, delays, in plain rows. Qt-free.

A rule that nobody checked gives no date and no number, and says so.
"""

from dataclasses import dataclass
from datetime import date

from mairie_quartier.domain.catalogue import (
    Body,
    Demarche,
    Form,
    LegalDelay,
    PieceRule,
    PieceSpec,
    Silence,
    SilenceRegime,
    Source,
)
from mairie_quartier.i18n import Translator
from mairie_quartier.ui.phrases import Phrases
from mairie_quartier.ui.theme.tokens import Tone
from mairie_quartier.ui.widgets.line import Line, Mark, heading


@dataclass(frozen=True, slots=True)
class Sheet:
    """A démarche as shown to the agent."""

    title: str
    plain: str
    lines: tuple[Line, ...]


class SheetWords:
    """Writes sheets in the agent's language."""

    def __init__(self, tr: Translator) -> None:
        self._ = tr.gettext
        self._tr = tr
        self._phrases = Phrases(tr)

    def sheet(self, demarche: Demarche) -> Sheet:
        """Give the sheet of a démarche."""
        groups = (
            (self._("Qui décide"), [self._body(demarche.body)]),
            (self._("À savoir"), [Line(demarche.first_deposit)] if demarche.first_deposit else []),
            (self._("Pièces"), [self._piece(piece) for piece in demarche.pieces]),
            (self._("Formulaires"), [self._form(form) for form in demarche.forms]),
            (self._("Délais"), self._delays(demarche)),
        )
        lines: list[Line] = []
        for title, rows in groups:
            if rows:
                lines += [heading(title), *rows]
        return Sheet(demarche.label, demarche.plain_label, tuple(lines))

    def _body(self, body: Body) -> Line:
        where = " · ".join(part for part in (body.postal_address, body.email) if part)
        return Line(title=body.name, detail=where, aside=body.phone)

    def _piece(self, piece: PieceSpec) -> Line:
        required = piece.rule is PieceRule.REQUIRED
        mark = (
            Mark(self._("Exigible"), Tone.INFO)
            if required
            else Mark(self._("Facultative"), Tone.NEUTRAL)
        )
        return Line(title=piece.label, detail=piece.where_to_get, mark=mark)

    def _form(self, form: Form) -> Line:
        if form.checked_on is None:
            return Line(
                title=form.label or self._("Formulaire"),
                detail=self._("Le numéro n’a pas été vérifié\u00a0: ne le donnez pas."),
                mark=Mark(self._("À vérifier"), Tone.WARNING),
            )
        number = self._("n° {number}").format(number=form.number)
        return Line(title=number, detail=form.label, caption=self._checked(form.checked_on))

    def _delays(self, demarche: Demarche) -> list[Line]:
        silence = self._silence(demarche.silence)
        return [*([silence] if silence else []), *(self._delay(each) for each in demarche.delays)]

    def _silence(self, silence: Silence) -> Line | None:
        if silence.regime is SilenceRegime.NOT_APPLICABLE:
            return None
        if silence.regime is SilenceRegime.UNKNOWN or silence.delay is None:
            return Line(
                title=self._("Aucune date à donner"),
                detail=silence.note or self._("La règle n’a pas été vérifiée pour cette démarche."),
                mark=Mark(self._("À vérifier"), Tone.WARNING),
            )
        delay = self._phrases.delay(silence.delay)
        accepted = silence.regime is SilenceRegime.ACCEPTANCE
        title = (
            self._("Sans réponse après {delay}\u00a0: la demande est acceptée")
            if accepted
            else self._("Sans réponse après {delay}\u00a0: la demande est refusée")
        )
        whole = self._("Le délai part du dossier complet.") if silence.from_complete_file else ""
        return Line(
            title=title.format(delay=delay),
            detail=" ".join(part for part in (whole, silence.note) if part),
            caption=self._source(silence.source),
        )

    def _delay(self, delay: LegalDelay) -> Line:
        return Line(
            title=delay.label,
            caption=self._source(delay.source),
            aside=self._phrases.delay(delay.delay),
        )

    def _source(self, source: Source | None) -> str:
        if source is None:
            return ""
        return f"{source.reference} · {self._checked(source.checked_on)}"

    def _checked(self, day: date) -> str:
        return self._("vérifié le {date}").format(date=self._tr.long_date(day))
