"""A real PostgreSQL for the tests, started from the installed binaries; never a mock.

Decision to know: a server refuses to run as root, so there it runs as another user of the machine. Where no binaries
are found the tests skip, and say what installs them.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

INSTALL = "no PostgreSQL server was found; on Debian and Ubuntu install it with: apt-get install postgresql"


def binary(name: str) -> str | None:
    """Find a program of PostgreSQL: on the path, or where Debian, Homebrew and Windows put it."""
    found = shutil.which(name)
    if found:
        return found
    places = ["/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin"]
    ends = ".exe" if sys.platform == "win32" else ""
    if sys.platform == "win32":
        places = ["PostgreSQL/*/bin"]
    root = Path(os.environ.get("PROGRAMFILES", "/")) if sys.platform == "win32" else Path("/")
    met = [p for place in places for p in root.glob(f"{place.lstrip('/')}/{name}{ends}")]
    return str(sorted(met)[-1]) if met else None


def _as_other_user() -> tuple[list[str], int | None]:
    """Return what to put before a command so that it does not run as root, and the user's number."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return [], None
    import pwd

    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        if shutil.which("setpriv"):
            return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"], user.pw_uid
        if shutil.which("runuser"):
            return ["runuser", "-u", name, "--"], user.pw_uid
    return [], None


@contextmanager
def running_server() -> Iterator[str | None]:
    """Run a server for as long as the block lasts; gives its address, or None where there are no binaries."""
    initdb, postgres = binary("initdb"), binary("postgres")
    if initdb is None or postgres is None:
        yield None
        return
    before, user = _as_other_user()
    folder = Path(tempfile.mkdtemp(prefix="synoptic-pg-"))
    data = folder / "data"
    data.mkdir()
    if user is not None:
        for path in (folder, data):
            os.chown(path, user, -1)
    data.chmod(0o700)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "LC_ALL": "C", "HOME": str(folder)}
    run = {"cwd": folder, "env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    made = [*before, initdb, "-D", str(data), "-U", "desk", "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run(made, check=True, timeout=120, **run)  # type: ignore[call-overload]
    options = ["-p", str(port), "-h", "127.0.0.1", "-k", "" if sys.platform == "win32" else str(folder), "-F"]
    server = subprocess.Popen(
        [*before, postgres, "-D", str(data), *options],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, server)
        yield f"postgresql://desk@127.0.0.1:{port}/postgres"
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    import psycopg

    until = time.monotonic() + 60
    while True:
        try:
            psycopg.connect(f"postgresql://desk@127.0.0.1:{port}/postgres", connect_timeout=5).close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.1)
