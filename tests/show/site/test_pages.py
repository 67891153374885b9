"""The pages: hostile words harmless, every link leads somewhere, texts to the character, each page says its own."""

from __future__ import annotations

import html
import re
from collections import deque
from itertools import pairwise
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.show.site.conftest import HOST, HOSTILE, SCRIPT, Opened
from tests.show.test_page import Page

from synoptic.model.readings import Reading
from synoptic.model.reports import Head
from synoptic.show.arrangement import items_of
from synoptic.show.documents import account_json
from synoptic.show.page import text_fragment
from synoptic.show.site import addresses
from synoptic.show.site.exports import FORMS, Form, plain_name
from synoptic.show.site.printing import page_number, turn_to
from synoptic.show.site.report_pages import Found, Row, cut_text, folded, line_up
from synoptic.show.site.search_pages import FIELDS, NotAQuery, read_query

OURS = re.compile(r"/static/[0-9a-f]{16}/(style\.css|script\.js)")
TAGS = frozenset(
    "html head meta title link script body a header p nav ul ol li form label input button main h1 h2 h3 h4 article "
    "section div details summary blockquote mark code span b small figure figcaption svg desc line polyline circle "
    "text tspan table caption thead tbody tr th td footer aside textarea select option fieldset legend kbd br".split()
)


def crawl(site: Opened, limit: int = 2000) -> dict[str, str]:
    """Follow every link of the site once; gives the pages by address."""
    waiting, seen, pages = deque(["/"]), {"/"}, {}
    while waiting and len(pages) < limit:
        path = waiting.popleft()
        answer = site.browser.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        if not answer.headers["content-type"].startswith("text/html") or path.startswith("/export/"):
            continue
        pages[path] = answer.text
        for link in re.findall(r'href="([^"]*)"', answer.text):
            target = html.unescape(link).partition("#")[0]
            if target.startswith("/") and not target.startswith("/static/") and target not in seen:
                seen.add(target)
                waiting.append(target)
    return pages


@pytest.fixture(scope="module")
def pages(shared_site: Opened) -> dict[str, str]:
    return crawl(shared_site)


def test_every_line_report_and_actor_has_its_page(shared_site: Opened, pages: dict[str, str]) -> None:
    account = shared_site.case.account()
    lines = {addresses.to_line(item.id) for story in account.stories for item in items_of(story)}
    assert len(lines) > 100
    assert lines <= set(pages)
    assert {addresses.to_report(entry.id) for entry in account.reports} <= set(pages)
    assert sum(path.startswith("/actor?") for path in pages) > 20
    assert sum(path.startswith("/pair?") for path in pages) > 2


def harmless(path: str, words: str) -> Page:
    found = Page(words)
    assert not found.unbalanced, path
    assert {e.tag for e in found.elements} <= TAGS, path
    for element in found.elements:
        names = set(element.given)
        assert not {n for n in names if n.startswith("on")}, (path, element)
        assert not names & {"style", "srcset"}, (path, element)
        for name in ("href", "src", "action"):
            target = element.given.get(name)
            assert target is None or re.match(r"#|/(?!/)|https?://|data:,$", target), (path, target)
        if element.tag == "script":
            assert OURS.fullmatch(element.given.get("src") or "")
            assert not element.text
        if element.tag == "link" and element.given["rel"] == "stylesheet":
            assert OURS.fullmatch(element.given.get("href") or "")
    return found


def test_nothing_of_a_report_becomes_markup(pages: dict[str, str]) -> None:
    for path, words in pages.items():
        harmless(path, words)


def test_hostile_words_are_shown_as_they_are(pages: dict[str, str]) -> None:
    page = Page(pages[addresses.to_report(HOSTILE["id"])])
    body = page.all("body")[0].text
    assert SCRIPT in body
    assert "{{ 7 * 7 }}" in body
    assert "<img src=x onerror=alert(1)>" in body
    assert not [e for e in page.all("a") if (e.given.get("href") or "").lower().startswith("javascript")]


