"""Time the page of a story in a case of many reports: idle, and while reports are being added.

    python -m eval.bench_site [--reports 5000] [--rate 100] [--seconds 20] [--case CASE]

A site is started as a person would start it (`synoptic serve`), asked for the page of its largest story at a steady
rate, first idle, then while another process adds ten reports every two
seconds. Decision to know: what counts is the ratio of
the slowest hundredth (p99), loaded to idle, since both share the machine; requests are sent on time, whether or not the
earlier ones were answered, so that a site that stalls can't hide it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, perf_counter, sleep
from urllib.request import urlopen

from synoptic.pipeline.case import open_case
from synoptic.settings import Settings
from synoptic.show.site import addresses
from synoptic.testing import make_pile, write_pile

LIMIT_RATIO = 3.0
AIM_MS = 200.0
CHUNKS = 8
"""The loaded measure goes on until a newer account is served, but no longer than this many measures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """What was measured: seconds of every answer, in order of sending, and how many failed."""

    seconds: tuple[float, ...]
    failed: int
    rate: float

    def percentile(self, share: float) -> float:
        """Return the time within which that share of the answers came, in milliseconds."""
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    def with_more(self, more: Timed) -> Timed:
        """Put a further measure with this one."""
        return Timed(
            seconds=self.seconds + more.seconds, failed=self.failed + more.failed, rate=min(self.rate, more.rate)
        )

    def told(self, name: str) -> str:
        return (
            f"{name:<22}  {len(self.seconds):6} answers  {self.rate:6.1f}/s  p50 {self.percentile(0.5):7.1f} ms"
            f"  p99 {self.percentile(0.99):7.1f} ms  slowest {self.percentile(1.0):7.1f} ms  failed {self.failed}"
        )


Lines = asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]]


