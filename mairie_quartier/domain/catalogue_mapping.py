"""Give a démarche as a plain mapping, which ``catalogue_reading`` reads back.

It holds only texts, numbers, booleans, lists and mappings, so it goes through JSON.
"""

from collections.abc import Mapping

from mairie_quartier.domain.catalogue import (
    Appeal,
    Body,
    Delay,
    Demarche,
    Form,
    LegalDelay,
    PieceSpec,
    Silence,
    Source,
)


def demarche_to_mapping(entry: Demarche) -> dict[str, object]:
    """Give the entry as plain data; its origin is left out, it belongs to where it is kept."""
    return _without_blanks(
        {
            "code": entry.code,
            "label": entry.label,
            "plain_label": entry.plain_label,
            "synonyms": list(entry.synonyms),
            "family": entry.family.value,
            "thematique": entry.thematique,
            "cucs_domain": entry.cucs_domain.value,
            "pact_axis": entry.pact_axis.value,
            "situations": sorted(situation.value for situation in entry.situations),
            "financial": entry.financial,
            "first_deposit": entry.first_deposit,
            "body": _body_mapping(entry.body),
            **_rules_mapping(entry),
        }
    )


def _rules_mapping(entry: Demarche) -> dict[str, object]:
    return {
        "silence": _silence_mapping(entry.silence),
        "acknowledgement": {
            "due": entry.acknowledgement.value,
            **_source_mapping(entry.acknowledgement_source),
        },
        "proof_of_address": {
            "allowed": entry.proof_of_address_allowed,
            **_source_mapping(entry.proof_of_address_source),
        },
        "delays": [_delay_mapping(delay) for delay in entry.delays],
        "pieces": [_piece_mapping(piece) for piece in entry.pieces],
        "forms": [_form_mapping(form) for form in entry.forms],
        "appeal": _appeal_mapping(entry.appeal) if entry.appeal else None,
    }


def _delay_text(delay: Delay) -> str:
    return f"{delay.amount} {delay.unit}"


def _source_mapping(source: Source | None) -> dict[str, object]:
    if source is None:
        return {}
    return {
        "source": source.reference,
        "checked_on": source.checked_on.isoformat(),
        "url": source.url,
    }


def _body_mapping(body: Body) -> dict[str, object]:
    return {
        "name": body.name,
        "kind": body.kind.value,
        "postal_address": body.postal_address,
        "phone": body.phone,
        "email": body.email,
    }


def _silence_mapping(silence: Silence) -> dict[str, object]:
    return {
        "regime": silence.regime.value,
        "delay": _delay_text(silence.delay) if silence.delay else None,
        "from_complete_file": silence.from_complete_file,
        "note": silence.note,
        **_source_mapping(silence.source),
    }


def _delay_mapping(legal: LegalDelay) -> dict[str, object]:
    return {
        "label": legal.label,
        "delay": _delay_text(legal.delay),
        **_source_mapping(legal.source),
    }


def _piece_mapping(piece: PieceSpec) -> dict[str, object]:
    return {
        "code": piece.code,
        "label": piece.label,
        "rule": piece.rule.value,
        "where_to_get": piece.where_to_get,
        "proves_address": piece.proves_address,
        **_source_mapping(piece.source),
    }


def _form_mapping(form: Form) -> dict[str, object]:
    checked_on = form.checked_on.isoformat() if form.checked_on else None
    return {"number": form.number, "label": form.label, "checked_on": checked_on}


def _appeal_mapping(appeal: Appeal) -> dict[str, object]:
    return {
        "routes": list(appeal.routes),
        "delay": _delay_text(appeal.delay) if appeal.delay else None,
        "counting": appeal.counting.value,
        **_source_mapping(appeal.source),
    }


def _without_blanks(mapping: Mapping[str, object]) -> dict[str, object]:
    """Leave out what reads back as the default: nothing, an empty text, an empty list."""
    kept: dict[str, object] = {}
    for name, value in mapping.items():
        if isinstance(value, Mapping):
            value = _without_blanks(value)
        elif isinstance(value, list):
            value = [_without_blanks(v) if isinstance(v, Mapping) else v for v in value]
        if value not in (None, "", [], {}, False):
            kept[name] = value
    return kept
