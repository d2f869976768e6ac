"""The words of the first screen: made from what the services saw, shown by the view. Qt-free."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from mairie_quartier.domain.appointments import hour_of
from mairie_quartier.domain.languages import language
from mairie_quartier.domain.people import Contact
from mairie_quartier.domain.requests import Channel
from mairie_quartier.i18n import Translator
from mairie_quartier.services.listings import DraftLine, DueKind, DueLine, VisitLine
from mairie_quartier.ui.labels import Labels
from mairie_quartier.ui.phrases import Phrases, isolate
from mairie_quartier.ui.theme.tokens import Tone
from mairie_quartier.ui.typed_hour import write_hour
from mairie_quartier.ui.widgets.line import Line, Mark


class Tile(Enum):
    """The counters, in their order."""

    VISITS = "visits"
    DUE = "due"
    REFERRALS = "referrals"
    INTERPRETING = "interpreting"


class Access(Enum):
    """Whether this agent reads visits, or sees counters alone."""

    VISITS = "visits"
    COUNTERS = "counters"


class More(Enum):
    """Whether a list goes on after what is shown."""

    NONE = "none"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the first screen shows; ``warning`` is empty when all is well."""

    today: str
    place: str
    tiles: dict[Tile, tuple[str, str]]
    drafts: tuple[Line, ...]
    access: Access
    warning: str = ""


class BoardWords:
    """Writes rows in the agent's language."""

    def __init__(self, tr: Translator, labels: Labels) -> None:
        self._tr = tr
        self._ = tr.gettext
        self._n = tr.ngettext
        self._labels = labels
        self._phrases = Phrases(tr)

    def day(self, today: date) -> str:
        """Write today out, with a capital."""
        text = self._tr.weekday_date(today)
        return text[:1].upper() + text[1:]

    def needs(self, count: int) -> str:
        """Count needs."""
        return self._n("{count} besoin", "{count} besoins", count).format(count=count)

    def draft(self, line: DraftLine) -> Line:
        """Write an unfinished visit."""
        return Line(
            title=line.title or self._("Passage sans nom"),
            detail=self.needs(line.needs) if line.needs else self._("Aucun besoin noté"),
            lead=self._tr.clock_time(line.saved_at),
        )

    def due(self, line: DueLine, today: date) -> Line:
        """Write one thing due, with the telephone large unless calling is dangerous."""
        careful = line.contact is Contact.CAREFUL
        return Line(
            title=self._phrases.who(line.family_name, line.first_names),
            detail=self._what(line),
            caption=self._("Contact prudent\u00a0: ne pas appeler, ne pas écrire")
            if careful
            else "",
            aside="" if careful else line.phone,
            mark=self._when(line, today),
        )

    def visit(self, line: VisitLine) -> Line:
        """Write one visit of today."""
        channel = "" if line.channel is Channel.DESK else self._labels.channel(line.channel)
        careful = line.contact is Contact.CAREFUL
        return Line(
            title=self._phrases.who(line.family_name, line.first_names),
            detail=" · ".join(line.needs),
            caption=" · ".join(part for part in (channel, *line.receipts) if part),
            lead=self._tr.clock_time(line.opened_at),
            mark=Mark(self._labels.contact(line.contact), Tone.WARNING) if careful else None,
        )

    def _what(self, line: DueLine) -> str:
        kind = self._labels.due(line.kind)
        subject = line.label
        if line.kind is DueKind.INTERPRETER:
            subject = language(line.label).french
        if line.kind is DueKind.APPOINTMENT and line.place:
            subject = f"{subject} · {isolate(line.place)}"
        return self._("{kind}\u00a0: {subject}").format(kind=kind, subject=subject)

    def _when(self, line: DueLine, today: date) -> Mark:
        if line.kind is DueKind.INTERPRETER:
            return Mark(self._("Tout de suite"), Tone.DANGER)
        if line.kind is DueKind.APPOINTMENT:
            return self._appointment(line, today)
        return self._phrases.due(line.due_on, today)

    def _appointment(self, line: DueLine, today: date) -> Mark:
        """Say at what hour somebody is expected, or which day it was."""
        if line.due_on < today:
            day = self._tr.day_month(line.due_on)
            return Mark(self._("Passé, le {day}").format(day=day), Tone.WARNING)
        at = hour_of(line.minute)
        words = self._("Aujourd’hui")
        return Mark(f"{words}, {write_hour(at)}" if at else words, Tone.INFO)
