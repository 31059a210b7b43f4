"""Mail: bytes in, one parsed value with its defects out. Never raises on a bad mail, never fetches anything."""
