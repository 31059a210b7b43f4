"""What the desk writes of itself: which follow-ups and greetings are wanted, and whether one may go, and why not. Pure."""
