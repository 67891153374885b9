"""The same statement over the reports of a story, in whatever wording.

Decision to know: the speaker must be the same and the words must largely be; unnamed speakers are joined only in
copied sentences or within one origin by the same name, because two "senior officials" are two until something shows
otherwise.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from synoptic.linking.actors import Cast
from synoptic.linking.by_hand import ByHand, found_at
from synoptic.linking.groups import Joined
from synoptic.linking.told import news_of
from synoptic.linking.wording import content_words, fold, longest_run, words
from synoptic.model.corrections import Constraint, Place
from synoptic.model.days import Interval
from synoptic.model.ids import stable_id
from synoptic.model.links import Judgement, JudgementKind, Reason, ReasonCode, Ref, StatementLink, Verdict
from synoptic.model.readings import Reading
from synoptic.model.spans import Span

_RUN_WORDS = 5
_SHARED_SHARE = 0.72
_LEAST_WORDS = 4
_FEW_WORDS = 3
_COPIED_WORDS = 6
_UNSURE_SHARE = 0.5
_MOST_OF_A_WORD = 40
_NEXT_OF_A_WORD = 8
"""Where more of a speaker's statements hold a word, each is compared with the next eight in order of their words."""
_MOST_NEAR_MISSES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SameStatements:
    """The statements of a story in order of their first member, and the judgements about them."""

    links: tuple[StatementLink, ...]
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    ref: Ref
    origin: int
    speaker: str
    """The link's id; "" where the speaker is not known."""
    content: tuple[str, ...]
    words: frozenset[str]
    sentence: tuple[str, ...]
    nth: int
    day: Interval | None
    start: int
    shown: Span


def find_statements(
    readings: Sequence[Reading], cast: Cast, origin_of: Mapping[str, int], constraints: Sequence[Constraint] = ()
) -> SameStatements:
    """Join the attributions of a story's revised readings that are one statement; `constraints` are persons' words on
    contents."""
    said = [s for r in readings for s in _said_in(r, cast, origin_of.get(r.id, -1))]
    joined = _Dated(said)
    edges = _join_copied(said, joined)
    by_speaker: dict[str, list[int]] = {}
    for i, s in enumerate(said):
        if s.speaker and joined.find(i) == i:
            by_speaker.setdefault(s.speaker, []).append(i)
    near: list[tuple[int, int, float]] = []
    for speaker in sorted(by_speaker):
        for a, b in _proposed(_join_alike(by_speaker[speaker], said, joined, edges), said):
            share, run = _overlap(said[a], said[b])
            if _apart(said[a].day, said[b].day) or _rival_numbers(said[a], said[b]):
                continue
            least, most = sorted((len(said[a].words), len(said[b].words)))
            likely = share >= _SHARED_SHARE and least >= _LEAST_WORDS
            likely = likely or (share == 1.0 and least >= _FEW_WORDS and most <= 2 * least)
            if likely or (run >= _RUN_WORDS and share >= _UNSURE_SHARE):
                if joined.join(a, b):
                    edges.append((a, b, max(share, 0.8 if run >= _RUN_WORDS else 0.0), ReasonCode.SAME_WORDS))
            elif share >= _UNSURE_SHARE:
                near.append((a, b, share))
    by_id = {r.id: r for r in readings}
    hand = ByHand(constraints, JudgementKind.STATEMENT, lambda place: _at(place, said, by_id))
    links = _links(hand.regroup(joined.groups()), said)
    named = {ref: link.id for link in links for ref in link.members}
    of = {i: named[s.ref] for i, s in enumerate(said)}
    edges = [edge for edge in edges if of[edge[0]] == of[edge[1]]]
    judgements = _judgements(edges, near, said, of, by_id)
    if hand:
        shown = [by_id[s.ref.report].evidence(s.shown) for s in said]
        judgements = hand.over(judgements, hand.judgements(lambda i: of[i], lambda i: shown[i]))
    return SameStatements(links=tuple(sorted(links, key=lambda k: k.members)), judgements=judgements)


def _at(place: Place, said: Sequence[_Said], readings: Mapping[str, Reading]) -> int | None:
    """Find the attribution whose content stands at a place."""
    return found_at(
        place,
        (
            (span, n)
            for n, s in enumerate(said)
            if s.ref.report == place.report
            for span in readings[s.ref.report].attributions[s.ref.index].content
        ),
    )


