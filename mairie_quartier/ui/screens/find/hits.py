"""What was found, as rows: people, requests of a number, papers, démarches. Qt-free."""

from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from mairie_quartier.domain.catalogue import Demarche
from mairie_quartier.domain.languages import language
from mairie_quartier.domain.people import Contact
from mairie_quartier.domain.requests import Request
from mairie_quartier.i18n import Translator
from mairie_quartier.services.listings import PersonLine
from mairie_quartier.services.search import Findings
from mairie_quartier.ui.labels import Labels
from mairie_quartier.ui.phrases import Phrases, isolate
from mairie_quartier.ui.theme.tokens import Tone
from mairie_quartier.ui.widgets.line import Line, Mark, heading


class HitKind(Enum):
    """What a row leads to."""

    HEADING = "heading"
    PERSON = "person"
    REQUEST = "request"
    PAPER = "paper"
    DEMARCHE = "demarche"


@dataclass(frozen=True, slots=True)
class Hit:
    """One row: what it says, and the record (or the démarche) behind it."""

    kind: HitKind
    line: Line
    key: UUID | None = None
    demarche: Demarche | None = None


class HitWords:
    """Writes rows in the agent's language."""

    def __init__(self, tr: Translator, labels: Labels) -> None:
        self._ = tr.gettext
        self._tr = tr
        self._labels = labels
        self._phrases = Phrases(tr)

    def hits(self, findings: Findings) -> tuple[Hit, ...]:
        """Give every row, each group under its heading."""
        paper = [self._paper(findings)] if findings.receipt_id else []
        groups = (
            (self._("Personnes"), [self._person(line) for line in findings.people]),
            (self._("Demandes"), [self._request(each) for each in findings.requests]),
            (self._("Papier"), paper),
            (self._("Démarches"), [self._demarche(each) for each in findings.demarches]),
        )
        found: list[Hit] = []
        for title, hits in groups:
            if hits:
                found += [Hit(HitKind.HEADING, heading(title)), *hits]
        return tuple(found)

    def _person(self, line: PersonLine) -> Hit:
        careful = line.contact is Contact.CAREFUL
        names = (line.first_names, line.family_name or line.used_name)
        title = " ".join(isolate(name) for name in names if name)
        birth = self._phrases.birth(line.birth)
        born = self._("naissance {date}").format(date=birth) if birth else ""
        used = line.used_name if line.family_name else ""
        details = (
            self._("nom d’usage {name}").format(name=isolate(used)) if used else "",
            isolate(line.other_script_name) if title else "",
            born,
            language(line.language).french if line.language else "",
            self._("dernier contact le {date}").format(
                date=self._tr.short_date(line.last_contact_on)
            ),
        )
        return Hit(
            HitKind.PERSON,
            Line(
                title=title or isolate(line.other_script_name),
                detail=" · ".join(part for part in details if part),
                aside="" if careful else line.phone,
                mark=Mark(self._labels.contact(line.contact), Tone.WARNING) if careful else None,
            ),
            key=line.id,
        )

    def _request(self, request: Request) -> Hit:
        received = self._("reçue le {date}").format(date=self._tr.long_date(request.received_on))
        line = Line(
            title=request.label,
            detail=f"{self._labels.outcome(request.outcome)} · {received}",
            mark=Mark(self._labels.status(request.status)),
        )
        return Hit(HitKind.REQUEST, line, key=request.id)

    def _paper(self, findings: Findings) -> Hit:
        line = Line(title=findings.number, detail=self._("Voir le papier, l’imprimer à nouveau"))
        return Hit(HitKind.PAPER, line, key=findings.receipt_id)

    def _demarche(self, demarche: Demarche) -> Hit:
        line = Line(
            title=demarche.label,
            detail=demarche.plain_label,
            caption=demarche.body.name,
        )
        return Hit(HitKind.DEMARCHE, line, demarche=demarche)
