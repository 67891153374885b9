"""The quality gate: measure, and compare with the floors that were pinned from earlier measures.

    python -m eval.gate                                   exit 1 when anything is under its floor
    python -m eval.gate --update                          raise floors to what is measured now; none falls
    python -m eval.gate --lower NAME --reason "why"       the only way down: one floor, with the reason kept in the file

Measured are the sample that ships and an invented pile, each against its key; and, where the annotated data and their
scorers are found beside the checkout, a few tasks on the dev parts. Decision to know: a floor is pinned with the
fingerprint of the texts it was measured on; where those have changed, the gate says so instead of comparing.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import floor
from pathlib import Path
from typing import Any

from eval.keys import score
from synoptic.model.plain import to_plain
from synoptic.pipeline import account_of, read_pile
from synoptic.samples import sample_folder
from synoptic.settings import Settings
from synoptic.testing import make_pile, write_pile

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ROOT / "eval" / "floors.json"
SHARED = ROOT.parent / "shared"
SAMPLE_KEY = ROOT / "tests" / "samples" / "key.json"
PILE_REPORTS, PILE_SEED = 60, 11
_STEP = 1000  # floors are kept to three places


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The shares of one corpus by name of measure, and the fingerprint of what they were measured on."""

    shares: Mapping[str, float]
    fingerprint: str


def fingerprint(parts: Sequence[str]) -> str:
    """Return a short hash of the texts, in their order."""
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def measure_sample(settings: Settings) -> Measured:
    """Score the account of the sample against its key."""
    pile = read_pile([str(sample_folder())], settings)
    key = json.loads(SAMPLE_KEY.read_text(encoding="utf-8"))
    texts = {reading.id: reading.text for reading in pile.readings}
    found = score(account_of(pile), texts, key)
    return Measured(
        shares={name: m.share for name, m in found.items()}, fingerprint=fingerprint([*texts.values(), json.dumps(key)])
    )


def measure_pile(settings: Settings) -> Measured:
    """Score the account of an invented pile against the facts planted in it."""
    invented = make_pile(PILE_REPORTS, PILE_SEED)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pile.jsonl"
        write_pile(invented, path)
        pile = read_pile([str(path)], settings)
    texts = {reading.id: reading.text for reading in pile.readings}
    found = score(account_of(pile), texts, _as_key(to_plain(invented.key)))
    # The filler of invented reports is plain prose that may well be read: only what was planted can be counted.
    kept = {name: m.share for name, m in found.items() if not name.startswith(_FILLED)}
    return Measured(shares=kept, fingerprint=fingerprint(list(texts.values())))


_FILLED = ("events.precision", "figures.precision", "statements.precision", "positions.precision")


def _as_key(planted: Mapping[str, Any]) -> dict[str, Any]:
    """Give the key of an invented pile the form of the sample's key."""
    dated = [{"id": d["report"], "dated": {"truth": d["day"]}} for d in planted["dates"]]
    items = {
        kind: [{**item, "date": item["day"], "id": f"{kind}-{n}"} for n, item in enumerate(planted[kind])]
        for kind in ("events", "figures", "statements", "positions")
    }
    return {**planted, **items, "reports": dated}


READING_TASKS = (
    ("attribution", "polnear"),
    ("times", "tempeval3"),
    ("times", "wikiwars"),
    ("quantities", "newsquant"),
    ("names", "ieer"),
    ("dating", "docdate"),
    ("events", "plover"),
)
MODEL_TASKS = (
    ("attribution", "polnear"),
    ("names", "ieer"),
    ("names", "wikigold"),
    ("names", "gum"),
    ("events", "plover"),
)
"""What rests on the reader model is measured in its gear too, under names that end in it."""
ONLY = {"gum": "meta.genre=news"}
RULES, MODEL = Settings(reader="rules"), Settings(reader="model")
IN_MODEL = ", model"
PROCESSORS = 0.02
"""Floors of the model's gear are pinned so much lower: between kinds of processor a few spans in a hundred may
differ."""


def measure_shared(folder: Path) -> dict[str, Measured]:
    """Run the scorers on the dev parts and on the five real reports; one entry a task."""
    measured = {"seeds": _measure_seeds(folder, RULES), f"seeds{IN_MODEL}": _measure_seeds(folder, MODEL)}
    for settings, tasks, gear in ((RULES, READING_TASKS, ""), (MODEL, MODEL_TASKS, IN_MODEL)):
        for task, name in tasks:
            gold = folder / "data" / "reading" / "dev" / f"{name}.jsonl"
            if gold.is_file():
                measured[f"{task} {name}{gear}"] = _measure_readings(folder, task, gold, settings)
    return measured


def _run(words: Sequence[str], **options: Any) -> str:
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=False, **options)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(words[:3])} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def _measure_seeds(folder: Path, settings: Settings) -> Measured:
    with tempfile.TemporaryDirectory() as place:
        told = Path(place) / "account.json"
        pile = read_pile([str(folder / "seeds")], settings)
        told.write_text(json.dumps(to_plain(account_of(pile)), ensure_ascii=False), encoding="utf-8")
        result = json.loads(_run([sys.executable, str(folder / "score" / "seeds.py"), str(told), "--json"]))
    shares = {}
    for name, m in result["measures"].items():
        if name == "rules broken":
            shares["no rule broken"] = float(m == 0)
        elif "wrongly" in name:
            shares["no report dated wrongly"] = float(m["found"] == 0)
        else:
            shares[name] = m["share"]
            if "precision" in m:
                shares[f"{name}, precision"] = m["precision"]
    return Measured(shares=shares, fingerprint=fingerprint([r.text for r in pile.readings]))


