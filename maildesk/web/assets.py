"""Addresses of styles, scripts and icons, each with the hash of its content, so that a browser keeps it for good."""

from __future__ import annotations

import hashlib
from functools import cache, lru_cache
from pathlib import Path

from flask import Flask, request, url_for

STATIC = Path(__file__).resolve().parent / "static"


def install(app: Flask) -> None:
    app.jinja_env.globals.update(asset=asset)


def asset(name: str) -> str:
    return _address(name, request.script_root)


@lru_cache(maxsize=256)
def _address(name: str, _root: str) -> str:
    """A page names a hundred icons of one file. `_root`: behind a proxy the desk may stand below a path."""
    return url_for("static", filename=name, v=_hash(name))


@cache
def _hash(name: str) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
