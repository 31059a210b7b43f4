"""The evaluation: a corpus of whole raw mails, what the desk makes of them, and the figures (`python3 run.py eval`)."""
