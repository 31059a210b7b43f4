"""The bench of clocks rings what is due and nothing else, on both stores."""

import pytest

from bench import clocks


@pytest.mark.parametrize("store", ["sqlite", "postgresql"])
def test_what_is_due_rings_once_and_the_rest_stays_silent(store, capsys):
    assert clocks.main(["--running", "600", "--due", "90", "--store", store]) == 0
    assert "ratio" in capsys.readouterr().out
