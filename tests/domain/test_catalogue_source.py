"""A catalogue with faults is refused, each fault with its file, line and field."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mairie_quartier import paths
from mairie_quartier.domain.catalogue import Demarche, Origin, SilenceRegime
from mairie_quartier.domain.catalogue_fields import ProblemKind
from mairie_quartier.domain.catalogue_mapping import demarche_to_mapping
from mairie_quartier.domain.catalogue_source import (
    CatalogueInvalid,
    CatalogueProblem,
    EntryInvalid,
    demarche_from_mapping,
    parse_catalogue,
    parse_files,
    parse_thematiques,
)

VALID = """\
[[demarche]]
code = "velo"
label = "Prêt de vélo"
plain_label = "Emprunter un vélo"
synonyms = [
  "vélo",
  "bicyclette",
]
family = "daily_life"
thematique = "mobilite--financer-ma-mobilite"
cucs_domain = 3
pact_axis = 1
situations = ["young_adult"]
financial = false
body = { name = "Mairie", kind = "commune" }
[demarche.silence]
regime = "rejection"
delay = "2 months"
source = "Texte"
checked_on = 2026-11-22
[[demarche.pieces]]
code = "identite"
label = "Pièce d'identité"
rule = "exigible"
source = "Texte"
checked_on = 2026-11-22
[[demarche.delays]]
label = "Réponse"
delay = "6 weeks"
source = "Texte"
checked_on = 2026-11-22
"""
THEMATIQUES = frozenset({"mobilite--financer-ma-mobilite"})


def _problems(text: str) -> tuple[CatalogueProblem, ...]:
    with pytest.raises(CatalogueInvalid) as caught:
        parse_catalogue(text, "test.toml", THEMATIQUES)
    return caught.value.problems


def test_a_valid_file_gives_its_entries() -> None:
    (entry,) = parse_catalogue(VALID, "test.toml", THEMATIQUES)

    assert entry.code == "velo"
    assert entry.synonyms == ("vélo", "bicyclette")
    assert entry.silence.regime is SilenceRegime.REJECTION
    assert entry.origin is Origin.SHIPPED


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "kind"),
    [
        ('code = "velo"', 'code = "Vélo 1"', 2, "code", ProblemKind.BAD_CODE),
        ('label = "Prêt de vélo"\n', "", 1, "label", ProblemKind.MISSING),
        ('label = "Prêt de vélo"', 'label = "  "', 3, "label", ProblemKind.EMPTY),
        ('label = "Prêt de vélo"', "label = 12", 3, "label", ProblemKind.WRONG_TYPE),
        ('"bicyclette"', '"vélo"', 7, "synonyms[2]", ProblemKind.DUPLICATE),
        ('"bicyclette"', "12", 7, "synonyms[2]", ProblemKind.WRONG_TYPE),
        ('"daily_life"', '"daily"', 9, "family", ProblemKind.UNKNOWN_VALUE),
        ("financer-ma", "financer", 10, "thematique", ProblemKind.UNKNOWN_VALUE),
        ("cucs_domain = 3", "cucs_domain = 6", 11, "cucs_domain", ProblemKind.UNKNOWN_VALUE),
        ("cucs_domain = 3", "cucs_domain = true", 11, "cucs_domain", ProblemKind.UNKNOWN_VALUE),
        ("pact_axis = 1", 'pact_axis = "un"', 12, "pact_axis", ProblemKind.UNKNOWN_VALUE),
        ('["young_adult"]', '["young"]', 13, "situations[1]", ProblemKind.UNKNOWN_VALUE),
        ('["young_adult"]', '"young_adult"', 13, "situations", ProblemKind.WRONG_TYPE),
        ("financial = false", 'financial = "no"', 14, "financial", ProblemKind.WRONG_TYPE),
        ('kind = "commune"', 'kind = "town"', 15, "body.kind", ProblemKind.UNKNOWN_VALUE),
        ('"rejection"', '"refusal"', 17, "silence.regime", ProblemKind.UNKNOWN_VALUE),
        ('"2 months"', '"2 mois"', 18, "silence.delay", ProblemKind.BAD_DELAY),
        ('"2 months"', '"0 months"', 18, "silence.delay", ProblemKind.BAD_DELAY),
        ('code = "identite"', 'code = ""', 22, "pieces[1].code", ProblemKind.EMPTY),
        ('rule = "exigible"', 'rule = "must"', 24, "pieces[1].rule", ProblemKind.UNKNOWN_VALUE),
        (
            'rule = "exigible"',
            'ruel = "x"\nrule = "exigible"',
            24,
            "pieces[1].ruel",
            ProblemKind.UNKNOWN_FIELD,
        ),
        ('delay = "6 weeks"\n', "", 27, "delays[1].delay", ProblemKind.MISSING),
    ],
)
def test_a_fault_names_its_line_and_field(
    old: str, new: str, line: int, field: str, kind: ProblemKind
) -> None:
    assert old in VALID

    (problem,) = _problems(VALID.replace(old, new, 1))

    assert (problem.file, problem.line, problem.field) == ("test.toml", line, field)
    assert problem.problem is kind


def test_every_problem_is_told_at_once_in_the_order_of_lines() -> None:
    text = VALID.replace("cucs_domain = 3", "cucs_domain = 9").replace('"2 months"', '"soon"')

    assert [problem.line for problem in _problems(text)] == [11, 18]


@pytest.mark.parametrize("missing", ['source = "Texte"\n', "checked_on = 2026-11-22\n"])
@pytest.mark.parametrize(
    ("table", "field"), [("silence", "silence"), ("pieces", "pieces[1]"), ("delays", "delays[1]")]
)
def test_a_rule_without_source_or_date_is_refused(missing: str, table: str, field: str) -> None:
    head, tail = VALID.split(f"demarche.{table}]", 1)

    (problem,) = _problems(head + f"demarche.{table}]" + tail.replace(missing, "", 1))

    assert problem.problem is ProblemKind.NOT_SOURCED
    assert problem.field.startswith(f"{field}.")


def test_a_date_that_is_none_is_refused() -> None:
    (problem,) = _problems(VALID.replace("2026-11-22", '"22/11/2026"', 1))

    assert (problem.line, problem.field) == (20, "silence.checked_on")
    assert problem.problem is ProblemKind.BAD_DATE


def test_an_unknown_regime_needs_no_source_and_must_have_no_delay() -> None:
    unknown = VALID.replace('"rejection"', '"unknown"')

    (problem,) = _problems(unknown)
    (entry,) = parse_catalogue(unknown.replace('delay = "2 months"\n', ""), "t", THEMATIQUES)

    assert problem.problem is ProblemKind.DELAY_OF_UNKNOWN_RULE
    assert entry.silence.delay is None


def test_acceptance_needs_its_delay() -> None:
    text = VALID.replace('"rejection"', '"acceptance"').replace('delay = "2 months"\n', "")

    assert [p.problem for p in _problems(text)] == [ProblemKind.ACCEPTANCE_WITHOUT_DELAY]


def test_acceptance_of_financial_aid_needs_the_special_text() -> None:
    text = VALID.replace('"rejection"', '"acceptance"').replace("false", "true")

    assert [p.problem for p in _problems(text)] == [ProblemKind.ACCEPTANCE_OF_FINANCIAL_AID]
    parse_catalogue(
        text.replace('delay = "2 months"', 'delay = "2 months"\nnote = "Exception"'), "t"
    )


def test_a_proof_of_address_is_required_only_where_allowed_with_its_source() -> None:
    text = VALID.replace('rule = "exigible"', 'proves_address = true\nrule = "exigible"')
    allowed = 'proof_of_address = { allowed = true, source = "R113-8", checked_on = 2026-11-22 }'

    (problem,) = _problems(text)
    parse_catalogue(text.replace("financial = false", allowed), "t")

    assert problem.problem is ProblemKind.PROOF_OF_ADDRESS_FORBIDDEN
    assert (problem.line, problem.field) == (25, "pieces[1].rule")


def test_an_exemption_from_acknowledgement_needs_its_source() -> None:
    text = VALID.replace(
        "financial = false", 'acknowledgement = { due = "not_due_conditions_only" }'
    )

    assert {p.field for p in _problems(text)} == {
        "acknowledgement.source",
        "acknowledgement.checked_on",
    }


def test_text_that_is_not_toml_tells_the_line() -> None:
    (problem,) = _problems(VALID + "oops\n")

    assert problem.problem is ProblemKind.UNREADABLE
    assert problem.line == VALID.count("\n") + 1


def test_a_file_without_any_entry_is_refused() -> None:
    (problem,) = _problems("# nothing\n")

    assert (problem.field, problem.problem) == ("demarche", ProblemKind.MISSING)


def test_an_unknown_table_is_refused() -> None:
    (problem,) = _problems(VALID + '[other]\nname = "x"\n')

    assert (problem.field, problem.problem) == ("other", ProblemKind.UNKNOWN_FIELD)


def test_a_code_twice_in_a_file_is_refused_at_the_second() -> None:
    (problem,) = _problems(VALID + VALID)

    assert (problem.line, problem.field) == (VALID.count("\n") + 2, "code")
    assert (problem.problem, problem.entry) == (ProblemKind.DUPLICATE, "velo")


def test_a_piece_twice_in_an_entry_is_refused() -> None:
    piece = VALID[VALID.index("[[demarche.pieces]]") : VALID.index("[[demarche.delays]]")]

    (problem,) = _problems(VALID + piece)

    assert (problem.field, problem.problem) == ("pieces[2].code", ProblemKind.DUPLICATE)


def _thematiques_file() -> str:
    code = "mobilite--financer-ma-mobilite"
    return f'[[thematique]]\ncode = "{code}"\nlabel = "Financer"\n'


def test_a_code_in_two_files_is_refused_with_the_second_file() -> None:
    texts = {"a.toml": VALID, "b.toml": VALID, "thematiques.toml": _thematiques_file()}

    with pytest.raises(CatalogueInvalid) as caught:
        parse_files(texts)

    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == ("b.toml", 2)


def test_problems_of_every_file_are_told_at_once() -> None:
    broken = VALID.replace("cucs_domain = 3", "cucs_domain = 9")
    texts = {"a.toml": broken, "b.toml": "oops", "thematiques.toml": _thematiques_file()}

    with pytest.raises(CatalogueInvalid) as caught:
        parse_files(texts)

    assert [problem.file for problem in caught.value.problems] == ["a.toml", "b.toml"]


def test_files_without_the_list_of_thematiques_are_refused() -> None:
    with pytest.raises(CatalogueInvalid) as caught:
        parse_files({"a.toml": VALID})

    assert caught.value.problems[0].file == "thematiques.toml"


def _shipped() -> tuple[Demarche, ...]:
    folder = paths.resources() / "catalogue"
    return parse_files({f.name: f.read_text(encoding="utf-8") for f in folder.glob("*.toml")}).all()


@pytest.mark.parametrize("entry", _shipped(), ids=lambda entry: str(entry.code))
def test_an_entry_survives_the_trip_through_json(entry: Demarche) -> None:
    mapping = json.loads(json.dumps(demarche_to_mapping(entry)))

    read = demarche_from_mapping(mapping, None)

    assert read.origin is Origin.LOCAL
    assert demarche_to_mapping(read) == mapping
    assert all(
        getattr(read, name) == getattr(entry, name)
        for name in Demarche.__slots__
        if name != "origin"
    )


def test_a_local_entry_is_checked_like_a_shipped_one_but_has_no_line() -> None:
    (entry,) = parse_catalogue(VALID, "t", THEMATIQUES)
    mapping = demarche_to_mapping(entry)
    mapping["thematique"] = "invented"
    mapping["silence"] = {"regime": "rejection", "delay": "2 months"}

    with pytest.raises(EntryInvalid) as caught:
        demarche_from_mapping(mapping, THEMATIQUES)

    assert {(problem.field, problem.line) for problem in caught.value.problems} == {
        ("thematique", None),
        ("silence.source", None),
        ("silence.checked_on", None),
    }


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["code", "label", "rule", "source", "delay", "name", "kind", "due"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=10,
)


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "code",
                "label",
                "body",
                "pieces",
                "silence",
                "appeal",
                "forms",
                "delays",
                "synonyms",
                "situations",
                "cucs_domain",
                "acknowledgement",
                "proof_of_address",
            ]
        ),
        _JSON,
    )
)
def test_whatever_the_mapping_the_answer_is_a_list_of_problems(mapping: dict[str, object]) -> None:
    with pytest.raises(EntryInvalid) as caught:
        demarche_from_mapping(mapping)

    assert caught.value.problems


def test_thematiques_without_label_are_refused_with_their_line() -> None:
    with pytest.raises(CatalogueInvalid) as caught:
        parse_thematiques('[[thematique]]\ncode = "a"\n', "thematiques.toml")

    assert caught.value.problems[0].line == 1
    assert caught.value.problems[0].field == "thematique[1].label"
