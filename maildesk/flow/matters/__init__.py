"""What people do with a conversation: take it, hand it on, move its mails, correct it, send it up; with what stands beside it."""
