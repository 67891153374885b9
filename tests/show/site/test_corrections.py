"""Corrections from the page: kept with who and when, applied to the account, undone at will."""

from __future__ import annotations

import html
import re

import pytest
from tests.show.site.conftest import Opened

from synoptic.model.accounts import EventLine, FigureLine, PositionLine, StatementLine, Story
from synoptic.model.corrections import CorrectionKind
from synoptic.model.links import JudgementKind, Verdict
from synoptic.model.readings import Stance, Status
from synoptic.show.site import addresses


def story_of(site: Opened) -> Story:
    return site.case.account().stories[0]


def an_event(site: Opened) -> EventLine:
    return next(e for e in story_of(site).events if e.status is Status.OCCURRED and e.date is not None)


def a_statement(site: Opened) -> StatementLine:
    return next(s for s in story_of(site).statements if s.speaker and not s.anonymous)


def a_position(site: Opened) -> PositionLine:
    return next(p for p in story_of(site).positions if p.stance is not Stance.WARNS)


def a_figure(site: Opened) -> FigureLine:
    return story_of(site).figures[0]


def correct(site: Opened, **fields: str) -> str:
    """Send a correction; gives where the page leads to then, once the account is told anew."""
    answer = site.send("/correct", by="Ada Example", **fields)
    assert answer.status_code == 303, answer.text
    site.settle()
    return str(answer.headers["location"])


def test_a_note_stands_at_its_line(site: Opened) -> None:
    event = an_event(site)
    leads_to = correct(site, kind="note", item=event.id, note="Checked with <the port>.")
    words = site.browser.get(leads_to).text
    assert "Checked with &lt;the port&gt;." in words
    assert "Ada Example" in words
    assert "1 noted" in site.browser.get(addresses.to_story(story_of(site).id)).text


def test_a_hidden_line_is_gone_and_can_be_brought_back(site: Opened) -> None:
    figure = a_figure(site)
    leads_to = correct(site, kind="hide", item=figure.id, note="no count of people")
    assert leads_to == addresses.to_story(story_of(site).id)
    assert figure.id not in {f.id for story in site.case.account().stories for f in story.figures}
    assert site.browser.get(addresses.to_line(figure.id)).status_code == 404
    page = site.browser.get("/corrections").text
    assert "no count of people" in page
    (kept,) = re.findall(r'name="id" value="([^"]+)"', page)
    answer = site.send("/undo", id=html.unescape(kept), by="Bo")
    assert answer.headers["location"] == "/corrections"
    site.settle()
    assert site.browser.get(addresses.to_line(figure.id)).status_code == 200
    page = site.browser.get("/corrections").text
    assert "undone by Bo" in page
    assert 'action="/undo"' not in page


def test_another_speaker(site: Opened) -> None:
    statement = a_statement(site)
    leads_to = correct(site, kind="speaker", item=statement.id, value="Ines Corrected")
    assert "Ines Corrected" in site.browser.get(leads_to).text
    assert any(s.speaker == "Ines Corrected" for s in story_of(site).statements)
    assert site.browser.get(addresses.to_actor("Ines Corrected")).status_code == 200


def test_another_day_leads_to_the_line_as_it_is_told_now(site: Opened) -> None:
    event = an_event(site)
    leads_to = correct(site, kind="date", item=event.id, value="2023-02-03")
    words = site.browser.get(leads_to).text
    now = re.findall(r"/line/(event-[0-9a-f]+)", words)
    assert any(str(e.date) == "2023-02-03" for e in story_of(site).events if e.id in now)


def test_another_status_and_stance(site: Opened) -> None:
    correct(site, kind="status", item=an_event(site).id, value="called off")
    assert any(e.status is Status.CALLED_OFF for e in story_of(site).events)
    position = a_position(site)
    correct(site, kind="stance", item=position.id, value="warns")
    assert any(p.stance is Stance.WARNS and p.about == position.about for p in story_of(site).positions)


