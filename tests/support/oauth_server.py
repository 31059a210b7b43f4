"""A token endpoint on loopback: what an identity provider does when a refresh token is shown."""

from __future__ import annotations

import json
import threading
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from maildesk.imap.oauth import Grant, Provider
from tests.support.tokens import access_token

REFRESH_TOKEN = "standing permission"


@dataclass
class TokenEndpoint:
    """`requests` are the forms that came. `answer`, if set, is said whatever comes: status and body."""

    url: str = ""
    requests: list[dict[str, str]] = field(default_factory=list)
    answer: tuple[int, bytes] | None = None
    rotate: str = ""

    def grant(self, user: str, refresh_token: str = REFRESH_TOKEN) -> Grant:
        return Grant(user, Provider(self.url, "mail"), f"client for {user}", refresh_token, "secret")

    def reply(self, form: dict[str, str]) -> tuple[int, bytes]:
        self.requests.append(form)
        if self.answer is not None:
            return self.answer
        if form.get("refresh_token") not in (REFRESH_TOKEN, self.rotate):
            return 400, json.dumps({"error": "invalid_grant", "error_description": "revoked"}).encode()
        user = form["client_id"].removeprefix("client for ")
        token = {"access_token": access_token(user), "expires_in": 3600, "token_type": "Bearer"}
        return 200, json.dumps(token | ({"refresh_token": self.rotate} if self.rotate else {})).encode()


@contextmanager
def token_endpoint() -> Iterator[TokenEndpoint]:
    endpoint = TokenEndpoint()

    class Desk(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = self.rfile.read(int(self.headers["Content-Length"])).decode()
            status, body = endpoint.reply(dict(urllib.parse.parse_qsl(form)))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Desk) as server:
        endpoint.url = f"http://127.0.0.1:{server.server_port}/token"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield endpoint
        server.shutdown()
