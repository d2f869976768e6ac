"""An operation that the centre refused, in the words of the desk.  Qt-free; decides nothing."""

from dataclasses import dataclass
from typing import Final

from mairie_quartier.domain.operations import Fields, OpKind, RejectCode
from mairie_quartier.i18n import Translator
from mairie_quartier.services.synchronisation import RefusedLine
from mairie_quartier.ui.labels import Labels
from mairie_quartier.ui.phrases import isolate
from mairie_quartier.ui.screens.conflicts.values import ValueWords
from mairie_quartier.ui.theme.tokens import Tone
from mairie_quartier.ui.widgets.line import Line, Mark

NAMED_BY: Final = ("first_names", "family_name", "label", "name", "number")
"""The fields that name a record, where its word has them."""
VALUES_TOLD: Final = 12
LONGEST_TOLD: Final = 200


@dataclass(frozen=True, slots=True)
class GivingUp:
    """What is asked before an operation is given up (``widgets.confirm.Question``)."""

    title: str
    consequence: str
    agree: str
    stay: str


class RefusedWords:
    """Sentences about what was put aside."""

    def __init__(self, tr: Translator, labels: Labels) -> None:
        self._ = tr.gettext
        self._n = tr.ngettext
        self._tr = tr
        self._labels = labels
        self._values = ValueWords(tr, labels)

    def refused(self, line: RefusedLine) -> Line:
        """Say what was put aside, when and by whom it was recorded, why it was refused."""
        operation = line.operation
        when = self._values.moment(operation.recorded_at)
        return Line(
            title=self._named(line),
            detail=self._reason(operation.code),
            caption=" · ".join(
                part for part in (when, isolate(line.by) if line.by else "") if part
            ),
            mark=Mark(self._kind(operation.kind), Tone.WARNING),
        )

    def giving_up(self, line: RefusedLine) -> GivingUp:
        """Say exactly what will be lost."""
        meaning = {
            OpKind.PUT: self._(
                "Cet ajout ne sera jamais envoyé\u00a0: il reste sur ce poste seulement, "
                "aucun autre ne le verra."
            ),
            OpKind.PATCH: self._(
                "Cette modification ne sera pas faite. Les valeurs qui seront perdues\u00a0:"
            ),
            OpKind.DELETE: self._("La suppression ne sera pas faite\u00a0: la fiche demeure."),
        }[line.operation.kind]
        told = [] if line.operation.kind is OpKind.DELETE else self._told(line)
        return GivingUp(
            title=self._("Abandonner «\u00a0{what}\u00a0»\u00a0?").format(what=self._named(line)),
            consequence="\n".join([meaning, *told]),
            agree=self._("Abandonner"),
            stay=self._("Garder de côté"),
        )

    def _told(self, line: RefusedLine) -> list[str]:
        """Say each value that would be lost; of a new record, those that were filled in."""
        word, fields = line.operation.word, line.operation.fields
        patch = line.operation.kind is OpKind.PATCH
        names = [name for name in fields if patch or self._is_telling(word, name, fields)]
        told = [
            self._("{field}\u00a0: {value}").format(
                field=self._values.names.of(word, name).label,
                value=self._short(self._values.plain(self._values.names.of(word, name), value)),
            )
            for name in names[:VALUES_TOLD]
            for value in [fields[name]]
        ]
        left = len(names) - len(told)
        more = self._n("Et {count} autre valeur.", "Et {count} autres valeurs.", left)
        return [*told, more.format(count=left)] if left else told

    def _is_telling(self, word: str, name: str, fields: Fields) -> bool:
        linked = name.endswith(("_id", "_at")) or name == "id"
        return bool(fields[name]) and not linked and self._values.names.knows(word, name)

    def _short(self, text: str) -> str:
        return text if len(text) <= LONGEST_TOLD else f"{text[:LONGEST_TOLD]}…\u2069"

    def _named(self, line: RefusedLine) -> str:
        word = self._labels.word(line.operation.word)
        named = line.subject and isolate(line.subject)
        return " ".join(part for part in (word, named or _name(line.operation.fields)) if part)

    def _kind(self, kind: OpKind) -> str:
        return {
            OpKind.PUT: self._("Ajout"),
            OpKind.PATCH: self._("Modification"),
            OpKind.DELETE: self._("Suppression"),
        }[kind]

    def _reason(self, code: RejectCode | None) -> str:
        taken = self._("Cette valeur est déjà prise ailleurs.")
        reasons = {
            RejectCode.MISSING: self._("La fiche concernée n’existe plus."),
            RejectCode.FORBIDDEN: self._("Le rôle de l’agent ne le permettait pas."),
            RejectCode.UNKNOWN_ACTOR: self._("L’agent n’est pas connu de la ville."),
            RejectCode.SCOPE_DROPPED: self._("La fiche relève d’une autre mairie de quartier."),
            RejectCode.DESK_REVOKED: self._("L’accès de ce poste était retiré."),
            RejectCode.APPEND_ONLY: self._("Un papier remis ne se modifie pas."),
            RejectCode.NUMBER_TAKEN: taken,
            RejectCode.TAKEN: taken,
            RejectCode.TOO_LARGE: self._("Le contenu est trop long."),
            RejectCode.BAD_VALUE: self._("Une valeur n’est pas acceptée."),
            RejectCode.MALFORMED: self._("L’opération est abîmée\u00a0: prévenez la DSI."),
            RejectCode.UNKNOWN_WORD: self._(
                "Le service de la ville est plus ancien que ce poste\u00a0: reprenez plus tard."
            ),
            RejectCode.OP_REUSED: self._(
                "Cette opération a déjà été envoyée avec un autre contenu."
            ),
        }
        unread = self._("Le service de la ville n’a pas pu lire cette opération.")
        return reasons.get(code, unread) if code else unread


def _name(fields: Fields) -> str:
    found = (fields.get(name) for name in NAMED_BY)
    words = " ".join(each for each in found if isinstance(each, str) and each)
    return isolate(words) if words else ""
