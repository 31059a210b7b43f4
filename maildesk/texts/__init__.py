"""The template catalogue: texts for buyers found on disk, compiled once, checked and previewed."""