def test_two_reports_are_no_copies(site: Opened) -> None:
    """Kept as the word that linking follows; what linking makes of it is tested there."""
    one, other = next(c for c in site.case.account().copies if c.relation != "shared").reports
    assert correct(site, kind="different", item=one, other=other) == addresses.to_report(one)
    (kept,) = site.case.corrections()
    constraint = kept.constraint()
    assert constraint is not None
    assert (constraint.kind, constraint.verdict) == (JudgementKind.COPY, Verdict.DIFFERENT)
    assert {constraint.a.report, constraint.b.report} == {one, other}


def test_two_lines_are_the_same(site: Opened) -> None:
    one, other = story_of(site).events[:2]
    correct(site, kind="same", item=one.id, other=other.id)
    constraint = site.case.corrections()[0].constraint()
    assert constraint is not None
    assert (constraint.kind, constraint.verdict) == (JudgementKind.EVENT, Verdict.SAME)


def test_corrections_are_kept_with_who_and_when(site: Opened) -> None:
    correct(site, kind="note", item=an_event(site).id, note="x")
    (kept,) = site.case.corrections()
    assert kept.draft.by == "Ada Example"
    assert kept.draft.kind is CorrectionKind.NOTE
    assert re.match(r"\d{4}-\d\d-\d\dT", kept.at)


def test_a_name_is_remembered_and_harmless(site: Opened) -> None:
    item = an_event(site).id
    name = 'Ada "O\'Ex"; <b>, é\r\nSet-Cookie: x=y'
    answer = site.send("/correct", kind="note", item=item, note="x", by=name)
    assert answer.status_code == 303
    assert answer.headers.get_list("set-cookie")[0].lower().count("samesite=strict") == 1
    assert len(answer.headers.get_list("set-cookie")) == 1
    site.settle()
    shown = site.browser.get("/new").text
    assert 'value="Ada &#34;O&#39;Ex&#34;; &lt;b&gt;, é Set-Cookie: x=y"' in shown


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "date", "value": "next week"},
        {"kind": "status", "value": "nonsense"},
        {"kind": "nonsense"},
        {"kind": ""},
        {"kind": "note"},
        {"kind": "same"},
        {"kind": "same", "other": "event-ffffffffff"},
        {"kind": "stance", "value": "warns"},
    ],
)
def test_what_can_not_be_kept_is_told(site: Opened, fields: dict[str, str]) -> None:
    before = site.case.revision()
    answer = site.send("/correct", item=an_event(site).id, by="Ada", **fields)
    assert answer.status_code == 400
    assert "That could not be done" in answer.text
    assert site.case.revision() == before


def test_what_is_not_there_can_not_be_corrected(site: Opened) -> None:
    for item in ("event-ffffffffff", "", "../..", "<b>"):
        assert site.send("/correct", kind="hide", item=item, by="Ada").status_code == 400
    assert site.send("/undo", id="correction-none").status_code == 400
    assert not site.case.corrections()


def test_nothing_sent_is_followed_as_an_address(site: Opened) -> None:
    item = an_event(site).id
    fields = {"kind": "note", "item": item, "note": "x", "to": "//evil.example", "back": "https://evil.example"}
    answer = site.send("/correct", by="Ada", **fields)
    assert answer.headers["location"].startswith("/line/")


def test_what_is_new_since_the_last_visit(site: Opened, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert site.send("/visit", by="Ada Example").headers["location"] == "/new"
    assert "Nothing new" in site.browser.get("/new").text
    later = tmp_path_factory.mktemp("later") / "late.txt"
    later.write_text(
        "Divers find ferry's log\n\nDivers found the log of the ferry Lady Annis in the Tamber Strait on Friday, "
        "18 October 2024, Petr Oswin said.\n",
        encoding="utf-8",
    )
    site.case.add([str(later)])
    site.settle()
    words = site.browser.get("/new").text
    assert "1 new report" in words
    assert "found the log" in words
    site.send("/visit", by="Ada Example")
    assert "Nothing new" in site.browser.get("/new").text
    assert "since the beginning" in site.browser.get("/new?since=0").text


def test_what_was_received_is_listed(site: Opened) -> None:
    words = site.browser.get("/log").text
    assert re.search(r"\d+ stored", words)
