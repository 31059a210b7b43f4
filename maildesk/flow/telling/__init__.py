"""Telling people outside the screens: by webhook, by mail, by a calendar feed."""