def _measure_readings(folder: Path, task: str, gold: Path, settings: Settings) -> Measured:
    only = ["--only", ONLY[gold.stem]] if gold.stem in ONLY else []
    scorer = str(folder / "score" / "reading.py")
    with tempfile.TemporaryDirectory() as place:
        prepared, told = Path(place) / "in.jsonl", Path(place) / "out.jsonl"
        words = [sys.executable, scorer, "prepare", str(gold), *(["--no-dates"] if task == "dating" else []), *only]
        prepared.write_text(_run(words), encoding="utf-8", newline="\n")
        with told.open("w", encoding="utf-8", newline="\n") as out:
            for reading in read_pile([str(prepared)], settings).readings:
                out.write(json.dumps(to_plain(reading), ensure_ascii=False) + "\n")
        result = json.loads(_run([sys.executable, scorer, task, str(gold), str(told), *only, "--json"]))
    shares: dict[str, float] = {}
    for name, m in result["measures"].items():
        value = m.get("f1", m.get("share")) if isinstance(m, dict) else m
        if isinstance(value, int | float) and 0 <= value <= 1:
            shares[f"not {name}" if name.startswith(("wrong", "undated")) else name] = (
                1 - value if name.startswith(("wrong", "undated")) else value
            )
    return Measured(shares=shares, fingerprint=fingerprint([gold.read_text(encoding="utf-8")]))


def compare(measured: Mapping[str, Measured], floors: Mapping[str, Any]) -> list[str]:
    """Print every measure beside its floor; returns what is under it."""
    under: list[str] = []
    for corpus, now in measured.items():
        pinned = floors.get(corpus, {})
        known = pinned.get("fingerprint")
        print(
            f"\n{corpus}"
            + ("" if known in (None, now.fingerprint) else "   (the texts have changed since the floors were pinned)")
        )
        for name, share in now.shares.items():
            least = pinned.get("floors", {}).get(name)
            mark = "" if least is None or share >= least else "   UNDER"
            print(
                f"  {name:<58} {share:6.3f}" + (f"   floor {least:.3f}" if least is not None else "   no floor") + mark
            )
            if mark:
                under.append(f"{corpus}: {name} is {share:.3f}, its floor {least:.3f}")
        gone = set(pinned.get("floors", {})) - set(now.shares)
        under += [f"{corpus}: {name} is no longer measured" for name in sorted(gone)]
    return under


def raised(measured: Mapping[str, Measured], floors: Mapping[str, Any]) -> dict[str, Any]:
    """Return the floors raised to what is measured; none falls."""
    new: dict[str, Any] = json.loads(json.dumps(floors))
    for corpus, now in measured.items():
        entry = new.setdefault(corpus, {"floors": {}})
        entry["fingerprint"] = now.fingerprint
        room = PROCESSORS if corpus.endswith(IN_MODEL) else 0.0
        for name, share in now.shares.items():
            least = max(0.0, floor((share - room) * _STEP) / _STEP)
            entry["floors"][name] = max(entry["floors"].get(name, 0.0), least)
    return new


def main(words: Sequence[str]) -> int:
    """Run the gate; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="eval.gate", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    parser.add_argument("--lower", metavar="NAME", help="set one floor, 'corpus: measure', down to what is measured")
    parser.add_argument("--reason", help="why it may fall; kept beside the floors")
    chosen = parser.parse_args(words)
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    measured = {"sample": measure_sample(RULES), "invented pile": measure_pile(RULES)}
    measured |= {f"sample{IN_MODEL}": measure_sample(MODEL), f"invented pile{IN_MODEL}": measure_pile(MODEL)}
    if (SHARED / "score" / "seeds.py").is_file():
        measured |= measure_shared(SHARED)
    else:
        print("skipped: no annotated data beside the checkout; only the sample and the invented pile are measured")
    if chosen.lower:
        corpus, _, name = chosen.lower.partition(": ")
        if not chosen.reason or name not in measured.get(corpus, Measured(shares={}, fingerprint="")).shares:
            parser.error("--lower wants 'corpus: measure' as the gate prints them, and --reason")
        share = floor(measured[corpus].shares[name] * _STEP) / _STEP
        floors[corpus].setdefault("lowered", []).append(
            {"measure": name, "from": floors[corpus]["floors"][name], "to": share, "reason": chosen.reason}
        )
        floors[corpus]["floors"][name] = share
    under = compare(measured, floors)
    if chosen.update or chosen.lower:
        FLOORS.write_text(
            json.dumps(
                raised(measured, floors) if chosen.update else floors, indent=1, ensure_ascii=False, sort_keys=True
            )
            + "\n",
            encoding="utf-8",
        )
        print(f"\nwrote {FLOORS.relative_to(ROOT).as_posix()}")
    for line in under:
        print("UNDER THE FLOOR", line, file=sys.stderr)
    return 1 if under else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
