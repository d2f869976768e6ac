"""How the door of the store stands.

Apart from the ports and from the door itself: the login window needs this, and none of those.
"""

from enum import StrEnum
from pathlib import Path


class DoorState(StrEnum):
    """Whether the store can be entered."""

    NO_STORE = "no_store"
    CLOSED = "closed"
    OPEN = "open"


def founding_mark(store: Path) -> Path:
    """Give the file that lies beside a store from its founding until it is kept.

    A PC that stops in between leaves a store without an agent, or half a demonstration.
    """
    return store.with_name(f"{store.name}.founding")


def demonstration_mark(store: Path) -> Path:
    """Give the file that says, before anybody logs in, that the store holds invented data.

    It proves nothing: what the store itself says (``UnitOfWork.is_demonstration``) decides.
    """
    return store.with_name(f"{store.name}.demonstration")


def state_of(store: Path) -> DoorState:
    """Tell whether there is a store at all; one that was never kept is none."""
    whole = store.exists() and not founding_mark(store).exists()
    return DoorState.CLOSED if whole else DoorState.NO_STORE