def test_names_are_unique_and_every_link_within_leads_somewhere(pages: dict[str, str]) -> None:
    for path, words in pages.items():
        page = Page(words)
        names = [e.given["id"] for e in page.elements if e.given.get("id")]
        assert len(names) == len(set(names)), path
        for element in page.elements:
            target = element.given.get("href") or ""
            assert not target.startswith("#") or target[1:] in names, (path, target)
            if element.tag == "label":
                assert element.given["for"] in names, (path, element)
            for name in (element.given.get("aria-labelledby") or "").split():
                assert name in names, (path, name)


def test_every_page_has_one_heading_landmarks_and_labels(pages: dict[str, str]) -> None:
    for path, words in pages.items():
        page = Page(words)
        ranks = [int(e.tag[1]) for e in page.all("h1", "h2", "h3", "h4")]
        assert ranks.count(1) == 1, path
        assert all(b <= a + 1 for a, b in pairwise(ranks)), (path, ranks)
        assert [len(page.all(tag)) for tag in ("main", "footer")] == [1, 1], path
        assert page.all("html")[0].given["lang"] == "en"
        assert page.all("title")[0].text.strip(), path
        assert all(e.given.get("aria-label") for e in page.all("nav")), path
        labelled = {e.given.get("for") for e in page.all("label")}
        for field in page.all("input", "textarea", "select"):
            hidden = field.given.get("type") == "hidden"
            assert hidden or field.given.get("id") in labelled, (path, field)
        assert all(e.text.strip() for e in page.all("button", "summary", "a")), path


def test_the_text_of_a_report_is_the_text(shared_site: Opened, pages: dict[str, str]) -> None:
    for entry in shared_site.case.account().reports:
        bare = re.sub(r'<a class="back".*?</a>', "", pages[addresses.to_report(entry.id)], flags=re.DOTALL)
        (text,) = [e.text for e in Page(bare).all("div") if "report-text" in (e.given.get("class") or "")]
        stored = shared_site.case.report(entry.id)
        assert stored is not None
        assert text == stored.report.text


def test_every_line_leads_to_its_words_and_back(shared_site: Opened, pages: dict[str, str]) -> None:
    for story in shared_site.case.account().stories:
        for item in items_of(story):
            line = Page(pages[addresses.to_line(item.id)])
            targets = {e.given.get("href") for e in line.all("a")}
            for piece in getattr(item, "evidence", ())[:3]:
                place = addresses.to_report(piece.report, piece.start)
                assert place in targets, (item.id, place)
                report = Page(pages[addresses.to_report(piece.report)])
                back = {e.given.get("href") for e in report.all("a") if e.given.get("class") == "back"}
                assert addresses.to_line(item.id) in back


def test_a_mark_begins_where_a_quotation_begins(shared_site: Opened, pages: dict[str, str]) -> None:
    for story in shared_site.case.account().stories:
        for event in story.events:
            for piece in event.evidence:
                words = pages[addresses.to_report(piece.report)]
                assert f'id="at-{piece.start}"' in words, (event.id, piece)


def test_contested_lines_say_so(shared_site: Opened, pages: dict[str, str]) -> None:
    story = max(shared_site.case.account().stories, key=lambda s: len(s.disagreements))
    page = Page(pages[addresses.to_story(story.id)])
    assert [e for e in page.all("a") if e.given.get("class") == "flag"]


def test_two_versions_side_by_side(pages: dict[str, str]) -> None:
    beside = [words for path, words in pages.items() if path.startswith("/pair?")]
    assert any('class="differs"' in words for words in beside)
    assert all("<table" in words for words in beside)


def test_an_actor_speaks_acts_and_wants(pages: dict[str, str]) -> None:
    words = pages[addresses.to_actor("Velmora")]
    assert 'class="entry deed-did' in words
    assert 'class="entry deed-wants' in words


