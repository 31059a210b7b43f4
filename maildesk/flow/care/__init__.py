"""What the desk writes of itself, in the store: planned from what happens, judged again at sending, and what came of it."""
