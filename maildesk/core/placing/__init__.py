"""Placing: which order's conversation a mail belongs to, and why. Unknown or contradictory means a conversation of its own."""
