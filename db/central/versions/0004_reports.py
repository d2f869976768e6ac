"""What an analyst may see: counts by office and month, never a person.

Revision ID: 0004
Revises: 0003

The views run with the rights of who asks (``security_invoker``); the analyst holds none on any
table, only on functions that count.  A count under eleven is empty, and so is the next smallest
one until the hidden ones add up to eleven: otherwise a total would tell what was hidden.
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

FLOOR = 11
GUARD = "SECURITY DEFINER SET search_path = pg_catalog, public"
REQUESTS = "public.request t JOIN public.office o ON o.id = t.office_id"
VISITS = "public.visit t JOIN public.office o ON o.id = t.office_id"

REPORTS = {
    "requests_by_demarche": ("o.code", "t.received_on", "t.demarche", REQUESTS),
    "requests_by_outcome": ("o.code", "t.received_on", "t.outcome", REQUESTS),
    "visits_by_channel": ("o.code", "t.opened_on", "t.channel", VISITS),
    "visits_by_language": ("o.code", "t.opened_on", "coalesce(t.language, '')", VISITS),
}


def upgrade() -> None:
    """Write one counting function and one view for each report."""
    op.execute("CREATE SCHEMA reporting")
    op.execute("GRANT USAGE ON SCHEMA reporting TO mairie_analyst")
    for name, (office, day, category, source) in REPORTS.items():
        op.execute(_counting(name, office, day, f"{category} FROM {source}"))
        op.execute(f"REVOKE ALL ON FUNCTION reporting.count_{name}() FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION reporting.count_{name}() TO mairie_analyst")
        op.execute(
            f"CREATE VIEW reporting.{name} WITH (security_invoker = true)"
            f" AS SELECT * FROM reporting.count_{name}()"
        )
        op.execute(f"GRANT SELECT ON reporting.{name} TO mairie_analyst")


def _counting(name: str, office: str, day: str, category: str) -> str:
    label, source = category.split(" FROM ", 1)
    return f"""
        CREATE FUNCTION reporting.count_{name}()
        RETURNS TABLE (office text, month date, category text, count bigint)
        LANGUAGE sql STABLE {GUARD} AS $$
          WITH cells AS (
            SELECT {office} AS office, date_trunc('month', {day})::date AS month,
              {label} AS category, count(*) AS n
            FROM {source} GROUP BY 1, 2, 3
          ), ranked AS (
            SELECT *, sum(n) OVER (PARTITION BY office, month ORDER BY n, category
              ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS smaller
            FROM cells
          )
          SELECT office, month, category,
            CASE WHEN n >= {FLOOR} AND coalesce(smaller, {FLOOR}) >= {FLOOR} THEN n END
          FROM ranked ORDER BY office, month, category $$
        """
