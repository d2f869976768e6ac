"""How the door of the store stands.

Apart from the ports: the login window needs this word, and none of those.
"""

from enum import StrEnum


class DoorState(StrEnum):
    """Whether the store can be entered."""

    NO_STORE = "no_store"
    CLOSED = "closed"
    OPEN = "open"
