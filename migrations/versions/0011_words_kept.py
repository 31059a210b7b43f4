"""What a mail that the desk wrote first said, beside its mirrors; those that wait for a person, found without looking at the others; who forgot a person."""

from alembic import op
import sqlalchemy as sa

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('outreach', sa.Column('frozen', sa.JSON(), nullable=False, server_default='{}'))
    with op.batch_alter_table('contacts') as table:
        table.add_column(sa.Column('erased_by', sa.Integer(), sa.ForeignKey('users.id', name=op.f('fk_contacts_erased_by'))))
    asks = ['state', 'gate', 'approved_at', 'batch_id', 'purpose', 'mail_class', 'why']
    op.create_index('ix_outreach_asks', 'outreach', asks)


def downgrade() -> None:
    op.drop_index('ix_outreach_asks', table_name='outreach')
    with op.batch_alter_table('contacts') as table:
        table.drop_column('erased_by')
    with op.batch_alter_table('outreach') as table:
        table.drop_column('frozen')
