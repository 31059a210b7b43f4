"""A mail's own way through the desk: its bytes kept, read, understood, placed; and what was set aside."""
