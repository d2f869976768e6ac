"""Read a démarche from a plain mapping, with the checks that data alone can break.

A rule needs a source and a date; no acceptance by silence for financial aid but by a special
text (CRPA L231-4 3°); no proof of address demanded unless a text allows it (CRPA R113-8).
"""

import re
from dataclasses import replace

from mairie_quartier.domain.catalogue import (
    Acknowledgement,
    Appeal,
    Body,
    BodyKind,
    CucsDomain,
    Delay,
    DelayUnit,
    Demarche,
    DemarcheCode,
    Family,
    Form,
    LegalDelay,
    Origin,
    PactAxis,
    PieceRule,
    PieceSpec,
    Silence,
    SilenceRegime,
    Situation,
)
from mairie_quartier.domain.catalogue_fields import Fields, ProblemKind
from mairie_quartier.domain.rules import Counting

_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MAX_CODE_LENGTH = 60
_RULES = frozenset({SilenceRegime.ACCEPTANCE, SilenceRegime.REJECTION})
_EXEMPT = frozenset(
    {Acknowledgement.NOT_DUE_CONDITIONS_ONLY, Acknowledgement.NOT_DUE_FAVOURABLE_SOON}
)


def read_demarche(fields: Fields, thematiques: frozenset[str] | None, origin: Origin) -> Demarche:
    """Read one entry; problems are left in the fields' list.  ``thematiques``: the valid codes."""
    entry = Demarche(
        code=_code(fields),
        label=fields.text("label"),
        plain_label=fields.text("plain_label"),
        family=fields.choice("family", Family),
        body=_body(fields),
        thematique=_thematique(fields, thematiques),
        cucs_domain=fields.choice("cucs_domain", CucsDomain),
        pact_axis=fields.choice("pact_axis", PactAxis),
        synonyms=fields.texts("synonyms"),
        situations=fields.choices("situations", Situation),
        financial=fields.flag("financial"),
        first_deposit=fields.optional_text("first_deposit"),
        origin=origin,
    )
    entry = _with_rules(_with_papers(entry, fields), fields)
    fields.close()
    return entry


def _code(fields: Fields) -> DemarcheCode:
    code = fields.text("code")
    if code and (len(code) > _MAX_CODE_LENGTH or not _CODE.fullmatch(code)):
        fields.report("code", ProblemKind.BAD_CODE, code)
    return DemarcheCode(code)


def _thematique(fields: Fields, valid: frozenset[str] | None) -> str:
    code = fields.text("thematique")
    if code and valid is not None and code not in valid:
        fields.report("thematique", ProblemKind.UNKNOWN_VALUE, code)
    return code


def _body(fields: Fields) -> Body:
    if not fields.has("body"):
        fields.report("body", ProblemKind.MISSING)
        return Body("", BodyKind.OTHER)
    table = fields.table("body")
    body = Body(
        name=table.text("name"),
        kind=table.choice("kind", BodyKind),
        postal_address=table.optional_text("postal_address"),
        phone=table.optional_text("phone"),
        email=table.optional_text("email"),
    )
    table.close()
    return body


def _with_papers(entry: Demarche, fields: Fields) -> Demarche:
    proof = fields.table("proof_of_address")
    allowed = proof.flag("allowed")
    source = proof.source() if allowed else proof.optional_source()
    proof.close()
    return replace(
        entry,
        proof_of_address_allowed=allowed,
        proof_of_address_source=source,
        pieces=_pieces(fields, address_allowed=allowed),
        forms=tuple(_form(table) for table in fields.tables("forms")),
    )


def _pieces(fields: Fields, *, address_allowed: bool) -> tuple[PieceSpec, ...]:
    kept: dict[str, PieceSpec] = {}
    for table in fields.tables("pieces"):
        piece = _piece(table)
        if piece.code in kept:
            table.report("code", ProblemKind.DUPLICATE, piece.code)
        if piece.proves_address and piece.rule is PieceRule.REQUIRED and not address_allowed:
            table.report("rule", ProblemKind.PROOF_OF_ADDRESS_FORBIDDEN, piece.rule)
        kept[piece.code] = piece
    return tuple(kept.values())


def _piece(table: Fields) -> PieceSpec:
    code = _code(table)
    rule = table.choice("rule", PieceRule)
    piece = PieceSpec(
        code=code,
        label=table.text("label"),
        rule=rule,
        where_to_get=table.optional_text("where_to_get"),
        proves_address=table.flag("proves_address"),
        source=table.source() if rule is PieceRule.REQUIRED else table.optional_source(),
    )
    table.close()
    return piece


def _form(table: Fields) -> Form:
    form = Form(table.text("number"), table.optional_text("label"), table.day("checked_on"))
    table.close()
    return form


def _with_rules(entry: Demarche, fields: Fields) -> Demarche:
    due = fields.table("acknowledgement")
    acknowledgement = due.choice("due", Acknowledgement, Acknowledgement.UNKNOWN)
    exempt = acknowledgement in _EXEMPT
    due_source = due.source() if exempt else due.optional_source()
    due.close()
    return replace(
        entry,
        silence=_silence(fields.table("silence"), financial=entry.financial),
        acknowledgement=acknowledgement,
        acknowledgement_source=due_source,
        delays=tuple(_legal_delay(table) for table in fields.tables("delays")),
        appeal=_appeal(fields.table("appeal")) if fields.has("appeal") else None,
    )


def _silence(table: Fields, *, financial: bool) -> Silence:
    regime = table.choice("regime", SilenceRegime, SilenceRegime.UNKNOWN)
    silence = Silence(
        regime=regime,
        delay=table.delay("delay"),
        source=table.source() if regime in _RULES else table.optional_source(),
        from_complete_file=table.flag("from_complete_file"),
        note=table.optional_text("note"),
    )
    if not table.noted("regime"):
        _check_silence(silence, table, financial=financial)
    table.close()
    return silence


def _check_silence(silence: Silence, table: Fields, *, financial: bool) -> None:
    accepts = silence.regime is SilenceRegime.ACCEPTANCE
    if silence.delay and silence.regime not in _RULES:
        table.report(
            "delay",
            ProblemKind.DELAY_OF_UNKNOWN_RULE,
            f"{silence.delay.amount} {silence.delay.unit}",
        )
    if accepts and not table.has("delay"):
        table.report("delay", ProblemKind.ACCEPTANCE_WITHOUT_DELAY)
    if accepts and financial and not silence.note:
        # L231-4 3°: a special text must say so, and the note tells which.
        table.report("regime", ProblemKind.ACCEPTANCE_OF_FINANCIAL_AID, silence.regime)


def _legal_delay(table: Fields) -> LegalDelay:
    if not table.has("delay"):
        table.report("delay", ProblemKind.MISSING)
    delay = table.delay("delay") or Delay(1, DelayUnit.DAYS)
    legal = LegalDelay(table.text("label"), delay, table.source())
    table.close()
    return legal


def _appeal(table: Fields) -> Appeal:
    routes = table.texts("routes")
    if not routes:
        table.report("routes", ProblemKind.MISSING)
    counting = table.choice("counting", Counting, Counting.CALENDAR)
    appeal = Appeal(routes, table.delay("delay"), table.source(), counting)
    table.close()
    return appeal
