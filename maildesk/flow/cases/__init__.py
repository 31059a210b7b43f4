"""Cases in the store: opened from proven notices or by hand, brought on, answered, closed; unproven notices become tasks."""
