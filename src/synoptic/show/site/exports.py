"""What can be carried away: the account of the whole case or of one story, in the forms that the commands write.

Decision to know: an export is sent as a file to be saved and never shown by the browser as a page of ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from synoptic.model.accounts import Account
from synoptic.show.arrangement import arrange
from synoptic.show.site.asks import Answer
from synoptic.show.site.printing import Printing

WHOLE_STORIES = 20
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


def _json(account: Account, texts: Mapping[str, str]) -> str:
    from synoptic.show.documents import account_json

    return account_json(account)


def _markdown(account: Account, texts: Mapping[str, str]) -> str:
    from synoptic.show.markdown import render_markdown

    return render_markdown(arrange(account, WHOLE_STORIES))


def _page(account: Account, texts: Mapping[str, str]) -> str:
    from synoptic.show.page import render_page

    return render_page(arrange(account, WHOLE_STORIES), texts)


def _text(account: Account, texts: Mapping[str, str]) -> str:
    from synoptic.show.terminal import Sheeting, render_text

    return render_text(arrange(account, WHOLE_STORIES), Sheeting(width=100, evidence=True))


FORMS: Mapping[str, tuple[str, str, Callable[[Account, Mapping[str, str]], str]]] = {
    "html": ("One page to mail", "text/html; charset=utf-8", _page),
    "md": ("Markdown, evidence as footnotes", "text/markdown; charset=utf-8", _markdown),
    "txt": ("Plain text, with the evidence", "text/plain; charset=utf-8", _text),
    "json": ("JSON, for programs", "application/json", _json),
}


def show_exports(house: Printing, given: Mapping[str, str], by: str) -> Answer:
    """Draw the list of what can be carried away."""
    story = house.edition.stories.get(given.get("story", ""))
    return house.draw("exports", forms_of=[(form, title) for form, (title, _, _) in FORMS.items()], story=story)


def export(house: Printing, given: Mapping[str, str], by: str) -> Answer:
    """Write an export of the case, or of the story that is named."""
    edition = house.edition
    found = FORMS.get(given.get("form", ""))
    if found is None:
        return house.missing("There is no export of this form.")
    story = edition.stories.get(given.get("story", ""))
    if story is None and given.get("story"):
        return house.missing("There is no story with this id in the newest account.")
    _, kind, write = found
    within = frozenset(story.reports) if story else frozenset()
    judgements = tuple(j for j in edition.account.judgements if j.a in within or j.b in within)
    account = edition.alone(story, judgements) if story else edition.account
    words = write(account, edition.texts)
    return Answer(
        body=words.encode("utf-8", "replace"),
        kind=kind,
        lasting=False,
        file=f"{plain_name(story.title if story else edition.case.name)}.{given['form']}",
    )


def plain_name(title: str) -> str:
    """Make a file name of a title: small letters, digits and hyphens, 80 characters at most."""
    return _NOT_PLAIN.sub("-", title.lower()).strip("-")[:80].strip("-") or "account"
