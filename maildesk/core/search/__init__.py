"""Search: how text becomes the words that are indexed and looked for, alike on every store."""
