"""Peaks at the desk: plans, what is switched while one is on, the squad's orders, rising questions, the alarm, the report."""
