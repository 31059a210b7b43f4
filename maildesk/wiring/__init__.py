"""The one place that builds the desk from its settings: a module for each part, so that a command loads only what it needs.

- `opening`: the settings and the store; all that an export or a list needs
- `answering`: the writer of drafts, and what approvals are made with
- `walking`: the road of a mail
- `caring`: what the desk writes of itself with
- `working`: everything the jobs work with, and the worker
- `serving`: what the screens work with
- `logs`: how log lines look

In: `Settings`. Nothing is built at import, and no part knows one further down.
"""
