"""What is new between two accounts, in words: for a terminal and as Markdown.

Decision to know: news is laid out by what became of a claim, the weightiest first, each with what the old account had.
What is repeated is only counted, unless all is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from synoptic.model.news import News, NewsKind, NewsLine, NewsPart, StoryNews
from synoptic.show import phrasing
from synoptic.show.arrangement import short_ids
from synoptic.show.markdown import escaped
from synoptic.show.phrasing import KIND_WORDS, PART_WORDS
from synoptic.show.terminal import clean

REPORTS_NAMED = 6
QUOTE_CHARS = 300


def render_news_text(news: News, *, width: int = 100, colour: bool = False, everything: bool = False) -> str:
    """Lay the news out as text, ready to print."""
    console = Console(
        file=StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    short = _short(news)
    with console.capture() as captured:
        console.print(Text("What is new", style="bold"))
        for counted in _summary(news):
            console.print(Text(clean(counted), style="dim"))
        for story in _shown(news, everything):
            console.print()
            console.print(Text(clean(story.title) or "Untitled story", style="bold"))
            for kind, lines in _by_kind(story, everything):
                console.print(Text(KIND_WORDS[kind].upper(), style="bold"))
                for line in lines:
                    grid = Table.grid(padding=(0, 1, 0, 0))
                    grid.add_column(width=1)
                    grid.add_column()
                    words = Text(clean(phrasing.news_words(line)))
                    words.append("\n" + clean(" · ".join(_facts(line, short))), style="dim")
                    grid.add_row("–", words)
                    console.print(Padding(grid, (0, 0, 0, 2)))
    return "\n".join(line.rstrip() for line in captured.get().split("\n"))


def render_news_markdown(news: News, *, everything: bool = False) -> str:
    """Lay the news out as one Markdown document, with a newline at the end."""
    short = _short(news)
    lines = ["# What is new", ""]
    lines += [f"- {escaped(words)}" for words in _summary(news)]
    for story in _shown(news, everything):
        lines += ["", f"## {escaped(story.title) or 'Untitled story'}"]
        for kind, told in _by_kind(story, everything):
            lines += ["", f"### {KIND_WORDS[kind]}", ""]
            for line in told:
                facts = " · ".join(escaped(fact) for fact in _facts(line, short))
                lines.append(f"- {escaped(phrasing.news_words(line))} ({facts})")
                quote = phrasing.shortened(line.evidence[0].quote, QUOTE_CHARS)
                lines.append(f"  - “{escaped(quote)}” ({escaped(line.evidence[0].report)})")
    return "\n".join(lines).rstrip() + "\n"


def _short(news: News) -> dict[str, str]:
    ids = [item for line in news.lines for item in (line.id, line.old_id) if item]
    return short_ids(dict.fromkeys(ids))


def _summary(news: News) -> Iterator[str]:
    """Count what is new, and name the reports that came, went and changed."""
    counts = news.counts()
    if not any(kind is not NewsKind.REPEATED for kind in counts):
        yield "Nothing is new."
    yield " · ".join(f"{number:,} {_counted(kind, number)}" for kind, number in counts.items()) or "Nothing is told."
    for label, reports in (
        ("Reports that came", news.new_reports),
        ("Reports that are gone", news.gone_reports),
        ("Reports with another text", news.changed_reports),
    ):
        if reports:
            named = ", ".join(reports[:REPORTS_NAMED])
            more = f" and {len(reports) - REPORTS_NAMED} more" if len(reports) > REPORTS_NAMED else ""
            yield f"{label}: {len(reports)} ({named}{more})"
    titles = {story.id: story.title for story in news.stories if story.id}
    for move in news.merged:
        yield f"{len(move.old)} stories are one now: {titles.get(move.new[0], move.new[0])}"
    for move in news.split:
        yield f"One story is {len(move.new)} now: {phrasing.listed(tuple(titles.get(s, s) for s in move.new))}"


def _counted(kind: NewsKind, number: int) -> str:
    return f"{kind}s" if kind is NewsKind.FIGURE and number != 1 else str(kind)


def _shown(news: News, everything: bool) -> Iterable[StoryNews]:
    return (story for story in news.stories if story.news or (everything and story.lines))


def _by_kind(story: StoryNews, everything: bool) -> Iterator[tuple[NewsKind, list[NewsLine]]]:
    parts = {part: place for place, part in enumerate(NewsPart)}
    for kind in NewsKind:
        lines = [line for line in story.lines if line.kind is kind]
        if lines and (everything or kind is not NewsKind.REPEATED):
            yield kind, sorted(lines, key=lambda line: (parts[line.part], -line.weight))


def _facts(line: NewsLine, short: dict[str, str]) -> list[str]:
    facts = [PART_WORDS[line.part]]
    if line.part is NewsPart.FIGURE and line.by:
        facts.append(f"on the word of {phrasing.listed(line.by)}")
    if line.date is not None:
        facts.append(phrasing.when(line.date))
    facts += [f"also {kind}" for kind in line.also]
    facts.append(line.why)
    item = line.id or line.old_id
    if item:
        facts.append(short.get(item, item))
    return [fact for fact in facts if fact]
