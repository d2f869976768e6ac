"""Every foreseen error has its sentences; every enumeration has its words."""

import importlib
import inspect
import pkgutil
from enum import Enum
from typing import get_type_hints

import pytest

import mairie_quartier
from mairie_quartier import paths
from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.register_columns import Column
from mairie_quartier.errors import DeskError, EnvironmentFault, UserMistake
from mairie_quartier.i18n import Translator
from mairie_quartier.services import faults
from mairie_quartier.services.ports import NothingToUndo
from mairie_quartier.ui.catalogue_words import CatalogueWords
from mairie_quartier.ui.labels import Labels
from mairie_quartier.ui.wording import Wording

FRENCH = Translator("fr", folder=paths.translations())
ELSEWHERE = {
    # Said where they arise, with what they carry: settings and catalogue by the command line,
    # receipts by the papers, the edits of an entry by its section.
    "BadSetting", "UnknownSetting", "NotANumber", "NotAFolder", "OutOfBounds", "NotAChoice",
    "SettingsUnreadable", "EntryInvalid", "CatalogueInvalid",
    # An answer of the centre that is none: the engine says NotTheCentre in its place.
    "MalformedMessage",
}  # fmt: skip


def user_mistakes() -> list[type[UserMistake]]:
    for module in pkgutil.walk_packages(mairie_quartier.__path__, "mairie_quartier."):
        if ".ui." not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found: list[type[UserMistake]] = []
    waiting: list[type[UserMistake]] = [UserMistake]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            # A screen words its own mistakes beside the field; the command line those of the
            # centre, which no desk ever loads.
            apart = any(part in kind.__module__ for part in (".ui.", ".central."))
            if not kind.__name__.startswith("_") and not apart:
                found.append(kind)
    return found


@pytest.mark.parametrize("kind", user_mistakes(), ids=lambda kind: kind.__name__)
def test_every_mistake_of_the_user_is_worded(kind: type[UserMistake]) -> None:
    unexpected = Wording(FRENCH).of(RuntimeError())
    if kind.__name__ in ELSEWHERE or kind.__subclasses__():
        return
    wanted = list(inspect.signature(kind.__init__).parameters)[1:]
    error = kind.__new__(kind)
    for name in wanted:
        if name not in ("args", "kwargs"):
            object.__setattr__(error, name, _example(kind, name))

    assert Wording(FRENCH).of(error).what != unexpected.what


def _example(kind: type[UserMistake], name: str) -> object:
    wanted = get_type_hints(kind.__init__).get(name)
    if "column" in name:
        return Column.DAY
    return 3 if wanted is int else "texte"


@pytest.mark.parametrize(
    "kind",
    [
        kind
        for kind in vars(faults).values()
        if inspect.isclass(kind) and issubclass(kind, DeskError)
    ],
)
def test_every_fault_of_the_store_is_worded(kind: type[DeskError]) -> None:
    if kind in (faults.StoreFault, UserMistake, EnvironmentFault):
        return
    error = kind.__new__(kind)
    for name, value in (("wait_s", 30), ("group", 2), ("path", "x")):
        object.__setattr__(error, name, value)

    assert "imprévue" not in Wording(FRENCH).of(error).what


def test_unforeseen_error_says_that_saved_work_is_kept() -> None:
    told = Wording(FRENCH).of(ZeroDivisionError())

    assert "imprévue" in told.what
    assert "toujours" in told.kept


def test_message_joins_its_sentences() -> None:
    assert Wording(FRENCH).of(NothingToUndo()).text.endswith(".")


@pytest.mark.parametrize(
    "words", [Labels(FRENCH), CatalogueWords(FRENCH)], ids=["desk", "catalogue"]
)
def test_every_member_of_every_enumeration_has_its_own_words(words: object) -> None:
    seen = 0
    for name, method in inspect.getmembers(words, inspect.ismethod):
        hints = get_type_hints(method)
        kind = hints.get("value")
        if name.startswith("_") or not (isinstance(kind, type) and issubclass(kind, Enum)):
            continue
        said = [method(member) for member in kind]
        assert all(said)
        assert len(set(said)) == len(said)
        seen += 1
    assert seen >= 8


def test_every_act_of_the_trail_is_named() -> None:
    assert len({Labels(FRENCH).audit_act(act) for act in AuditAct}) == len(AuditAct)