def _said_in(reading: Reading, cast: Cast, origin: int) -> list[_Said]:
    is_news, starts = news_of(reading), [s.start for s in reading.sentences]
    counts: dict[int, int] = {}
    found: list[_Said] = []
    for index, attribution in enumerate(reading.attributions):
        if not attribution.content or not attribution.stated:
            continue
        first = attribution.content[0]
        if not is_news(first.start):
            continue
        at = bisect_right(starts, first.start) - 1
        nth = counts.get(at, 0)
        counts[at] = nth + 1
        content = words(" ".join([reading.quote(span) for span in attribution.content]))
        speaker = cast.link_of(reading.id, attribution.entity) or ""
        if not speaker and attribution.anonymous and attribution.speaker:
            speaker = f"unnamed {origin} {fold(attribution.speaker)}"
        time = reading.times[attribution.time] if attribution.time is not None else None
        extent = attribution.extent or reading.sentences[at] if at >= 0 else attribution.extent or first
        found.append(
            _Said(
                ref=Ref(report=reading.id, index=index),
                origin=origin,
                speaker=speaker,
                content=content,
                words=content_words(" ".join(content)),
                sentence=words(reading.quote(extent)),
                nth=nth,
                day=time.when if time else None,
                start=first.start,
                shown=extent,
            )
        )
    return found


def _join_copied(said: Sequence[_Said], joined: _Dated) -> list[tuple[int, int, float, ReasonCode]]:
    """Join what stands in the same words in copied sentences, whoever the speaker was taken to be."""
    first: dict[tuple[object, ...], int] = {}
    edges: list[tuple[int, int, float, ReasonCode]] = []
    for i, s in enumerate(said):
        if len(s.sentence) < _COPIED_WORDS:
            continue
        key = (s.sentence, s.content)
        if key not in first:
            first[key] = i
            continue
        other = said[first[key]]
        if _same_speaker(s, other) and joined.join(first[key], i):
            edges.append((first[key], i, 1.0, ReasonCode.SAME_TEXT))
    return edges


class _Dated:
    """Groups of statements none of which holds two days that have nothing in common."""

    def __init__(self, said: Sequence[_Said]) -> None:
        self._joined = Joined(len(said))
        self._days: dict[int, Interval] = {i: s.day for i, s in enumerate(said) if s.day is not None}

    def join(self, a: int, b: int) -> bool:
        """Join two groups; False where they are one already or their days forbid it."""
        one, two = self._joined.find(a), self._joined.find(b)
        if one == two or _apart(self._days.get(one), self._days.get(two)):
            return False
        first, second = self._days.pop(one, None), self._days.pop(two, None)
        day = first.shared_with(second) if first and second else first or second
        root = self._joined.join(one, two)
        if day is not None:
            self._days[root] = day
        return True

    def find(self, item: int) -> int:
        """Return the least member of the item's group."""
        return self._joined.find(item)

    def groups(self) -> list[list[int]]:
        """List the groups, each in order."""
        return self._joined.groups()


def _same_speaker(a: _Said, b: _Said) -> bool:
    """Tell whether copied words may be one speaker's: the same, or not known or unnamed in one of the two."""
    if a.speaker == b.speaker or not a.speaker or not b.speaker:
        return True
    return a.sentence == b.sentence


def _apart(a: Interval | None, b: Interval | None) -> bool:
    return a is not None and b is not None and not a.meets(b)


def _rival_numbers(a: _Said, b: _Said) -> bool:
    """Tell whether each gives a number that the other has not: ten o'clock here, eight there."""
    mine, theirs = (frozenset(word for word in s.content if word[:1].isdigit()) for s in (a, b))
    return bool(mine - theirs) and bool(theirs - mine)


def _join_alike(
    members: Sequence[int], said: Sequence[_Said], joined: _Dated, edges: list[tuple[int, int, float, ReasonCode]]
) -> list[int]:
    """Join one speaker's statements that have all content words in common; return one of each group.

    In a pile of many copies every word is common, and it is these few wordings that are then compared.
    """
    first: dict[frozenset[str], list[int]] = {}
    left: list[int] = []
    for i in members:
        known = first.setdefault(said[i].words, [])
        if len(said[i].words) >= _LEAST_WORDS:
            home = next((k for k in known if joined.find(k) == joined.find(i) or joined.join(k, i)), None)
            if home is not None:
                edges.append((home, i, 1.0, ReasonCode.SAME_WORDS))
                continue
        known.append(i)
        left.append(i)
    return left


