"""An account made by hand, with everything that a view must bear: the fixtures of these tests.

Decision to know: the harbour, its people and its papers are invented, and the quarrel is small; what matters is that
two stories, rival figures, every status, several candidate days, unnamed voices, a long quotation, an unread language,
copies with changes, skipped files and hostile words stand in one account. Evidence is looked up in the texts, so it
cannot dangle.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from synoptic.model.accounts import (
    Account,
    Against,
    Disagreement,
    DisagreementKind,
    EventLine,
    FigureLine,
    Open,
    PositionLine,
    ReportEntry,
    Side,
    StatementLine,
    Story,
    SummaryLine,
    TriggerSpan,
    Was,
)
from synoptic.model.days import UNDATED, Basis, Dated, between, day, month, year
from synoptic.model.links import (
    Copy,
    FigureState,
    Judgement,
    JudgementKind,
    Reason,
    ReasonCode,
    Relation,
    Verdict,
)
from synoptic.model.readings import Bound, EventType, Mode, QuoteKind, Stance, Status
from synoptic.model.reports import Failed
from synoptic.model.spans import Evidence

_PILE = Path(__file__).with_name("harbour.jsonl").read_text(encoding="utf-8")
TEXTS: dict[str, str] = {r["id"]: r["text"] for r in map(json.loads, _PILE.splitlines())}
WIRE = TEXTS["wire.txt"]


def quote(report: str, words: str) -> Evidence:
    """Quote the first place at which the report has these words."""
    start = TEXTS[report].index(words)
    return Evidence(report=report, start=start, end=start + len(words), quote=words)


MARCH_3 = day(date(2025, 3, 3))
MARCH_4 = day(date(2025, 3, 4))
MARCH_7 = day(date(2025, 3, 7))

CLOSED = "Dockers closed the port of Ellery on Monday after talks on pay broke down"
MARN = "We will not unload one crate until there is a written offer"
LONG = WIRE[WIRE.index("Nobody in this building") : WIRE.index('" the official said') - 1]


def _entry(report: str, dated: Dated, **given: str | bool | None) -> ReportEntry:
    facts: dict[str, object] = {"file": report, "headline": None, "outlet": None, "url": None, "published": None}
    facts.update({"language": "en", "story": "story-5e0aa1b2c3", "origin": "origin-0000000001", **given})
    return ReportEntry(id=report, dated=dated, **facts)  # type: ignore[arg-type]


REPORTS = (
    _entry(
        "evening.txt",
        Dated(
            value=between(date(2025, 3, 8), date(2025, 3, 9)),
            basis=Basis.INFERRED,
            why="it tells Friday’s talks as past and Thursday as this week",
        ),
        headline="Harbour talks: what we know",
        outlet="The Ellery Evening",
        origin="origin-0000000002",
    ),
    _entry(
        "ferries.txt",
        Dated(value=day(date(2025, 3, 2)), basis=Basis.STATED, why="stated in its data"),
        headline="Ferry to Skarn Island to run every day",
        outlet="Skarn Gazette",
        published="2025-03-02",
        story="story-77d0c4e5f6",
        origin="origin-0000000005",
    ),
    _entry(
        "hostile.html",
        UNDATED,
        headline='<script>alert("title")</script> & "Ellery" \'port\'',
        outlet="<b>The Dockhand</b>",
        url="javascript:alert(document.cookie)",
        origin="origin-0000000003",
    ),
    _entry(
        "paper.txt",
        Dated(value=MARCH_4, basis=Basis.STATED, why="stated in its dateline"),
        headline="Ellery port shut as dockers walk out",
        outlet="Vanning Post",
        url="https://vanning-post.example/ellery?a=1&b=2",
        published="2025-03-04T18:00",
    ),
    _entry(
        "puerto.txt",
        UNDATED,
        headline="El puerto de Ellery, cerrado",
        language="es",
        origin="origin-0000000004",
        read=False,
    ),
    _entry(
        "wire.txt",
        Dated(value=MARCH_4, basis=Basis.STATED, why="stated in its dateline"),
        headline="Dockers close the port of Ellery in pay dispute",
        outlet="Northern Wire",
        url="https://wire.example/1",
        published="2025-03-04",
    ),
)

COPIES = (
    Copy(
        reports=("paper.txt", "wire.txt"),
        relation=Relation.VERSION,
        shared=0.87,
        direction=("wire.txt", "paper.txt"),
        changes=(
            (
                quote("wire.txt", "The harbour union said 3,200 of its members had walked out."),
                quote("paper.txt", "The harbour union said 3,400 of its members had walked out."),
            ),
        ),
    ),
    Copy(reports=("evening.txt", "wire.txt"), relation=Relation.SHARED, shared=0.08),
)

EVENTS = (
    EventLine(
        id="event-14aa00b1c2",
        what="In 2014 a strike closed the port for 23 days.",
        type=EventType.PROTEST,
        date=year(2014),
        status=Status.OCCURRED,
        participants=(),
        reports=1,
        origins=1,
        background=True,
        evidence=(quote("wire.txt", "In 2014 a strike closed the port for 23 days."),),
    ),
    EventLine(
        id="event-3fa4c0d1e2",
        what=f"{CLOSED}, leaving at least 40 ships at anchor.",
        type=EventType.PROTEST,
        date=MARCH_3,
        status=Status.OCCURRED,
        participants=("Dockers",),
        reports=2,
        origins=1,
        weight=9.0,
        mentions=(TriggerSpan(report="wire.txt", start=WIRE.index("closed"), end=WIRE.index("closed") + 6),),
        evidence=(
            quote("wire.txt", f"{CLOSED}, leaving at least 40 ships at anchor."),
            quote("paper.txt", f"{CLOSED}, leaving at least 40 ships at anchor."),
        ),
    ),
    EventLine(
        id="event-40c1d2e3f4",
        what="The port company … walked away from the table.",
        type=EventType.REJECT,
        date=None,
        status=Status.DENIED,
        participants=("the port company",),
        reports=1,
        origins=1,
        says=("the harbour union",),
        evidence=(quote("wire.txt", "The port company denied that it had walked away from the table."),),
    ),
    EventLine(
        id="event-51d2e3f4a5",
        what="[Dockers and the port company] met on Friday and parted without a deal",
        type=EventType.CONSULT,
        date=MARCH_7,
        status=Status.OCCURRED,
        participants=("dockers", "the port company"),
        reports=2,
        origins=2,
        mode=Mode.MEET,
        was=(
            Was(
                status=Status.PLANNED,
                date=MARCH_4,
                evidence=(quote("wire.txt", "The two sides will meet again on Friday in the old customs house"),),
            ),
        ),
        evidence=(
            quote("evening.txt", "Dockers and the port company met on Friday and parted without a deal"),
            quote("wire.txt", "The two sides will meet again on Friday in the old customs house"),
        ),
    ),
    EventLine(
        id="event-62e3f4a5b6",
        what="The transport minister, Oskar Feld, spoke by telephone with Ms Marn on a Wednesday this month.",
        type=EventType.CONSULT,
        date=month(2025, 3),
        candidates=tuple(day(date(2025, 3, n)) for n in (5, 12, 19, 26)),
        status=Status.OCCURRED,
        participants=("Oskar Feld", "Ilse Marn"),
        reports=1,
        origins=1,
        mode=Mode.PHONE,
        evidence=(
            quote(
                "evening.txt",
                "The transport minister, Oskar Feld, spoke by telephone with Ms Marn on a Wednesday this month.",
            ),
        ),
    ),
    EventLine(
        id="event-73f4a5b6c7",
        what="A planned visit of the transport minister was called off.",
        type=None,
        date=between(date(2025, 3, 8), date(2025, 3, 9)),
        status=Status.CALLED_OFF,
        participants=("Oskar Feld",),
        reports=1,
        origins=1,
        evidence=(quote("evening.txt", "A planned visit of the transport minister was called off."),),
    ),
    EventLine(
        id="event-84a5b6c7d8",
        what="… the army could be called in to unload medicines if the stoppage lasts.",
        type=EventType.MOBILIZE,
        date=None,
        status=Status.POSSIBLE,
        participants=("the army",),
        reports=1,
        origins=1,
        says=("a senior official",),
        evidence=(quote("wire.txt", "the army could be called in to unload medicines if the stoppage lasts."),),
    ),
    EventLine(
        id="event-95b6c7d8e9",
        what='She added that a raise of 4 percent was "on the table".',
        type=None,
        date=month(2025, 4),
        status=Status.PLANNED,
        participants=(),
        reports=1,
        origins=1,
        evidence=(quote("hostile.html", 'She added that a raise of 4 percent was "on the table".'),),
    ),
)

STRIKERS = "series-00aa11bb22"
SHIPS = "series-33cc44dd55"

FIGURES = (
    FigureLine(
        id="figure-973ceb3ffd",
        series=STRIKERS,
        what="members … walked out",
        unit=None,
        value=3200,
        value2=None,
        bound=Bound.EXACT,
        claimed_by=("the harbour union",),
        date=MARCH_3,
        text="The harbour union said 3,200 of its members had walked out.",
        against=(
            Against(id="figure-218b529b4a", state=FigureState.CONFLICTING, why="both for 3 March, one thing counted"),
            Against(id="figure-ea5eb561a4", state=FigureState.LATER, why="3,400 is told of a later day"),
        ),
        evidence=(quote("wire.txt", "The harbour union said 3,200 of its members had walked out."),),
    ),
    FigureLine(
        id="figure-218b529b4a",
        series=STRIKERS,
        what="members … walked out",
        unit=None,
        value=1900,
        value2=None,
        bound=Bound.ABOUT,
        claimed_by=("the port company",),
        date=MARCH_3,
        text="The port company put the number at about 1,900.",
        against=(Against(id="figure-973ceb3ffd", state=FigureState.CONFLICTING, why="both for 3 March"),),
        reports=2,
        evidence=(
            quote("wire.txt", "The port company put the number at about 1,900."),
            quote("paper.txt", "The port company put the number at about 1,900."),
        ),
    ),
    FigureLine(
        id="figure-ea5eb561a4",
        series=STRIKERS,
        what="members … walked out",
        unit=None,
        value=3400,
        value2=None,
        bound=Bound.EXACT,
        claimed_by=(),
        date=between(date(2025, 3, 6), date(2025, 3, 9)),
        text="The union now counts 3,400 strikers.",
        hedged=True,
        against=(Against(id="figure-973ceb3ffd", state=FigureState.LATER, why="told of a later day"),),
        evidence=(quote("evening.txt", "The union now counts 3,400 strikers."),),
    ),
    FigureLine(
        id="figure-799a9a80fd",
        series=SHIPS,
        what="ships at anchor",
        unit=None,
        value=40,
        value2=None,
        bound=Bound.AT_LEAST,
        claimed_by=(),
        date=MARCH_3,
        text="leaving at least 40 ships at anchor",
        against=(Against(id="figure-94a02f34a6", state=FigureState.LATER, why="Thursday comes after Monday"),),
        reports=2,
        evidence=(quote("wire.txt", "at least 40 ships at anchor"), quote("paper.txt", "at least 40 ships at anchor")),
    ),
    FigureLine(
        id="figure-94a02f34a6",
        series=SHIPS,
        what="ships at anchor",
        unit=None,
        value=61,
        value2=None,
        bound=Bound.EXACT,
        claimed_by=(),
        date=day(date(2025, 3, 6)),
        text="By Thursday evening 61 ships were waiting.",
        against=(Against(id="figure-799a9a80fd", state=FigureState.LATER, why="Thursday comes after Monday"),),
        evidence=(quote("evening.txt", "By Thursday evening 61 ships were waiting."),),
    ),
    FigureLine(
        id="figure-9b10c67fd9",
        series="series-66ee77ff88",
        what="a raise",
        unit="percent",
        value=4,
        value2=None,
        bound=Bound.EXACT,
        claimed_by=("Ada Rolle",),
        date=None,
        text="a raise of 4 percent",
        evidence=(quote("hostile.html", "a raise of 4 percent"),),
    ),
)

STATEMENTS = (
    StatementLine(
        id="statement-0a1b2c3d4e",
        speaker="Ilse Marn",
        anonymous=False,
        content=MARN,
        quote=QuoteKind.DIRECT,
        date=MARCH_4,
        role="head of the harbour union",
        cue="said",
        reports=2,
        evidence=(quote("wire.txt", MARN), quote("paper.txt", MARN)),
    ),
    StatementLine(
        id="statement-1b2c3d4e5f",
        speaker="Oskar Feld",
        anonymous=False,
        content="I asked for a truce and I was offered a lecture",
        quote=QuoteKind.DIRECT,
        date=None,
        role="transport minister",
        cue="said",
        resolved="pronoun",
        evidence=(quote("evening.txt", "I asked for a truce and I was offered a lecture"),),
    ),
    StatementLine(
        id="statement-2c3d4e5f6a",
        speaker="a senior official at the ministry",
        anonymous=True,
        content=LONG,
        quote=QuoteKind.DIRECT,
        date=None,
        cue="said",
        evidence=(quote("wire.txt", LONG),),
    ),
    StatementLine(
        id="statement-3d4e5f6a7b",
        speaker="Ada Rolle",
        anonymous=False,
        content="The company has not offered a rise",
        quote=QuoteKind.INDIRECT,
        date=None,
        role="spokeswoman",
        cue="said",
        via=("The union’s paper",),
        evidence=(quote("hostile.html", "The company has not offered a rise"),),
    ),
    StatementLine(
        id="statement-4e5f6a7b8c",
        speaker=None,
        anonymous=False,
        content="<img src=x onerror=alert(1)> the port company has offered the dockers nothing",
        quote=QuoteKind.INDIRECT,
        date=None,
        cue="wrote",
        evidence=(
            quote("hostile.html", "<img src=x onerror=alert(1)> the port company has offered the dockers nothing"),
        ),
    ),
)

POSITIONS = (
    PositionLine(
        id="position-aa00bb11cc",
        actor="Ilse Marn",
        stance=Stance.DEMANDS,
        about="a written offer before any crate is moved",
        toward=("the port company",),
        date=MARCH_7,
        type=EventType.REQUEST,
        reports=2,
        origins=2,
        evidence=(
            quote("evening.txt", "Ms Marn demanded a written offer before any crate is moved."),
            quote("wire.txt", MARN),
        ),
    ),
    PositionLine(
        id="position-bb11cc22dd",
        actor="the port company",
        stance=Stance.REJECTS,
        about='that as "blackmail"',
        toward=(),
        date=None,
        type=EventType.REJECT,
        evidence=(quote("evening.txt", 'The port company rejected that as "blackmail".'),),
    ),
)

DISAGREEMENTS = (
    Disagreement(
        id="disagreement-d0d0d0d0d0",
        kind=DisagreementKind.FIGURE,
        what="members … walked out, 3 March 2025",
        values=(
            Side(value="3,200", by=("the harbour union",), evidence=FIGURES[0].evidence),
            Side(value="about 1,900", by=("the port company",), evidence=FIGURES[1].evidence),
        ),
        about=("figure-973ceb3ffd", "figure-218b529b4a"),
    ),
    Disagreement(
        id="disagreement-e1e1e1e1e1",
        kind=DisagreementKind.DENIAL,
        what="The port company … walked away from the table.",
        values=(
            Side(
                value="asserted",
                by=("the harbour union",),
                evidence=(quote("hostile.html", "the port company has offered the dockers nothing"),),
            ),
            Side(value="denied", by=("the port company",), evidence=EVENTS[2].evidence),
        ),
        about=("event-40c1d2e3f4",),
    ),
)

STRIKE = Story(
    id="story-5e0aa1b2c3",
    title="Dockers close the port of Ellery in pay dispute",
    reports=("evening.txt", "hostile.html", "paper.txt", "puerto.txt", "wire.txt"),
    origins=(("paper.txt", "wire.txt"), ("evening.txt",), ("hostile.html",), ("puerto.txt",)),
    summary=(
        SummaryLine(
            text=f"{CLOSED}, leaving at least 40 ships at anchor.",
            about="event-3fa4c0d1e2",
            reports=2,
            evidence=EVENTS[1].evidence,
        ),
        SummaryLine(
            text="[Dockers and the port company] met on Friday and parted without a deal",
            about="event-51d2e3f4a5",
            reports=2,
            origins=2,
            evidence=EVENTS[3].evidence,
        ),
    ),
    events=EVENTS,
    figures=FIGURES,
    statements=STATEMENTS,
    positions=POSITIONS,
    open=(
        Open(text="On which day hostile.html was written: nothing in it tells.", about=("hostile.html",)),
        Open(
            text="On which Wednesday the telephone call took place: 5, 12, 19 or 26 March 2025.",
            about=("event-62e3f4a5b6",),
        ),
    ),
    disagreements=DISAGREEMENTS,
)

FERRY = Story(
    id="story-77d0c4e5f6",
    title="Ferry to Skarn Island to run every day",
    reports=("ferries.txt",),
    origins=(("ferries.txt",),),
    events=(
        EventLine(
            id="event-f1f1f1f1f1",
            what="The ferry to Skarn Island will run every day from April",
            type=None,
            date=month(2025, 4),
            status=Status.PLANNED,
            participants=(),
            reports=1,
            origins=1,
            says=("the island council",),
            evidence=(quote("ferries.txt", "The ferry to Skarn Island will run every day from April"),),
        ),
    ),
)

JUDGEMENTS = (
    Judgement(
        id="judgement-9a9a9a9a9a",
        kind=JudgementKind.COPY,
        a="paper.txt",
        b="wire.txt",
        verdict=Verdict.SAME,
        score=0.97,
        reasons=(
            Reason(
                code=ReasonCode.SHARED_TEXT,
                text="87 of 100 words of the shorter body stand in both",
                evidence=EVENTS[1].evidence,
            ),
            Reason(code=ReasonCode.CHANGED_WORDS, text="one number differs", evidence=COPIES[0].changes[0]),
        ),
    ),
    Judgement(
        id="judgement-8b8b8b8b8b",
        kind=JudgementKind.EVENT,
        a="event-51d2e3f4a5",
        b="event-62e3f4a5b6",
        verdict=Verdict.DIFFERENT,
        score=0.91,
        reasons=(
            Reason(code=ReasonCode.OTHER_MODE, text="one is a meeting in person, the other a telephone call"),
            Reason(code=ReasonCode.OTHER_PARTICIPANTS, text="the minister takes part in one only"),
        ),
    ),
    Judgement(
        id="judgement-7c7c7c7c7c",
        kind=JudgementKind.DATE,
        a="evening.txt",
        b="2025-03-08/2025-03-09",
        verdict=Verdict.SAME,
        score=0.8,
        reasons=(
            Reason(
                code=ReasonCode.WEEKDAY,
                text="Friday’s talks are past",
                evidence=(quote("evening.txt", "met on Friday"),),
            ),
        ),
    ),
)

ACCOUNT = Account(
    reports=REPORTS,
    copies=COPIES,
    stories=(STRIKE, FERRY),
    judgements=JUDGEMENTS,
    skipped=(
        Failed(file="empty.txt", place="", why="it holds no text; remove it or fill it"),
        Failed(file="feed.jsonl", place="line 7", why="not JSON: Expecting ',' delimiter; mend the line"),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """The account and the texts that its evidence quotes."""

    account: Account
    texts: dict[str, str]


@pytest.fixture(scope="session")
def built() -> Built:
    """Give the account made by hand."""
    return Built(account=ACCOUNT, texts=dict(TEXTS))
