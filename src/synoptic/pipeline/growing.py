"""The account of a case that grows: only the stories that a change touches are linked and told anew.

Decision to know: copies and stories are found over the whole pile every time, from text, day, passages and sentences;
what is linked within a story, and what is told of it, is kept under the hash of everything that it depends on. So the
account is the same to the byte as that of all reports in one go, and nothing has to be told stale.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from synoptic.editing import make_account
from synoptic.linking import LinkedStory, link, link_story
from synoptic.model.accounts import Story
from synoptic.model.corrections import Constraint
from synoptic.model.days import UNDATED, Dated
from synoptic.model.links import Copy, Links, StoryLink
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
from synoptic.settings import Settings
from synoptic.store import hash_of

Progress = Callable[[str, int, int], None]
_Call = tuple[Sequence[str], Sequence[tuple[str, ...]], Sequence[Copy], Mapping[str, Dated], Sequence[Constraint]]
"""What a story is linked from: its reports, origins, copies, what reports tell of their day, constraints."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """An account as it is kept, and the bodies of what had to be made anew."""

    outline: Outline
    bodies: Mapping[str, bytes]
    told: Mapping[str, Story]
    """The stories that were told anew, by key."""
    dates: Mapping[str, Dated]


@dataclass(slots=True, kw_only=True)
class Growth:
    """One growth. `load` gives whole readings by id, `tokens` what each reading was made of, `kept` looks bodies up by
    key."""

    faces: Sequence[Reading]
    tokens: Mapping[str, str]
    load: Callable[[Sequence[str]], Mapping[str, Reading]]
    kept: Callable[[Sequence[str]], Mapping[str, bytes]]
    settings: Settings
    version: str
    constraints: Sequence[Constraint] = ()
    progress: Progress | None = None
    _calls: dict[str, _Call] = field(default_factory=dict)
    """The stories that were taken from what is kept, by id, with what they would be linked from."""
    _keys: dict[str, str] = field(default_factory=dict)
    _bodies: dict[str, bytes] = field(default_factory=dict)
    _judged: set[str] = field(default_factory=set)
    """The judgements within the stories that were linked now; they are kept with these."""

    def grow(self, failed: tuple[Failed, ...]) -> Grown:
        """Link what has changed, tell it, and give the whole as it is to be kept."""
        self._tell("linking", 0)
        links = link(self.faces, self.settings, self.constraints, link_one=self._link_one)
        told_keys = self._told_keys(links)
        known = self.kept(sorted(told_keys.values()))
        missing = [story for story, key in told_keys.items() if key not in known and story in self._calls]
        links = self._with_links(links, missing)
        # What was told before is not looked into: its place among the stories is all that is wanted of it here.
        stories = {
            link_.id: Story(id=link_.id, title="", reports=link_.reports, origins=link_.origins)
            for link_ in links.stories
            if told_keys[link_.id] in known
        }
        account = make_account(links, failed, self.settings, told=stories)
        told: dict[str, Story] = {}
        for story in account.stories:
            key = told_keys[story.id]
            if key not in known:
                told[key] = story
                self._bodies[key] = pack_story(story)
        outline = Outline(
            stories=tuple(
                StoryKeys(id=story.id, linked=self._keys[story.id], told=told_keys[story.id]) for story in links.stories
            ),
            reports=account.reports,
            copies=account.copies,
            judgements=tuple(j for j in account.judgements if j.id not in self._judged),
            skipped=account.skipped,
        )
        self._tell("linking", 1)
        return Grown(outline=outline, bodies=self._bodies, told=told, dates=dict(links.dates))

    def _tell(self, step: str, done: int) -> None:
        if self.progress:
            self.progress(step, done, 1)

    def _link_one(
        self,
        readings: Sequence[Reading],
        origins: Sequence[tuple[str, ...]],
        copies: Sequence[Copy],
        own_words: Mapping[str, Dated],
        constraints: Sequence[Constraint] = (),
    ) -> LinkedStory:
        """Stand in for `link_story`: take what is kept of this very story, else load its readings and link it."""
        names = [reading.id for reading in readings]
        held = (
            [self.tokens[name] for name in names],
            [to_plain(origin) for origin in origins],
            [to_plain(copy) for copy in copies],
            {name: to_plain(dated) for name, dated in sorted(own_words.items())},
            [to_plain(constraint) for constraint in constraints],
        )
        key = "l" + hash_of(self.version, json.dumps(held))
        body = self.kept([key]).get(key)
        if body is not None:
            story, dates = unpack_dates(body)
            self._keys[story] = key
            self._calls[story] = (names, origins, copies, own_words, constraints)
            link_of_it = StoryLink(id=story, reports=tuple(names), origins=tuple(origins))
            return link_of_it, tuple(readings), dates, ()
        linked = self._link_now(names, origins, copies, own_words, constraints)
        part = LinkedPart(reports=tuple(names), dates=tuple(sorted(linked[2].items())), judgements=linked[3])
        self._keys[linked[0].id] = key
        self._bodies[key] = pack_linked(linked[0].id, part)
        return linked

    def _link_now(
        self,
        names: Sequence[str],
        origins: Sequence[tuple[str, ...]],
        copies: Sequence[Copy],
        own_words: Mapping[str, Dated],
        constraints: Sequence[Constraint],
    ) -> LinkedStory:
        whole = self.load(names)
        readings = [replace(whole[name], dated=UNDATED) if name in own_words else whole[name] for name in names]
        linked = link_story(readings, origins, copies, own_words, *((constraints,) if constraints else ()))
        self._judged |= {judgement.id for judgement in linked[3]}
        return linked

    def _with_links(self, links: Links, stories: Sequence[str]) -> Links:
        """Link, after all, stories whose links are kept but which must be told anew: their neighbours have changed."""
        if not stories:
            return links
        found: dict[str, StoryLink] = {}
        revised: dict[str, Reading] = {}
        judgements = list(links.judgements)
        for story in stories:
            linked = self._link_now(*self._calls[story])
            found[story] = linked[0]
            revised.update({reading.id: reading for reading in linked[1]})
            judgements += linked[3]
        return replace(
            links,
            readings=tuple(revised.get(reading.id, reading) for reading in links.readings),
            stories=tuple(found.get(story.id, story) for story in links.stories),
            judgements=tuple(sorted({j.id: j for j in judgements}.values(), key=lambda j: (j.kind, j.id))),
        )

    def _told_keys(self, links: Links) -> dict[str, str]:
        """Return, by id of a story, the key of what is told of it: its links, and the passages that it shares."""
        story_of = {report: story.id for story in links.stories for report in story.reports}
        shared: dict[str, list[list[object]]] = {}
        ordered = sorted(links.shared, key=lambda passage: tuple(sorted(passage.evidence)))
        for passage in ordered:
            parts: dict[str, list[object]] = {}
            for piece in sorted(passage.evidence):
                parts.setdefault(story_of[piece.report], []).append([piece.report, piece.start, piece.end])
            for story, pieces in parts.items():
                shared.setdefault(story, []).append(pieces)
        return {
            story.id: "t" + hash_of(self._keys[story.id], self.version, json.dumps(shared.get(story.id, ())))
            for story in links.stories
        }