def test_search_finds_reports_and_lines(shared_site: Opened) -> None:
    page = Page(shared_site.browser.get("/search?words=ferry").text)
    assert "Lines of the account" in [e.text for e in page.all("h2")]
    assert [e for e in page.all("mark") if e.text.lower() == "ferry"]
    nothing = shared_site.browser.get("/search", params={"words": "zyzzyva"}).text
    assert "0 reports" in nothing


@pytest.mark.parametrize(
    "asked",
    [
        {"first_day": "yesterday"},
        {"last_day": "2024-13-40"},
        {"value_from": "many"},
        {"value_to": "1e400"},
        {"value_from": "nan"},
    ],
)
def test_a_search_that_is_not_understood_is_told(shared_site: Opened, asked: dict[str, str]) -> None:
    answer = shared_site.browser.get("/search", params=asked)
    assert answer.status_code == 400
    assert "is written as in" in answer.text
    with pytest.raises(NotAQuery):
        read_query({**dict.fromkeys(FIELDS, ""), **asked}, 1)


@settings(max_examples=60, deadline=None)
@given(words=st.text(alphabet=st.sampled_from("ab \"'*()-:^{}[]<>%_\\/.;ANDORNEAT\x00é\u202e"), max_size=60))
def test_no_search_breaks_the_page(shared_site: Opened, words: str) -> None:
    for name in ("words", "speaker", "actor"):
        answer = shared_site.browser.get("/search", params={name: words})
        assert answer.status_code in (200, 400)
        harmless("/search", answer.text)


@settings(max_examples=120, deadline=None)
@given(part=st.text(alphabet=st.sampled_from("./\\%2eabc:~#?& \x00é"), max_size=24))
def test_no_address_leads_out(shared_site: Opened, part: str) -> None:
    for path in (f"/static/{part}/style.css", f"/story/{part}", f"/export/{part}", f"/{part}"):
        answer = shared_site.browser.get(f"http://{HOST}{quote(path, safe='/%')}")
        assert answer.status_code in (200, 400, 404)
        assert "root:" not in answer.text
    for page in ("report", "pair", "actor", "why"):
        answer = shared_site.browser.get(f"/{page}", params={"id": part, "a": part, "b": part, "name": part})
        assert answer.status_code in (200, 404)


@pytest.mark.parametrize(
    "path",
    [
        "/line/none",
        "/story/none",
        "/story/none/time",
        "/report?id=none",
        "/pair?a=x&b=y",
        "/actor?name=Nobody",
        "/none",
    ],
)
def test_what_is_not_there_is_told(shared_site: Opened, path: str) -> None:
    answer = shared_site.browser.get(path)
    assert answer.status_code == 404
    harmless(path, answer.text)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_exports_are_files_to_be_saved(shared_site: Opened, form: Form) -> None:
    story = shared_site.case.account().stories[0].id
    for query in ("", f"?story={story}"):
        answer = shared_site.browser.get(f"/export/{form.name}{query}")
        if query and not form.of_story:
            assert answer.status_code == 404
            continue
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == form.kind
        saved = answer.headers["content-disposition"]
        assert re.fullmatch(rf'attachment; filename="[a-z0-9-]+\.{form.ends}"', saved)
        assert "sandbox" in answer.headers["content-security-policy"]
        assert len(answer.content) > 1000


def test_the_json_of_the_export_is_the_account(shared_site: Opened) -> None:
    assert shared_site.browser.get("/export/json").text == account_json(shared_site.case.account())


def test_long_parts_are_paged(shared_site: Opened) -> None:
    story = max(shared_site.case.account().stories, key=lambda s: len(s.statements))
    first = shared_site.browser.get(addresses.to_part(story.id, "said")).text
    last = shared_site.browser.get(addresses.to_part(story.id, "said", 9999)).text
    assert first != last
    assert "page 1 of" in first


@pytest.mark.parametrize(
    ("wanted", "number"), [("", 1), ("2", 2), ("0", 1), ("-1", 1), ("x", 1), ("9" * 12, 1), ("²", 1)]
)
def test_page_number(wanted: str, number: int) -> None:
    assert page_number({"page": wanted}) == number