async def _get(host: str, port: int, path: str, waiting: Lines) -> bool:
    """Ask for a page over a connection that is kept; True when it was answered with 200."""
    try:
        reader, writer = waiting.get_nowait()
    except asyncio.QueueEmpty:
        reader, writer = await asyncio.open_connection(host, port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    met = re.search(rb"content-length: (\d+)", head)
    await reader.readexactly(int(met.group(1)) if met else 0)
    waiting.put_nowait((reader, writer))
    return head.startswith(b"HTTP/1.1 200")


async def ask_steadily(port: int, path: str, rate: float, seconds: float) -> Timed:
    """Send requests at a steady rate for some seconds."""
    waiting: Lines = asyncio.Queue()
    took: list[float] = []
    failed = 0
    began = monotonic()

    async def one(due: float) -> None:
        nonlocal failed
        try:
            good = await asyncio.wait_for(_get("127.0.0.1", port, path, waiting), 30)
        except (OSError, TimeoutError, asyncio.IncompleteReadError):
            good = False
        took.append(monotonic() - due)
        failed += not good

    tasks = []
    for number in range(int(rate * seconds)):
        due = began + number / rate
        await asyncio.sleep(max(0.0, due - monotonic()))
        tasks.append(asyncio.create_task(one(due)))
    await asyncio.gather(*tasks)
    lasted = monotonic() - began
    while not waiting.empty():
        waiting.get_nowait()[1].close()
    return Timed(seconds=tuple(took), failed=failed, rate=len(took) / lasted)


def make_case(path: Path, reports: int) -> None:
    """Make a case of invented reports, read by the rules."""
    with tempfile.TemporaryDirectory() as folder:
        pile = Path(folder) / "pile.jsonl"
        write_pile(make_pile(reports, 8), pile)
        with open_case(path, create=True, settings=Settings(reader="rules")) as case:
            case.add([str(pile)])
            case.account()


def _begin(path: Path) -> tuple[subprocess.Popen[str], int]:
    """Start the site on a free port; gives its process and the port once the first page is served."""
    words = [sys.executable, "-m", "synoptic", "serve", str(path), "--port", "0", "--no-key"]
    process = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    met = re.search(r":(\d+)/", process.stderr.readline())
    if met is None:
        raise RuntimeError("the site did not start")
    return process, int(met.group(1))


def _served(port: int) -> dict[str, int]:
    with urlopen(f"http://127.0.0.1:{port}/status", timeout=30) as answer:
        told: dict[str, int] = json.load(answer)
    return told


async def _ready(port: int, path: str) -> None:
    waiting: Lines = asyncio.Queue()
    for _ in range(1200):
        with suppress(OSError, asyncio.IncompleteReadError):
            if await _get("127.0.0.1", port, path, waiting):
                return
        await asyncio.sleep(0.25)
    raise RuntimeError("the site did not serve its first page within five minutes")


def _add_on(path: Path, pile: Path, batches: int) -> subprocess.Popen[bytes]:
    """Add a batch of reports every two seconds or so, in a process of its own."""
    program = (
        "import sys, time\nfrom synoptic.pipeline.case import open_case\n"
        "with open_case(sys.argv[1]) as case:\n"
        "    for batch in range(int(sys.argv[3])):\n"
        "        case.add([f'{sys.argv[2]}.{batch}.jsonl'])\n"
        "        time.sleep(2)\n"
    )
    return subprocess.Popen([sys.executable, "-c", program, str(path), str(pile), str(batches)])


def _batches(folder: Path, reports: int, size: int) -> tuple[Path, int]:
    lines = folder / "more.jsonl"
    write_pile(make_pile(reports, 99), lines)
    found = lines.read_text(encoding="utf-8").replace('"id": "r', '"id": "late-').splitlines(keepends=True)
    count = 0
    for count, start in enumerate(range(0, len(found), size), 1):
        (folder / f"more.{count - 1}.jsonl").write_text("".join(found[start : start + size]), encoding="utf-8")
    return folder / "more", count


def main(words: Sequence[str]) -> int:
    """Run the benchmark; 1 when the p99 under load is more than three times the idle one."""
    parser = argparse.ArgumentParser(
        prog="eval.bench_site", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=5000, help="how many reports the case has (default 5000)")
    parser.add_argument("--rate", type=float, default=100.0, help="requests a second (default 100)")
    parser.add_argument("--seconds", type=float, default=20.0, help="how long each measure lasts (default 20)")
    parser.add_argument("--case", help="a case that is there, of which a copy is used")
    chosen = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.case"
        began = perf_counter()
        if chosen.case:
            path.write_bytes(Path(chosen.case).read_bytes())
        else:
            make_case(path, chosen.reports)
        print(f"the case was made ready in {perf_counter() - began:.0f} s", flush=True)
        with open_case(path) as case:
            account = case.account()
        story = max(account.stories, key=lambda s: len(s.reports))
        print(
            f"{len(account.reports)} reports, {len(account.stories)} stories; asked for the one of {len(story.reports)}"
        )
        del account
        return _measure(path, addresses.to_story(story.id), Path(folder), chosen.rate, chosen.seconds)


def _measure(path: Path, page: str, folder: Path, rate: float, seconds: float) -> int:
    began = perf_counter()
    process, port = _begin(path)
    try:
        asyncio.run(_ready(port, page))
        print(f"the first page came {perf_counter() - began:.1f} s after the start", flush=True)
        sleep(2)
        idle = asyncio.run(ask_steadily(port, page, rate, seconds))
        print(idle.told("idle"), flush=True)
        pile, batches = _batches(folder, 4000, 10)
        before = _served(port)
        adding = _add_on(path, pile, batches)
        try:
            sleep(1)
            loaded, lasted = Timed(seconds=(), failed=0, rate=rate), 0
            while lasted < CHUNKS and (lasted < 2 or _served(port)["shown"] == before["shown"]):
                loaded = loaded.with_more(asyncio.run(ask_steadily(port, page, rate, seconds)))
                lasted += 1
            at_work = adding.poll() is None
            after = _served(port)
        finally:
            adding.terminate()
            adding.wait(timeout=30)
        print(loaded.told("while reports are added"), flush=True)
        print(f"served revision {before['shown']} before, {after['shown']} after; newest {after['newest']}")
    finally:
        process.terminate()
        process.wait(timeout=30)
    ratio = loaded.percentile(0.99) / max(idle.percentile(0.99), 0.1)
    print(f"p99 loaded / idle: {ratio:.2f} (limit {LIMIT_RATIO:g}); aim {AIM_MS:g} ms; added to the end: {at_work}")
    return int(ratio > LIMIT_RATIO)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
