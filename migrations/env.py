"""How migrations run: always on a connection that the desk hands in (`maildesk db upgrade`, the tests)."""

from alembic import context

from maildesk.db import tables  # noqa: F401 - registers every table
from maildesk.db.base import Base


def moment_as_plain_type(kind, item, _):
    """A migration must not depend on today's code: our moment is a plain timestamp there."""
    return "sa.DateTime(timezone=True)" if kind == "type" and type(item).__name__ == "Moment" else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    render_item=moment_as_plain_type,
    include_name=lambda name, kind, _: not (kind == "table" and str(name).startswith("search")),
)
with context.begin_transaction():
    context.run_migrations()
