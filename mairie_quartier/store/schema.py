"""The tables, the same on the desk and on the central side.

Columns bear the names of the domain's fields.  ``SYNCED`` tables also have ``rev``, the
revision the central service last gave (0: never sent); the ``LOCAL`` ones stay on this PC.
Migrations in ``db/desk`` must give exactly this; a test compares them.  The words written most
often have no rowid: their key is their place, one page less to write for each.
"""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from mairie_quartier.domain import agents, interpreting, papers, people, referrals, requests
from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.store.columns import Choice, ChoiceSet, Day, Id, Instant, Partial, Words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _key() -> Column[object]:
    return Column("id", Id, primary_key=True)


def _rev() -> Column[int]:
    return Column("rev", Integer, nullable=False, server_default=text("0"))


def _words(name: str, default: str = "") -> Column[str]:
    return Column(name, Text, nullable=False, server_default=default)


def _to(name: str, target: str, *, index: bool = False, nullable: bool = False) -> Column[object]:
    return Column(name, Id, ForeignKey(f"{target}.id"), nullable=nullable, index=index)


office = Table(
    "office",
    metadata,
    _key(),
    Column("code", String(3), nullable=False, unique=True),
    _words("name"),
    _words("address"),
    _words("phone"),
    _words("email"),
    _words("hours"),
    Column("active", Boolean, nullable=False),
    _rev(),
)

agent = Table(
    "agent",
    metadata,
    _key(),
    _to("office_id", "office"),
    Column("login", Text, nullable=False, unique=True),
    _words("first_name"),
    _words("last_name"),
    _words("quality"),
    Column("roles", ChoiceSet(agents.Role), nullable=False),
    Column("active", Boolean, nullable=False),
    _words("printed_name"),
    _rev(),
)

person = Table(
    "person",
    metadata,
    _key(),
    _to("office_id", "office"),
    Column("created_at", Instant, nullable=False),
    Column("last_contact_on", Day, nullable=False),
    _words("family_name"),
    _words("used_name"),
    _words("first_names"),
    _words("other_script_name"),
    Column("birth", Partial),
    _words("phone"),
    _words("email"),
    Column("housing", Choice(people.Housing), nullable=False),
    _words("address"),
    _words("postcode"),
    _words("town"),
    _words("domiciled_at"),
    Column("language", String(3)),
    Column("second_language", String(3)),
    Column("literacy", Choice(people.Literacy), nullable=False),
    Column("access_needs", ChoiceSet(people.AccessNeed), nullable=False),
    Column("contact", Choice(people.Contact), nullable=False),
    _words("contact_note"),
    _words("note"),
    Column("household_id", Id, index=True),
    _to("merged_into", "person", nullable=True),
    _rev(),
    Index("ix_person_last_contact", "office_id", "last_contact_on", "id"),
    sqlite_with_rowid=False,
)

member = Table(
    "member",
    metadata,
    _key(),
    Column("household_id", Id, nullable=False, index=True),
    _to("office_id", "office"),
    Column("kinship", Choice(people.Kinship), nullable=False),
    _to("person_id", "person", nullable=True),
    _words("family_name"),
    _words("first_names"),
    Column("birth", Partial),
    _rev(),
)

merge = Table(
    "merge",
    metadata,
    _key(),
    _to("office_id", "office"),
    _to("kept_id", "person", index=True),
    _to("absorbed_id", "person"),
    Column("merged_at", Instant, nullable=False),
    Column("moved", Words, nullable=False),
    _words("replaced"),
    Column("undone_at", Instant),
    _rev(),
)

visit = Table(
    "visit",
    metadata,
    _key(),
    _to("office_id", "office"),
    _to("agent_id", "agent"),
    Column("opened_at", Instant, nullable=False),
    Column("opened_on", Day, nullable=False),
    Column("channel", Choice(requests.Channel), nullable=False),
    _to("person_id", "person", index=True, nullable=True),
    Column("language", String(3)),
    _words("place"),
    _words("note"),
    Column("clock_doubtful", Boolean, nullable=False),
    _rev(),
    Index("ix_visit_day", "office_id", "opened_on", "id"),
    sqlite_with_rowid=False,
)

request = Table(
    "request",
    metadata,
    _key(),
    _to("visit_id", "visit", index=True),
    _to("office_id", "office"),
    _to("person_id", "person", index=True, nullable=True),
    Column("demarche", String(64), nullable=False),
    _words("label"),
    Column("outcome", Choice(requests.Outcome), nullable=False),
    Column("status", Choice(requests.RequestStatus), nullable=False),
    Column("received_on", Day, nullable=False),
    Column("reason", Choice(requests.NotHelpedReason)),
    _words("note"),
    Column("pieces_due_on", Day),
    Column("decision_due_on", Day),
    Column("closed_on", Day),
    _rev(),
    Index("ix_request_open", "office_id", "id", sqlite_where=text("closed_on IS NULL")),
    Index(
        "ix_request_pieces_due",
        "office_id",
        "pieces_due_on",
        sqlite_where=text("pieces_due_on IS NOT NULL AND closed_on IS NULL"),
    ),
    Index(
        "ix_request_decision_due",
        "office_id",
        "decision_due_on",
        sqlite_where=text("decision_due_on IS NOT NULL AND closed_on IS NULL"),
    ),
    sqlite_with_rowid=False,
)

