"""No service does for a role what the one table does not allow, whatever the screen."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from mairie_quartier import services
from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.catalogue import DemarcheUnknown
from mairie_quartier.domain.permissions import ALLOWED, Act, NotAllowed, may, require
from mairie_quartier.services import search
from mairie_quartier.services.context import Context
from tests.builders import Desk, fresh_desk

WITHOUT_ACT = {
    "agents.change_own_password": "one's own password, with the old one",
    "conflict_lines.write_line": "part of a reading; who reads no files is shown no values",
    "conflicts.close_agreed_of": "part of a change that is allowed; who settles none closes none",
    "search.find_anything": "the catalogue is public; without the right, no person is looked for",
    "sessions.lock": "anybody may leave",
    "settings.read_city": "what every paper says",
    "settings.read_city_logo": "what every paper shows",
}
"""The services that anybody logged in may call, and why."""

Service = Callable[..., object]
CONTEXT = (Context, "Context")


@cache
def public_services() -> dict[str, Service]:
    """Every public function of the services whose first parameter is a context."""
    found: dict[str, Service] = {}
    for module_info in pkgutil.iter_modules(services.__path__):
        module = importlib.import_module(f"{services.__name__}.{module_info.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if name.startswith("_") or function.__module__ != module.__name__:
                continue
            parameters = inspect.signature(function).parameters.values()
            if any(parameter.annotation in CONTEXT for parameter in parameters):
                found[f"{module_info.name}.{name}"] = function
    return found


def required_acts(service: Service) -> list[Act]:
    """Read in its source which acts a service requires itself."""
    tree = ast.parse(inspect.getsource(service))
    return [
        Act[node.args[0].attr]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "require"
        and isinstance(node.args[0], ast.Attribute)
    ]


class Untouchable:
    """Stands for every other argument: a service that uses it before checking fails the test."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"{name} was used before the right was checked")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = fresh_desk(tmp_path_factory.mktemp("matrix"))
    yield desk
    desk.close()


def _refuse() -> Any:  # stands for a unit of work
    raise AssertionError("the right was checked, the work begins")


def call(service: Service, context: Context) -> None:
    arguments: dict[str, Any] = {}
    for name, parameter in inspect.signature(service).parameters.items():
        if parameter.annotation in CONTEXT:
            arguments[name] = context
        elif parameter.default is inspect.Parameter.empty:
            arguments[name] = Untouchable()
    service(**arguments)


def guarded() -> list[str]:
    return [name for name in public_services() if name not in WITHOUT_ACT]


def test_there_are_services_to_check_and_no_exception_is_out_of_date() -> None:
    assert len(public_services()) > 40
    assert set(WITHOUT_ACT) <= set(public_services())


@pytest.mark.parametrize("name", guarded())
def test_a_service_refuses_an_agent_without_role_before_anything_else(
    desk: Desk, name: str
) -> None:
    with pytest.raises(NotAllowed):
        call(public_services()[name], desk.as_roles())


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", guarded())
def test_a_service_allows_exactly_the_roles_of_the_table(desk: Desk, name: str, role: Role) -> None:
    service = public_services()[name]
    acts = required_acts(service) or _acts_behind(name)
    assert acts, f"{name} requires no act"
    refused = [act for act in acts if role not in ALLOWED[act]]
    context = replace(desk.as_roles(role), open=_refuse)
    if refused:
        with pytest.raises(NotAllowed) as stopped:
            call(service, context)
        assert stopped.value.act is refused[0]
    else:
        try:
            call(service, context)
        except NotAllowed:
            pytest.fail(f"{role} may {acts} and is refused")
        except (AssertionError, TypeError, DemarcheUnknown):
            pass  # the work begins, and has nothing to work on


def _acts_behind(name: str) -> list[Act]:
    """Give the acts of the private function that a service hands over to."""
    module = importlib.import_module(f"{services.__name__}.{name.split('.')[0]}")
    tree = ast.parse(inspect.getsource(public_services()[name]))
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    return [
        act
        for each in sorted(called)
        if each.startswith("_")
        for act in required_acts(getattr(module, each))
    ]


@pytest.mark.parametrize("role", Role)
def test_search_shows_people_to_those_only_who_may_search(desk: Desk, role: Role) -> None:
    found = search.find_anything(desk.as_roles(role), "rsa")
    assert found.demarches
    assert found.people == ()


@pytest.mark.parametrize("act", Act)
def test_every_act_is_in_the_table_and_somebody_may_do_it(act: Act) -> None:
    assert ALLOWED[act]


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("role", Role)
def test_the_table_is_what_is_enforced(act: Act, role: Role) -> None:
    roles = frozenset({role})
    assert may(roles, act) is (role in ALLOWED[act])
    if role in ALLOWED[act]:
        require(roles, act)
    else:
        with pytest.raises(NotAllowed):
            require(roles, act)


def test_the_analyst_sees_aggregates_and_nothing_of_a_person() -> None:
    allowed = {act for act, roles in ALLOWED.items() if Role.ANALYST in roles}
    assert allowed == {Act.READ_COUNTERS}


def test_the_dpo_changes_nothing() -> None:
    allowed = {act for act, roles in ALLOWED.items() if Role.DPO in roles}
    reading = {Act.READ_PERSON, Act.SEARCH_PEOPLE, Act.READ_AUDIT, Act.READ_COUNTERS}
    reading.add(Act.READ_CONFLICTS)
    assert allowed <= reading
