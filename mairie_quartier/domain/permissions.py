"""Who may do what: the one table, enforced by every service.

An act missing from the table is allowed to nobody.  Analysts see aggregates only, never a
person; the DPO reads the audit trail and files, and changes nothing but retention.
"""

from enum import StrEnum

from mairie_quartier.domain.agents import Role
from mairie_quartier.errors import UserMistake


class Act(StrEnum):
    """One thing a person can do with the program."""

    RECORD_VISIT = "record_visit"
    READ_VISITS = "read_visits"
    SEARCH_PEOPLE = "search_people"
    READ_PERSON = "read_person"
    EDIT_PERSON = "edit_person"
    MERGE_PEOPLE = "merge_people"
    UNDO_MERGE = "undo_merge"
    EDIT_REQUEST = "edit_request"
    HOLD_ABUSIVE = "hold_abusive"
    ISSUE_RECEIPT = "issue_receipt"
    VOID_RECEIPT = "void_receipt"
    REFER = "refer"
    BOOK_INTERPRETER = "book_interpreter"
    READ_DIRECTORY = "read_directory"
    EDIT_DIRECTORY = "edit_directory"
    EDIT_CATALOGUE = "edit_catalogue"
    IMPORT_REGISTER = "import_register"
    READ_COUNTERS = "read_counters"
    READ_AUDIT = "read_audit"
    MANAGE_AGENTS = "manage_agents"
    EDIT_SETTINGS = "edit_settings"
    BACK_UP = "back_up"
    RESTORE = "restore"
    SYNCHRONISE = "synchronise"
    READ_CONFLICTS = "read_conflicts"
    SETTLE_CONFLICTS = "settle_conflicts"
    READ_QUARANTINE = "read_quarantine"
    HAND_OVER = "hand_over"
    ENROL_DESK = "enrol_desk"


_R, _F, _M = Role.RECEPTION, Role.REFERENT, Role.MANAGER
_A, _N, _D = Role.ADMINISTRATOR, Role.ANALYST, Role.DPO

ALLOWED: dict[Act, frozenset[Role]] = {
    Act.RECORD_VISIT: frozenset({_R, _F, _M}),
    Act.READ_VISITS: frozenset({_R, _F, _M}),
    Act.SEARCH_PEOPLE: frozenset({_R, _F, _M, _D}),
    Act.READ_PERSON: frozenset({_R, _F, _M, _D}),
    Act.EDIT_PERSON: frozenset({_R, _F, _M}),
    Act.MERGE_PEOPLE: frozenset({_F, _M}),
    Act.UNDO_MERGE: frozenset({_F, _M}),
    Act.EDIT_REQUEST: frozenset({_R, _F, _M}),
    Act.HOLD_ABUSIVE: frozenset({_F, _M}),
    Act.ISSUE_RECEIPT: frozenset({_R, _F, _M}),
    Act.VOID_RECEIPT: frozenset({_R, _F, _M}),
    Act.REFER: frozenset({_R, _F, _M}),
    Act.BOOK_INTERPRETER: frozenset({_R, _F, _M}),
    Act.READ_DIRECTORY: frozenset({_R, _F, _M, _A}),
    Act.EDIT_DIRECTORY: frozenset({_F, _M, _A}),
    Act.EDIT_CATALOGUE: frozenset({_M, _A}),
    Act.IMPORT_REGISTER: frozenset({_M, _A}),
    Act.READ_COUNTERS: frozenset({_R, _F, _M, _N, _A, _D}),
    Act.READ_AUDIT: frozenset({_D, _A}),
    Act.MANAGE_AGENTS: frozenset({_A}),
    Act.EDIT_SETTINGS: frozenset({_A}),
    Act.BACK_UP: frozenset({_R, _F, _M, _A}),
    Act.RESTORE: frozenset({_A}),
    Act.SYNCHRONISE: frozenset({_R, _F, _M, _A}),
    Act.READ_CONFLICTS: frozenset({_R, _F, _M, _A, _D}),
    Act.SETTLE_CONFLICTS: frozenset({_R, _F, _M, _A}),
    Act.READ_QUARANTINE: frozenset({_M, _A}),
    Act.HAND_OVER: frozenset({_F, _M}),
    Act.ENROL_DESK: frozenset({_A}),
}


class NotAllowed(UserMistake):
    """The roles of this agent do not permit the act."""

    def __init__(self, act: Act, roles: frozenset[Role]) -> None:
        super().__init__(act, roles)
        self.act = act
        self.roles = roles


def may(roles: frozenset[Role], act: Act) -> bool:
    """Tell whether any of the roles permits the act."""
    return bool(roles & ALLOWED.get(act, frozenset()))


def require(roles: frozenset[Role], act: Act) -> None:
    """Refuse the act with :class:`NotAllowed` unless a role permits it."""
    if not may(roles, act):
        raise NotAllowed(act, roles)
