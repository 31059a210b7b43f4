"""What runs when. The jobs are plain functions with JSON arguments over one table; APScheduler drives them in one process."""
