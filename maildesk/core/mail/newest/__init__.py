"""What the sender typed now, apart from all that was quoted, signed or wrapped around it."""
