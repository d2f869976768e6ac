"""The messages by which a PC becomes a desk of the city, or takes a new identity.

The token is a secret: it is answered once, and kept encrypted on the desk.
"""

from dataclasses import dataclass
from uuid import UUID

from mairie_quartier.domain.json_reading import Reader
from mairie_quartier.domain.operations import DeskId, Scope
from mairie_quartier.domain.protocol_items import dump

LONGEST_LINE = 500


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
    """The one-time code, and the office that the PC already works for, if it was set up alone."""

    code: str
    desk_name: str
    office: OfficeCard | None = None

    def encode(self) -> bytes:
        """Write the message."""
        office = self.office and self.office.items()
        return dump({"code": self.code, "desk_name": self.desk_name, "office": office})

    @staticmethod
    def decode(data: bytes) -> "EnrolRequest":
        """Read the message."""
        read = Reader.of(data)
        office = read.optional("office", read.object)
        card = OfficeCard.read(office) if office else None
        return EnrolRequest(read.text("code"), read.text("desk_name"), card)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """The desk's identity: ``token`` is told this once; ``scope`` is its office's."""

    desk: DeskId
    token: str
    epoch: UUID
    office: OfficeCard
    city: str

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
        )
