"""What is trained, not run: development only."""
