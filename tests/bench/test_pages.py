"""The bench of pages shows every page with something on it, on both stores."""

import pytest

from bench import pages


@pytest.mark.parametrize("store", ["sqlite", "postgresql"])
def test_every_page_is_shown_among_few_mails_and_among_many(store, capsys):
    assert pages.main(["--few", "48", "--mails", "480", "--rounds", "2", "--store", store]) == 0
    assert "ratio" in capsys.readouterr().out
