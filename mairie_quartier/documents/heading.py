"""The lines every paper of the visitor has below its title: for whom, where, when, by whom.

Must not word anything else.  Source: CRPA L111-2 (the agent).
"""

from mairie_quartier.documents.sections import STRONG, Sections
from mairie_quartier.documents.sheet import Block, Row
from mairie_quartier.documents.words import PaperWords
from mairie_quartier.domain.visitor_papers import PaperHead


def facts(sections: Sections, head: PaperHead, *, channel: str = "") -> Block:
    """Set the lines; ``channel`` goes on after the moment."""
    words = PaperWords(sections.tr)
    _ = sections.tr.gettext
    agent = ", ".join(each for each in (head.agent.name, head.agent.quality) if each)
    person = words.data(head.person or "") or _("Sans nom (passage anonyme)")
    when = [each for each in (words.moment(head.issued_at), channel) if each]
    rows = [sections.rule(), Row(6)]
    rows += sections.pair(_("Personne"), [person], STRONG)
    rows += sections.pair(_("Date"), [" · ".join(when)])
    rows += sections.pair(_("Lieu"), words.card(head.place))
    rows += sections.pair(_("Agent"), [words.data(agent)])
    return Block((*rows, Row(2)), gap=10)
