"""What can go wrong with the place where the desk keeps its data.

One class per situation, so that each gets its own French sentence in ``ui.wording`` and
``cli``. They live beside the ports because ``ui`` never imports ``store``. It must hold no
sentence and no cause-finding: ``store.engine`` decides which situation it is.
"""

from pathlib import Path

from mairie_quartier.errors import EnvironmentFault, UserMistake


class StoreFault(EnvironmentFault):
    """The file ``path``, or what lies beside it, cannot be used as it should."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


class StoreMissing(StoreFault):
    """There is no store at this place."""


class StoreExists(StoreFault):
    """There is a store already: creating another would destroy it."""


class WrongKey(StoreFault):
    """The store is not encrypted with this key."""


class StoreDamaged(StoreFault):
    """The file is not an encrypted store, or part of it no longer reads."""


class StoreFull(StoreFault):
    """There is no room left: nothing new can be kept until there is."""


class StoreReadOnly(StoreFault):
    """The file or its folder refuses writing."""


class StoreBusy(StoreFault):
    """Another piece of work held the store for longer than we wait."""


class StoreInUse(StoreFault):
    """Another program on this PC has the store open."""


class StoreUnreachable(StoreFault):
    """The disk answers with errors, or is gone."""


class VaultMissing(StoreFault):
    """The file of key slots is not beside the store."""


class VaultDamaged(StoreFault):
    """The file of key slots does not read."""


class BackupDamaged(StoreFault):
    """The backup is incomplete or altered: nothing may be restored from it."""


class UnknownStoredValue(EnvironmentFault):
    """The store holds a word that this version of the program does not know."""

    def __init__(self, kind: str, value: str) -> None:
        super().__init__(kind, value)
        self.kind = kind
        self.value = value


class WrongPassword(UserMistake):
    """The login or the password is wrong; we never say which."""

    def __init__(self, attempts_left_before_wait: int) -> None:
        super().__init__(attempts_left_before_wait)
        self.attempts_left_before_wait = attempts_left_before_wait


class WrongRecoveryKey(UserMistake):
    """The recovery key is well formed but opens nothing here."""


class MistypedRecoveryKey(UserMistake):
    """A group of the recovery key does not check; ``group`` counts from 1, 0 is the length."""

    def __init__(self, group: int) -> None:
        super().__init__(group)
        self.group = group


class Throttled(UserMistake):
    """Too many wrong passwords: wait."""

    def __init__(self, wait_s: int) -> None:
        super().__init__(wait_s)
        self.wait_s = wait_s


class LoginTaken(UserMistake):
    """Another agent of this PC has this login."""


class LastSlot(UserMistake):
    """The only agent left cannot be removed: nobody could open the store."""


class StoreTooNew(UserMistake):
    """The store was written by a later version of the program; both are revisions."""

    def __init__(self, found: str, known: str) -> None:
        super().__init__(found, known)
        self.found = found
        self.known = known
