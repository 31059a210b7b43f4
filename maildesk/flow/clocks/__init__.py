"""Clocks in the store: begun, turned, rung. What a clock does is decided in `core.clock`."""
