"""What people add to the checklist of a case: lines and files, kept for its evidence."""

from alembic import op
import sqlalchemy as sa

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('case_papers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('need', sa.String(length=20), nullable=False),
    sa.Column('sentence', sa.String(length=300), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.Column('by', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by'], ['users.id'], name=op.f('fk_case_papers_by')),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_papers_case_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_papers'))
    )
    op.create_index(op.f('ix_case_papers_case_id_id'), 'case_papers', ['case_id', 'id'])


def downgrade() -> None:
    op.drop_table('case_papers')
