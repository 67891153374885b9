"""Markdown: words of reports are words, whatever marks they hold."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from synoptic.show.arrangement import arrange
from synoptic.show.markdown import escaped, render_markdown


def shown(words: str) -> str:
    """Render one list item and give back its words."""
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(f"- {escaped(words)}\n")
    inner = re.fullmatch(r"<ul>\n<li>(.*)</li>\n</ul>\n", html, re.DOTALL)
    assert inner is not None, html
    assert "<" not in inner[1], html
    return inner[1].replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab1.)<>&;\"'`=/{}[]()%!#*_~|+-:\\ \n"), max_size=30))
def test_words_stay_words(words: str) -> None:
    assert shown(f"x {words}").strip() == f"x {' '.join(words.split())}".strip()


def test_a_line_that_begins_like_markup_is_no_markup() -> None:
    for words in ("# no heading", "1. no list", "- no list", "> no quotation", "2014) no list", "+ no", "=== no"):
        assert shown(words) == words


def test_every_footnote_is_there_and_used_once(built) -> None:
    document = render_markdown(arrange(built.account, 5))
    body, _, notes = document.partition("\n[^")
    used = re.findall(r"\[\^([^\]]+)\]", body)
    told = re.findall(r"^\[\^([^\]]+)\]:", f"[^{notes}", re.MULTILINE)
    assert sorted(used) == sorted(told)
    assert len(told) == len(set(told))
