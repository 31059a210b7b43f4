"""Settings are read loudly: an error names the variable and what was wanted, and never a secret."""

import pytest

from maildesk import settings
from maildesk.errors import SettingError


@pytest.mark.parametrize("url", ["mysql://desk:hunter2@db.example/desk", "desk:hunter2@db.example"])
def test_a_wrong_database_is_named_without_its_password(monkeypatch, url):
    monkeypatch.setenv("MAILDESK_DATABASE_URL", url)
    with pytest.raises(SettingError, match="MAILDESK_DATABASE_URL") as wrong:
        settings.load()
    assert "hunter2" not in str(wrong.value)
    assert "sqlite:///FILE" in str(wrong.value)


def test_a_secret_that_is_too_short_is_counted_and_not_shown(monkeypatch):
    monkeypatch.setenv("MAILDESK_SECRET_KEY", "hunter2")
    with pytest.raises(SettingError, match="has 7 characters") as wrong:
        settings.load()
    assert "hunter2" not in str(wrong.value)
