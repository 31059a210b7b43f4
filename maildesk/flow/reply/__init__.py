"""A reply's way out: planned, reviewed, approved by a person, and into the outbox."""
