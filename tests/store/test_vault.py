"""Each agent opens with their own password; nobody else opens at all."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

from mairie_quartier.domain.identifiers import AgentId
from mairie_quartier.services.faults import (
    LastSlot,
    LoginTaken,
    MistypedRecoveryKey,
    StoreExists,
    Throttled,
    VaultDamaged,
    VaultMissing,
    WrongPassword,
    WrongRecoveryKey,
)
from mairie_quartier.store import throttling
from mairie_quartier.store import vault as vault_module
from mairie_quartier.store.keys import StoreKey
from mairie_quartier.store.recovery_code import ALPHABET, draw_code, read_code, write_code
from mairie_quartier.store.throttling import FOR_ALL, PER_SLOT, Throttle
from mairie_quartier.store.vault import KeyOfAnotherStore, Vault
from mairie_quartier.store.vault_file import Costs

CHEAP = Costs(memory_kib=16, passes=1, threads=1)
KEY = StoreKey(bytes(range(32)))
ZOE, ALI = AgentId(UUID(int=1)), AgentId(UUID(int=2))
PASSWORD = "Sept mots très ordinaires"


@dataclass
class FakeTicks:
    """Clocks that move when told; ``reboot`` starts the monotonic one again."""

    wall: float = 1_800_000_000.0
    monotonic: float = 5_000.0

    def wall_s(self) -> float:
        return self.wall

    def monotonic_s(self) -> float:
        return self.monotonic

    def pass_s(self, seconds: float) -> None:
        self.wall += seconds
        self.monotonic += seconds

    def reboot(self, off_s: float) -> None:
        self.wall += off_s
        self.monotonic = 0.0


@pytest.fixture
def ticks() -> FakeTicks:
    return FakeTicks()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "vault.json"


@pytest.fixture
def vault(path: Path, ticks: FakeTicks) -> Vault:
    vault = Vault(path, costs=CHEAP, ticks=ticks)
    vault.create(KEY, login="zoe.diallo", agent_id=ZOE, password=PASSWORD)
    return vault


def fail(vault: Vault, login: str = "zoe.diallo") -> int:
    with pytest.raises(WrongPassword) as told:
        vault.open(login, "faux")
    return told.value.attempts_left_before_wait


def owed_s(vault: Vault, login: str = "zoe.diallo") -> int:
    with pytest.raises(Throttled) as told:
        vault.open(login, PASSWORD)
    return told.value.wait_s


def lock_out(vault: Vault, ticks: FakeTicks, failures: int) -> None:
    for _ in range(failures):
        fail(vault)
        ticks.pass_s(PER_SLOT.longest_wait_s)
    ticks.pass_s(-PER_SLOT.longest_wait_s)


def test_each_agent_opens_with_their_own_password(vault: Vault) -> None:
    vault.add_slot(KEY, login="ali.ben", agent_id=ALI, password="autre chose")
    assert (vault.open("zoe.diallo", PASSWORD).agent_id, vault.open("ali.ben", "autre chose")) == (
        ZOE,
        vault_module.Opened(KEY, ALI),
    )
    assert fail(vault, "ali.ben") == 2


@pytest.mark.parametrize("login", ["Zoe.Diallo", "  zoe.diallo ", "ｚoe.diallo"])
def test_a_login_is_known_however_it_is_typed(vault: Vault, login: str) -> None:
    assert vault.open(login, PASSWORD).key == KEY


def test_a_password_is_the_same_however_its_accents_are_composed(vault: Vault) -> None:
    assert vault.open("zoe.diallo", PASSWORD.replace("è", "e\u0300")).key == KEY


def test_a_login_is_taken_once(vault: Vault) -> None:
    with pytest.raises(LoginTaken):
        vault.add_slot(KEY, login="ZOE.diallo", agent_id=ALI, password="x")


def test_a_changed_password_replaces_the_former(vault: Vault) -> None:
    vault.change_password("zoe.diallo", old=PASSWORD, new="nouveau")
    assert vault.open("zoe.diallo", "nouveau").agent_id == ZOE
    with pytest.raises(WrongPassword):
        vault.open("zoe.diallo", PASSWORD)


def test_a_password_changes_only_for_who_knows_it(vault: Vault, path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(WrongPassword):
        vault.change_password("zoe.diallo", old="faux", new="nouveau")
    assert path.read_bytes() == before


def test_a_forgotten_password_is_reset_with_the_store_open(vault: Vault) -> None:
    for _ in range(3):
        fail(vault)
    vault.reset_password(KEY, login="zoe.diallo", agent_id=ZOE, password="nouveau")
    assert vault.open("zoe.diallo", "nouveau").key == KEY


def test_a_removed_agent_opens_nothing_and_the_last_one_stays(vault: Vault) -> None:
    vault.add_slot(KEY, login="ali", agent_id=ALI, password="x")
    vault.remove_slot("ali")
    assert (vault.holds("ali"), vault.holds("zoe.diallo")) == (False, True)
    fail(vault, "ali")
    with pytest.raises(LastSlot):
        vault.remove_slot("zoe.diallo")


def test_a_key_of_another_store_is_refused(vault: Vault) -> None:
    with pytest.raises(KeyOfAnotherStore):
        vault.add_slot(StoreKey.draw(), login="ali", agent_id=ALI, password="x")


def test_an_existing_vault_is_not_created_again(vault: Vault) -> None:
    with pytest.raises(StoreExists):
        vault.create(StoreKey.draw(), login="ali", agent_id=ALI, password="x")


def test_the_files_hold_no_login_no_key_and_no_agent(vault: Vault, path: Path) -> None:
    fail(vault)
    content = b"".join(file.read_bytes() for file in path.parent.iterdir())
    for secret in (b"zoe.diallo", b"diallo", KEY.raw.hex().encode(), str(ZOE).encode(), b"faux"):
        assert secret not in content
    assert path.stat().st_mode & 0o077 == 0


def test_a_slot_moved_under_another_login_does_not_open(vault: Vault, path: Path) -> None:
    vault.add_slot(KEY, login="ali", agent_id=ALI, password="à Ali")
    content = json.loads(path.read_bytes())
    first, second = content["slots"]
    content["slots"] = {first: content["slots"][second], second: content["slots"][first]}
    path.write_text(json.dumps(content))
    for login in ("ali", "zoe.diallo"):
        with pytest.raises(WrongPassword):
            vault.open(login, "à Ali")


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": 2, "slots": {}}'])
def test_a_damaged_vault_is_told(vault: Vault, path: Path, content: str) -> None:
    path.write_text(content)
    with pytest.raises(VaultDamaged):
        vault.open("zoe.diallo", PASSWORD)


def test_a_forged_cost_does_not_freeze_the_machine(vault: Vault, path: Path) -> None:
    path.write_text(path.read_text().replace('"memory_kib": 16', '"memory_kib": 1099511627776'))
    with pytest.raises(VaultDamaged):
        vault.open("zoe.diallo", PASSWORD)


def test_a_missing_vault_is_told(path: Path) -> None:
    with pytest.raises(VaultMissing):
        Vault(path, costs=CHEAP).open("zoe", "x")


def test_an_unknown_login_is_answered_like_a_wrong_password(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    spent: list[Costs] = []
    monkeypatch.setattr(vault_module, "spend", lambda costs, _secret: spent.append(costs))
    assert [fail(vault, "personne") for _ in range(3)] == [2, 1, 0]
    assert spent == [CHEAP] * 3
    assert owed_s(vault, "personne") == 2


def test_the_recovery_code_opens_once_agents_are_gone(path: Path, ticks: FakeTicks) -> None:
    vault = Vault(path, costs=CHEAP, ticks=ticks)
    code = vault.create(KEY, login="zoe", agent_id=ZOE, password="x")
    assert vault.open_with_recovery(f" {code.lower().replace('-', ' ')} ") == KEY
    renewed = vault.renew_recovery(KEY)
    with pytest.raises(WrongRecoveryKey):
        vault.open_with_recovery(code)
    assert vault.open_with_recovery(renewed) == KEY


def test_a_recovery_code_is_read_despite_lookalike_letters() -> None:
    secret = bytes(20)
    typed = write_code(secret).replace("0", "o").replace("1", "l")
    assert read_code(typed) == secret
    assert len(draw_code().replace("-", "")) == 40


def test_every_single_slip_in_a_recovery_code_is_located() -> None:
    letters = write_code(bytes(range(7, 27))).replace("-", "")
    for at, letter in enumerate(letters):
        for other in set(ALPHABET) - {letter}:
            with pytest.raises(MistypedRecoveryKey) as told:
                read_code(letters[:at] + other + letters[at + 1 :])
            assert told.value.group == at // 5 + 1


def test_swapped_letters_and_swapped_groups_are_noticed() -> None:
    code = write_code(bytes(range(7, 27)))
    letters = code.replace("-", "")
    swaps = [
        letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :]
        for at in range(39)
        if letters[at] != letters[at + 1]
    ]
    groups = code.split("-")
    for slip in (*swaps, "-".join([groups[1], groups[0], *groups[2:]]), letters[:-1]):
        with pytest.raises(MistypedRecoveryKey):
            read_code(slip)


def test_three_attempts_are_free_then_the_wait_doubles(vault: Vault, ticks: FakeTicks) -> None:
    assert [fail(vault) for _ in range(3)] == [2, 1, 0]
    waits = []
    for _ in range(11):
        waits.append(owed_s(vault))
        ticks.pass_s(waits[-1])
        fail(vault)
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]


def test_a_success_forgives(vault: Vault, ticks: FakeTicks) -> None:
    for _ in range(3):
        fail(vault)
    ticks.pass_s(2)
    vault.open("zoe.diallo", PASSWORD)
    assert fail(vault) == 2


def test_one_agents_failures_do_not_shut_out_another(vault: Vault) -> None:
    vault.add_slot(KEY, login="ali", agent_id=ALI, password="x")
    for _ in range(3):
        fail(vault)
    assert vault.open("ali", "x").agent_id == ALI


def test_trying_many_logins_is_slowed_down_too(vault: Vault) -> None:
    for n in range(FOR_ALL.free):
        fail(vault, f"login{n}")
    assert owed_s(vault) == 2


def test_a_restart_of_the_program_forgives_nothing(
    vault: Vault, path: Path, ticks: FakeTicks
) -> None:
    lock_out(vault, ticks, 8)
    assert owed_s(Vault(path, costs=CHEAP, ticks=ticks)) == 64


def test_an_attempt_counts_even_when_the_program_is_killed_during_it(
    vault: Vault, path: Path, ticks: FakeTicks, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(vault_module, "unseal", killed)
    for _ in range(3):
        with pytest.raises(KeyboardInterrupt):
            vault.open("zoe.diallo", PASSWORD)
    monkeypatch.undo()
    assert owed_s(Vault(path, costs=CHEAP, ticks=ticks)) == 2


def _back_a_year(ticks: FakeTicks) -> None:
    ticks.wall -= 365 * 86_400


def _on_a_year(ticks: FakeTicks) -> None:
    ticks.wall += 365 * 86_400


@pytest.mark.parametrize("set_clock", [_back_a_year, _on_a_year])
def test_setting_the_clock_changes_no_wait(
    vault: Vault, ticks: FakeTicks, set_clock: Callable[[FakeTicks], None]
) -> None:
    lock_out(vault, ticks, 8)
    set_clock(ticks)
    assert owed_s(vault) == 64
    ticks.pass_s(64)
    assert vault.open("zoe.diallo", PASSWORD).key == KEY


@pytest.mark.parametrize(("off_s", "left_s"), [(10, 54), (365 * 86_400, 32), (-365 * 86_400, 64)])
def test_after_a_reboot_the_clock_is_believed_for_half_the_wait(
    vault: Vault, ticks: FakeTicks, off_s: float, left_s: int
) -> None:
    lock_out(vault, ticks, 8)
    ticks.reboot(off_s)
    assert owed_s(vault) == left_s
    ticks.pass_s(64)
    assert vault.open("zoe.diallo", PASSWORD).key == KEY


def test_invented_logins_do_not_push_out_a_real_count(
    tmp_path: Path, ticks: FakeTicks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttling, "SLOTS_KEPT", 8)
    throttle = Throttle(tmp_path / "attempts", ticks)
    for _ in range(3):
        throttle.begin("real", {"real"})
    for n in range(30):
        ticks.pass_s(PER_SLOT.longest_wait_s)
        throttle.begin(f"invented{n}", {"real"})
    kept = json.loads((tmp_path / "attempts").read_bytes())
    assert kept["real"]["failures"] == 3
    assert len(kept) <= 9


def test_a_count_that_cannot_be_written_still_slows_down(
    vault: Vault, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("mairie_quartier.store.throttling.replace_file", full)
    assert [fail(vault) for _ in range(3)] == [2, 1, 0]
    assert owed_s(vault) == 2
