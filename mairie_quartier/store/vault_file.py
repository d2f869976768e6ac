"""The file of key slots: what lies in ``vault.json``, and nothing that names anyone.

Each slot holds the store's key wrapped by a key that only a password, or the recovery code,
can make again. It must not know passwords nor count attempts.
Source: Argon2id, RFC 9106; AES-256-GCM, NIST SP 800-38D; HKDF, RFC 5869.
"""

import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from mairie_quartier.services.faults import VaultDamaged, VaultMissing
from mairie_quartier.store.atomic_files import replace_file
from mairie_quartier.store.disk_faults import translated_disk_errors

FORMAT: Final = 1
SALT_BYTES = 16
NONCE_BYTES = 12
WRAPPING_KEY_BYTES = 32
MEMORY_LIMIT_KIB = 1024 * 1024
PASSES_LIMIT = 64


@dataclass(frozen=True, slots=True)
class Costs:
    """What one guess of a password costs; the defaults take about 0.15 s on an office PC."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    threads: int = 2

    def reasonable(self) -> bool:
        """Tell whether this PC can be asked to pay them: a forged file must not freeze it."""
        return (
            8 * self.threads <= self.memory_kib <= MEMORY_LIMIT_KIB
            and 1 <= self.passes <= PASSES_LIMIT
            and 1 <= self.threads <= PASSES_LIMIT
        )


@dataclass(frozen=True, slots=True)
class Slot:
    """A sealed payload and how its wrapping key is made; no costs means a recovery code."""

    costs: Costs | None
    salt: bytes
    nonce: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class VaultFile:
    """All slots of one store; ``proof`` tells the store's key without revealing it."""

    vault_id: str
    login_salt: bytes
    proof: bytes
    slots: Mapping[str, Slot]
    recovery: Slot


def seal(payload: bytes, *, secret: bytes, costs: Costs | None, bound_to: str) -> Slot:
    """Seal the payload under the secret; ``bound_to`` names the vault and slot it is for."""
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    wrapping = AESGCM(_wrapping_key(secret, salt, costs))
    return Slot(costs, salt, nonce, wrapping.encrypt(nonce, payload, bound_to.encode()))


def unseal(slot: Slot, *, secret: bytes, bound_to: str) -> bytes | None:
    """Open the slot, or give nothing when the secret is not its own."""
    wrapping = AESGCM(_wrapping_key(secret, slot.salt, slot.costs))
    try:
        return wrapping.decrypt(slot.nonce, slot.sealed, bound_to.encode())
    except InvalidTag:
        return None


def spend(costs: Costs, secret: bytes) -> None:
    """Take as long as a real attempt, so that an unknown login shows no difference."""
    _wrapping_key(secret, bytes(SALT_BYTES), costs)


def read_vault(path: Path) -> VaultFile:
    """Read the file. Raises ``VaultMissing``, ``VaultDamaged``."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise VaultMissing(path) from None
    try:
        return _parsed(json.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise VaultDamaged(path) from error


def write_vault(path: Path, vault: VaultFile) -> None:
    """Put the file in place, whole. Raises ``StoreFull``, ``StoreReadOnly``."""
    content = {
        "format": FORMAT,
        "vault": vault.vault_id,
        "login_salt": _text(vault.login_salt),
        "proof": _text(vault.proof),
        "slots": {slot_id: _written(slot) for slot_id, slot in sorted(vault.slots.items())},
        "recovery": _written(vault.recovery),
    }
    with translated_disk_errors(path):
        replace_file(path, json.dumps(content, indent=1).encode())


def _wrapping_key(secret: bytes, salt: bytes, costs: Costs | None) -> bytes:
    if costs is None:  # 160 random bits need no slowing down
        return HKDF(SHA256(), WRAPPING_KEY_BYTES, salt, b"recovery").derive(secret)
    return hash_secret_raw(
        secret,
        salt,
        time_cost=costs.passes,
        memory_cost=costs.memory_kib,
        parallelism=costs.threads,
        hash_len=WRAPPING_KEY_BYTES,
        type=Type.ID,
    )


def _parsed(content: dict[str, object]) -> VaultFile:
    slots = content["slots"]
    if content["format"] != FORMAT or not isinstance(slots, dict):
        raise ValueError(content["format"])
    return VaultFile(
        vault_id=str(content["vault"]),
        login_salt=_bytes(content["login_salt"]),
        proof=_bytes(content["proof"]),
        slots={str(slot_id): _slot(slot) for slot_id, slot in slots.items()},
        recovery=_slot(content["recovery"]),
    )


def _slot(content: object) -> Slot:
    if not isinstance(content, dict):
        raise TypeError(type(content))
    costs = None if content["argon2id"] is None else Costs(**content["argon2id"])
    if costs is not None and not costs.reasonable():
        raise ValueError(costs)
    return Slot(costs, *(_bytes(content[name]) for name in ("salt", "nonce", "sealed")))


def _written(slot: Slot) -> dict[str, object]:
    costs = slot.costs and {
        "memory_kib": slot.costs.memory_kib,
        "passes": slot.costs.passes,
        "threads": slot.costs.threads,
    }
    sealed = {"salt": slot.salt, "nonce": slot.nonce, "sealed": slot.sealed}
    return {"argon2id": costs, **{name: _text(value) for name, value in sealed.items()}}


def _text(value: bytes) -> str:
    return b64encode(value).decode("ascii")


def _bytes(value: object) -> bytes:
    if not isinstance(value, str):
        raise TypeError(type(value))
    return b64decode(value, validate=True)
