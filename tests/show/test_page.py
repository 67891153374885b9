"""The page: closed to the outside, hostile words harmless, usable by keyboard and screen reader, true to the texts."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synoptic.model.accounts import Account
from synoptic.show.arrangement import arrange, items_of
from synoptic.show.page import render_page, web_address

VOID = {"meta", "br", "hr", "img", "input", "link", "line", "polyline", "circle"}


@dataclass
class Element:
    tag: str
    given: dict[str, str | None]
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.words)


class Page(HTMLParser):
    """The elements of a page with the words in each, and whether every one is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.opened: list[Element] = []
        self.unbalanced: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.elements.append(element)
        if tag not in VOID:
            self.opened.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.opened or self.opened.pop().tag != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        for element in self.opened:
            element.words.append(data)

    def all(self, *tags: str) -> list[Element]:
        return [e for e in self.elements if e.tag in tags]


def page_of(account: Account, texts: Mapping[str, str], whole: int = 5) -> str:
    return render_page(arrange(account, whole), texts)


@pytest.fixture(scope="module")
def source(built) -> str:
    return page_of(built.account, built.texts)


@pytest.fixture(scope="module")
def page(source: str) -> Page:
    return Page(source)


ALLOWED = frozenset(
    "html head meta title style body a header p main nav ol ul li span b h1 h2 h3 h4 article section div details "
    "summary blockquote mark code small figure figcaption svg desc line polyline circle text tspan table caption thead "
    "tbody tr th td footer".split()
)


def harmless(found: Page) -> None:
    assert {e.tag for e in found.elements} <= ALLOWED
    for element in found.elements:
        names = set(element.given)
        assert not {n for n in names if n.startswith("on")}, element
        assert not names & {"style", "src", "srcset", "action"}, element
        target = element.given.get("href")
        assert target is None or re.match(r"#|https?://", target), target


def test_nothing_of_a_report_becomes_markup(page: Page) -> None:
    harmless(page)


def test_hostile_words_are_shown_as_they_are(page: Page) -> None:
    body = page.all("body")[0].text
    assert '<script>alert("title")</script>' in body
    assert "<img src=x onerror=alert(1)>" in body


def test_a_script_address_is_no_link(source: str) -> None:
    assert "javascript:" not in source


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://a.example/x?a=1&b=2", True),
        ("HTTP://a.example", True),
        ("javascript:alert(1)", False),
        (" https://a.example", False),
        ("https://a.example/ x", False),
        ('https://a.example/"onmouseover="x', False),
        ("data:text/html,x", False),
        ("//a.example", False),
        ("", False),
        (None, False),
    ],
)
def test_web_address(url: str | None, linked: bool) -> None:
    assert (web_address(url) == url and url is not None) is linked


def test_outside_links_tell_nothing(page: Page) -> None:
    outside = [e for e in page.all("a") if (e.given.get("href") or "").startswith("http")]
    assert outside
    assert all("noreferrer" in (e.given.get("rel") or "") for e in outside)


@settings(max_examples=30, deadline=None)
@given(words=st.text(alphabet=st.sampled_from("<>&\"'`=/{}%! abscript\x00\x1b\u202e\ud800"), max_size=40))
def test_no_words_can_become_markup(built, words: str) -> None:
    story = built.account.stories[0]
    entries = tuple(replace(e, headline=words, outlet=words, file=words) for e in built.account.reports)
    events = tuple(replace(e, what=words, says=(words,)) for e in story.events)
    figures = tuple(replace(f, what=words, claimed_by=(words,)) for f in story.figures)
    statements = tuple(replace(s, speaker=words, role=words, content=words) for s in story.statements)
    told = replace(story, title=words, events=events, figures=figures, statements=statements)
    found = Page(page_of(replace(built.account, reports=entries, stories=(told,)), built.texts))
    harmless(found)
    assert not found.unbalanced


def test_every_element_is_closed(page: Page) -> None:
    assert not page.unbalanced
    assert not page.opened


def test_the_policy_allows_the_one_style_and_nothing_else(source: str) -> None:
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', source)
    (style,) = re.findall(r"<style>(.*?)</style>", source, re.DOTALL)
    digest = base64.b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r"url\(|@import|http", style)
    assert "<script" not in source


