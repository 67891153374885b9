"""The answer to `why` in words: what an item rests on, and the judgements that made it so.

Decision to know: an id may be given as the views print it (`e-3fa4`); it is made whole here, before the account
is asked.
"""

from __future__ import annotations

import re
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from synoptic.errors import UnknownItem
from synoptic.model.accounts import Account, Disagreement, EventLine, FigureLine, PositionLine, StatementLine
from synoptic.model.links import Judgement, Verdict
from synoptic.model.spans import Evidence
from synoptic.pipeline import explain
from synoptic.show import phrasing
from synoptic.show.arrangement import Item, item_ids, items_of, quotations, short_ids
from synoptic.show.terminal import clean

JUDGEMENTS_SHOWN = 12
QUOTES_SHOWN = 6
QUOTE_CHARS = 280
NAMED_CHARS = 70

VERDICT_WORDS = {Verdict.SAME: "the same", Verdict.DIFFERENT: "not the same", Verdict.UNSURE: "not sure"}

_SHORT = re.compile(r"([a-z])-([0-9a-f]{2,})")


def whole_id(account: Account, given: str) -> str:
    """Make an id whole that is written as the views print it; anything else is given back as it is.

    Raises:
        UnknownItem: the short form fits several items; they are named.
    """
    met = _SHORT.fullmatch(given)
    known = item_ids(account)
    if met is None or given in known:
        return given
    fitting = [item for item in known if item[0] == met[1] and item.rpartition("-")[2].startswith(met[2])]
    if len(fitting) > 1:
        raise UnknownItem(f"{given} fits {phrasing.listed(tuple(fitting[:6]), 'and')}; write more of it")
    return fitting[0] if fitting else given


def named(item: Item) -> str:
    """Say an item in its own words."""
    match item:
        case EventLine() | Disagreement():
            return item.what
        case FigureLine():
            return f"{phrasing.figure_value(item)}, {item.what}"
        case StatementLine():
            return f"{item.speaker or 'somebody'}: {item.content}"
        case PositionLine():
            return f"{item.actor} {item.stance} {item.about}"


def explain_in_words(
    account: Account, item: str, other: str | None = None, *, width: int = 100, colour: bool = False
) -> str:
    """Explain an item, or how two stand to each other, as text ready to print.

    Raises:
        UnknownItem: no item has the id, or several could be meant; near ones are named.
    """
    explanation = explain(account, whole_id(account, item), whole_id(account, other) if other else None)
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
    names = _names(account)
    with console.capture() as captured:
        for number, told in enumerate(explanation.told):
            heading = number < len(explanation.ids)
            console.print(
                Padding(Text(clean(told.text), style="bold" if heading else ""), (0, 0, 0, 0 if heading else 2))
            )
            _quote(console, told.evidence)
        shown = explanation.judgements[:JUDGEMENTS_SHOWN]
        if shown:
            console.print()
            console.print(Text("JUDGED", style="bold"))
        for judgement in shown:
            _judgement(console, judgement, names)
        left = len(explanation.judgements) - len(shown)
        if left:
            console.print(Padding(Text(f"and {phrasing.count(left, 'further judgement')}", style="dim"), (0, 0, 0, 2)))
    return "\n".join(line.rstrip() for line in captured.get().split("\n"))


def _names(account: Account) -> dict[str, str]:
    """Name every item by its short id and its own words, cut."""
    short = short_ids(item_ids(account))
    found = {story.id: f"{short[story.id]} “{story.title}”" for story in account.stories}
    for story in account.stories:
        for item in items_of(story):
            found.setdefault(item.id, f"{short[item.id]} “{phrasing.shortened(named(item), NAMED_CHARS)}”")
    return found


def _judgement(console: Console, judgement: Judgement, names: dict[str, str]) -> None:
    a, b = names.get(judgement.a, judgement.a), names.get(judgement.b, judgement.b)
    by = "" if judgement.by == "synoptic" else f", by {judgement.by}"
    words = Text(f"{judgement.kind}: {clean(a)} – {clean(b)}: ")
    words.append(VERDICT_WORDS[judgement.verdict], style="bold")
    words.append(f" (score {judgement.score:.2f}{by})", style="dim")
    console.print(Padding(words, (0, 0, 0, 2)))
    for reason in judgement.reasons:
        console.print(Padding(Text(f"– {clean(reason.text)} ({reason.code})"), (0, 0, 0, 4)))
        _quote(console, reason.evidence)


def _quote(console: Console, evidence: tuple[Evidence, ...]) -> None:
    found = quotations(evidence)
    for quote, places in found[:QUOTES_SHOWN]:
        words = Text(f"“{phrasing.shortened(clean(quote), QUOTE_CHARS)}”", style="italic")
        words.append("  " + ", ".join(f"{clean(e.report)} {e.start}–{e.end}" for e in places), style="dim not italic")
        console.print(Padding(words, (0, 0, 0, 6)))
    if len(found) > QUOTES_SHOWN:
        more = phrasing.count(len(found) - QUOTES_SHOWN, "further wording")
        console.print(Padding(Text(f"and in {more}", style="dim"), (0, 0, 0, 6)))
