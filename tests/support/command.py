"""A command in a process of its own, as a person or another tool would run it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

MAILDESK = Path(sys.executable).parent / "maildesk"


def maildesk(*words: str, at: Path | None = None, **environ: str) -> subprocess.CompletedProcess[str]:
    """Runs `maildesk` with nothing in the environment but these settings."""
    settings = {"PATH": os.environ["PATH"], **environ}
    return subprocess.run(
        [MAILDESK, *words], env=settings, cwd=at, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
