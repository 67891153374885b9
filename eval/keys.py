"""Compare an account with an answer key: what a careful reader takes from the reports, with the places where it stands.

Decision to know: a printed item meets an item of the key when it rests on the same place (half of the key's words, or
a third of them from within) and agrees in what makes the item: the day, the speaker, the value, the actor and stance.
Each meets one other at most. Recall is measured on all items of the key, precision on all that is printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from synoptic.model.accounts import Account
from synoptic.model.days import Interval, parse_interval
from synoptic.model.spans import Evidence

Key = Mapping[str, Any]
Place = tuple[str, int, int]

_GENERAL = frozenset(
    (
        "official officials ministry minister ministers president prime house spokesman spokeswoman "
        "spokesperson senior government foreign defence defense leader captain admiral general the and for "
        "from who that two one of its own"
    ).split()
)
_NEAR_STANCES = {
    "demands": {"demands", "requests"},
    "refuses": {"refuses", "rejects"},
    "rejects": {"refuses", "rejects", "denies"},
}
_WIDEST_EVIDENCE_CHARS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How many were found of how many wanted."""

    found: int
    wanted: int

    @property
    def share(self) -> float:
        return self.found / self.wanted if self.wanted else 1.0


def places_of(item: Mapping[str, Any], texts: Mapping[str, str]) -> list[Place]:
    """Return where an item of the key stands; evidence given as a quote alone is looked up in the text."""
    places = []
    for evidence in item.get("evidence", ()):
        text = texts.get(evidence["report"], "")
        start = evidence.get("start")
        if start is None or text[start : evidence["end"]] != evidence["quote"]:
            start = text.find(evidence["quote"])
        if start >= 0:
            places.append((evidence["report"], start, start + len(evidence["quote"])))
    return places


def rests_on(printed: Sequence[Evidence], places: Sequence[Place]) -> bool:
    """Tell whether printed evidence stands where the key says."""
    for evidence in printed:
        for report, start, end in places:
            if evidence.report != report:
                continue
            size, both = end - start, min(end, evidence.end) - max(start, evidence.start)
            inside = start <= evidence.start and evidence.end <= end
            width = evidence.end - evidence.start
            if (2 * both >= size or (inside and 3 * both >= size)) and width <= max(3 * size, _WIDEST_EVIDENCE_CHARS):
                return True
    return False


def telling_words(name: str | None) -> set[str]:
    """Return the words of a name that tell who is meant, cut to five letters so that Velmora and Velmoran agree."""
    found = re.findall(r"[^\W_]+", (name or "").lower())
    return {word[:5] for word in found if len(word) > 2 and word not in _GENERAL}


def same_name(printed: str | None, wanted: str | None) -> bool:
    """Tell whether two names agree: a telling word in common, and a third of the printed ones."""
    mine, theirs = telling_words(printed), telling_words(wanted)
    if not theirs:
        return bool(printed) and bool(wanted)
    return bool(mine & theirs) and 3 * len(mine & theirs) >= len(mine)


def same_days(printed: Interval | None, wanted: str | None, candidates: Sequence[Interval] = ()) -> bool:
    """Tell whether the printed days are the wanted ones: within them, or around them and at most a week wider."""
    if wanted is None:
        return True
    truth = parse_interval(wanted)
    if truth is None:
        return True
    if candidates:
        return len(candidates) <= 5 and any(truth.holds(c) for c in candidates)
    if printed is None:
        return False
    return truth.holds(printed) or (printed.holds(truth) and printed.width_days <= truth.width_days + 7)


def _paired(
    wanted: Sequence[Mapping[str, Any]],
    printed: Sequence[Any],
    texts: Mapping[str, str],
    agree: Callable[[Mapping[str, Any], Any], bool],
) -> tuple[int, int]:
    """Return how many wanted items are met (one to one) and how many printed ones meet any item."""
    edges: dict[int, list[int]] = {}
    for i, key in enumerate(wanted):
        places = places_of(key, texts)
        edges[i] = [j for j, line in enumerate(printed) if rests_on(line.evidence, places) and agree(key, line)]
    partner: dict[int, int] = {}

    def place(i: int, tried: set[int]) -> bool:
        for j in edges[i]:
            if j not in tried:
                tried.add(j)
                if j not in partner or place(partner[j], tried):
                    partner[j] = i
                    return True
        return False

    found = sum(place(i, set()) for i in edges)
    return found, len({j for listed in edges.values() for j in listed})


