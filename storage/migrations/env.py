"""What Alembic runs: it gets a connection from `storage.migrate` and never opens one itself."""

from alembic import context

from storage.migrations.env_filter import ours
from storage.tables import Base


def _migrate() -> None:
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=Base.metadata,
        include_object=ours,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


_migrate()
