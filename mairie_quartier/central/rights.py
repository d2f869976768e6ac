"""Which right an operation needs: the same table as on the desk (``domain.permissions``).

Decided once per operation, from the actor's roles as the centre knows them.  A refused right is
a quarantined operation, never a lost one.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.operations import OpKind
from mairie_quartier.domain.permissions import Act, may

Acts = tuple[Act, ...]

_INTAKE: Final[Acts] = (Act.RECORD_VISIT, Act.EDIT_PERSON, Act.IMPORT_REGISTER)
_NEEDS: Final[Acts] = (Act.RECORD_VISIT, Act.EDIT_REQUEST, Act.IMPORT_REGISTER)
_FOLLOWING: Final[Acts] = (Act.RECORD_VISIT, Act.IMPORT_REGISTER)

ACTS: Final[Mapping[str, Acts]] = {
    "office": (Act.EDIT_SETTINGS,),
    "agent": (Act.MANAGE_AGENTS,),
    "setting": (Act.EDIT_SETTINGS,),
    "partner": (Act.EDIT_DIRECTORY,),
    "catalogue_entry": (Act.EDIT_CATALOGUE,),
    "person": _INTAKE,
    "member": _INTAKE,
    "visit": _INTAKE,
    "request": _NEEDS,
    "piece": _NEEDS,
    "receipt": (Act.ISSUE_RECEIPT,),
    "voiding": (Act.VOID_RECEIPT,),
    "referral": (Act.REFER, *_FOLLOWING),
    "interpreting": (Act.BOOK_INTERPRETER, *_FOLLOWING),
    "conflict": (Act.SETTLE_CONFLICTS,),
}
"""Any one of a word's acts is enough.  An import records what intake records."""

_MERGING: Final[Mapping[OpKind, Acts]] = {
    OpKind.PUT: (Act.MERGE_PEOPLE,),
    OpKind.PATCH: (Act.UNDO_MERGE,),
    OpKind.DELETE: (Act.UNDO_MERGE,),
}


def may_hand_over(roles: frozenset[Role]) -> bool:
    """Tell whether an agent may give a record to another office."""
    return may(roles, Act.HAND_OVER)


@lru_cache(maxsize=4096)
def allowed(word: str, kind: OpKind, roles: frozenset[Role]) -> bool:
    """Tell whether any of the roles lets an agent do this; an unknown word is for nobody."""
    acts = _MERGING[kind] if word == "merge" else ACTS.get(word, ())
    return any(may(roles, act) for act in acts)
