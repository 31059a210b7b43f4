"""The command line: one command per verb."""

from __future__ import annotations


def main() -> int:
    """Run one command; returns the exit code of design 5."""
    return 0
