"""Who may see and write which rows: functions, row-level security, grants.

Revision ID: 0003
Revises: 0002

The service owns nothing.  What it sees follows from the token of the desk it speaks for, set for
one transaction: without a token it sees no row, whatever SQL it sends.  It can read neither tokens
nor codes.  The owner itself sees rows only in declared maintenance.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

CITY = "'00000000-0000-0000-0000-000000000000'"
SHARED = ("office", "agent", "partner", "catalogue_entry", "setting")
OFFICE_WORDS = (
    *("person", "member", "merge", "visit", "request", "piece", "receipt", "voiding"),
    *("referral", "interpreting"),
)
LIVE = "(SELECT my_office()) IS NOT NULL"
MINE = "office_id = (SELECT my_office())"
SCOPED = f"scope = (SELECT my_office()) OR (scope = {CITY} AND {LIVE})"
GUARD = "SECURITY DEFINER SET search_path = pg_catalog, public"
TOKEN = "decode(current_setting('mairie.token', true), 'hex')"  # noqa: S105  SQL, not a secret

POLICIES = {
    **dict.fromkeys(SHARED, LIVE),
    **dict.fromkeys(OFFICE_WORDS, MINE),
    "conflict": f"{MINE} OR (office_id IS NULL AND {LIVE})",
    "change": SCOPED,
    "tombstone": SCOPED,
    "tally": SCOPED,
    "scope": LIVE,
    "op": "office_id = (SELECT my_home())",
    "quarantine": "office_id = (SELECT my_home())",
}
GRANTS = {
    **dict.fromkeys((*SHARED, *OFFICE_WORDS, "conflict"), "SELECT, INSERT, UPDATE, DELETE"),
    "change": "SELECT, INSERT",
    "op": "SELECT, INSERT",
    "quarantine": "SELECT, INSERT",
    "tombstone": "SELECT, INSERT, UPDATE, DELETE",
    "tally": "SELECT, INSERT, UPDATE",
    "scope": "SELECT, INSERT, UPDATE",
    "meta": "SELECT",
    "desk": "SELECT (id, office_id, name, series, acked_dseq, founding, revoked_at),"
    " UPDATE (acked_dseq, seen_at)",
}


def upgrade() -> None:
    """Write the functions, then shut every table."""
    _identity_functions()
    _enrolment_functions()
    _handing_over()
    _wire_instant()
    op.execute("REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC")
    op.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    op.execute("GRANT USAGE ON SCHEMA public TO mairie_service")
    op.execute("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO mairie_service")
    op.execute("REVOKE EXECUTE ON FUNCTION free_series(uuid) FROM mairie_service")
    for table in (*POLICIES, "desk", "enrolment", "meta"):
        _shut(table)
    for table, rule in POLICIES.items():
        op.execute(
            f"CREATE POLICY desk ON {table} TO mairie_service USING ({rule}) WITH CHECK ({rule})"
        )
    op.execute("CREATE POLICY everyone ON meta FOR SELECT TO mairie_service USING (true)")
    op.execute(f"CREATE POLICY known ON desk FOR SELECT TO mairie_service USING ({LIVE})")
    op.execute(
        "CREATE POLICY own ON desk TO mairie_service"
        " USING (id = (SELECT my_desk())) WITH CHECK (id = (SELECT my_desk()))"
    )
    op.execute("GRANT SELECT ON alembic_version TO mairie_service")
    for table, rights in GRANTS.items():
        op.execute(f"GRANT {rights} ON {table} TO mairie_service")


def _shut(table: str) -> None:
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    # The second half: within one of the functions above, called by somebody else.
    maintained = (
        "current_setting('mairie.maintenance', true) = 'on' OR current_user <> session_user"
    )
    op.execute(
        f"CREATE POLICY maintenance ON {table} TO mairie_owner"
        f" USING ({maintained}) WITH CHECK ({maintained})"
    )


def _identity_functions() -> None:
    """Say who speaks: a desk; its office even if revoked; its office only while it may read."""
    for name, column, more in (
        ("my_desk", "id", ""),
        ("my_home", "office_id", ""),
        ("my_office", "office_id", "AND revoked_at IS NULL"),
    ):
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS uuid LANGUAGE sql STABLE {GUARD} AS $$"
            f" SELECT {column} FROM public.desk"
            f" WHERE token_hash = {TOKEN} {more} $$"
        )
    op.execute(
        f"""
        CREATE FUNCTION enter(hash bytea) RETURNS TABLE (
          id uuid, office_id uuid, name text, acked_dseq bigint, founding boolean,
          revoked boolean)
        LANGUAGE plpgsql VOLATILE {GUARD} AS $$
        BEGIN
          PERFORM set_config('mairie.token', encode(hash, 'hex'), true);
          RETURN QUERY SELECT d.id, d.office_id, d.name, d.acked_dseq, d.founding,
            d.revoked_at IS NOT NULL
          FROM public.desk d WHERE d.token_hash = hash;
        END $$
        """
    )


def _free_series() -> None:
    """Draw the series of a desk: neither another desk's of the office, nor seen in its numbers."""
    alphabet = "'0123456789ABCDEFGHJKMNPQRSTVWXYZ'"
    op.execute(
        f"""
        CREATE FUNCTION free_series(office uuid) RETURNS text LANGUAGE sql VOLATILE {GUARD} AS $$
          SELECT name FROM (
            SELECT substr({alphabet}, a, 1) || substr({alphabet}, b, 1) AS name
            FROM generate_series(1, 32) a, generate_series(1, 32) b) AS every
          WHERE name NOT IN (SELECT d.series FROM public.desk d WHERE d.office_id = office)
            AND name NOT IN (SELECT split_part(r.number, '-', 2) FROM public.receipt r
              WHERE r.office_id = office)
          ORDER BY random() LIMIT 1 $$
        """
    )


