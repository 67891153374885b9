"""Piles of invented reports with the key of the facts that were planted in them.

Decision to know: every story is a function of the seed and its own number, so a pile is the same to the byte for the
same numbers, and a longer pile differs from a shorter one only in how many stories it has.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from synoptic.model.spans import Evidence
from synoptic.testing.colour import page_mark, page_tail, page_top
from synoptic.testing.facts import Story, invent_story
from synoptic.testing.names import invent_outlet, invent_town
from synoptic.testing.prose import Article, FactKind, Mark, Paragraph, day_words, shifted, write_article

REPORT_WORDS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class PileReport:
    """One invented report; `published` is ISO 8601 or None where the record does not state it."""

    id: str
    text: str
    headline: str
    published: str | None
    outlet: str
    url: str | None

    def record(self) -> dict[str, str]:
        """Return the JSON object of the input form, unknown fields left out."""
        fields = {
            "id": self.id,
            "headline": self.headline,
            "outlet": self.outlet,
            "url": self.url,
            "published": self.published,
            "text": self.text,
        }
        return {name: value for name, value in fields.items() if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class PileEvent:
    """An event with the day and the status that the latest report to tell it gives (a year for what is long past).

    `was` holds the other statuses told before, each with its day, in the order of the reports.
    """

    story: str
    what: str
    day: str
    status: str
    actors: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    was: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PileFigure:
    """A figure as one claimant gives it on a day; `bound` is exact, about, at least or at most."""

    story: str
    series: str
    what: str
    unit: str
    value: int
    bound: str
    claimant: str | None
    day: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PileStatement:
    """Something said; `content` are the spans of what was said, `evidence` those of the whole telling."""

    story: str
    speaker: str
    anonymous: bool
    kind: str
    day: str
    content: tuple[Evidence, ...]
    evidence: tuple[Evidence, ...]
    heard_from: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PilePosition:
    """What an actor demands, offers, denies ... toward another."""

    story: str
    actor: str
    stance: str
    about: str
    toward: str
    day: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PileDate:
    """The day on which a report was published, and where it is stated: in the record, in the text, or nowhere."""

    report: str
    day: str
    stated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PileCopy:
    """One report made from another: identical, reordered, furnished or excerpt."""

    source: str
    copy: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PileKey:
    """The facts planted in a pile. Groups hold ids of reports; `junk` is what no account may rest on."""

    stories: tuple[tuple[str, ...], ...]
    origins: tuple[tuple[str, ...], ...]
    copies: tuple[PileCopy, ...]
    dates: tuple[PileDate, ...]
    events: tuple[PileEvent, ...]
    figures: tuple[PileFigure, ...]
    statements: tuple[PileStatement, ...]
    positions: tuple[PilePosition, ...]
    junk: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    reports: tuple[PileReport, ...]
    key: PileKey

    def records(self) -> Iterator[dict[str, str]]:
        """Yield the JSON object of each report, in the order of their ids."""
        return (report.record() for report in self.reports)


@dataclass(frozen=True, slots=True)
class _Telling:
    """One mark of one report, in the offsets of its text."""

    report: str
    day: int
    evidence: Evidence
    inner: Evidence | None
    told: tuple[str, int] | None


class _Collector:
    """Gather the parts of the key while the reports are laid out."""

    def __init__(self) -> None:
        self.reports: list[PileReport] = []
        self.stories: list[tuple[str, ...]] = []
        self.origins: list[tuple[str, ...]] = []
        self.copies: list[PileCopy] = []
        self.dates: list[PileDate] = []
        self.events: list[PileEvent] = []
        self.figures: list[PileFigure] = []
        self.statements: list[PileStatement] = []
        self.positions: list[PilePosition] = []
        self.junk: list[Evidence] = []

    def key(self) -> PileKey:
        return PileKey(
            stories=tuple(self.stories),
            origins=tuple(sorted(self.origins)),
            copies=tuple(self.copies),
            dates=tuple(sorted(self.dates, key=lambda d: d.report)),
            events=tuple(self.events),
            figures=tuple(self.figures),
            statements=tuple(self.statements),
            positions=tuple(self.positions),
            junk=tuple(self.junk),
        )


def make_pile(n: int, seed: int, *, words: int = REPORT_WORDS) -> Pile:
    """Invent `n` reports of about `words` words each, with the key of what they tell.

    About one story for twelve reports; of a story of four and more, about a quarter are copies of another.

    Raises:
        ValueError: `n` or `words` is less than 1.
    """
    if n < 1 or words < 1:
        raise ValueError(f"a pile needs at least one report of at least one word, met n={n}, words={words}")
    rng = Random(f"{seed}/pile")
    sizes = _story_sizes(n, rng)
    numbers = list(range(n))
    rng.shuffle(numbers)
    ids = iter([f"r{number:06d}" for number in numbers])
    outlets = tuple(invent_outlet(rng) for _ in range(40))
    out = _Collector()
    for number, size in enumerate(sizes):
        _lay_out_story(invent_story(number, seed), [next(ids) for _ in range(size)], seed, words, outlets, out)
    out.reports.sort(key=lambda report: report.id)
    return Pile(reports=tuple(out.reports), key=out.key())


def write_pile(pile: Pile, path: Path | str) -> None:
    """Write the reports as JSON Lines, one object a line, in the order of their ids."""
    with Path(path).open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in pile.records())


def _story_sizes(n: int, rng: Random) -> list[int]:
    """Share `n` reports among stories: mostly 8 to 17, here and there one of 1 to 3."""
    sizes: list[int] = []
    left = n
    while left > 0:
        size = rng.randrange(1, 4) if rng.random() < 0.05 else rng.randrange(8, 18)
        size = min(size, left)
        sizes.append(size)
        left -= size
    return sizes


def _lay_out_story(
    story: Story, ids: list[str], seed: int, words: int, outlets: tuple[str, ...], out: _Collector
) -> None:
    rng = Random(f"{seed}/{story.number}/reports")
    towns = tuple(invent_town(rng) for _ in range(8))
    copies = (len(ids) + 1) // 4 if len(ids) >= 4 else 0
    originals = len(ids) - copies
    days = sorted(story.days[int(rng.random() ** 0.7 * len(story.days))] for _ in range(originals))
    articles = [write_article(story, day, words, rng, towns) for day in days]
    own, copied = ids[:originals], ids[originals:]
    tellings: dict[tuple[FactKind, int], list[_Telling]] = {}
    groups = {report: [report] for report in own}
    openings: list[tuple[str, str]] = []
    for report, article in zip(own, articles, strict=True):
        openings.append(_opening(article, outlets, rng))
        _lay_out(report, article, article.paragraphs, openings[-1], rng, outlets, tellings, out)
    sources = _copied_from(originals, copies, rng)
    for report, source in zip(copied, sources, strict=True):
        kind = ("identical", "reordered", "furnished", "furnished", "excerpt")[int(rng.random() * 5)]
        article = articles[source]
        paragraphs = _copied(article, kind, rng, towns)
        if kind == "identical":
            opening = openings[source]
        elif kind == "furnished":
            opening = _page_opening(report, article, rng, out)
        else:
            opening = _opening(article, outlets, rng)
        _lay_out(report, article, paragraphs, opening, rng, outlets, tellings, out)
        groups[own[source]].append(report)
        out.copies.append(PileCopy(source=own[source], copy=report, kind=kind))
    out.stories.append(tuple(sorted(ids)))
    out.origins.extend(tuple(sorted(group)) for group in groups.values())
    _add_to_key(story, tellings, out)


def _copied_from(originals: int, copies: int, rng: Random) -> list[int]:
    """Choose what is copied: mostly different reports, at times one of them twice."""
    chosen = rng.sample(range(originals), copies)
    return [chosen[0] if i and rng.random() < 0.2 else source for i, source in enumerate(chosen)]


def _copied(article: Article, kind: str, rng: Random, towns: tuple[str, ...]) -> tuple[Paragraph, ...]:
    paragraphs = list(article.paragraphs)
    if kind == "reordered":
        rng.shuffle(paragraphs)
    elif kind == "excerpt":
        paragraphs = paragraphs[: max(2, int(len(paragraphs) * rng.uniform(0.35, 0.7)))]
    elif kind == "furnished":
        for _ in range(rng.randrange(2, 5)):
            paragraphs.insert(rng.randrange(len(paragraphs) + 1), Paragraph(page_mark(rng, towns), body=False))
        paragraphs.append(Paragraph(page_tail(rng, towns), body=False))
    return tuple(paragraphs)


def _opening(article: Article, outlets: tuple[str, ...], rng: Random) -> tuple[str, str]:
    """Return what stands above the first paragraph, and the day if it is said there."""
    draw = rng.random()
    if draw < 0.2:
        return f"{article.headline}\n\n{article.dateline}", "text"
    if draw < 0.35:
        outlet = outlets[int(rng.random() * len(outlets))]
        return f"{article.headline}\n{_iso(article.day)}\n{outlet}\n\n", "text"
    return article.headline + "\n\n", "nowhere"


def _page_opening(report: str, article: Article, rng: Random, out: _Collector) -> tuple[str, str]:
    """Return the top of a page: its furniture, and the headline with the date glued to it."""
    top = page_top(rng)
    day = day_words(article.day, article.day, month_first=True, with_year=True)
    out.junk.append(Evidence(report=report, start=0, end=len(top), quote=top))
    clock = f"{rng.randrange(1, 12)}:{rng.randrange(10, 60)} am"
    return f"{top}\n{article.headline}{day} at {clock}\n\n", "text"


def _lay_out(
    report: str,
    article: Article,
    paragraphs: tuple[Paragraph, ...],
    above: tuple[str, str],
    rng: Random,
    outlets: tuple[str, ...],
    tellings: dict[tuple[FactKind, int], list[_Telling]],
    out: _Collector,
) -> None:
    """Write the text of one report and note where each fact of it stands."""
    opening, stated = above
    day = date.fromordinal(article.day)
    outlet = outlets[int(rng.random() * len(outlets))]
    published = url = None
    if rng.random() < 0.75:
        stated, published = "record", day.isoformat()
        if rng.random() < 0.5:
            published += f"T{rng.randrange(5, 23):02d}:{rng.randrange(60):02d}:00Z"
        slug = outlet.lower().replace(" ", "-")
        url = f"https://{slug}.example/{day.year}/{day.month:02d}/{day.day:02d}/{report}"
    text = opening + "\n\n".join(paragraph.text for paragraph in paragraphs) + "\n"
    position = len(opening)
    for paragraph in paragraphs:
        size = len(paragraph.text)
        if not paragraph.body:
            out.junk.append(Evidence(report=report, start=position, end=position + size, quote=paragraph.text))
        for mark in paragraph.marks:
            telling = _telling(report, article.day, text, shifted(mark, position))
            tellings.setdefault((mark.kind, mark.index), []).append(telling)
        position += size + 2
    out.reports.append(
        PileReport(id=report, text=text, headline=article.headline, published=published, outlet=outlet, url=url)
    )
    out.dates.append(PileDate(report=report, day=day.isoformat(), stated=stated))


def _telling(report: str, day: int, text: str, mark: Mark) -> _Telling:
    evidence = Evidence(report=report, start=mark.start, end=mark.end, quote=text[mark.start : mark.end])
    inner = None
    if mark.inner is not None:
        start, end = mark.inner
        inner = Evidence(report=report, start=start, end=end, quote=text[start:end])
    return _Telling(report, day, evidence, inner, mark.told)


_RANK = {"planned": 0, "moved": 1, "called off": 2, "occurred": 3}


def _add_to_key(story: Story, tellings: dict[tuple[FactKind, int], list[_Telling]], out: _Collector) -> None:
    name = f"s{story.number:05d}"
    for (kind, index), told in sorted(tellings.items(), key=lambda item: item[0]):
        told.sort(key=lambda t: (t.day, t.report, t.evidence.start))
        evidence = tuple(t.evidence for t in told)
        if kind is FactKind.HAPPENING:
            out.events.append(_event(name, story, index, told, evidence))
        elif kind is FactKind.COUNT:
            count = story.counts[index]
            out.figures.append(
                PileFigure(
                    story=name,
                    series=f"{name}/{count.series}",
                    what=count.what,
                    unit=count.unit,
                    value=count.value,
                    bound=count.bound,
                    claimant=count.claimant,
                    day=_iso(count.day) if count.day is not None else None,
                    evidence=evidence,
                )
            )
        elif kind is FactKind.SAYING:
            saying = story.sayings[index]
            heard = None if saying.heard_from is None else story.cast[saying.heard_from].name
            out.statements.append(
                PileStatement(
                    story=name,
                    speaker=saying.speaker,
                    anonymous=bool(saying.unnamed),
                    kind=saying.kind,
                    day=_iso(saying.day),
                    content=tuple(t.inner for t in told if t.inner is not None),
                    evidence=evidence,
                    heard_from=heard,
                )
            )
        else:
            standing = story.standings[index]
            out.positions.append(
                PilePosition(
                    story=name,
                    actor=standing.actor,
                    stance=standing.stance,
                    about=standing.about,
                    toward=standing.toward,
                    day=_iso(standing.day),
                    evidence=evidence,
                )
            )


def _event(name: str, story: Story, index: int, told: list[_Telling], evidence: tuple[Evidence, ...]) -> PileEvent:
    happening = story.happenings[index]
    steps: list[tuple[str, str]] = []
    for telling in sorted(told, key=lambda t: (t.day, _RANK[t.told[0]] if t.told else 0)):
        if telling.told is not None:
            status, day = telling.told
            step = (status, str(happening.year) if happening.year is not None else _iso(day))
            if step not in steps:
                steps.append(step)
    status, when = steps[-1]
    return PileEvent(
        story=name,
        what=happening.what,
        day=when,
        status=status,
        actors=happening.actors,
        evidence=evidence,
        was=tuple(steps[:-1]),
    )


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
