"""Intent: what the buyer wants, with the words that say so."""
