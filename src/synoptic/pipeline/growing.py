"""The account of a case that grows: only the stories that a change touches are linked and told anew.

Decision to know: copies and stories are found over the whole pile every time, from text, day, passages and sentences,
but no pair of reports is compared for copies twice; what is linked within a story, and what is told of it, is kept
under the hash of everything that it depends on. So the account is the same to the byte as that of all reports in one
go, and nothing has to be told stale.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from synoptic.editing import make_account
from synoptic.linking import LinkedStory, in_order_of_time, link_story, without_own_words
from synoptic.linking.by_hand import not_in_one_story
from synoptic.linking.copies import CopySearch
from synoptic.linking.shared import shared_passages
from synoptic.linking.stories import tell_stories
from synoptic.linking.terms import Terms
from synoptic.linking.verdicts import settle
from synoptic.model.accounts import Story
from synoptic.model.corrections import Constraint
from synoptic.model.days import UNDATED, Basis, Dated
from synoptic.model.links import Copy, Judgement, JudgementKind, Links, SharedPassage, StoryLink
from synoptic.model.plain import to_plain
from synoptic.model.readings import Reading
from synoptic.model.reports import Failed
from synoptic.pipeline.kept import (
    LinkedPart,
    Outline,
    StoryKeys,
    pack_linked,
    pack_story,
    unpack_dates,
)
from synoptic.pipeline.pairs import ComparedPairs
from synoptic.pipeline.terms import KeptTerms
from synoptic.settings import Settings
from synoptic.store import hash_of

Progress = Callable[[str, int, int], None]
_Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """An account as it is kept, and the bodies of what had to be made anew."""

    outline: Outline
    bodies: Mapping[str, bytes]
    told: Mapping[str, Story]
    """The stories that were told anew, by key."""
    dates: Mapping[str, Dated]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grouped:
    """The pile parted into origins and stories: `copied` are the pairs of which something in common is told, in order;
    `copies` and `judgements` what is told of pairs that a person spoke of, and of stories."""

    readings: tuple[Reading, ...]
    origins: tuple[tuple[str, ...], ...]
    stories: tuple[tuple[str, ...], ...]
    shared: tuple[SharedPassage, ...]
    copied: tuple[_Pair, ...]
    copies: tuple[Copy, ...]
    judgements: tuple[Judgement, ...]
    pairs: tuple[str, ...]
    terms: tuple[str, ...]
    """The parts in which all pairs that were compared are kept, and all terms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Call:
    """What a story is linked from: its reports, origins, the pairs of which something in common is told, what reports
    tell of their day, and what persons said of stretches in it."""

    reports: tuple[str, ...]
    origins: tuple[tuple[str, ...], ...]
    copied: tuple[_Pair, ...]
    own_words: Mapping[str, Dated]
    constraints: tuple[Constraint, ...]