def test_names_are_unique_and_every_link_within_leads_somewhere(page: Page) -> None:
    names = [e.given["id"] for e in page.elements if e.given.get("id")]
    assert len(names) == len(set(names))
    for element in page.elements:
        target = element.given.get("href") or ""
        if target.startswith("#"):
            assert target[1:] in names, target
        for name in (element.given.get("aria-labelledby") or "").split():
            assert name in names


def test_headings_go_down_one_step_at_a_time(page: Page) -> None:
    ranks = [int(e.tag[1]) for e in page.all("h1", "h2", "h3", "h4")]
    assert ranks[0] == 1
    assert ranks.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(ranks))


def test_one_story_alone_has_its_title_as_first_heading(built) -> None:
    alone = replace(built.account, stories=built.account.stories[:1])
    found = Page(page_of(alone, built.texts))
    assert found.all("h1")[0].text == built.account.stories[0].title


def test_landmarks_language_and_skip_link(page: Page) -> None:
    assert page.all("html")[0].given["lang"] == "en"
    assert [len(page.all(tag)) for tag in ("main", "footer")] == [1, 1]
    assert page.all("a")[0].given == {"class": "skip", "href": "#account"}
    assert all(e.given.get("aria-label") for e in page.all("nav"))
    assert all(e.given.get("role") == "img" for e in page.all("svg"))
    spanish = next(e for e in page.all("div") if e.given.get("lang") == "es")
    assert "El puerto de Ellery" in spanish.text


def test_evidence_is_closed_at_first_and_said_in_its_summary(page: Page) -> None:
    assert all("open" not in e.given for e in page.all("details"))
    assert all(e.text.strip() for e in page.all("summary"))


def test_every_quotation_stands_marked_among_its_words(built, page: Page) -> None:
    marked = {" ".join(e.text.split()) for e in page.all("mark")}
    for story in built.account.stories:
        for item in items_of(story):
            for piece in getattr(item, "evidence", ()):
                assert " ".join(piece.quote.split()) in marked, piece
    quotes = [e.text for e in page.all("blockquote")]
    assert any("PORT ELLERY, 4 March 2025 – Dockers closed" in text for text in quotes)


def test_the_full_text_is_the_text(built, source: str) -> None:
    bare = re.sub(r'<a class="back".*?</a>', "", source)
    texts = [e.text for e in Page(bare).all("div") if e.given.get("class") == "text"]
    for text in (built.texts["evening.txt"], built.texts["paper.txt"], built.texts["puerto.txt"]):
        assert text in texts


def test_contested_lines_lead_to_their_disagreement(page: Page) -> None:
    flags = [e for e in page.all("a") if e.given.get("class") == "flag"]
    assert [e.given["href"] for e in flags] == ["#disagreement-e1e1e1e1e1"]
    states = [e for e in page.all("a") if e.given.get("class") == "hot"]
    assert {e.given["href"] for e in states} == {"#disagreement-d0d0d0d0d0"}


def test_versions_show_what_differs(page: Page) -> None:
    assert [e.text for e in page.all("b") if e.given.get("class") == "differs"] == ["3,200", "3,400"]


def test_further_stories_take_a_line_and_no_text(built) -> None:
    found = Page(page_of(built.account, built.texts, whole=1))
    (further,) = [e for e in found.all("section") if e.given.get("id") == "further"]
    assert "Ferry to Skarn Island" in further.text
    assert "the island council said" not in found.all("body")[0].text


def test_without_texts_the_quotations_stand_alone(built) -> None:
    found = Page(page_of(built.account, {}))
    assert not found.unbalanced
    assert any("Dockers closed the port" in e.text for e in found.all("blockquote"))
    assert not [e for e in found.all("section") if e.given.get("id") == "texts"]
    test_names_are_unique_and_every_link_within_leads_somewhere(found)


def test_an_empty_account_is_a_page() -> None:
    found = Page(page_of(Account(), {}))
    assert "No story was found" in found.all("h1")[0].text


def test_the_same_account_gives_the_same_page(built, source: str) -> None:
    assert page_of(built.account, dict(reversed(list(built.texts.items())))) == source
