"""Servers that break the rules of conversation: one takes a connection and says nothing, one says what it was told to say."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager


@contextmanager
def silent_port() -> Iterator[int]:
    """A port that accepts (the kernel does) and never speaks."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@contextmanager
def scripted_port(lines: Mapping[bytes, bytes | list[bytes]], greeting: bytes) -> Iterator[int]:
    """Speaks IMAP by heart: to a line that holds a key it answers the value, in which `TAG` stands for the line's tag;
    to any other it answers `TAG OK`. Of a list it says one after the other, the last again and again. An empty value ends
    the connection."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=recite, args=(server, lines, greeting), daemon=True)
        thread.start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def recite(server: socket.socket, lines: Mapping[bytes, bytes | list[bytes]], greeting: bytes) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        with connection, connection.makefile("rb") as said:
            connection.sendall(greeting)
            for line in said:
                answer = next((value for key, value in lines.items() if key in line), b"TAG OK done\r\n")
                if isinstance(answer, list):
                    answer = answer.pop(0) if len(answer) > 1 else answer[0]
                if not answer:
                    break
                connection.sendall(answer.replace(b"TAG", line.split()[0]))