piece = Table(
    "piece",
    metadata,
    _key(),
    _to("request_id", "request", index=True),
    _to("office_id", "office"),
    Column("code", String(64), nullable=False),
    _words("label"),
    Column("state", Choice(requests.PieceState), nullable=False),
    Column("received_on", Day),
    _rev(),
    sqlite_with_rowid=False,
)

receipt = Table(
    "receipt",
    metadata,
    _key(),
    _to("office_id", "office"),
    Column("number", String(24), nullable=False, unique=True),
    Column("kind", String(32), nullable=False),
    # No foreign keys: a numbered paper outlives the visit it was issued for.
    Column("visit_id", Id, nullable=False, index=True),
    Column("person_id", Id, index=True),
    _to("agent_id", "agent"),
    Column("issued_at", Instant, nullable=False),
    _words("content"),
    _rev(),
)

voiding = Table(
    "voiding",
    metadata,
    Column("id", Id, ForeignKey("receipt.id"), primary_key=True),
    _to("office_id", "office"),
    Column("reason", Choice(papers.VoidReason), nullable=False),
    _to("agent_id", "agent"),
    Column("voided_at", Instant, nullable=False),
    _to("replaced_by", "receipt", nullable=True),
    _rev(),
)

partner = Table(
    "partner",
    metadata,
    _key(),
    _words("name"),
    _words("kind"),
    _words("phone"),
    _words("email"),
    _words("address"),
    _words("hours"),
    Column("languages", Words, nullable=False),
    Column("thematiques", Words, nullable=False),
    _words("note"),
    Column("checked_on", Day),
    Column("active", Boolean, nullable=False),
    _rev(),
)

referral = Table(
    "referral",
    metadata,
    _key(),
    _to("office_id", "office"),
    _to("request_id", "request", index=True),
    _to("person_id", "person", index=True, nullable=True),
    _to("partner_id", "partner"),
    _words("reason"),
    Column("sent_at", Instant, nullable=False),
    Column("due_on", Day, nullable=False),
    Column("agreement", Choice(referrals.Agreement), nullable=False),
    Column("agreement_on", Day),
    _words("agreement_scope"),
    Column("delivery", Choice(referrals.Delivery), nullable=False),
    Column("state", Choice(referrals.ReferralState), nullable=False),
    _words("answer"),
    Column("closed_at", Instant),
    _rev(),
    Index("ix_referral_open", "office_id", "due_on", sqlite_where=text("closed_at IS NULL")),
)

interpreting_need = Table(
    "interpreting",
    metadata,
    _key(),
    _to("office_id", "office"),
    _to("visit_id", "visit", index=True),
    _to("person_id", "person", index=True, nullable=True),
    Column("language", String(3), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("way", Choice(interpreting.Way), nullable=False),
    Column("urgency", Choice(interpreting.Urgency), nullable=False),
    Column("interpreter", Choice(interpreting.Interpreter), nullable=False),
    Column("preferred_sex", Choice(interpreting.PreferredSex), nullable=False),
    _words("relative_reason"),
    Column("state", Choice(interpreting.InterpretingState), nullable=False),
    _words("provider"),
    Column("minutes", Integer),
    Column("cost_cents", Integer),
    Column("unmet_reason", Choice(interpreting.UnmetReason)),
    Column("understanding", Choice(interpreting.Understanding), nullable=False),
    Column("closed_at", Instant),
    _rev(),
    Index(
        "ix_interpreting_open", "office_id", "created_at", sqlite_where=text("closed_at IS NULL")
    ),
)

catalogue_entry = Table(
    "catalogue_entry",
    metadata,
    _key(),
    Column("code", String(64), nullable=False, unique=True),
    _words("body"),
    Column("active", Boolean, nullable=False),
    _rev(),
)

setting = Table(
    "setting",
    metadata,
    _key(),
    Column("name", String(64), nullable=False, unique=True),
    _words("value"),
    _rev(),
)

draft = Table(
    "draft",
    metadata,
    _key(),
    Column("agent_id", Id, nullable=False, index=True),
    Column("saved_at", Instant, nullable=False),
    _words("title"),
    Column("needs", Integer, nullable=False),
    _words("body"),
    sqlite_with_rowid=False,
)

audit_entry = Table(
    "audit_entry",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("agent_id", Id),
    Column("act", Choice(AuditAct), nullable=False),
    Column("subject", String(32), nullable=False),
    Column("subject_id", Id, index=True),
    Column("fields", Words, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("dseq", Integer, primary_key=True),
    Column("op", Id, nullable=False),
    Column("txn", Id, nullable=False, index=True),
    Column("scope", String(36), nullable=False),
    Column("word", String(32), nullable=False),
    Column("record_id", Id, nullable=False),
    Column("kind", String(6), nullable=False),
    Column("base", Integer, nullable=False),
    Column("fields", Text, nullable=False),
    Column("replaced", Text, nullable=False),
    Column("actor", Id),
    Column("hlc", Integer, nullable=False),
    UniqueConstraint("op"),
    sqlite_autoincrement=True,
)

local_state = Table(
    "local_state",
    metadata,
    Column("name", String(48), primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)

SYNCED = (
    office,
    agent,
    person,
    member,
    merge,
    visit,
    request,
    piece,
    receipt,
    voiding,
    partner,
    referral,
    interpreting_need,
    catalogue_entry,
    setting,
)
LOCAL = (draft, audit_entry, outbox, local_state)
APPEND_ONLY = (receipt, voiding, audit_entry)