def test_turning_pages_shows_every_line_once() -> None:
    lines = list(range(95))
    shown = [line for number in range(1, 5) for line in turn_to(lines, number, 30)[0]]
    assert shown == lines
    assert turn_to([], 3, 30)[1].pages == 1


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Ferry sinks", "ferry-sinks"),
        ("../../etc/passwd", "etc-passwd"),
        ("", "account"),
        ('é\n\r"', "account"),
        ("a" * 200, "a" * 80),
    ],
)
def test_names_of_files(title: str, name: str) -> None:
    assert plain_name(title) == name


@pytest.mark.parametrize(
    ("url", "quotation", "address"),
    [
        ("https://a.example/x", "two words", "https://a.example/x#:~:text=two%20words"),
        ("https://a.example/x#part", "a-b, c & d", "https://a.example/x#part:~:text=a%2Db%2C%20c%20%26%20d"),
        (
            "http://a.example",
            " ".join(f"w{n}" for n in range(30)),
            "http://a.example#:~:text=w0%20w1%20w2%20w3%20w4%20w5,w24%20w25%20w26%20w27%20w28%20w29",
        ),
        ("https://a.example/x", "  ", "https://a.example/x"),
        ("javascript:alert(1)", "words", None),
        (None, "words", None),
    ],
)
def test_text_fragments(url: str | None, quotation: str, address: str | None) -> None:
    assert text_fragment(url, quotation) == address


@given(
    text=st.text(alphabet="ab \n<&é", min_size=1, max_size=60),
    spans=st.lists(st.tuples(st.integers(0, 59), st.integers(1, 20)), max_size=12),
)
def test_the_pieces_of_a_text_are_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    found = [
        Found(layer="name", start=start, end=min(len(text), start + length), title="x")
        for start, length in spans
        if start < len(text)
    ]
    pieces = cut_text(text, sorted(found, key=lambda f: f.start), [], Reading(report=Head(id="a"), text=text))
    assert "".join(piece.words for piece in pieces) == text
    for piece in pieces:
        covered = any(f.start <= piece.start < f.end for f in found)
        assert bool(piece.layers) is covered


def test_lines_that_correspond_stand_beside_each_other() -> None:
    rows = line_up(
        "The port closed.\nFive ships wait outside.\nNobody was hurt.",
        "Five ships still wait outside.\nThe port closed.\nA sixth is due.",
    )
    assert rows[0].same
    assert [row.theirs for row in rows if not row.mine] == [(("A sixth is due.", False),)]
    assert [row.mine for row in rows if not row.theirs] == [(("Nobody was hurt.", False),)]
    (changed,) = [row for row in rows if any(differs for _, differs in row.theirs)]
    assert changed.moved
    assert "".join(words for words, _ in changed.theirs) == "Five ships still wait outside."
    assert [words.strip() for words, differs in changed.theirs if differs] == ["still"]


@given(
    one=st.lists(st.sampled_from(["a b c", "a b d", "e f", "g"]), max_size=8),
    other=st.lists(st.sampled_from(["a b c", "a x d", "e f", "h"]), max_size=8),
)
def test_side_by_side_loses_no_line(one: list[str], other: list[str]) -> None:
    rows = line_up("\n".join(one), "\n".join(other))
    assert sorted("".join(w for w, _ in row.mine) for row in rows if row.mine) == sorted(one)
    assert sorted("".join(w for w, _ in row.theirs) for row in rows if row.theirs) == sorted(other)
    assert ["".join(w for w, _ in row.mine) for row in rows if row.mine] == one


def test_long_runs_of_the_same_are_put_away() -> None:
    same = Row(same=True, mine=(("x", False),), theirs=(("x", False),))
    other = Row(same=False, mine=(("y", False),), theirs=())
    assert folded([same] * 5 + [other] + [same] * 2) == [4, same, other, same, same]
