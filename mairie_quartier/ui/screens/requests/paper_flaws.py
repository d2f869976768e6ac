"""What the agent is told before handing a paper over: words that did not come out as given."""

from collections.abc import Sequence
from typing import Protocol

from mairie_quartier.i18n import Translator
from mairie_quartier.services.ports import Flaw, PressedPaper

WORDS_SHOWN = 4


class Drawn(Protocol):
    """Anything that was pressed."""

    @property
    def pressed(self) -> PressedPaper:
        """Give the paper."""
        ...


def flaw_sentence(tr: Translator, drawn: Sequence[Drawn]) -> str:
    """Say what to look at on the papers; empty when nothing went wrong."""
    sentences = [_sentence(tr, flaw, _words(drawn, flaw)) for flaw in Flaw]
    told = [sentence for sentence in sentences if sentence]
    if not told:
        return ""
    return " ".join([*told, tr.gettext("Vérifiez le papier avant de le remettre.")])


def _words(drawn: Sequence[Drawn], flaw: Flaw) -> list[str]:
    found = (word.text for each in drawn for word in each.pressed.flaws if word.flaw is flaw)
    return list(dict.fromkeys(found))


def _sentence(tr: Translator, flaw: Flaw, words: list[str]) -> str:
    if not words:
        return ""
    _ = tr.gettext
    text = {
        Flaw.LETTER_REPLACED: _(
            "Des caractères n’ont pas pu être dessinés\u00a0: ils sont remplacés par un signe"
            " dans {words}."
        ),
        Flaw.INVISIBLE_REMOVED: _("Des caractères invisibles ont été ôtés de {words}."),
    }[flaw]
    shown = [_("«\u00a0{word}\u00a0»").format(word=word) for word in words[:WORDS_SHOWN]]
    if len(words) > WORDS_SHOWN:
        shown.append("…")
    return text.format(words=", ".join(shown))
