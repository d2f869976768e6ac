"""A conflict in the words of the desk: whose record, which field, who wrote what.  Qt-free."""

from dataclasses import dataclass

from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.operations import WHOLE
from mairie_quartier.i18n import Translator
from mairie_quartier.services.conflicts import Choice, ConflictLine, Side
from mairie_quartier.ui.labels import Labels
from mairie_quartier.ui.phrases import isolate
from mairie_quartier.ui.screens.conflicts.kinds import FieldWords
from mairie_quartier.ui.screens.conflicts.values import ValueWords
from mairie_quartier.ui.theme.tokens import Tone
from mairie_quartier.ui.widgets.line import Line, Mark


@dataclass(frozen=True, slots=True)
class SideDetail:
    """One value as the panel shows it."""

    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class ConflictDetail:
    """One conflict as the panel shows it; ``refusal`` says who can choose, if this agent cannot.

    ``field`` tells what a third value may be.
    """

    title: str
    subject: str
    kept: SideDetail
    other: SideDetail
    field: FieldWords
    refusal: str
    whole: bool
    opens: bool


@dataclass(frozen=True, slots=True)
class BulkQuestion:
    """What is asked before several are settled at once (``widgets.confirm.Question``)."""

    title: str
    consequence: str
    agree: str
    stay: str


class ConflictWords:
    """Says conflicts."""

    def __init__(self, tr: Translator, labels: Labels) -> None:
        self._tr = tr
        self._ = tr.gettext
        self._n = tr.ngettext
        self._labels = labels
        self.values = ValueWords(tr, labels)

    def count(self, found: int, *, more: bool = False) -> str:
        """Count what is to be settled; ``more``: at least so much."""
        if not found:
            return self._("Aucune valeur à départager")
        if more:
            return self._("Plus de {count} valeurs à départager").format(
                count=self._tr.number(found)
            )
        return self._n("{count} valeur à départager", "{count} valeurs à départager", found).format(
            count=self._tr.number(found)
        )

    def row(self, line: ConflictLine) -> Line:
        """Say a conflict in the list."""
        if not line.readable:
            return Line(title=self.subject(line), detail=self._label(line))
        versus = self._("{kept}  ou  {other}").format(
            kept=self.values.short(line, line.kept), other=self.values.short(line, line.other)
        )
        mark = Mark(self._("Suppression"), Tone.WARNING) if line.field == WHOLE else None
        return Line(
            title=self.subject(line),
            detail=self._label(line),
            caption=versus if line.field != WHOLE else "",
            mark=mark,
        )

    def subject(self, line: ConflictLine) -> str:
        """Say whose record it is."""
        word = self._labels.word(line.word)
        if line.word == "person":
            return isolate(line.subject) or word
        parts = [word, isolate(line.subject), isolate(line.owner)]
        return " · ".join(part for part in parts if part)

    def detail(self, line: ConflictLine) -> ConflictDetail:
        """Say everything of a conflict."""
        return ConflictDetail(
            title=self._label(line),
            subject=self.subject(line),
            kept=self._side(line, line.kept),
            other=self._side(line, line.other),
            field=self.values.names.of(line.word, line.field),
            refusal=self.refusal(line),
            whole=line.field == WHOLE,
            opens=line.person_id is not None or line.request_id is not None,
        )

    def refusal(self, line: ConflictLine) -> str:
        """Say who can choose, to who cannot."""
        if line.choosable:
            return ""
        roles = ", ".join(self._labels.role(each) for each in Role if each in line.settled_by)
        return self._(
            "Votre rôle ne permet pas de choisir. Peuvent le faire\u00a0: {roles}."
        ).format(roles=roles)

    def dispute(self, line: ConflictLine) -> str:
        """Say beside a field what the other value is."""
        if line.field == WHOLE:
            return self._("Un autre poste a supprimé ou modifié cette fiche.")
        side = line.other
        who = self.origin(side)
        value = self.values.short(line, side)
        return self._("À départager. Autre valeur\u00a0: {value} ({who})").format(
            value=value, who=who
        )

    def origin(self, side: Side) -> str:
        """Say who wrote a value, where and when."""
        when = self.values.moment(side.at) if side.at else ""
        known = (isolate(side.by) if side.by else "", isolate(side.place), when)
        parts = [part for part in known if part]
        return " · ".join(parts) or self._("Écrite depuis\u00a0: l’auteur n’est pas connu ici")

    def settled(self, line: ConflictLine) -> str:
        """Say that a choice was kept."""
        return self._("{field}\u00a0: choix enregistré.").format(field=self._label(line))

    def settled_many(self, count: int) -> str:
        """Say that several were settled."""
        return self._n("{count} valeur départagée.", "{count} valeurs départagées.", count).format(
            count=self._tr.number(count)
        )

    def bulk(self, choice: Choice, count: int, left: int) -> BulkQuestion:
        """Ask before several are settled at once."""
        number = self._tr.number(count)
        if choice is Choice.KEPT:
            title = self._n(
                "Garder la valeur en service de {count} ligne\u00a0?",
                "Garder les valeurs en service de {count} lignes\u00a0?",
                count,
            ).format(count=number)
            meaning = self._("Les fiches restent comme elles sont\u00a0; les autres valeurs "
                             "ne seront plus proposées.")  # fmt: skip
            agree = self._("Tout garder")
        else:
            title = self._n(
                "Prendre l’autre valeur de {count} ligne\u00a0?",
                "Prendre les autres valeurs de {count} lignes\u00a0?",
                count,
            ).format(count=number)
            meaning = self._("Les autres valeurs remplacent celles en service dans les fiches.")
            agree = self._("Tout remplacer")
        kept = self._n(
            "{count} ligne reste à régler une par une.",
            "{count} lignes restent à régler une par une.",
            left,
        ).format(count=self._tr.number(left))
        return BulkQuestion(
            title, f"{meaning} {kept}" if left else meaning, agree, self._("Ne rien changer")
        )

    def _label(self, line: ConflictLine) -> str:
        return self.values.names.of(line.word, line.field).label

    def _side(self, line: ConflictLine, side: Side) -> SideDetail:
        if not line.readable:
            hidden = self._("Réservée aux rôles qui lisent les dossiers")
            return SideDetail(hidden, "")
        return SideDetail(self.values.value(line, side), self.origin(side))
