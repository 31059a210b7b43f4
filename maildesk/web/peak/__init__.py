"""Peaks on screen: the calendar, a plan, rising questions, the band of the day, the report."""
