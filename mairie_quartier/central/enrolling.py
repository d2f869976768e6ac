"""Make a PC a desk of the city with a one-time code; give a desk a new identity.

A PC that was set up alone brings its own office: it takes the place of the planned one, as long
as nothing is recorded there yet.
"""

from uuid import UUID

import psycopg

from mairie_quartier.central.epochs import CITY_NAME, read_epoch, read_meta
from mairie_quartier.central.reading import read_rows
from mairie_quartier.central.speaker import (
    Database,
    RevokedDesk,
    enter,
    hashed,
    new_token,
    plain_code,
    speaking,
)
from mairie_quartier.central.steward import Steward
from mairie_quartier.central.word_sql import select_active_agents
from mairie_quartier.domain.identifiers import new_id
from mairie_quartier.domain.operations import DeskId
from mairie_quartier.domain.protocol_enrolment import (
    Enrolled,
    EnrolRequest,
    OfficeCard,
    Renewed,
)
from mairie_quartier.domain.quick_reading import SnapshotRow
from mairie_quartier.errors import UserMistake

ENROL = "SELECT office_id, vacant FROM enrol(%s, %s, %s, %s)"
OFFICE = "SELECT id, code, name FROM office WHERE id = %s"


class UnknownCode(UserMistake):
    """The code was never given, was used, or is too old: we never say which."""


class OfficeDiffers(UserMistake):
    """The PC works for another office than the code is for, where others have recorded already."""


def enrol(database: Database, request: EnrolRequest) -> Enrolled:
    """Enrol a PC.

    Raises:
        UnknownCode, OfficeDiffers: nothing was changed.
    """
    desk, token = DeskId(new_id()), new_token()
    code = hashed(plain_code(request.code))
    with database.transaction():
        values = (code, desk, hashed(token), request.desk_name)
        row = database.execute(ENROL, values).fetchone()
        if row is None:
            raise UnknownCode
        office, vacant = row
        card = enter(database, token)
        brought = request.office
        if brought is not None and brought.id != office:
            if not vacant:
                raise OfficeDiffers
            try:
                Steward(database, card).replace_office(office, brought)
            except psycopg.errors.InsufficientPrivilege as error:
                raise OfficeDiffers from error
            card = enter(database, token)
        if card.founding:
            # The one-time code is the trust in those who worked there before.
            Steward(database, card).take_in(request.agents)
        return _enrolled(database, desk, token)


def renew(database: Database, token: str) -> Renewed:
    """Give the desk another identity; what it sent under the old one stays.

    Raises:
        RevokedDesk: a revoked desk gets none.
    """
    desk, fresh = DeskId(new_id()), new_token()
    with speaking(database, token) as card:
        if card.revoked:
            raise RevokedDesk
        database.execute("SELECT renew(%s, %s)", (desk, hashed(fresh)))
        return Renewed(desk, fresh, _series(database, desk))


def _enrolled(database: Database, desk: DeskId, token: str) -> Enrolled:
    card = enter(database, token)
    row = database.execute(OFFICE, (card.office,)).fetchone()
    office = OfficeCard(*row) if row else OfficeCard(card.office, "", "")
    return Enrolled(
        desk=desk,
        token=token,
        epoch=read_epoch(database),
        office=office,
        city=read_meta(database, CITY_NAME),
        series=_series(database, desk),
        agents=_agents(database, card.office),
    )


def _agents(database: Database, office: UUID) -> tuple[SnapshotRow, ...]:
    found = read_rows(database, select_active_agents(), (office,))
    return tuple(SnapshotRow("agent", key, row.rev, row.fields) for key, row in found)


def _series(database: Database, desk: DeskId) -> str | None:
    row = database.execute("SELECT series FROM desk WHERE id = %s", (desk,)).fetchone()
    return str(row[0]) if row else None
