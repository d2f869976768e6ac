"""Who can open the store: one slot per agent, and a recovery code on paper.

The store's key is random and the same for everyone; each agent's password wraps a copy of it.
So agents share one PC, offline, each with their own password, and a slot can be taken away.
It must write no name and no login: a slot is named by a keyed hash of the login.
"""

import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from uuid import UUID

from mairie_quartier.domain.identifiers import AgentId
from mairie_quartier.errors import ProgramBug
from mairie_quartier.services.faults import (
    LastSlot,
    LoginTaken,
    StoreExists,
    WrongPassword,
    WrongRecoveryKey,
)
from mairie_quartier.store.keys import KEY_BYTES, StoreKey
from mairie_quartier.store.recovery_code import draw_code, read_code
from mairie_quartier.store.throttling import MachineTicks, Throttle, Ticks
from mairie_quartier.store.vault_file import (
    Costs,
    Slot,
    VaultFile,
    read_vault,
    seal,
    spend,
    unseal,
    write_vault,
)

VAULT_NAME: Final = "vault.json"
RECOVERY: Final = "recovery"
LOGIN_SALT_BYTES = 32
SLOT_ID_CHARS = 32


class KeyOfAnotherStore(ProgramBug):
    """A key was offered that is not the one this vault guards."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a password gives: the store's key, and whose password it was."""

    key: StoreKey
    agent_id: AgentId


