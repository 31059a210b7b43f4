"""How people are told: webhooks, deliveries, calendar feeds; absences and stand-ins; rings that wait for an answer."""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

_WAITS = sa.text('waits')
# SQLite has no booleans: only so does it see that a condition is the index's own.
_WAITS_SQLITE = sa.text('waits = 1')


def upgrade() -> None:
    op.create_table('webhooks',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('shape', sa.String(length=10), nullable=False),
    sa.Column('host', sa.String(length=255), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('locale', sa.String(length=16), nullable=False),
    sa.Column('acts', sa.JSON(), nullable=False),
    sa.Column('families', sa.JSON(), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('said', sa.String(length=500), nullable=False),
    sa.Column('said_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('created_by', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['created_by'], ['users.id'], name=op.f('fk_webhooks_created_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_webhooks'))
    )
    op.create_table('deliveries',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('channel', sa.String(length=20), nullable=False),
    sa.Column('key', sa.String(length=160), nullable=False),
    sa.Column('webhook_id', sa.Integer(), nullable=True),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('detail', sa.JSON(), nullable=False),
    sa.Column('state', sa.String(length=8), nullable=False),
    sa.Column('not_before', sa.DateTime(timezone=True), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('claimed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('claimed_by', sa.String(length=60), nullable=False),
    sa.Column('said', sa.String(length=500), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_deliveries_user_id')),
    sa.ForeignKeyConstraint(['webhook_id'], ['webhooks.id'], name=op.f('fk_deliveries_webhook_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_deliveries')),
    sa.UniqueConstraint('channel', 'key', name=op.f('uq_deliveries_channel_key'))
    )
    op.create_index('ix_deliveries_state_not_before', 'deliveries', ['state', 'not_before'])
    op.create_index('ix_deliveries_channel_done_at', 'deliveries', ['channel', 'done_at'])
    op.create_table('feeds',
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('read_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_feeds_user_id')),
    sa.PrimaryKeyConstraint('user_id', name=op.f('pk_feeds')),
    sa.UniqueConstraint('digest', name=op.f('uq_feeds_digest'))
    )

    op.add_column('users', sa.Column('told_by_mail', sa.JSON(), nullable=False, server_default='["escalate", "expire"]'))
    op.add_column('users', sa.Column('away_until', sa.DateTime(timezone=True), nullable=True))
    op.add_column('users', sa.Column('stand_in_id', sa.Integer(), nullable=True))

    op.add_column('notifications', sa.Column('ring_key', sa.String(length=160), nullable=False, server_default=''))
    op.add_column('notifications', sa.Column('waits', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index('ix_notifications_waits', 'notifications', ['user_id', 'id'], sqlite_where=_WAITS_SQLITE, postgresql_where=_WAITS)
    op.create_index('ix_notifications_ring_key', 'notifications', ['ring_key'])

    op.add_column('escalations', sa.Column('causes', sa.JSON(), nullable=False, server_default='[]'))
    op.add_column('escalations', sa.Column('key', sa.String(length=60), nullable=True))
    op.create_index('uq_escalations_key', 'escalations', ['key'], unique=True)
    op.create_index('ix_escalations_at', 'escalations', ['at'])


def downgrade() -> None:
    op.drop_index('ix_escalations_at', 'escalations')
    op.drop_index('uq_escalations_key', 'escalations')
    op.drop_column('escalations', 'key')
    op.drop_column('escalations', 'causes')
    op.drop_index('ix_notifications_ring_key', 'notifications')
    op.drop_index('ix_notifications_waits', 'notifications')
    op.drop_column('notifications', 'waits')
    op.drop_column('notifications', 'ring_key')
    op.drop_column('users', 'stand_in_id')
    op.drop_column('users', 'away_until')
    op.drop_column('users', 'told_by_mail')
    for table in ('feeds', 'deliveries', 'webhooks'):
        op.drop_table(table)
