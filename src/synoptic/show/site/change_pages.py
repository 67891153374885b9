"""What changed: what is new since the last visit, the corrections with their undoing, the ledger of what came in."""

from __future__ import annotations

from collections.abc import Mapping

from synoptic.model.cases import OutcomeKind
from synoptic.model.corrections import Correction, CorrectionKind
from synoptic.model.news import News, NewsKind, StoryNews
from synoptic.show.folding import unlimited
from synoptic.show.site.asks import Answer
from synoptic.show.site.edition import Edition
from synoptic.show.site.line_pages import address_of, words_of
from synoptic.show.site.printing import Printing, page_number, turn_to

STORIES_A_PAGE = 20
LINES_A_STORY = 25
CORRECTIONS_A_PAGE = 100
RUNS_A_PAGE = 30
ENTRIES_SHOWN = 40

NEWS_WORDS = {
    NewsKind.NEW: "new",
    NewsKind.FIGURE: "figure changed",
    NewsKind.STATE: "moved on",
    NewsKind.CONTESTED: "newly contested",
    NewsKind.GONE: "no longer said",
    NewsKind.CONFIRMED: "confirmed by a further origin",
    NewsKind.WORDING: "worded otherwise",
    NewsKind.REPEATED: "repeated",
}

CORRECTION_WORDS = {
    CorrectionKind.SAME: "the same",
    CorrectionKind.DIFFERENT: "not the same",
    CorrectionKind.SPEAKER: "speaker",
    CorrectionKind.DATE: "date",
    CorrectionKind.STATUS: "status",
    CorrectionKind.TYPE: "type",
    CorrectionKind.STANCE: "stance",
    CorrectionKind.HIDE: "hidden",
    CorrectionKind.NOTE: "note",
}


def tell_news(house: Printing, given: Mapping[str, str], by: str) -> Answer:
    """Draw what is new since a revision: the one given, else that of the last visit of who asks."""
    edition = house.edition
    visit = edition.case.last_visit(by) if by else None
    since = _revision(given.get("since", ""), visit.revision if visit else 0)
    news = house.kept(f"news {since}", lambda: news_since(edition, since))
    changed = tuple(story for story in news.stories if story.news) if news else ()
    changed = tuple(sorted(changed, key=lambda story: -sum(line.weight for line in story.news)))
    shown, pager = turn_to(changed, page_number(given), STORIES_A_PAGE)
    return house.draw(
        "news",
        lasting=False,
        news=news,
        counts=[(NEWS_WORDS[kind], n) for kind, n in news.counts().items() if kind is not NewsKind.REPEATED]
        if news
        else [],
        stories=[(story, _foremost(story)) for story in shown],
        pager=pager,
        since=since,
        visit=visit,
        words=NEWS_WORDS,
        books={story.id: house.book(edition.stories[story.id], unlimited(), "news") for story in shown if story.id},
        by=by,
    )


def _revision(words: str, otherwise: int) -> int:
    return int(words) if words.isascii() and words.isdigit() and len(words) < 10 else otherwise


def _foremost(story: StoryNews) -> tuple[list[object], int]:
    order = {kind: place for place, kind in enumerate(NewsKind)}
    lines = sorted(story.news, key=lambda line: (order[line.kind], -line.weight, line.id or "", line.old_id or ""))
    return list(lines[:LINES_A_STORY]), max(0, len(lines) - LINES_A_STORY)


def news_since(edition: Edition, since: int) -> News | None:
    """Compare the newest account with that of an earlier revision; None where no account of it is kept."""
    from synoptic.editing.news import compare_accounts

    if since >= edition.revision:
        return News()
    if since > 0 and edition.case.account_at(since) is None:
        return None
    return compare_accounts(*edition.case.changes(since))


def list_corrections(house: Printing, given: Mapping[str, str], by: str) -> Answer:
    """Draw the corrections, the newest first, those undone among them."""
    edition = house.edition
    found = sorted(edition.case.corrections(), key=lambda c: (c.at, c.id), reverse=True)
    shown, pager = turn_to(found, page_number(given), CORRECTIONS_A_PAGE)
    return house.draw(
        "corrections",
        lasting=False,
        corrections=[(c, _in_words(c), _lines_of(edition, c), edition.applied.get(c.id)) for c in shown],
        pager=pager,
        by=by,
    )


def _in_words(correction: Correction) -> str:
    draft = correction.draft
    words = CORRECTION_WORDS[draft.kind]
    if draft.about is not None:
        return f"{draft.about}: {words}"
    if draft.kind in (CorrectionKind.HIDE, CorrectionKind.NOTE):
        return words
    return f"{words}: {draft.value or 'not known'}"


def _lines_of(edition: Edition, correction: Correction) -> list[tuple[str, str]]:
    applied = edition.applied.get(correction.id)
    touched = applied.lines if applied else ()
    lines = [(words_of(edition, item), address_of(edition, item)) for item in touched if address_of(edition, item)]
    if lines:
        return lines[:4]
    quotes = []
    for place in correction.draft.places[:2]:
        text = edition.text(place.report)
        words = text[place.start : place.end] if text is not None and place.start is not None else place.report
        quotes.append((" ".join(words.split())[:200], ""))
    return quotes


def tell_log(house: Printing, given: Mapping[str, str], by: str) -> Answer:
    """Draw the ledger: what came in and what became of it, the newest first."""
    edition = house.edition
    runs = sorted(edition.case.log(), key=lambda run: -run.number)
    shown, pager = turn_to(runs, page_number(given), RUNS_A_PAGE)
    counted = [(run, [(str(kind), run.count(kind)) for kind in OutcomeKind if run.count(kind)]) for run in shown]
    telling = (OutcomeKind.SKIPPED, OutcomeKind.FAILED, OutcomeKind.UPDATED)
    entries = {run.number: [e for e in run.entries if e.kind in telling] for run in shown}
    return house.draw(
        "log",
        lasting=False,
        runs=counted,
        entries={
            number: (found[:ENTRIES_SHOWN], max(0, len(found) - ENTRIES_SHOWN)) for number, found in entries.items()
        },
        pager=pager,
    )
