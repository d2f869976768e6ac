"""Back up, look at the backups, restore, check."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.permissions import Act
from mairie_quartier.services.context import Context
from mairie_quartier.services.ports import Keeper, KeptBackup


def back_up(
    context: Context, keeper: Keeper, progress: Callable[[int, int], None] | None = None
) -> KeptBackup:
    """Write a verified, encrypted backup.

    Raises:
        StoreFull, StoreReadOnly, StoreUnreachable: of the backup folder; the store is whole,
            older backups are untouched.
    """
    context.require(Act.BACK_UP)
    with context.open() as unit:
        unit.note(AuditAct.BACKED_UP, "store", None)
        unit.commit()
    return keeper.back_up(progress)


def list_backups(context: Context, keeper: Keeper) -> tuple[KeptBackup, ...]:
    """Give the backups, latest first."""
    context.require(Act.BACK_UP)
    return keeper.backups()


def backup_is_due(keeper: Keeper, now: datetime, *, every_h: int) -> bool:
    """Tell whether the last backup is older than the setting says."""
    kept = keeper.backups()
    return not kept or now - kept[0].made_at >= timedelta(hours=every_h)


def restore_backup(context: Context, keeper: Keeper, bundle: Path) -> Path | None:
    """Put a backup in place and close the session; the replaced store is kept aside."""
    context.require(Act.RESTORE)
    return keeper.restore(bundle)


def check_store(context: Context, keeper: Keeper) -> bool:
    """Tell whether the whole store is sound; reads all of it."""
    context.require(Act.BACK_UP)
    return keeper.check()
