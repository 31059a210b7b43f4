"""The agent's desk: the queue, a conversation, its draft beside the mirror, its mails, search, and other mail."""
