"""Peaks: sale events, holidays and closures, the contacts that follow them, and what the desk does about it. Pure."""