class Vault:
    """The slots of one store. ``path`` is its side file, ``vault.json`` next to the store."""

    def __init__(
        self, path: Path, *, costs: Costs | None = None, ticks: Ticks | None = None
    ) -> None:
        self.path = path
        self._costs = costs or Costs()
        self._throttle = Throttle(path.with_suffix(".attempts"), ticks or MachineTicks())

    def create(self, key: StoreKey, *, login: str, agent_id: AgentId, password: str) -> str:
        """Make the vault of a new store; give the recovery code, shown this once.

        Raises ``StoreExists`` when there is a vault already.
        """
        if self.path.exists():
            raise StoreExists(self.path)
        vault_id, code = secrets.token_hex(16), draw_code()
        vault = VaultFile(
            vault_id=vault_id,
            login_salt=secrets.token_bytes(LOGIN_SALT_BYTES),
            proof=_proof(key, vault_id),
            slots={},
            recovery=_recovery_slot(key, vault_id, code),
        )
        write_vault(self.path, self._with_slot(vault, Opened(key, agent_id), login, password))
        return code

    def add_slot(self, key: StoreKey, *, login: str, agent_id: AgentId, password: str) -> None:
        """Let one more agent open the store. Raises ``LoginTaken``."""
        vault = self._guarding(key)
        if _slot_id(vault, login) in vault.slots:
            raise LoginTaken(login)
        write_vault(self.path, self._with_slot(vault, Opened(key, agent_id), login, password))

    def reset_password(
        self, key: StoreKey, *, login: str, agent_id: AgentId, password: str
    ) -> None:
        """Give an agent a new password with the store open: forgotten, or after recovery."""
        vault = self._guarding(key)
        write_vault(self.path, self._with_slot(vault, Opened(key, agent_id), login, password))
        self._throttle.succeeded(_slot_id(vault, login))

    def change_password(self, login: str, *, old: str, new: str) -> None:
        """Change one's own password. Raises ``WrongPassword``, ``Throttled``."""
        opened = self.open(login, old)
        write_vault(self.path, self._with_slot(read_vault(self.path), opened, login, new))

    def remove_slot(self, login: str) -> None:
        """Take the agent's slot away, if there is one. Raises ``LastSlot``."""
        vault = read_vault(self.path)
        slot_id = _slot_id(vault, login)
        rest = {each: slot for each, slot in vault.slots.items() if each != slot_id}
        if not rest:
            raise LastSlot(login)
        write_vault(self.path, replace(vault, slots=rest))

    def holds(self, login: str) -> bool:
        """Tell whether the login has a slot; for an administrator, never for the login form."""
        vault = read_vault(self.path)
        return _slot_id(vault, login) in vault.slots

    def open(self, login: str, password: str) -> Opened:
        """Open with a password. Slow on purpose; call it off the main thread.

        Raises ``WrongPassword`` (unknown login or wrong password alike), ``Throttled``,
        ``VaultMissing``, ``VaultDamaged``.
        """
        vault = read_vault(self.path)
        slot_id = _slot_id(vault, login)
        left = self._throttle.begin(slot_id, vault.slots.keys())
        payload = self._payload(vault, slot_id, password)
        if payload is None:
            raise WrongPassword(left)
        self._throttle.succeeded(slot_id)
        return Opened(StoreKey(payload[:KEY_BYTES]), AgentId(UUID(bytes=payload[KEY_BYTES:])))

    def open_with_recovery(self, code: str) -> StoreKey:
        """Open with the printed code; it stays valid until renewed.

        Raises ``MistypedRecoveryKey``, ``WrongRecoveryKey``, ``Throttled``.
        """
        vault, secret = read_vault(self.path), read_code(code)
        self._throttle.begin(RECOVERY, vault.slots.keys())
        raw = unseal(vault.recovery, secret=secret, bound_to=_bound(vault.vault_id, RECOVERY))
        if raw is None:
            raise WrongRecoveryKey
        self._throttle.succeeded(RECOVERY)
        return StoreKey(raw)

    def renew_recovery(self, key: StoreKey) -> str:
        """Replace the recovery code; the former one opens nothing any more."""
        vault, code = self._guarding(key), draw_code()
        slot = _recovery_slot(key, vault.vault_id, code)
        write_vault(self.path, replace(vault, recovery=slot))
        return code

    def _payload(self, vault: VaultFile, slot_id: str, password: str) -> bytes | None:
        slot = vault.slots.get(slot_id)
        if slot is None:
            spend(_usual_costs(vault, self._costs), _secret(password))
            return None
        bound = _bound(vault.vault_id, slot_id)
        return unseal(slot, secret=_secret(password), bound_to=bound)

    def _guarding(self, key: StoreKey) -> VaultFile:
        vault = read_vault(self.path)
        if not hmac.compare_digest(vault.proof, _proof(key, vault.vault_id)):
            raise KeyOfAnotherStore
        return vault

    def _with_slot(self, vault: VaultFile, opened: Opened, login: str, password: str) -> VaultFile:
        slot_id = _slot_id(vault, login)
        slot = seal(
            opened.key.raw + opened.agent_id.bytes,
            secret=_secret(password),
            costs=self._costs,
            bound_to=_bound(vault.vault_id, slot_id),
        )
        return replace(vault, slots={**vault.slots, slot_id: slot})


def _slot_id(vault: VaultFile, login: str) -> str:
    normal = unicodedata.normalize("NFKC", login).strip().casefold()
    return hmac.digest(vault.login_salt, normal.encode(), "sha256").hex()[:SLOT_ID_CHARS]


def _secret(password: str) -> bytes:
    return unicodedata.normalize("NFC", password).encode()  # é typed as one or two code points


def _bound(vault_id: str, slot_id: str) -> str:
    return f"mairie-quartier vault 1 {vault_id} {slot_id}"


def _proof(key: StoreKey, vault_id: str) -> bytes:
    return hmac.new(key.raw, f"proof {vault_id}".encode(), hashlib.sha256).digest()


def _recovery_slot(key: StoreKey, vault_id: str, code: str) -> Slot:
    bound = _bound(vault_id, RECOVERY)
    return seal(key.raw, secret=read_code(code), costs=None, bound_to=bound)


def _usual_costs(vault: VaultFile, default: Costs) -> Costs:
    return next((slot.costs for slot in vault.slots.values() if slot.costs), default)
