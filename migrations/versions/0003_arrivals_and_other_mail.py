"""Arrivals per hour, and the mails that are no buyer's, by kind: both read by screens, both without a scan."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

_IGNORED = sa.text("state = 'ignored'")


def upgrade() -> None:
    op.create_index('ix_messages_direction_arrived_at', 'messages', ['direction', 'arrived_at'])
    op.create_index('ix_messages_kind_id', 'messages', ['kind', 'id'], sqlite_where=_IGNORED, postgresql_where=_IGNORED)


def downgrade() -> None:
    op.drop_index('ix_messages_kind_id', 'messages')
    op.drop_index('ix_messages_direction_arrived_at', 'messages')
