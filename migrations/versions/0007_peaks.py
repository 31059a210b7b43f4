"""Peaks: plans with checklist and shifts, hours, overloads, rising questions and prepared answers."""

from alembic import op
import sqlalchemy as sa

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('overloads',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('began_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('waiting', sa.Integer(), nullable=False),
    sa.Column('arriving', sa.Double(), nullable=False),
    sa.Column('clearing', sa.Double(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_overloads'))
    )
    with op.batch_alter_table('overloads', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_overloads_began_at'), ['began_at'], unique=False)

    op.create_table('peak_hours',
    sa.Column('hour', sa.DateTime(timezone=True), nullable=False),
    sa.Column('came', sa.Integer(), nullable=False),
    sa.Column('cleared', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('hour', name=op.f('pk_peak_hours'))
    )
    op.create_table('rising_questions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('intent', sa.String(length=24), nullable=False),
    sa.Column('product', sa.String(length=80), nullable=False),
    sa.Column('words', sa.JSON(), nullable=False),
    sa.Column('languages', sa.JSON(), nullable=False),
    sa.Column('mails', sa.JSON(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('before', sa.Double(), nullable=False),
    sa.Column('first_seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rising_questions')),
    sa.UniqueConstraint('key', name=op.f('uq_rising_questions_key'))
    )
    with op.batch_alter_table('rising_questions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_rising_questions_seen_at'), ['seen_at'], unique=False)

    op.create_table('peak_plans',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event', sa.String(length=60), nullable=False),
    sa.Column('first', sa.Date(), nullable=False),
    sa.Column('last', sa.Date(), nullable=False),
    sa.Column('state', sa.String(length=8), nullable=False),
    sa.Column('made_by', sa.Integer(), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('told', sa.String(length=8), nullable=False),
    sa.Column('report', sa.JSON(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['made_by'], ['users.id'], name=op.f('fk_peak_plans_made_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_peak_plans')),
    sa.UniqueConstraint('event', 'first', name=op.f('uq_peak_plans_event_first'))
    )
    with op.batch_alter_table('peak_plans', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_peak_plans_state_first'), ['state', 'first'], unique=False)

    op.create_table('prepared_answers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('template', sa.String(length=60), nullable=False),
    sa.Column('words', sa.JSON(), nullable=False),
    sa.Column('made_by', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('served', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['made_by'], ['users.id'], name=op.f('fk_prepared_answers_made_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_prepared_answers'))
    )
    with op.batch_alter_table('prepared_answers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_prepared_answers_key_ended_at'), ['key', 'ended_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_prepared_answers_made_at'), ['made_at'], unique=False)

    op.create_table('peak_shifts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('plan_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['plan_id'], ['peak_plans.id'], name=op.f('fk_peak_shifts_plan_id')),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_peak_shifts_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_peak_shifts'))
    )
    with op.batch_alter_table('peak_shifts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_peak_shifts_ends_at'), ['ends_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_peak_shifts_plan_id_starts_at'), ['plan_id', 'starts_at'], unique=False)

    op.create_table('peak_tasks',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('plan_id', sa.Integer(), nullable=False),
    sa.Column('row', sa.String(length=40), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('phase', sa.String(length=8), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=True),
    sa.Column('due', sa.Date(), nullable=False),
    sa.Column('done_by', sa.Integer(), nullable=True),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['done_by'], ['users.id'], name=op.f('fk_peak_tasks_done_by')),
    sa.ForeignKeyConstraint(['owner_id'], ['users.id'], name=op.f('fk_peak_tasks_owner_id')),
    sa.ForeignKeyConstraint(['plan_id'], ['peak_plans.id'], name=op.f('fk_peak_tasks_plan_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_peak_tasks'))
    )
    with op.batch_alter_table('peak_tasks', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_peak_tasks_plan_id_due_id'), ['plan_id', 'due', 'id'], unique=False)

    op.create_table('prepared_uses',
    sa.Column('answer_id', sa.Integer(), nullable=False),
    sa.Column('message_id', sa.Integer(), nullable=False),
    sa.Column('draft_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['answer_id'], ['prepared_answers.id'], name=op.f('fk_prepared_uses_answer_id')),
    sa.ForeignKeyConstraint(['draft_id'], ['drafts.id'], name=op.f('fk_prepared_uses_draft_id')),
    sa.ForeignKeyConstraint(['message_id'], ['messages.id'], name=op.f('fk_prepared_uses_message_id')),
    sa.PrimaryKeyConstraint('answer_id', 'message_id', name=op.f('pk_prepared_uses'))
    )
    with op.batch_alter_table('prepared_uses', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_prepared_uses_message_id'), ['message_id'], unique=False)


def downgrade() -> None:
    for table in (
        'prepared_uses', 'prepared_answers', 'rising_questions', 'overloads', 'peak_hours', 'peak_shifts', 'peak_tasks', 'peak_plans',
    ):
        op.drop_table(table)