def _enrolment_functions() -> None:
    _free_series()
    _enrol()
    _move_desk()
    _renew()


def _enrol() -> None:
    """Let a PC in by its code; tell whether its office is still without anybody."""
    op.execute(
        f"""
        CREATE FUNCTION enrol(code bytea, desk uuid, token bytea, desk_name text)
        RETURNS TABLE (office_id uuid, vacant boolean)
        LANGUAGE plpgsql VOLATILE {GUARD} AS $$
        DECLARE planned public.enrolment; empty boolean; nobody boolean;
        BEGIN
          SELECT * INTO planned FROM public.enrolment e WHERE e.code_hash = code FOR UPDATE;
          IF NOT FOUND OR planned.used_at IS NOT NULL OR planned.expires_at < now() THEN
            RETURN;
          END IF;
          nobody := NOT EXISTS (
            SELECT FROM public.agent a WHERE a.office_id = planned.office_id);
          empty := nobody
            AND NOT EXISTS (SELECT FROM public.desk d WHERE d.office_id = planned.office_id)
            AND NOT EXISTS (SELECT FROM public.change c WHERE c.scope = planned.office_id);
          INSERT INTO public.desk (id, office_id, name, token_hash, series, founding)
            VALUES (desk, planned.office_id, desk_name, token,
              public.free_series(planned.office_id), nobody);
          UPDATE public.enrolment e SET used_at = now(), desk_id = desk WHERE e.code_hash = code;
          RETURN QUERY SELECT planned.office_id, empty;
        END $$
        """
    )


def _move_desk() -> None:
    """Let the first PC of a planned office bring the office it was set up with."""
    op.execute(
        f"""
        CREATE FUNCTION move_desk(to_office uuid) RETURNS void
        LANGUAGE plpgsql VOLATILE {GUARD} AS $$
        BEGIN
          IF EXISTS (SELECT FROM public.change c WHERE c.scope = public.my_home())
            OR (SELECT count(*) FROM public.desk d WHERE d.office_id = public.my_home()) > 1
            OR EXISTS (SELECT FROM public.desk d WHERE d.office_id = to_office)
            OR EXISTS (SELECT FROM public.change c WHERE c.scope = to_office) THEN
            RAISE insufficient_privilege;
          END IF;
          -- The other codes given for the planned office are for the one in its place.
          UPDATE public.enrolment e SET office_id = to_office
            WHERE e.office_id = public.my_home() AND e.used_at IS NULL;
          UPDATE public.desk d SET office_id = to_office WHERE d.id = public.my_desk();
        END $$
        """
    )


def _renew() -> None:
    """Give a PC another identity; the old one keeps its operations."""
    op.execute(
        f"""
        CREATE FUNCTION renew(desk uuid, token bytea) RETURNS void
        LANGUAGE plpgsql VOLATILE {GUARD} AS $$
        DECLARE old uuid := public.my_desk();
        BEGIN
          IF public.my_office() IS NULL THEN RAISE insufficient_privilege; END IF;
          INSERT INTO public.desk (id, office_id, name, token_hash, series, founding)
            SELECT desk, d.office_id, d.name, token, public.free_series(d.office_id), d.founding
            FROM public.desk d WHERE d.id = old;
          PERFORM set_config('mairie.token', encode(token, 'hex'), true);
        END $$
        """
    )


def _handing_over() -> None:
    """Let a file leave for another office: the one write that crosses a scope."""
    words = ", ".join(f"'{word}'" for word in (*OFFICE_WORDS, "conflict"))
    op.execute(
        f"""
        CREATE FUNCTION hand_over(moved text, record uuid, to_office uuid, line json)
        RETURNS void LANGUAGE plpgsql VOLATILE {GUARD} AS $$
        DECLARE found_rows integer;
        BEGIN
          IF moved NOT IN ({words})
            OR NOT EXISTS (SELECT FROM public.office o WHERE o.id = to_office) THEN
            RAISE insufficient_privilege;
          END IF;
          EXECUTE format('UPDATE public.%I SET office_id = $1, rev = $2'
            ' WHERE id = $3 AND office_id = public.my_office()', moved)
            USING to_office, (line ->> 'rev')::integer, record;
          GET DIAGNOSTICS found_rows = ROW_COUNT;
          IF found_rows <> 1 THEN RAISE insufficient_privilege; END IF;
          DELETE FROM public.tombstone t
            WHERE t.word = moved AND t.record_id = record AND t.scope = to_office;
          INSERT INTO public.change
            (scope, seq, word, record_id, kind, rev, fields, op, actor, hlc, desk_id)
            SELECT to_office, r.seq, moved, record, 'put', r.rev, r.fields, r.op, r.actor, r.hlc,
              public.my_desk()
            FROM json_to_record(line)
              AS r(seq bigint, rev integer, fields json, op uuid, actor uuid, hlc bigint);
          INSERT INTO public.tally AS t (scope, word, count, sum_rev, digest)
            VALUES (to_office, moved, 1, (line ->> 'rev')::bigint, (line ->> 'digest')::bigint)
            ON CONFLICT (scope, word) DO UPDATE SET count = t.count + 1,
              sum_rev = t.sum_rev + excluded.sum_rev,
              digest = (t.digest + excluded.digest) % (1::bigint << 60);
        END $$
        """
    )


def _wire_instant() -> None:
    """Write an instant as the desks do: ISO 8601 in UTC, microseconds only if there are any."""
    op.execute(
        """
        CREATE FUNCTION wire_instant(at timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
          SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS')
            || CASE WHEN date_trunc('second', at) = at THEN ''
                    ELSE to_char(at AT TIME ZONE 'UTC', '.US') END || '+00:00' $$
        """
    )
