"""Everything with a due moment: calendars, spans, ladders, and the one machine that moves a clock. Pure."""
