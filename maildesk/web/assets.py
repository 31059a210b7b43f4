"""Addresses of styles, scripts and icons below the hash of them all, so that a browser keeps each for good.

The hash stands in the path, not in a query: what a script imports beside itself is kept in the same way.
"""

from __future__ import annotations

import hashlib
from functools import cache, lru_cache
from pathlib import Path

from flask import Flask, request, url_for

STATIC = Path(__file__).resolve().parent / "static"
#: The endpoint of the kept files; Flask's own `static` serves the same ones by their bare names.
KEPT = "asset"


def install(app: Flask) -> None:
    app.jinja_env.globals.update(asset=asset)
    app.add_url_rule(f"/static/{_hash()}/<path:filename>", KEPT, app.send_static_file)


def asset(name: str) -> str:
    return _address(name, request.script_root)


@lru_cache(maxsize=256)
def _address(name: str, _root: str) -> str:
    """A page names a hundred icons of one file. `_root`: behind a proxy the desk may stand below a path."""
    return url_for(KEPT, filename=name)


@cache
def _hash() -> str:
    files = sorted(path for path in STATIC.rglob("*") if path.is_file())
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]
