"""What the desk learns from its shop's corrections, night by night."""

from alembic import op
import sqlalchemy as sa

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('lessons',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('weights', sa.String(length=64), nullable=False),
    sa.Column('code', sa.String(length=10), nullable=False),
    sa.Column('after_id', sa.Integer(), nullable=False),
    sa.Column('upto_id', sa.Integer(), nullable=False),
    sa.Column('corrections', sa.Integer(), nullable=False),
    sa.Column('let_stand', sa.Integer(), nullable=False),
    sa.Column('right_before', sa.Integer(), nullable=False),
    sa.Column('right_after', sa.Integer(), nullable=False),
    sa.Column('guard_of', sa.Integer(), nullable=False),
    sa.Column('guard_before', sa.Integer(), nullable=False),
    sa.Column('guard_after', sa.Integer(), nullable=False),
    sa.Column('steps', sa.LargeBinary(), nullable=False),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('undone_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['undone_by'], ['users.id'], name=op.f('fk_lessons_undone_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_lessons'))
    )
    with op.batch_alter_table('lessons', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_lessons_weights_id'), ['weights', 'id'], unique=False)


def downgrade() -> None:
    op.drop_table('lessons')
