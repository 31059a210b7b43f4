"""The decisions. Values in, values out: no I/O, no clock, no randomness, no environment, no ORM, no settings."""
