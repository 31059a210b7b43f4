"""The desk's web half for a WSGI server: `gunicorn wsgi:app`."""
