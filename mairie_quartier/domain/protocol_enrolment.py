"""The messages by which a PC becomes a desk of the city, or takes a new identity.

The token is a secret: it is answered once, and kept encrypted on the desk.
"""

from dataclasses import dataclass
from uuid import UUID

from mairie_quartier.domain.json_reading import Reader
from mairie_quartier.domain.operations import DeskId, Scope
from mairie_quartier.domain.protocol_items import dump
from mairie_quartier.domain.protocol_pull import read_row, row_items
from mairie_quartier.domain.quick_reading import SnapshotRow

LONGEST_LINE = 500
MAX_AGENTS = 500


@dataclass(frozen=True, slots=True)
class OfficeCard:
    """An office as both sides must agree on it."""

    id: UUID
    code: str
    name: str

    def items(self) -> dict[str, str]:
        """Give its JSON object."""
        return {"id": str(self.id), "code": self.code, "name": self.name}

    @staticmethod
    def read(read: Reader) -> "OfficeCard":
        """Read its JSON object."""
        name = read.text("name", longest=LONGEST_LINE)
        return OfficeCard(read.key("id"), read.text("code", longest=3), name)


@dataclass(frozen=True, slots=True)
class EnrolRequest:
    """The one-time code, and the office that the PC already works for, if it was set up alone.

    Such a PC brings its ``agents`` too: the code is the trust in them.
    """

    code: str
    desk_name: str
    office: OfficeCard | None = None
    agents: tuple[SnapshotRow, ...] = ()

    def encode(self) -> bytes:
        """Write the message."""
        office = self.office and self.office.items()
        agents = [row_items(agent) for agent in self.agents]
        told = {"code": self.code, "desk_name": self.desk_name}
        return dump({**told, "office": office, "agents": agents})

    @staticmethod
    def decode(data: bytes) -> "EnrolRequest":
        """Read the message."""
        read = Reader.of(data)
        office = read.optional("office", read.object)
        card = OfficeCard.read(office) if office else None
        return EnrolRequest(read.text("code"), read.text("desk_name"), card, _agents(read))


@dataclass(frozen=True, slots=True)
class Enrolled:
    """The desk's identity: ``token`` is told this once; ``scope`` is its office's.

    ``series`` is the first part of its receipt numbers, given to no other desk of the office;
    ``agents`` are those of the office, so that a new PC can be entered.
    """

    desk: DeskId
    token: str
    epoch: UUID
    office: OfficeCard
    city: str
    series: str | None = None
    agents: tuple[SnapshotRow, ...] = ()

    @property
    def scope(self) -> Scope:
        """Give the scope of the desk's office."""
        return Scope(str(self.office.id))

    def encode(self) -> bytes:
        """Write the message."""
        return dump(
            {
                "desk": str(self.desk),
                "token": self.token,
                "epoch": str(self.epoch),
                "office": self.office.items(),
                "city": self.city,
                "series": self.series,
                "agents": [row_items(agent) for agent in self.agents],
            }
        )

    @staticmethod
    def decode(data: bytes) -> "Enrolled":
        """Read the message."""
        read = Reader.of(data)
        return Enrolled(
            desk=DeskId(read.key("desk")),
            token=read.text("token"),
            epoch=read.key("epoch"),
            office=OfficeCard.read(read.object("office")),
            city=read.text("city", longest=LONGEST_LINE),
            series=read.optional("series", read.text),
            agents=_agents(read),
        )


@dataclass(frozen=True, slots=True)
class Renewed:
    """Another identity for a desk that found itself cloned or restored from a backup."""

    desk: DeskId
    token: str
    series: str | None = None

    def encode(self) -> bytes:
        """Write the message."""
        return dump({"desk": str(self.desk), "token": self.token, "series": self.series})

    @staticmethod
    def decode(data: bytes) -> "Renewed":
        """Read the message."""
        read = Reader.of(data)
        series = read.optional("series", read.text)
        return Renewed(DeskId(read.key("desk")), read.text("token"), series)


def _agents(read: Reader) -> tuple[SnapshotRow, ...]:
    if read.found.get("agents") is None:
        return ()
    found = read.items("agents", most=MAX_AGENTS)
    return tuple(read_row(item, f"agents[{n}]") for n, item in enumerate(found))
