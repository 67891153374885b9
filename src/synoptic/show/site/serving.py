"""Serve a case to the browsers of this machine, until stopped by the keyboard.

Decision to know: the socket is bound before anything is printed, so the printed address is the one that is listened at;
other machines are let in only where the names are given under which they may call.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass, replace

from starlette.applications import Starlette

from synoptic.errors import UsageError
from synoptic.pipeline.case import open_case
from synoptic.show.site.app import make_site
from synoptic.show.site.gate import LOOPBACK, Lock
from synoptic.show.site.press import ProcessPress

MOST_CONNECTIONS = 128
KEEP_ALIVE_S = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """Where and to whom a case is served. Port 0 takes any that is free."""

    host: str = "127.0.0.1"
    port: int = 8765
    allowed: tuple[str, ...] = ()
    name: str = ""
    keyed: bool = True


def is_loopback(host: str) -> bool:
    """Tell whether an address is reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def bind(host: str, port: int) -> socket.socket:
    """Take the port.

    Raises:
        UsageError: it is taken, or the address is none of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # the protocol is named, since only then what is sent in pieces is not held back (TCP_NODELAY): 40 ms a page
    taken = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        taken.bind((host.strip("[]"), port))
    except (OSError, OverflowError) as error:
        taken.close()
        raise UsageError(f"can't listen at {host} port {port}: {error}; name another with --port") from error
    taken.listen(MOST_CONNECTIONS)
    return taken


def lock_for(served: Served, port: int) -> Lock:
    """Make the lock of one run.

    Raises:
        UsageError: other machines could reach it, and no name is given under which they may.
    """
    if not is_loopback(served.host) and not served.allowed:
        raise UsageError(
            f"{served.host} can be reached by other machines: say by which name they call it, with --allowed-host "
            "NAME, and put a server before it that speaks HTTPS and asks who they are"
        )
    if not is_loopback(served.host) and not served.keyed:
        raise UsageError("without a key, anybody who reaches this address could read and change the case")
    hosts = tuple(dict.fromkeys((*LOOPBACK, *(name.lower() for name in served.allowed))))
    lock = Lock(hosts=hosts, cookie=f"synoptic-{port}")
    return lock if served.keyed else replace(lock, key=None)


def serve_case(
    where: str, served: Served, tell: Callable[[str], None], visit: Callable[[str], None] | None = None
) -> None:
    """Serve the case until stopped; `tell` is given what a person should know, `visit` the address, to open it.

    Raises:
        CaseUnusable: the case can't be opened.
        UsageError: the port is taken, or the address would let in others.
    """
    import uvicorn

    listening = bind(served.host, served.port)
    with listening, open_case(where) as case:
        port = int(listening.getsockname()[1])
        lock = lock_for(served, port)
        site = site_of(where, case.revision, lock, served.name)
        shown = f"[{served.host}]" if ":" in served.host.strip("[]") else served.host
        address = f"http://{shown}:{port}/" + (f"?key={lock.key}" if lock.key else "")
        tell(f"{case.name} is open at {address}")
        open_to = "" if lock.key else "Without a key, whoever uses this machine can read and correct it. "
        tell(f"{open_to}Stop it with Ctrl-C.")
        if visit is not None:
            visit(address)
        config = uvicorn.Config(
            site,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=MOST_CONNECTIONS,
            timeout_keep_alive=KEEP_ALIVE_S,
            timeout_graceful_shutdown=3,
            ws="none",
            lifespan="on",
        )
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])
        tell("closed")


def site_of(where: str, revision: Callable[[], int], lock: Lock, name: str) -> Starlette:
    """Put together the site of a case that its presses open by themselves."""
    return make_site(revision, lambda marks, looks: ProcessPress(where, marks, looks), lock, name=name)
