"""Work on strangers' words and pictures in a process of its own, with an end to its time and memory.

In: a function of a module and its values. Out: what it returns, or `EdgeError`. A typesetter and a decoder of pictures are large; what
they take, crash or loop over is the child's and goes with it, and the screens go on.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from threading import BoundedSemaphore
from typing import ParamSpec, TypeVar, cast

from maildesk.errors import EdgeError

try:
    import resource
except ImportError:  # Windows has no such limits; the time still ends
    resource = None  # type: ignore[assignment]

SECONDS = 60
#: Of address space: the fonts of the system are mapped into it.
MOST_MEMORY = 3_000_000_000

#: Children at a time, and the seconds that whoever comes third waits for one of them: each holds up a thread of the screens.
_SLOTS, WAIT = BoundedSemaphore(2), 20

P = ParamSpec("P")
T = TypeVar("T")


def apart(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """`work(*args)`, done in a child process. Raises `EdgeError` when it fails, crashes, takes too long, or others are at it."""
    if not _SLOTS.acquire(timeout=WAIT):
        raise EdgeError("others are making pages just now", code="evidence_busy")
    try:
        failed, answer = _answer(work, args, kwargs)
    finally:
        _SLOTS.release()
    if failed:
        raise EdgeError(str(answer), permanent=True, code="evidence_failed")
    return cast(T, answer)


def _answer(work: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, object]) -> tuple[bool, object]:
    # A fork would take over locks that other threads of the screens hold.
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(there, work, args, kwargs), daemon=True)
    child.start()
    there.close()
    try:
        if not here.poll(SECONDS):
            raise EdgeError(f"the pages were not ready in {SECONDS} seconds", permanent=True, code="evidence_slow")
        return cast(tuple[bool, object], here.recv())
    except EOFError:
        raise EdgeError("the typesetter broke off", permanent=True, code="evidence_crashed") from None
    finally:
        child.kill()
        child.join()
        here.close()


def _child(pipe: Connection, work: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, object]) -> None:
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        pipe.send((False, work(*args, **kwargs)))
    except Exception as error:
        pipe.send((True, f"{type(error).__name__}: {error}"[:500]))
