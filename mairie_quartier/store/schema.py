"""The tables, the same on the desk and on the central side.

Columns bear the names of the domain's fields.  ``SYNCED`` tables also have ``rev``, the
revision the central service last gave (0: never sent); the ``LOCAL`` ones stay on this PC.
Migrations in ``db/desk`` must give exactly this; a test compares them.  The words written most
often have no rowid: their key is their place, one page less to write for each.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, text

from mairie_quartier.domain import agents, interpreting, papers, people, referrals, requests
from mairie_quartier.domain.conflicts import ConflictState
from mairie_quartier.store.columns import Choice, ChoiceSet, Day, Id, Instant, Partial, Words
from mairie_quartier.store.local_tables import (
    audit_entry,
    draft,
    local_state,
    outbox,
    sync_cursor,
    sync_log,
)
from mairie_quartier.store.table_parts import (
    key_column,
    later_column,
    later_words_column,
    link_column,
    metadata,
    rev_column,
    words_column,
)

__all__ = [
    "APPEND_ONLY",
    "LOCAL",
    "SYNCED",
    "agent",
    "audit_entry",
    "catalogue_entry",
    "conflict",
    "draft",
    "interpreting_need",
    "local_state",
    "member",
    "merge",
    "metadata",
    "office",
    "outbox",
    "partner",
    "person",
    "piece",
    "receipt",
    "referral",
    "request",
    "setting",
    "sync_cursor",
    "sync_log",
    "visit",
    "voiding",
]

office = Table(
    "office",
    metadata,
    key_column(),
    Column("code", String(3), nullable=False, unique=True),
    words_column("name"),
    words_column("address"),
    words_column("phone"),
    words_column("email"),
    words_column("hours"),
    Column("active", Boolean, nullable=False),
    rev_column(),
)

agent = Table(
    "agent",
    metadata,
    key_column(),
    link_column("office_id", "office"),
    Column("login", Text, nullable=False, unique=True),
    words_column("first_name"),
    words_column("last_name"),
    words_column("quality"),
    Column("roles", ChoiceSet(agents.Role), nullable=False),
    Column("active", Boolean, nullable=False),
    words_column("printed_name"),
    rev_column(),
)

person = Table(
    "person",
    metadata,
    key_column(),
    link_column("office_id", "office"),
    Column("created_at", Instant, nullable=False),
    Column("last_contact_on", Day, nullable=False),
    words_column("family_name"),
    words_column("used_name"),
    words_column("first_names"),
    words_column("other_script_name"),
    Column("birth", Partial),
    words_column("phone"),
    words_column("email"),
    Column("housing", Choice(people.Housing), nullable=False),
    words_column("address"),
    words_column("postcode"),
    words_column("town"),
    words_column("domiciled_at"),
    Column("language", String(3)),
    Column("second_language", String(3)),
    Column("literacy", Choice(people.Literacy), nullable=False),
    Column("access_needs", ChoiceSet(people.AccessNeed), nullable=False),
    Column("contact", Choice(people.Contact), nullable=False),
    words_column("contact_note"),
    words_column("note"),
    Column("household_id", Id),
    link_column("merged_into", "person", nullable=True),
    rev_column(),
    later_words_column("handovers"),
    Index("ix_person_household_id", "household_id", sqlite_where=text("household_id IS NOT NULL")),
    Index("ix_person_last_contact", "office_id", "last_contact_on", "id"),
    sqlite_with_rowid=False,
)

member = Table(
    "member",
    metadata,
    key_column(),
    Column("household_id", Id, nullable=False, index=True),
    link_column("office_id", "office"),
    Column("kinship", Choice(people.Kinship), nullable=False),
    link_column("person_id", "person", nullable=True),
    words_column("family_name"),
    words_column("first_names"),
    Column("birth", Partial),
    rev_column(),
)

merge = Table(
    "merge",
    metadata,
    key_column(),
    link_column("office_id", "office"),
    link_column("kept_id", "person", index=True),
    link_column("absorbed_id", "person"),
    Column("merged_at", Instant, nullable=False),
    Column("moved", Words, nullable=False),
    words_column("replaced"),
    Column("undone_at", Instant),
    rev_column(),
)

visit = Table(
    "visit",
    metadata,
    key_column(),
    link_column("office_id", "office"),
    link_column("agent_id", "agent"),
    Column("opened_at", Instant, nullable=False),
    Column("opened_on", Day, nullable=False),
    Column("channel", Choice(requests.Channel), nullable=False),
    link_column("person_id", "person", index=True, nullable=True),
    Column("language", String(3)),
    words_column("place"),
    words_column("note"),
    Column("clock_doubtful", Boolean, nullable=False),
    rev_column(),
    Index("ix_visit_day", "office_id", "opened_on", "id"),
    sqlite_with_rowid=False,
)

request = Table(
    "request",
    metadata,
    key_column(),
    link_column("visit_id", "visit", index=True),
    link_column("office_id", "office"),
    link_column("person_id", "person", index=True, nullable=True),
    Column("demarche", String(64), nullable=False),
    words_column("label"),
    Column("outcome", Choice(requests.Outcome), nullable=False),
    Column("status", Choice(requests.RequestStatus), nullable=False),
    Column("received_on", Day, nullable=False),
    Column("reason", Choice(requests.NotHelpedReason)),
    words_column("note"),
    Column("pieces_due_on", Day),
    Column("decision_due_on", Day),
    Column("closed_on", Day),
    rev_column(),
    later_column("asked_on", Day()),
    later_column("appointment_on", Day()),
    later_column("appointment_minute", Integer()),
    later_words_column("appointment_place"),
    later_words_column("abusive_because"),
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
    Index(
        "ix_request_appointment",
        "office_id",
        "appointment_on",
        sqlite_where=text("appointment_on IS NOT NULL AND closed_on IS NULL"),
    ),
    sqlite_with_rowid=False,
)

piece = Table(
    "piece",
    metadata,
    key_column(),
    link_column("request_id", "request", index=True),
    link_column("office_id", "office"),
    Column("code", String(64), nullable=False),
    words_column("label"),
    Column("state", Choice(requests.PieceState), nullable=False),
    Column("received_on", Day),
    rev_column(),
    sqlite_with_rowid=False,
)

receipt = Table(
    "receipt",
    metadata,
    key_column(),
    link_column("office_id", "office"),
    Column("number", String(24), nullable=False, unique=True),
    Column("kind", String(32), nullable=False),
    # No foreign keys: a numbered paper outlives the visit it was issued for.
    Column("visit_id", Id, nullable=False, index=True),
    Column("person_id", Id),
    link_column("agent_id", "agent"),
    Column("issued_at", Instant, nullable=False),
    words_column("content"),
    rev_column(),
)

voiding = Table(
    "voiding",
    metadata,
    Column("id", Id, ForeignKey("receipt.id"), primary_key=True),
    link_column("office_id", "office"),
    Column("reason", Choice(papers.VoidReason), nullable=False),
    link_column("agent_id", "agent"),
    Column("voided_at", Instant, nullable=False),
    link_column("replaced_by", "receipt", nullable=True),
    rev_column(),
)

partner = Table(
    "partner",
    metadata,
    key_column(),
    words_column("name"),
    words_column("kind"),
    words_column("phone"),
    words_column("email"),
    words_column("address"),
    words_column("hours"),
    Column("languages", Words, nullable=False),
    Column("thematiques", Words, nullable=False),
    words_column("note"),
    Column("checked_on", Day),
    Column("active", Boolean, nullable=False),
    rev_column(),
)

referral = Table(
    "referral",
    metadata,
    key_column(),
    link_column("office_id", "office"),
    link_column("request_id", "request", index=True),
    link_column("person_id", "person", index=True, nullable=True),
    link_column("partner_id", "partner"),
    words_column("reason"),
    Column("sent_at", Instant, nullable=False),
    Column("due_on", Day, nullable=False),
    Column("agreement", Choice(referrals.Agreement), nullable=False),
    Column("agreement_on", Day),
    words_column("agreement_scope"),
    Column("delivery", Choice(referrals.Delivery), nullable=False),
    Column("state", Choice(referrals.ReferralState), nullable=False),
    words_column("answer"),
    Column("closed_at", Instant),
    rev_column(),
    Index("ix_referral_open", "office_id", "due_on", sqlite_where=text("closed_at IS NULL")),
)

interpreting_need = Table(
    "interpreting",
    metadata,
    key_column(),
    link_column("office_id", "office"),
    link_column("visit_id", "visit", index=True),
    link_column("person_id", "person", index=True, nullable=True),
    Column("language", String(3), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("way", Choice(interpreting.Way), nullable=False),
    Column("urgency", Choice(interpreting.Urgency), nullable=False),
    Column("interpreter", Choice(interpreting.Interpreter), nullable=False),
    Column("preferred_sex", Choice(interpreting.PreferredSex), nullable=False),
    words_column("relative_reason"),
    Column("state", Choice(interpreting.InterpretingState), nullable=False),
    words_column("provider"),
    Column("minutes", Integer),
    Column("cost_cents", Integer),
    Column("unmet_reason", Choice(interpreting.UnmetReason)),
    Column("understanding", Choice(interpreting.Understanding), nullable=False),
    Column("closed_at", Instant),
    rev_column(),
    Index(
        "ix_interpreting_open", "office_id", "created_at", sqlite_where=text("closed_at IS NULL")
    ),
)

catalogue_entry = Table(
    "catalogue_entry",
    metadata,
    key_column(),
    Column("code", String(64), nullable=False, unique=True),
    words_column("body"),
    Column("active", Boolean, nullable=False),
    rev_column(),
)

setting = Table(
    "setting",
    metadata,
    key_column(),
    Column("name", String(64), nullable=False, unique=True),
    words_column("value"),
    rev_column(),
)

conflict = Table(
    "conflict",
    metadata,
    key_column(),
    # No foreign keys: a conflict may be about a record that is in quarantine, or deleted.
    Column("office_id", Id),
    Column("word", String(32), nullable=False),
    Column("record_id", Id, nullable=False, index=True),
    Column("field", String(64), nullable=False),
    words_column("kept"),
    words_column("other"),
    Column("kept_by", Id),
    Column("kept_at", Instant),
    words_column("kept_place"),
    Column("other_by", Id),
    Column("other_at", Instant),
    words_column("other_place"),
    Column("other_desk", Id),
    Column("state", Choice(ConflictState), nullable=False),
    Column("chosen", Text),
    Column("closed_by", Id),
    Column("closed_at", Instant),
    rev_column(),
    Index("ix_conflict_open", "id", sqlite_where=text("closed_at IS NULL")),
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
    conflict,
)
LOCAL = (draft, audit_entry, outbox, local_state, sync_cursor, sync_log)
APPEND_ONLY = (receipt, voiding, audit_entry)
