"""The migrations lead to the tables of the code, and back."""

from maildesk.db.schema import differences, downgrade, upgrade
from maildesk.db.standing import standing


def test_the_newest_migration_gives_the_tables_of_the_code(store):
    assert differences(store) == []


def test_a_store_says_which_migration_it_is_at(store):
    at, newest = standing(store)
    assert at == newest


def test_every_migration_can_be_taken_back_and_run_again(store):
    downgrade(store, "base")
    assert standing(store)[0] is None
    upgrade(store)
    assert differences(store) == []
