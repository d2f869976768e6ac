"""Interpreting needs in words: a row of the list, and what is said of it. Qt-free."""

from dataclasses import dataclass
from datetime import date

from mairie_quartier.domain.identifiers import InterpretingId
from mairie_quartier.domain.interpreting import Urgency
from mairie_quartier.domain.languages import language
from mairie_quartier.domain.references import ReferenceKind, reference_of
from mairie_quartier.i18n import Translator
from mairie_quartier.services.listings import InterpretingLine
from mairie_quartier.ui.labels import Labels
from mairie_quartier.ui.phrases import Phrases
from mairie_quartier.ui.theme.tokens import Tone
from mairie_quartier.ui.widgets.line import Line, Mark

TONES = {Urgency.NOW: Tone.DANGER, Urgency.WEEK: Tone.WARNING, Urgency.NORMAL: Tone.NEUTRAL}


@dataclass(frozen=True, slots=True)
class Detail:
    """What the panel says of one need; ``named`` tells whether there is a file to open."""

    key: InterpretingId
    language: str
    own_name: str
    facts: tuple[tuple[str, str], ...]
    named: bool


class InterpretingWords:
    """Writes needs in the agent's language."""

    def __init__(self, tr: Translator, labels: Labels) -> None:
        self._ = tr.gettext
        self._tr = tr
        self._labels = labels
        self._phrases = Phrases(tr)

    def row(self, line: InterpretingLine, today: date) -> Line:
        """Write one row: the language first, it is what is looked for."""
        return Line(
            title=_capital(language(line.language).french),
            detail=f"{self.who(line)} · {self._labels.way(line.way)}",
            caption=self._since(line, today),
            mark=Mark(self._labels.urgency(line.urgency), TONES[line.urgency]),
        )

    def detail(self, line: InterpretingLine, today: date) -> Detail:
        """Write what the panel says."""
        spoken = language(line.language)
        own = "" if spoken.own == spoken.french else spoken.own
        return Detail(
            key=line.id,
            language=_capital(spoken.french),
            own_name=own,
            facts=(
                (self._("Personne"), self.who(line)),
                (self._("Comment"), self._labels.way(line.way)),
                (self._("Quand"), self._labels.urgency(line.urgency)),
                (self._("Noté"), self._since(line, today)),
                (self._("État"), self._labels.interpreting_state(line.state)),
                (self._("Demande n°"), str(reference_of(ReferenceKind.INTERPRETING, line.id))),
            ),
            named=line.person_id is not None,
        )

    def who(self, line: InterpretingLine) -> str:
        """Name the person."""
        return self._phrases.who(line.family_name, line.first_names)

    def saved(self, line: InterpretingLine, ended: str) -> str:
        """Say what was kept."""
        return self._("Interprète en {language}, {who}\u00a0: {ended}").format(
            language=language(line.language).french, who=self.who(line), ended=ended
        )

    def _since(self, line: InterpretingLine, today: date) -> str:
        day = line.created_at.astimezone(self._tr.zone).date()
        time = self._tr.clock_time(line.created_at)
        if day == today:
            return self._("aujourd’hui à {time}").format(time=time)
        return self._("le {date} à {time}").format(date=self._tr.long_date(day), time=time)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
