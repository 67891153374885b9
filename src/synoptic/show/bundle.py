"""The bundle: a zip that somebody without Synoptic can read and check.

Decision to know: the same case gives the same bytes: names in order, one date for all files, no name of this machine.
With hashes only, no text of a report is in it beyond the words that are quoted.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from importlib.resources import files
from io import BytesIO

from synoptic.model.accounts import Account, Story
from synoptic.model.cases import StoredReport
from synoptic.model.corrections import Correction
from synoptic.model.plain import to_plain
from synoptic.model.spans import Evidence
from synoptic.pipeline.corrections import lines_of
from synoptic.show.arrangement import arrange
from synoptic.show.documents import account_json, escaped
from synoptic.show.page import render_page

_DATE = (1980, 1, 1, 0, 0, 0)
_README = """This is an account of news reports, with what it rests on.

account.html   the account, to read in any browser
account.json   the same as data
reports.json   the reports: where they came from, and the SHA-256 of their texts (UTF-8)
spans.jsonl    every quotation: the line that rests on it, the report, start and end in characters, the words
corrections.json  what persons have decided, with who and when
texts/         the reports as received, unless only hashes were packed
SHA256SUMS     the hash of every file above
check.py       checks all of this:  python check.py
"""


def make_bundle(
    account: Account,
    reports: Sequence[StoredReport],
    corrections: Sequence[Correction],
    *,
    hashes_only: bool = False,
    whole_stories: int = 5,
) -> bytes:
    """Pack an account with everything that it rests on; `reports` come with their texts."""
    ordered = sorted(reports, key=lambda stored: stored.id)
    texts = {stored.id: stored.report.text for stored in ordered}
    shown = dict.fromkeys(texts, "") if hashes_only else texts
    members: dict[str, bytes] = {
        "README.txt": _README.encode(),
        "account.html": _utf8(render_page(arrange(account, whole_stories), shown)),
        "account.json": _utf8(account_json(account)),
        "check.py": (files("synoptic.show") / "bundle_check.py").read_bytes(),
        "corrections.json": _json([to_plain(correction) for correction in corrections]),
        "reports.json": _json([_report(number, stored) for number, stored in enumerate(ordered, 1)]),
        "spans.jsonl": _utf8("".join(_spans(account))),
    }
    if not hashes_only:
        for number, stored in enumerate(ordered, 1):
            members[f"texts/{_file_of(number)}"] = stored.report.text.encode("utf-8", "surrogatepass")
    sums = "".join(f"{sha256(raw).hexdigest()}  {name}\n" for name, raw in sorted(members.items()))
    members["SHA256SUMS"] = sums.encode()
    return zip_of(members)


def zip_of(members: Mapping[str, bytes]) -> bytes:
    """Return a zip of the files, the same bytes for the same files."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for name, raw in sorted(members.items()):
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            packed.writestr(info, raw)
    return out.getvalue()


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _json(value: object) -> bytes:
    return _utf8(escaped(json.dumps(value, ensure_ascii=False, indent=1) + "\n"))


def _file_of(number: int) -> str:
    return f"{number:05d}.txt"


def _report(number: int, stored: StoredReport) -> dict[str, object]:
    head = stored.report.head
    return {
        "id": stored.id,
        "headline": head.headline,
        "outlet": head.outlet,
        "url": head.url,
        "published": head.published,
        "received_at": stored.received_at,
        "version_of": stored.version_of,
        "characters": len(stored.report.text),
        "text_hash": stored.text_hash,
        "text_file": _file_of(number),
    }


def _spans(account: Account) -> Iterator[str]:
    for story in account.stories:
        for line, piece in _evidence(story):
            span = {"line": line, "report": piece.report, "start": piece.start, "end": piece.end, "quote": piece.quote}
            yield escaped(json.dumps(span, ensure_ascii=False)) + "\n"


def _evidence(story: Story) -> Iterator[tuple[str, Evidence]]:
    for line in story.summary:
        yield from ((story.id, piece) for piece in line.evidence)
    for _, told in lines_of(story):
        yield from ((told.id, piece) for piece in told.evidence)
    for one in story.disagreements:
        yield from ((one.id, piece) for side in one.values for piece in side.evidence)
