"""All that the law makes of one request, in one place: what the screen explains, line by line.

Puts together the decisions of ``acknowledgements``, ``deadlines`` and ``appeals``; decides
nothing of its own, words nothing, stores nothing.
"""

from dataclasses import dataclass, replace

from mairie_quartier.domain.acknowledgements import (
    ElectronicReceipt,
    LineDecision,
    PaperDecision,
    decide_lines,
    decide_paper,
    electronic_receipt,
)
from mairie_quartier.domain.appeals import AppealPeriod, TimeLimit, appeal_period, rule_of
from mairie_quartier.domain.catalogue import Appeal, SilenceRegime, Source
from mairie_quartier.domain.deadlines import SilenceDate
from mairie_quartier.domain.needs import CcasDelegation, NeedFacts, decides
from mairie_quartier.domain.receipt_content import ELECTRONIC_CHANNELS, PaperKind
from mairie_quartier.domain.requests import Channel
from mairie_quartier.domain.rules import GeneralRule, RuleBook, RuleCode


@dataclass(frozen=True, slots=True)
class Terms:
    """What a ruling needs besides the need itself: the channel, the settings and the rules.

    ``appeal``: the démarche's own ways of appeal; ``city_routes``: the city's, for the rest.
    """

    channel: Channel
    rules: RuleBook
    delegation: CcasDelegation = CcasDelegation.NONE
    appeal: Appeal | None = None
    city_routes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruling:
    """The decisions on one request.

    ``silence`` is None where nothing waits for an answer; ``appeal`` where silence does not
    reject or the ways of appeal are the other body's to tell; ``electronic`` where the request
    came by hand.  ``who_can_tell``: the body to ask where no date is known, else empty.
    """

    paper: PaperDecision
    lines: tuple[LineDecision, ...] = ()
    silence: SilenceDate | None = None
    silence_source: Source | None = None
    appeal: AppealPeriod | None = None
    reasons: GeneralRule | None = None
    electronic: ElectronicReceipt | None = None
    who_can_tell: str = ""
    ours: bool = False


def rule_on(need: NeedFacts, terms: Terms) -> Ruling:
    """Decide everything on one request."""
    paper = decide_paper(need, terms.delegation)
    ours = decides(need.competence, terms.delegation)
    if not need.handed_in:
        return Ruling(paper, ours=ours)
    silence = need.silence_date(terms.delegation)
    acknowledged = paper.kind is PaperKind.ACKNOWLEDGEMENT
    electronic = acknowledged and terms.channel in ELECTRONIC_CHANNELS
    asks_who = silence.on is None and silence.regime is not SilenceRegime.NOT_APPLICABLE
    appeal = _appeal(terms, silence, ours=ours, acknowledged=acknowledged)
    return Ruling(
        paper=paper,
        lines=decide_lines(need, silence) if acknowledged else (),
        silence=silence,
        silence_source=need.silence.source,
        appeal=appeal,
        reasons=terms.rules.verified(RuleCode.REASONS) if appeal else None,
        electronic=electronic_receipt(need.received_on, terms.rules) if electronic else None,
        who_can_tell=need.body.name if asks_who and need.body else "",
        ours=ours,
    )


def _appeal(
    terms: Terms, silence: SilenceDate, *, ours: bool, acknowledged: bool
) -> AppealPeriod | None:
    """Count the appeal; another body's own ways are not ours to guess."""
    if terms.appeal is None and not ours:
        return None
    limit = TimeLimit.IF_ACKNOWLEDGED if acknowledged or not ours else TimeLimit.NOT_HELD
    rule = rule_of(terms.appeal, terms.rules)
    period = appeal_period(silence, rule, terms.rules, limit=limit)
    routes = terms.appeal.routes if terms.appeal else terms.city_routes
    return replace(period, routes=routes) if period else None
