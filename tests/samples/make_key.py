"""Write `key.json`, the answer key of the sample, from the hand-written `key_source.json`.

Decision to know: the source holds only (report, quote) pairs; offsets are found here, and a quote that is missing from
its report, or stands there twice, stops the making. A page's text is not known before its extraction, so evidence from
`.html` reports has `start` and `end` null and is to be found by its quote.

    python tests/samples/make_key.py
"""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parent.parent / "src" / "synoptic" / "samples" / "tamber-strait"
SOURCE = HERE / "key_source.json"
KEY = HERE / "key.json"
QUOTED = ("events", "figures", "statements", "positions", "disagreements")


class _PageText(HTMLParser):
    """Collect the words of a page, scripts and styles left out; enough to find a quote."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._hidden = False

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)


def page_words(page: str) -> str:
    """Return all words of an HTML page, navigation and notes included."""
    reader = _PageText()
    reader.feed(page)
    reader.close()
    return "".join(reader.words)


def sample_texts(folder: Path = SAMPLE) -> dict[str, str]:
    """Map each report's id to its text; for `.html` the words of the whole page."""
    texts: dict[str, str] = {}
    for path in sorted(folder.iterdir()):
        raw = path.read_bytes().decode("utf-8")
        if path.suffix == ".txt":
            texts[path.name] = raw
        elif path.suffix == ".html":
            texts[path.name] = page_words(raw)
        elif path.suffix in (".json", ".jsonl"):
            records = [json.loads(raw)] if path.suffix == ".json" else [json.loads(line) for line in raw.splitlines()]
            texts.update((record["id"], record["text"]) for record in records)
    return texts


def place(texts: dict[str, str], report: str, quote: str) -> dict[str, object]:
    """Return evidence with the offsets of `quote`, null for a page.

    Raises:
        ValueError: the quote does not stand exactly once in the report.
    """
    found = texts[report].count(quote)
    if found != 1:
        raise ValueError(f"{report}: met the quote {found} times, wanted once: {quote[:80]!r}")
    if report.endswith(".html"):
        return {"report": report, "start": None, "end": None, "quote": quote}
    start = texts[report].index(quote)
    return {"report": report, "start": start, "end": start + len(quote), "quote": quote}


def make_key() -> dict[str, object]:
    """Return the key with short names written out and every quote placed."""
    texts = sample_texts()
    source = json.loads(SOURCE.read_text(encoding="utf-8"))
    ids = {report["short"]: report["id"] for report in source["reports"]}

    def placed(pairs: list[list[object]]) -> list[dict[str, object]]:
        return [
            place(texts, ids[short], str(quote))
            for where, quote in pairs
            for short in (where if isinstance(where, list) else [where])
        ]

    for report in source["reports"]:
        del report["short"]
        report.setdefault("file", report["id"])
    source["about"] = (
        "What a careful reader takes from the sample in src/synoptic/samples/tamber-strait. Offsets are characters "
        "into the UTF-8 text as it stands; null for pages, where the text comes from an extraction. core=true items "
        "are those that any account must hold. Made by make_key.py from key_source.json."
    )
    source["origins"] = [[ids[short] for short in group] for group in source["origins"]]
    for story in source["stories"]:
        story["reports"] = [ids[short] for short in story["reports"]]
    for copy in source["copies"]:
        copy["reports"] = [ids[short] for short in copy["reports"]]
        copy["direction"] = [ids[short] for short in copy["direction"]]
        for difference in copy["differs"]:
            difference["evidence"] = placed(difference["evidence"])
    source["junk"] = [_stretch(texts, ids, *row) for row in source["junk"]]
    source["metadata"] = [_stretch(texts, ids, short, text, "metadata") for short, text in source["metadata"]]
    for kind in QUOTED:
        for item in source[kind]:
            item["evidence"] = placed(item["evidence"])
            if kind != "disagreements":
                item.setdefault("story", "tamber")
            if kind == "statements":
                item.setdefault("anonymous", False)
    return dict(source)


def _stretch(
    texts: dict[str, str], ids: dict[str, str], short: str, text: str, kind: str, keep: int | None = None
) -> dict[str, object]:
    """Place a stretch of junk, a caption or a metadata line; `keep` cuts it to that length once it has been found."""
    where = place(texts, ids[short], text)
    start, end = where["start"], where["end"]
    if keep is not None:
        text, end = text[:keep], int(str(start)) + keep
    return {"report": where["report"], "start": start, "end": end, "text": text, "kind": kind}


def written(key: dict[str, object]) -> str:
    """Return the key as it stands in the file."""
    return json.dumps(key, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    KEY.write_bytes(written(make_key()).encode("utf-8"))
