"""The rules of the house that a machine can check: layers, sizes, docstrings, errors, globals."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "mairie_quartier"
MODULES = sorted(PACKAGE.rglob("*.py"))
EVERYTHING = sorted([*MODULES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "packaging").glob("*.py")])

MOST_LINES = 400
MOST_FUNCTION_LINES = 40
MOST_ARGUMENTS = 5
DRAWERS = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc"}
# Where everything is caught, logged and shown: the entry, and the main thread's half of the runner.
# A runner hands every error on to who waits: it may meet any.
ENTRY_AND_RUNNER = {
    PACKAGE / "__main__.py",
    PACKAGE / "ui" / "delivery.py",
    PACKAGE / "sync" / "ahead.py",
}
TRANSLATED = {"_", "_n", "gettext", "ngettext"}
UNKNOWN_TO_UI = ("store", "sync", "central", "documents")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@dataclass(frozen=True)
class Source:
    """A file of code, read."""

    path: Path
    text: str
    tree: ast.Module

    @classmethod
    def of(cls, path: Path) -> "Source":
        text = path.read_text(encoding="utf-8")
        return cls(path, text, ast.parse(text, filename=str(path)))


@pytest.fixture(scope="module", params=EVERYTHING, ids=name_of)
def file(request: pytest.FixtureRequest) -> Source:
    """Every file in turn, read once for all the rules it must keep."""
    return Source.of(request.param)


@pytest.fixture(scope="module", params=MODULES, ids=name_of)
def module(request: pytest.FixtureRequest) -> Source:
    """The same, of the program alone."""
    return Source.of(request.param)


def functions(tree: ast.Module) -> Iterator[Function]:
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield node


def code_lines(function: Function) -> int:
    """Count the lines of a body, without its docstring: words are free."""
    body = function.body
    if ast.get_docstring(function) is not None:
        body = body[1:]
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_import_contracts_are_kept() -> None:
    call = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    run = subprocess.run(
        [sys.executable, "-c", call.replace("lint_imports()", "lint_imports(no_cache=True)")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert run.returncode == 0, run.stdout + run.stderr
    assert "0 broken" in run.stdout


def test_module_is_short_and_says_what_it_is_for(file: Source) -> None:
    assert len(file.text.splitlines()) <= MOST_LINES
    assert file.path.stem not in DRAWERS
    if file.text.strip():
        assert ast.get_docstring(file.tree), "the module has no docstring"


def test_functions_are_short(file: Source) -> None:
    long = [f"{f.name}:{f.lineno}" for f in functions(file.tree) if too_long(f)]

    assert long == []


def too_long(function: Function) -> bool:
    return code_lines(function) > MOST_FUNCTION_LINES


def test_functions_take_few_arguments(module: Source) -> None:
    tree = module.tree
    overloaded = [f"{f.name}:{f.lineno}" for f in functions(tree) if takes_too_many(f)]

    assert overloaded == []


def takes_too_many(function: Function) -> bool:
    named = function.args
    positional = [a.arg for a in (*named.posonlyargs, *named.args) if a.arg not in {"self", "cls"}]
    # Collaborators handed to a constructor are not the arguments of an act.
    limit = 2 * MOST_ARGUMENTS if function.name == "__init__" else MOST_ARGUMENTS
    return len(positional) + len(named.kwonlyargs) > limit


def test_nothing_catches_everything(module: Source) -> None:
    if module.path in ENTRY_AND_RUNNER or PACKAGE / "jobs" in module.path.parents:
        return
    found = handlers(module.tree)

    assert [handler.lineno for handler in found if catches_everything(handler)] == []


def handlers(tree: ast.Module) -> list[ast.ExceptHandler]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)]


def catches_everything(handler: ast.ExceptHandler) -> bool:
    """Tell whether a handler swallows any error; one that tidies up and raises again does not."""
    last = handler.body[-1]
    if isinstance(last, ast.Raise) and last.exc is None:
        return False
    if handler.type is None:
        return True
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(
        isinstance(kind, ast.Name) and kind.id in {"Exception", "BaseException"} for kind in kinds
    )


def test_no_global_translation_nor_global_statement(module: Source) -> None:
    bound = {name for node in module.tree.body for name in bound_names(node)}

    assert not bound & {"_", "_n", "gettext", "ngettext"}
    assert [node.lineno for node in ast.walk(module.tree) if isinstance(node, ast.Global)] == []


def bound_names(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.Import | ast.ImportFrom):
        names = {alias.asname or alias.name for alias in node.names}
        return names - {"gettext"} if isinstance(node, ast.Import) else names
    if not isinstance(node, ast.Assign | ast.AnnAssign):
        return set()
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    parts = (inner for target in targets for inner in ast.walk(target))
    return {inner.id for inner in parts if isinstance(inner, ast.Name) and stores(inner)}


def stores(name: ast.Name) -> bool:
    return isinstance(name.ctx, ast.Store)


def test_no_words_to_translate_within_an_f_string(module: Source) -> None:
    assert hidden_words(module.tree) == []


def hidden_words(tree: ast.Module) -> list[int]:
    """Give the lines where catalogues would miss words: in Python 3.11 an f-string is one token."""
    inner = (
        call
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and any(isinstance(each, ast.Constant) for each in call.args)
    )
    return [call.lineno for call in inner if called(call) in TRANSLATED]


def called(call: ast.Call) -> str:
    kind = call.func
    return kind.attr if isinstance(kind, ast.Attribute) else getattr(kind, "id", "")


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_imports_are_absolute_and_the_ui_is_blind(module: Source) -> None:
    names = set(imported(module.tree))

    if PACKAGE / "ui" in module.path.parents:
        hidden = tuple(f"mairie_quartier.{layer}" for layer in UNKNOWN_TO_UI)
        assert not {name for name in names if name.startswith(hidden)}
    if module.path.name.startswith("presenter"):
        assert not {name for name in names if name.split(".")[0] in {"PySide6", "qtpy"}}


def function(source: str) -> Function:
    return next(functions(ast.parse(source)))


def test_rules_catch_what_they_say() -> None:
    body = "".join(f"    x = {n}\n" for n in range(MOST_FUNCTION_LINES))
    swallows = "try: pass\nexcept (OSError, Exception): pass"
    tidies = "try: pass\nexcept BaseException:\n    leave()\n    raise"

    assert not too_long(function(f'def f():\n    """Say."""\n{body}'))
    assert too_long(function(f"def f():\n{body}    y = 1\n"))
    assert not takes_too_many(function("def f(self, a, b, *, c, d, e): ..."))
    assert takes_too_many(function("def f(a, b, *, c, d, e, f): ..."))
    assert [catches_everything(found) for found in handlers(ast.parse(swallows))] == [True]
    assert [catches_everything(found) for found in handlers(ast.parse(tidies))] == [False]
    assert bound_names(ast.parse("from gettext import gettext as _").body[0]) == {"_"}
    assert bound_names(ast.parse("_: object = print").body[0]) == {"_"}
    assert hidden_words(ast.parse("f\"{self._('Jamais vu')}\"")) == [1]
    assert hidden_words(ast.parse("f\"{self._(word)} {say('Vu')}\"")) == []
    assert bound_names(ast.parse("ten = [0 for _ in range(10)]").body[0]) == {"ten"}
