"""The one place that builds the desk from its settings."""