@dataclass(slots=True, kw_only=True)
class Growth:
    """One growth. `load` gives whole readings by id, `tokens` what each reading was made of, `places` the place of each
    report in order of coming, `compared` the pairs that were compared before, `terms` what was weighed before; `kept`
    looks bodies up by key."""

    faces: Sequence[Reading]
    tokens: Mapping[str, str]
    places: Mapping[str, int]
    compared: ComparedPairs
    terms: KeptTerms
    load: Callable[[Sequence[str]], Mapping[str, Reading]]
    kept: Callable[[Sequence[str]], Mapping[str, bytes]]
    settings: Settings
    version: str
    constraints: Sequence[Constraint] = ()
    progress: Progress | None = None
    _calls: dict[str, _Call] = field(default_factory=dict)
    """What every story is linked from, by its id."""
    _linked: dict[str, LinkedStory] = field(default_factory=dict)
    """The stories that were linked now."""
    _keys: dict[str, str] = field(default_factory=dict)
    _bodies: dict[str, bytes] = field(default_factory=dict)
    _by_hand: dict[_Pair, Copy] = field(default_factory=dict)
    """What is told of the pairs that a person spoke of."""

    def grow(self, failed: tuple[Failed, ...]) -> Grown:
        """Link what has changed, tell it, and give the whole as it is to be kept."""
        self._tell("linking", 0)
        words = in_order_of_time(self.constraints)
        grouped = self._group(words)
        calls = self._calls_of(grouped, words)
        dates: dict[str, Dated] = {reading.id: reading.dated for reading in grouped.readings}
        for call in calls:
            dates.update(self._link(call))
        told_keys = self._told_keys(grouped.shared)
        known = self.kept(sorted(told_keys.values()))
        for story, key in told_keys.items():  # a story whose own links are kept is told anew if its neighbours changed
            if key not in known and story not in self._linked:
                self._linked[story] = self._link_now(self._calls[story])
        account = make_account(
            self._links(grouped, dates),
            failed,
            self.settings,
            told={
                # What was told before is not looked into: its place among the stories is all that is wanted of it here.
                story: Story(id=story, title="", reports=call.reports, origins=call.origins)
                for story, call in self._calls.items()
                if told_keys[story] in known
            },
        )
        told = {told_keys[story.id]: story for story in account.stories if told_keys[story.id] not in known}
        self._bodies.update((key, pack_story(story)) for key, story in told.items())
        ordered = sorted(self._calls, key=lambda story: self._calls[story].reports)
        outline = Outline(
            stories=tuple(StoryKeys(id=story, linked=self._keys[story], told=told_keys[story]) for story in ordered),
            reports=account.reports,
            copies=grouped.copies,
            judgements=tuple(
                sorted(
                    {j.id: j for j in (*grouped.judgements, *not_in_one_story(words, grouped.stories))}.values(),
                    key=lambda j: (j.kind, -j.score, j.a, j.b, j.id),
                )
            ),
            skipped=account.skipped,
            pairs=grouped.pairs,
            terms=grouped.terms,
        )
        self._tell("linking", 1)
        return Grown(outline=outline, bodies=self._bodies, told=told, dates=dates)

    def _tell(self, step: str, done: int) -> None:
        if self.progress:
            self.progress(step, done, 1)

    # --- the pile ---
    def _group(self, words: Sequence[Constraint]) -> _Grouped:
        """Find copies, origins and stories over the whole pile."""
        readings = without_own_words(sorted(self.faces, key=lambda r: r.id))
        ids = [reading.id for reading in readings]
        tokens = [self.tokens[name] for name in ids]
        verdicts = settle(words, JudgementKind.COPY, set(ids))
        search = CopySearch(readings, self.settings, verdicts)
        spoken: list[Judgement] = []
        compared: list[tuple[int, int]] = []
        for block in search.blocks():
            compared += [(a, b) for a, b in block.pairs.tolist() if (a, b) not in block.decided]
            for found in self.compared.compare(block, tokens):
                search.take(found)
                for (a, b), kin in found.kin:
                    spoken += [kin.judgement] if kin.judgement is not None else []
                    self._by_hand.update({(ids[a], ids[b]): kin.copy} if kin.copy is not None else {})
        copied = [(ids[a], ids[b]) for a, b in compared if self.compared.is_copied((tokens[a], tokens[b]))]
        pairs, bodies = self.compared.lay(self._by_arrival(sorted(compared), ids, tokens))
        self._bodies.update(bodies)
        origins = search.origins(self._copies([*copied, *self._by_hand]) if verdicts.judgements else ())

        def terms_of(numbers: Sequence[int]) -> Iterator[Terms]:
            return self.terms.find([readings[n] for n in numbers], [tokens[n] for n in numbers])

        groups, judged = tell_stories(readings, origins, self.settings, words, terms_of=terms_of)
        terms, bodies = self.terms.lay({token: self.places[name] for name, token in zip(ids, tokens, strict=True)})
        self._bodies.update(bodies)
        return _Grouped(
            readings=readings,
            origins=origins,
            stories=tuple(tuple(sorted(group)) for group in groups),
            shared=shared_passages(readings, search.passages()),
            copied=tuple(sorted([*copied, *self._by_hand])),
            copies=tuple(copy for _, copy in sorted(self._by_hand.items())),
            judgements=(*verdicts.over(spoken), *judged),
            pairs=pairs,
            terms=terms,
        )

    def _by_arrival(
        self, pairs: Sequence[tuple[int, int]], ids: Sequence[str], tokens: Sequence[str]
    ) -> dict[int, list[_Pair]]:
        """Return the pairs by the place of the one of the two reports that came later."""
        found: dict[int, list[_Pair]] = {}
        for a, b in pairs:
            found.setdefault(max(self.places[ids[a]], self.places[ids[b]]), []).append((tokens[a], tokens[b]))
        return found

    def _copies(self, pairs: Sequence[_Pair]) -> list[Copy]:
        """Return what is told of pairs of reports, in their order."""
        kept = [pair for pair in pairs if pair not in self._by_hand]
        found = dict(zip(kept, self.compared.copies((self.tokens[a], self.tokens[b]) for a, b in kept), strict=True))
        return [self._by_hand.get(pair) or found[pair] for pair in pairs]

    # --- stories ---
    def _calls_of(self, grouped: _Grouped, words: Sequence[Constraint]) -> list[_Call]:
        own_words = {reading.id: reading.dated for reading in self.faces if reading.dated.basis is Basis.INFERRED}
        origin_of = {report: group for group in grouped.origins for report in group}
        copied: dict[str, list[_Pair]] = {}
        for pair in grouped.copied:
            copied.setdefault(pair[0], []).append(pair)
        calls: list[_Call] = []
        for reports in grouped.stories:
            inside = set(reports)
            origins = sorted({origin_of.get(r, (r,)) for r in reports})
            calls.append(
                _Call(
                    reports=reports,
                    origins=tuple(tuple(r for r in origin if r in inside) for origin in origins),
                    copied=tuple(pair for r in reports for pair in copied.get(r, ()) if pair[1] in inside),
                    own_words={r: own_words[r] for r in reports if r in own_words},
                    constraints=tuple(
                        w for w in words if w.a.start is not None and w.a.report in inside and w.b.report in inside
                    ),
                )
            )
        return calls

    def _link(self, call: _Call) -> Mapping[str, Dated]:
        """Take what is kept of this very story, else load its readings and link it; return the days of its reports."""
        key = self._key(call)
        body = self.kept([key]).get(key)
        if body is not None:
            story, dates = unpack_dates(body)
        else:
            linked = self._link_now(call)
            story, dates = linked[0].id, dict(linked[2])
            part = LinkedPart(reports=call.reports, dates=tuple(sorted(dates.items())), judgements=linked[3])
            self._linked[story] = linked
            self._bodies[key] = pack_linked(story, part)
        self._keys[story] = key
        self._calls[story] = call
        return dates

    def _key(self, call: _Call) -> str:
        """Return the hash of all that a story is linked from; what its copies are hangs on their readings."""
        held = (
            [self.tokens[name] for name in call.reports],
            call.origins,
            [(pair, to_plain(self._by_hand.get(pair))) for pair in call.copied],
            {name: to_plain(dated) for name, dated in sorted(call.own_words.items())},
            to_plain(call.constraints),
        )
        return "l" + hash_of(self.version, json.dumps(held))

    def _link_now(self, call: _Call) -> LinkedStory:
        whole = self.load(call.reports)
        readings = [replace(whole[r], dated=UNDATED) if r in call.own_words else whole[r] for r in call.reports]
        return link_story(
            readings,
            call.origins,
            self._copies(call.copied),
            call.own_words,
            *((call.constraints,) if call.constraints else ()),
        )

    def _links(self, grouped: _Grouped, dates: Mapping[str, Dated]) -> Links:
        """Return the links of the pile as far as they are wanted to tell the stories that were linked now."""
        revised = {reading.id: reading for linked in self._linked.values() for reading in linked[1]}
        judgements = {j.id: j for linked in self._linked.values() for j in linked[3]}.values()
        return Links(
            readings=tuple(revised.get(reading.id, reading) for reading in grouped.readings),
            copies=tuple(self._copies([pair for story in self._linked for pair in self._calls[story].copied])),
            shared=grouped.shared,
            stories=tuple(
                self._linked[story][0]
                if story in self._linked
                else StoryLink(id=story, reports=call.reports, origins=call.origins)
                for story, call in sorted(self._calls.items(), key=lambda item: item[1].reports)
            ),
            judgements=tuple(sorted(judgements, key=lambda j: (j.kind, j.id))),
            dates=tuple((reading.id, dates[reading.id]) for reading in grouped.readings),
        )

    def _told_keys(self, passages: Sequence[SharedPassage]) -> dict[str, str]:
        """Return, by id of a story, the key of what is told of it: its links, and where in it the passages stand that
        several of its sentences share."""
        story_of = {report: story for story, call in self._calls.items() for report in call.reports}
        shared: dict[str, list[list[tuple[str, int, int]]]] = {}
        for passage in passages:
            parts: dict[str, list[tuple[str, int, int]]] = {}
            for piece in passage.evidence:
                parts.setdefault(story_of[piece.report], []).append((piece.report, piece.start, piece.end))
            for story, pieces in parts.items():
                if len(pieces) > 1:
                    shared.setdefault(story, []).append(sorted(pieces))
        return {
            story: "t" + hash_of(self._keys[story], self.version, json.dumps(sorted(shared.get(story, ()))))
            for story in self._calls
        }
