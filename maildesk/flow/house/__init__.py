"""The desk's own household: people, rights, mailboxes, the shop's settings, jobs, alarms, mails to its own people."""
