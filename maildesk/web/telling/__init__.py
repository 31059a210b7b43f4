"""What is told to whom: the bell and its page, the calendar feed, webhooks."""
