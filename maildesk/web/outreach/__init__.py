"""What the desk writes first: planned mails, batches, greetings, results; and the buyer's own page."""
