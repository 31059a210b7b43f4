"""Replies: what a text may say, the plan, its words in the buyer's and the agent's language, the checks, and the mail that leaves."""
