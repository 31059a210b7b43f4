"""The door to other systems over HTTP: one POST to an address that a supervisor entered, and never to a place inside."""
