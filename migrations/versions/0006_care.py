"""What the desk writes of itself: contacts, consents, suppressions, outreach and its batches."""

from alembic import op
import sqlalchemy as sa

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('automatic_rules',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('rule', sa.String(length=40), nullable=False),
    sa.Column('automatic', sa.Boolean(), nullable=False),
    sa.Column('why', sa.String(length=300), nullable=False),
    sa.Column('by', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by'], ['users.id'], name=op.f('fk_automatic_rules_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_automatic_rules'))
    )
    with op.batch_alter_table('automatic_rules', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_automatic_rules_rule_id'), ['rule', 'id'], unique=False)

    op.create_table('contacts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('email', sa.String(length=320), nullable=False),
    sa.Column('buyer_id', sa.Integer(), nullable=True),
    sa.Column('country', sa.String(length=2), nullable=False),
    sa.Column('locale', sa.String(length=16), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('erased_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['buyer_id'], ['buyers.id'], name=op.f('fk_contacts_buyer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contacts')),
    sa.UniqueConstraint('key', name=op.f('uq_contacts_key'))
    )
    with op.batch_alter_table('contacts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contacts_buyer_id'), ['buyer_id'], unique=False)

    op.create_table('outreach_batches',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=60), nullable=False),
    sa.Column('occasion', sa.String(length=40), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('why', sa.String(length=200), nullable=False),
    sa.Column('proposed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('approved_by', sa.Integer(), nullable=True),
    sa.Column('approved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['approved_by'], ['users.id'], name=op.f('fk_outreach_batches_approved_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outreach_batches')),
    sa.UniqueConstraint('key', name=op.f('uq_outreach_batches_key'))
    )
    with op.batch_alter_table('outreach_batches', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_outreach_batches_state_id'), ['state', 'id'], unique=False)

    op.create_table('consents',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), nullable=False),
    sa.Column('basis', sa.String(length=16), nullable=False),
    sa.Column('covers', sa.JSON(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('evidence', sa.String(length=300), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('kept_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['contact_id'], ['contacts.id'], name=op.f('fk_consents_contact_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_consents')),
    sa.UniqueConstraint('contact_id', 'basis', 'at', name=op.f('uq_consents_contact_id_basis_at'))
    )
    op.create_table('occasion_choices',
    sa.Column('contact_id', sa.Integer(), nullable=False),
    sa.Column('occasion', sa.String(length=40), nullable=False),
    sa.Column('chosen_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['contact_id'], ['contacts.id'], name=op.f('fk_occasion_choices_contact_id')),
    sa.PrimaryKeyConstraint('contact_id', 'occasion', name=op.f('pk_occasion_choices'))
    )
    op.create_table('suppressions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), nullable=False),
    sa.Column('scope', sa.String(length=12), nullable=False),
    sa.Column('because', sa.String(length=12), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('lifted_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['contact_id'], ['contacts.id'], name=op.f('fk_suppressions_contact_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_suppressions')),
    sa.UniqueConstraint('contact_id', 'scope', name=op.f('uq_suppressions_contact_id_scope'))
    )
    op.create_table('outreach',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=160), nullable=False),
    sa.Column('purpose', sa.String(length=40), nullable=False),
    sa.Column('occasion', sa.String(length=40), nullable=False),
    sa.Column('contact_id', sa.Integer(), nullable=True),
    sa.Column('buyer_id', sa.Integer(), nullable=True),
    sa.Column('order_id', sa.Integer(), nullable=True),
    sa.Column('conversation_id', sa.Integer(), nullable=True),
    sa.Column('batch_id', sa.Integer(), nullable=True),
    sa.Column('template', sa.String(length=60), nullable=False),
    sa.Column('country', sa.String(length=2), nullable=False),
    sa.Column('locale', sa.String(length=16), nullable=False),
    sa.Column('mail_class', sa.String(length=14), nullable=False),
    sa.Column('detail', sa.JSON(), nullable=False),
    sa.Column('greeting', sa.JSON(), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('lapses_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('look_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('gate', sa.String(length=12), nullable=False),
    sa.Column('why', sa.String(length=120), nullable=False),
    sa.Column('grounds', sa.JSON(), nullable=False),
    sa.Column('version', sa.String(length=40), nullable=False),
    sa.Column('approved_by', sa.Integer(), nullable=True),
    sa.Column('approved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('outbox_id', sa.Integer(), nullable=True),
    sa.Column('subject', sa.String(length=400), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('planned_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('bounced_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('complained_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('unsubscribed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['approved_by'], ['users.id'], name=op.f('fk_outreach_approved_by')),
    sa.ForeignKeyConstraint(['batch_id'], ['outreach_batches.id'], name=op.f('fk_outreach_batch_id')),
    sa.ForeignKeyConstraint(['buyer_id'], ['buyers.id'], name=op.f('fk_outreach_buyer_id')),
    sa.ForeignKeyConstraint(['contact_id'], ['contacts.id'], name=op.f('fk_outreach_contact_id')),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversations.id'], name=op.f('fk_outreach_conversation_id')),
    sa.ForeignKeyConstraint(['order_id'], ['orders.id'], name=op.f('fk_outreach_order_id')),
    sa.ForeignKeyConstraint(['outbox_id'], ['outbox.id'], name=op.f('fk_outreach_outbox_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outreach')),
    sa.UniqueConstraint('key', name=op.f('uq_outreach_key')),
    sa.UniqueConstraint('outbox_id', name=op.f('uq_outreach_outbox_id'))
    )
    with op.batch_alter_table('outreach', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_outreach_batch_id_state'), ['batch_id', 'state'], unique=False)
        batch_op.create_index(batch_op.f('ix_outreach_buyer_id_id'), ['buyer_id', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_outreach_contact_id_sent_at'), ['contact_id', 'sent_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_outreach_conversation_id'), ['conversation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_outreach_look_at'), ['look_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_outreach_order_id'), ['order_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_outreach_sent_at'), ['sent_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_outreach_state_due_at_id'), ['state', 'due_at', 'id'], unique=False)


def downgrade() -> None:
    for table in (
        'outreach', 'outreach_batches', 'occasion_choices', 'suppressions', 'consents', 'contacts', 'automatic_rules'
    ):
        op.drop_table(table)
