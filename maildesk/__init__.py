"""maildesk: the support desk of cross-border online shops."""

__version__ = "0.1.0"
