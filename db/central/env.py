"""Alembic's environment of the central database: the connection is handed over, never made here.

The owner's own row-level policies let it through only during maintenance, which this is.
"""

from alembic import context
from sqlalchemy import text

from mairie_quartier.central.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True)
with context.begin_transaction():
    connection.execute(text("SELECT set_config('mairie.maintenance', 'on', true)"))
    context.run_migrations()
