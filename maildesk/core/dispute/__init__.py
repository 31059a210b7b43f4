"""The deadlines that platforms and consumer law set, as values. Pure."""
