"""A command loads what it needs and no more: what is heavy is named here, beside the commands that do without it."""

import subprocess
import sys

import pytest

_WEB = ("flask", "maildesk.web")
_JOBS = ("apscheduler", "imapclient", "maildesk.jobs")
_ROAD = ("jinja2", "maildesk.flow.mail.road", "langdetect")


@pytest.mark.parametrize(
    ("command", "heavy"),
    [
        ("main", ("sqlalchemy", "argon2", *_WEB, *_JOBS, *_ROAD)),
        ("inspect", ("sqlalchemy", "structlog", "holidays", "jinja2", *_WEB, *_JOBS)),
        ("deadline", ("sqlalchemy", "structlog", *_WEB, *_JOBS, *_ROAD)),
        ("peaks", ("sqlalchemy", "structlog", *_WEB, *_JOBS, *_ROAD)),
        ("export", ("alembic", "structlog", "holidays", *_WEB, *_JOBS, *_ROAD)),
        ("set_aside", ("alembic", "holidays", *_WEB, *_JOBS, "maildesk.flow.mail.road")),
        ("mailbox", ("alembic", "holidays", *_WEB, *_JOBS, "maildesk.flow.mail.road")),
        ("imports", ("alembic", *_WEB, *_JOBS, "maildesk.flow.mail.road")),
        ("user", ("alembic", "holidays", *_WEB, *_JOBS, "maildesk.flow.mail.road")),
        ("import_mail", ("alembic", *_WEB, "apscheduler", "imapclient", "maildesk.jobs")),
        ("worker", _WEB),
    ],
)
def test_a_command_loads_nothing_that_it_does_without(command, heavy):
    told = f"import sys, maildesk.cli.{command}; print(*(m for m in {heavy!r} if m in sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout.split()
    assert loaded == []
