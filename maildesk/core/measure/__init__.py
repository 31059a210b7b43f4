"""What came out: counts, amounts and times of a stretch of days, as values."""
