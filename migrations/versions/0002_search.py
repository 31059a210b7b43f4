"""The words of the mails, for the search.

Words come from one tokeniser of our own (`core.search.words`: words, and overlapping pairs for Chinese, Japanese and
Korean), so both stores find the same.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE search USING fts5(words, tokenize='unicode61 remove_diacritics 0')")
        return
    op.execute("CREATE TABLE search (rowid BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)")
    op.execute("CREATE INDEX ix_search_words ON search USING gin (words)")


def downgrade() -> None:
    op.execute("DROP TABLE search")
