"""Where a store stands is told as the migrations' own library tells it."""

from alembic.config import Config
from alembic.script import ScriptDirectory

from maildesk.db.standing import MIGRATIONS, newest


def test_the_numbers_of_the_files_lead_to_the_head_of_the_history():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == newest()
