"""Alembic's environment of the desk's store: the connection is handed over, never made here.

An encrypted store opens only with its key, so ``store.migrate`` passes a live connection.
"""

from alembic import context

from mairie_quartier.store.schema import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