def _proposed(members: Sequence[int], said: Sequence[_Said]) -> list[tuple[int, int]]:
    """Propose pairs of one speaker's statements that share a word; of a common word those next in order of wording."""
    by_word: dict[str, list[int]] = {}
    for i in members:
        for word in said[i].words:
            by_word.setdefault(word, []).append(i)
    pairs: set[tuple[int, int]] = set()
    for listed in by_word.values():
        reach = len(listed)
        if reach > _MOST_OF_A_WORD:
            listed, reach = sorted(listed, key=lambda i: (sorted(said[i].words), i)), _NEXT_OF_A_WORD
        pairs.update((min(a, b), max(a, b)) for n, a in enumerate(listed) for b in listed[n + 1 : n + 1 + reach])
    return sorted(pairs)


def _overlap(a: _Said, b: _Said) -> tuple[float, int]:
    """Return the share of the shorter one's content words that both have, and the longest run of words in both."""
    shared = a.words & b.words
    if not shared:
        return 0.0, 0
    least, most = sorted((len(a.words), len(b.words)))
    share = len(shared) / least
    if least * 4 < most:
        share *= 0.8
    run = longest_run(a.content, b.content) if len(shared) >= 2 else 0
    return share, run


def _links(groups: Sequence[Sequence[int]], said: Sequence[_Said]) -> list[StatementLink]:
    """Write the groups as links; a statement is named by its speaker and its fullest wording."""
    taken: set[str] = set()
    links: list[StatementLink] = []
    for group in sorted(groups, key=lambda g: min(said[i].ref for i in g)):
        members = sorted((said[i] for i in group), key=lambda s: s.ref)
        clear = min(members, key=lambda s: (-len(s.content), s.content, s.ref))
        identity = stable_id("statement", clear.speaker, " ".join(clear.content))
        if identity in taken:
            identity = stable_id("statement", identity, clear.ref.report, str(clear.start))
        taken.add(identity)
        links.append(StatementLink(id=identity, members=tuple(s.ref for s in members)))
    return links


def _judgements(
    edges: Sequence[tuple[int, int, float, ReasonCode]],
    near: Sequence[tuple[int, int, float]],
    said: Sequence[_Said],
    of: Mapping[int, str],
    readings: Mapping[str, Reading],
) -> tuple[Judgement, ...]:
    found: dict[str, Judgement] = {}
    for a, b, score, code in edges:
        if said[a].ref.report == said[b].ref.report or code is ReasonCode.SAME_TEXT:
            continue
        place = f"{said[b].ref.report}:{said[b].start}"
        text = "the same speaker in largely the same words"
        judgement = _judgement(of[a], place, Verdict.SAME, score, code, text, (said[a], said[b]), readings)
        found.setdefault(judgement.id, judgement)
    told: dict[str, int] = {}
    for a, b, share in sorted(near, key=lambda n: (-n[2], said[n[0]].ref, said[n[1]].ref)):
        one, two = sorted((of[a], of[b]))
        if one == two or max(told.get(one, 0), told.get(two, 0)) >= _MOST_NEAR_MISSES:
            continue
        told[one], told[two] = told.get(one, 0) + 1, told.get(two, 0) + 1
        text = "the same speaker, but only half of the words are shared"
        pair = (said[a], said[b]) if of[a] == one else (said[b], said[a])
        judgement = _judgement(one, two, Verdict.UNSURE, share, ReasonCode.SHARED_TERMS, text, pair, readings)
        found.setdefault(judgement.id, judgement)
    return tuple(found[i] for i in sorted(found))


def _judgement(
    a: str,
    b: str,
    verdict: Verdict,
    score: float,
    code: ReasonCode,
    text: str,
    pair: tuple[_Said, _Said],
    readings: Mapping[str, Reading],
) -> Judgement:
    evidence = tuple(readings[s.ref.report].evidence(s.shown) for s in pair)
    return Judgement(
        id=stable_id("judgement", JudgementKind.STATEMENT, a, b),
        kind=JudgementKind.STATEMENT,
        a=a,
        b=b,
        verdict=verdict,
        score=round(min(score, 1.0), 3),
        reasons=(
            Reason(code=ReasonCode.SAME_SPEAKER, text="the same speaker"),
            Reason(code=code, text=text, evidence=evidence),
        ),
    )
