"""The conversations in which a buyer waits, found without looking at the others."""

from alembic import op
import sqlalchemy as sa

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

_WAITING = sa.text('waiting_since IS NOT NULL')


def upgrade() -> None:
    op.create_index(
        'ix_conversations_waiting_since', 'conversations', ['waiting_since'], sqlite_where=_WAITING, postgresql_where=_WAITING
    )


def downgrade() -> None:
    op.drop_index('ix_conversations_waiting_since', table_name='conversations')
