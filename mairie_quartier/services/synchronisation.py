"""What a person does with the synchronisation: link the PC, look at it, help where it was refused.

The engine works by itself (``sync``); nothing here waits for it but linking the PC, and the
check of another address of the centre.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from mairie_quartier.domain.permissions import Act
from mairie_quartier.domain.synchronising import Founding
from mairie_quartier.services.conflict_lines import name_record
from mairie_quartier.services.ports import NotFound
from mairie_quartier.services.sync_faults import AlreadyEnrolled, BadAuthority, InventedData

if TYPE_CHECKING:
    from pathlib import Path

    from mairie_quartier.domain.synchronising import (
        CentreAddress,
        EnrolForm,
        Greeting,
        Recognised,
        RefusedOperation,
        SyncRecord,
        SyncStatus,
    )
    from mairie_quartier.services.context import Context
    from mairie_quartier.services.sync_ports import Synchroniser

SYNCS: Final = 30
PAGE: Final = 50
LONGEST_AUTHORITY_BYTES: Final = 1_000_000
CERTIFICATE: Final = r"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----"


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """An operation in quarantine, the name of who recorded it, and of what it is about.

    ``subject`` is empty where the operation itself says it, or the record is gone.
    """

    operation: RefusedOperation
    by: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class SyncOverview:
    """What the synchronisation's screen shows first; ``centre`` for who may change it."""

    linked: bool
    status: SyncStatus
    syncs: tuple[SyncRecord, ...]
    refused: tuple[RefusedLine, ...]
    centre: CentreAddress | None = None


def read_authority(path: Path) -> str:
    """Read the certificates of the city's own authority (PEM or DER) as PEM text.

    Whatever else the file holds, a key perhaps, is left there.

    Raises:
        BadAuthority: there is no certificate in it, or it cannot be read.
    """
    import re
    import ssl

    try:
        with path.open("rb") as file:
            found = file.read(LONGEST_AUTHORITY_BYTES)
        if b"-----BEGIN" not in found:
            ssl.create_default_context().load_verify_locations(cadata=found)
            return ssl.DER_cert_to_PEM_cert(found)
    except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
        raise BadAuthority from error
    blocks = re.findall(CERTIFICATE, found.decode("latin-1"), re.DOTALL)
    if not blocks:
        raise BadAuthority
    return "\n".join((*blocks, ""))


def check_centre(synchroniser: Synchroniser, url: str, ca: str) -> Greeting:
    """Make sure that the city's centre is at this address, before a code is given to it.

    Asks the network: call it off the main lane.

    Raises:
        BadAddress, BadAuthority, SyncFault: what is wrong.
    """
    return synchroniser.greet(url, ca)


def link_desk(context: Context, synchroniser: Synchroniser, form: EnrolForm) -> str:
    """Make this PC a desk of the city with a one-time code; give the city's name.

    Asks the network: call it off the main lane.  What was recorded so far is sent afterwards.

    Raises:
        AlreadyEnrolled: the PC is a desk already.
        InventedData: it holds a demonstration.
        BadAddress, BadAuthority: the form.
        SyncFault: the centre did not answer, or refused (``RefusedByCentre.code``).
    """
    context.require(Act.ENROL_DESK)
    with context.open() as unit:
        if unit.sync.is_linked():
            raise AlreadyEnrolled
        if unit.is_demonstration():
            raise InventedData
        agents = tuple(
            (agent.id, unit.sync.plain("agent", agent.id) or {}) for agent in unit.agents.matching()
        )
    office = context.office
    founding = Founding(office.id, office.code, office.name, agents, context.agent.id)
    city = synchroniser.enrol(form, founding)
    synchroniser.ask()
    return city


def find_centre(context: Context) -> CentreAddress | None:
    """Give where the city's centre is; nothing for a PC that stands alone."""
    context.require(Act.ENROL_DESK)
    with context.open() as unit:
        return unit.sync.centre()


def move_centre(context: Context, synchroniser: Synchroniser, place: CentreAddress) -> Recognised:
    """Keep another address or certificate of the centre, once it has proved to know this desk.

    Asks the network: call it off the main lane.  A check that fails changes nothing.

    Raises:
        NotEnrolled: this PC stands alone.
        OtherCentre: what answers there is not the centre of this desk.
        BadAddress, BadAuthority, SyncFault: what is wrong.
    """
    context.require(Act.ENROL_DESK)
    known = synchroniser.recognise(place)
    with context.open() as unit:
        unit.sync.move_centre(replace(place, url=known.url))
        unit.commit()
    synchroniser.ask()
    return known


def look_at_sync(context: Context, synchroniser: Synchroniser) -> SyncOverview:
    """Give the state, the last syncs, and the first page of the quarantine to who may read it."""
    context.require(Act.SYNCHRONISE)
    from mairie_quartier.domain.permissions import may

    reads = may(context.agent.roles, Act.READ_QUARANTINE)
    with context.open() as unit:
        linked, syncs = unit.sync.is_linked(), unit.sync.last_syncs(SYNCS)
    refused = list_refused(context) if reads else ()
    centre = find_centre(context) if may(context.agent.roles, Act.ENROL_DESK) else None
    return SyncOverview(linked, synchroniser.status, syncs, refused, centre)


def sync_now(context: Context, synchroniser: Synchroniser) -> None:
    """Sync as soon as possible."""
    context.require(Act.SYNCHRONISE)
    synchroniser.ask()


def interrupt_sync(context: Context, synchroniser: Synchroniser) -> None:
    """Leave the network alone until somebody asks for a sync, or the desk is opened again."""
    context.require(Act.SYNCHRONISE)
    synchroniser.interrupt()


def list_refused(context: Context, after: int = 0) -> tuple[RefusedLine, ...]:
    """Give a page of the quarantine, latest first; ``after`` is the last ``dseq`` shown."""
    context.require(Act.READ_QUARANTINE)
    with context.open() as unit:
        found = unit.sync.refused(after=after, limit=PAGE)
        agents = {each.actor: unit.agents.find(each.actor) for each in found if each.actor}
        about = [name_record(unit, each.word, each.record_id) for each in found]
    names = {key: agent.short_name if agent else "" for key, agent in agents.items()}
    return tuple(
        RefusedLine(each, names[each.actor] if each.actor else "", subject)
        for each, subject in zip(found, about, strict=True)
    )


def send_again(context: Context, dseq: int) -> frozenset[str]:
    """Record anew, in one's own name, what the centre refused; give the words that changed.

    Raises:
        NotFound: it is in quarantine no more.
        CannotRestore: the record is gone from this PC.
    """
    context.require(Act.READ_QUARANTINE)
    with context.open() as unit:
        unit.sync.send_again(_refused(unit.sync.refused_at(dseq)))
        return unit.commit()


def give_up(context: Context, dseq: int) -> None:
    """Leave an operation refused: it is shown no more, and stays written down.

    Raises:
        NotFound: it is in quarantine no more.
    """
    context.require(Act.READ_QUARANTINE)
    with context.open() as unit:
        unit.sync.give_up(_refused(unit.sync.refused_at(dseq)))
        unit.commit()


def _refused(found: RefusedOperation | None) -> RefusedOperation:
    if found is None:
        from uuid import UUID

        raise NotFound("outbox", UUID(int=0))
    return found
