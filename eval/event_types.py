"""Score the types of events against sentences coded in CAMEO or PLOVER, beside baselines that read nothing.

    python -m eval.event_types GOLD.jsonl READINGS.jsonl

GOLD holds `id`, `text` and `relations` of type EVENT with a PLOVER name under `code` or a CAMEO number under
`eventcode`, and spans of sources and targets where it has them. Decision to know: a CAMEO number counts by its first
two digits, as the families of that scheme correspond to PLOVER's; family 01 (plain statements) has no type there, and
numbers that are none of CAMEO's are left out, so a sentence with nothing else is not counted.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from synoptic.model.readings import EventType

FAMILIES: Mapping[str, EventType] = MappingProxyType(
    {
        "02": EventType.REQUEST,
        "03": EventType.AGREE,
        "04": EventType.CONSULT,
        "05": EventType.SUPPORT,
        "06": EventType.COOPERATE,
        "07": EventType.AID,
        "08": EventType.CONCEDE,
        "087": EventType.RETREAT,
        "09": EventType.ACCUSE,
        "10": EventType.REQUEST,
        "11": EventType.ACCUSE,
        "12": EventType.REJECT,
        "13": EventType.THREATEN,
        "14": EventType.PROTEST,
        "15": EventType.MOBILIZE,
        "16": EventType.SANCTION,
        "17": EventType.COERCE,
        "18": EventType.ASSAULT,
        "19": EventType.ASSAULT,
        "20": EventType.ASSAULT,
    }
)
"""CAMEO's families, and the one of military withdrawal that PLOVER sets apart, by PLOVER's names of today."""

OLDER: Mapping[str, str] = MappingProxyType(
    {"DEMAND": "REQUEST", "FIGHT": "ASSAULT", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "YIELD": "CONCEDE"}
)
"""PLOVER's older names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """Of `many` sentences, those in which some type of the gold's is printed; `kinds` types a sentence, on average."""

    many: int
    found: int
    kinds: float

    @property
    def share(self) -> float:
        return self.found / self.many if self.many else 0.0


def type_of_code(code: str) -> EventType | None:
    """Return the type of a CAMEO number or a PLOVER name, or None where it has none."""
    name = OLDER.get(code.strip().upper(), code.strip().upper())
    if name in EventType.__members__.values():
        return EventType(name)
    digits = code.strip()
    if not digits.isdigit() or not 2 <= len(digits) <= 4:
        return None
    return FAMILIES.get(digits[:3]) or FAMILIES.get(digits[:2])


def gold_types(row: Mapping[str, Any]) -> frozenset[EventType]:
    """Return the types that a sentence is coded with."""
    codes = (
        str(r["attrs"].get("code") or r["attrs"].get("eventcode") or "")
        for r in row.get("relations", [])
        if r["type"] == "EVENT"
    )
    return frozenset(kind for code in codes if (kind := type_of_code(code)) is not None)


def hits(pairs: Iterable[tuple[frozenset[EventType], frozenset[EventType]]]) -> Hits:
    """Count sentences by (wanted, printed)."""
    rows = list(pairs)
    printed = [len(got) for _, got in rows if got]
    return Hits(
        many=len(rows),
        found=sum(bool(want & got) for want, got in rows),
        kinds=sum(printed) / len(printed) if printed else 0.0,
    )


def people_f1(rows: Sequence[Mapping[str, Any]], read: Mapping[str, Mapping[str, Any]]) -> tuple[float, int]:
    """Return the F1 of a reader that takes the first name for the source and the second for the target, by overlap, and
    how many are wanted."""
    right = printed = wanted = 0
    for row in rows:
        spans = {span["id"]: (span["start"], span["end"]) for span in row.get("spans", [])}
        want: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for relation in row.get("relations", []):
            for role, side in (("src", 0), ("tar", 1)):
                want[str(side)].extend(spans[i] for i in relation.get("args", {}).get(role, []))
        if not any(want.values()):
            continue
        names = [(e["start"], e["end"]) for e in read[row["id"]].get("entities", [])]
        for side in (0, 1):
            gold = want[str(side)]
            wanted += len(gold)
            if len(names) > side:
                printed += 1
                start, end = names[side]
                right += any(start < other and begin < end for begin, other in gold)
    precision, recall = right / printed if printed else 0.0, right / wanted if wanted else 0.0
    return (2 * precision * recall / (precision + recall) if right else 0.0), wanted


def _rows(path: Path) -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    seen: Counter[str] = Counter()
    for row in rows:
        seen[row["id"]] += 1
        if seen[row["id"]] > 1:
            row["id"] = f"{row['id']}#{seen[row['id']]}"
    return rows


def main(words: Sequence[str] | None = None) -> None:
    """Print how often a type of the gold's is printed, and the same for those who always print the commonest types."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("readings", type=Path)
    given = parser.parse_args(words)
    rows = _rows(given.gold)
    readings = [json.loads(line) for line in given.readings.read_text(encoding="utf-8").splitlines() if line.strip()]
    by_text = {reading["text"]: reading for reading in readings}
    read = {row["id"]: by_text[row["text"]] for row in rows if row["text"] in by_text}
    coded = [row for row in rows if gold_types(row) and row["id"] in read]
    print(f"{len(rows)} sentences, {len(coded)} coded with a type, {sum(len(gold_types(r)) for r in coded)} types")
    ours = [
        (gold_types(r), frozenset(EventType(e["type"]) for e in read[r["id"]]["events"] if e["type"])) for r in coded
    ]
    _print("the reading", hits(ours))
    counted = Counter(kind for want, _ in ours for kind in want)
    common = [kind for kind, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))]
    for many in (1, 2, 3):
        always = frozenset(common[:many])
        _print(f"always {' + '.join(sorted(always))}", hits((want, always) for want, _ in ours))
    score, wanted = people_f1(coded, read)
    if wanted:
        print(f"first name as source, second as target: F1 {score:.3f} by overlap, of {wanted} wanted")


def _print(name: str, found: Hits) -> None:
    print(
        f"{name}: a type of the gold's printed {found.share:.3f} ({found.found} of {found.many}),"
        f" {found.kinds:.2f} types a sentence with one"
    )


if __name__ == "__main__":
    main()