def score(account: Account, texts: Mapping[str, str], key: Key) -> dict[str, Measure]:
    """Measure an account against a key; names of measures are `part.measure`."""
    measures: dict[str, Measure] = {}
    lines = {
        kind: [line for story in account.stories for line in getattr(story, kind)]
        for kind in ("events", "figures", "statements", "positions")
    }

    def tell(kind: str, agree: Callable[[Mapping[str, Any], Any], bool], label: str = "") -> None:
        wanted = key.get(kind, ())
        found, matching = _paired(wanted, lines[kind], texts, agree)
        measures[f"{kind}{label}.found"] = Measure(found=found, wanted=len(wanted))
        if not label:
            measures[f"{kind}.precision"] = Measure(found=matching, wanted=len(lines[kind]))

    tell("events", lambda k, p: same_days(p.date, k.get("date"), p.candidates))
    tell(
        "events",
        lambda k, p: same_days(p.date, k.get("date"), p.candidates) and p.status == k.get("status"),
        " with status",
    )
    tell("figures", lambda k, p: p.value == k["value"])
    tell("statements", lambda k, p: p.anonymous if k.get("anonymous") else same_name(p.speaker, k["speaker"]))
    tell(
        "positions",
        lambda k, p: same_name(p.actor, k["actor"]) and p.stance in _NEAR_STANCES.get(k["stance"], {k["stance"]}),
    )
    measures |= _grouping(account, key) | _dating(account, key) | _rules(account, texts, key)
    return measures


def _pairs(groups: Sequence[Sequence[str]]) -> set[tuple[str, str]]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def _grouping(account: Account, key: Key) -> dict[str, Measure]:
    wanted = _pairs(key.get("origins", ()))
    printed = _pairs([origin for story in account.stories for origin in story.origins])
    stories = _pairs([story["reports"] if isinstance(story, Mapping) else story for story in key.get("stories", ())])
    told = _pairs([story.reports for story in account.stories])
    return {
        "origins.found": Measure(found=len(wanted & printed), wanted=len(wanted)),
        "origins.precision": Measure(found=len(wanted & printed), wanted=len(printed)),
        "stories.found": Measure(found=len(stories & told), wanted=len(stories)),
        "stories.precision": Measure(found=len(stories & told), wanted=len(told)),
    }


def _dating(account: Account, key: Key) -> dict[str, Measure]:
    truths = {r["id"]: r["dated"].get("truth") for r in key.get("reports", ())}
    right = wrong = 0
    for entry in account.reports:
        truth = parse_interval(truths.get(entry.id) or "")
        if truth is None or entry.dated.value is None:
            continue
        held = entry.dated.value.holds(truth) or truth.holds(entry.dated.value)
        right, wrong = right + held, wrong + (not held)
    dated = sum(1 for truth in truths.values() if truth)
    return {
        "dates.right": Measure(found=right, wanted=dated),
        "dates.not wrong": Measure(found=dated - wrong, wanted=dated),
    }


def _merges(evidence: Sequence[Evidence], one: Sequence[Place], other: Sequence[Place]) -> bool:
    """Tell whether a line rests on two events: a span of each. One sentence that tells both makes no merge."""
    for_one = [e for e in evidence if rests_on([e], one) and not rests_on([e], other)]
    for_other = [e for e in evidence if rests_on([e], other) and not rests_on([e], one)]
    return bool(for_one and for_other)


def _rules(account: Account, texts: Mapping[str, str], key: Key) -> dict[str, Measure]:
    """Measure what admits no exception: spans that quote, no line from junk, look-alikes apart."""
    lines = [
        line
        for story in account.stories
        for line in (*story.summary, *story.events, *story.figures, *story.statements, *story.positions)
    ]
    spans = [evidence for line in lines for evidence in line.evidence]
    quoting = sum(e.holds_in(texts[e.report]) for e in spans)
    junk = [(j["report"], j["start"], j["end"]) for j in key.get("junk", ()) if j.get("start") is not None]
    clean = sum(not any(e.report == r and s <= e.start and e.end <= t for r, s, t in junk) for e in spans)
    events = {e["id"]: places_of(e, texts) for e in key.get("events", ())}
    apart = [(pair["a"], pair["b"]) for pair in key.get("apart", ())]
    told = [line.evidence for story in account.stories for line in story.events]
    merged = sum(any(_merges(e, events.get(a, []), events.get(b, [])) for e in told) for a, b in apart)
    return {
        "rules.spans quote": Measure(found=quoting, wanted=len(spans)),
        "rules.not from junk": Measure(found=clean, wanted=len(spans)),
        "rules.look-alikes apart": Measure(found=len(apart) - merged, wanted=len(apart)),
    }
