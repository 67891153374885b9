"""What can be carried away: the case or one story, in the forms that the commands write.

Decision to know: an export is sent as a file to be saved and never shown by the browser as a page of ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from synoptic.errors import UsageError
from synoptic.model.accounts import Account
from synoptic.show.arrangement import arrange
from synoptic.show.site.asks import Answer
from synoptic.show.site.printing import Printing

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form of export: its name in addresses, how a file of it ends, its type, and what it is good for."""

    name: str
    ends: str
    kind: str
    title: str
    of_story: bool = True


FORMS = (
    Form(
        name="html", ends="html", kind="text/html; charset=utf-8", title="One page to mail, with every report in full"
    ),
    Form(
        name="bundle",
        ends="zip",
        kind="application/zip",
        title="A bundle that others can check without this program: page, data, texts, checksums",
        of_story=False,
    ),
    Form(name="markdown", ends="md", kind="text/markdown; charset=utf-8", title="Markdown, the evidence as footnotes"),
    Form(name="text", ends="txt", kind="text/plain; charset=utf-8", title="Plain text, with the evidence"),
    Form(name="csv", ends="zip", kind="application/zip", title="Tables for a spreadsheet (CSV)"),
    Form(name="parquet", ends="zip", kind="application/zip", title="Tables for analysis (Parquet)"),
    Form(name="json", ends="json", kind="application/json", title="The account as data (JSON)"),
    Form(name="jsonl", ends="zip", kind="application/zip", title="Tables as data (JSON Lines)"),
    Form(name="annotations", ends="json", kind="application/ld+json", title="The evidence as Web Annotations"),
    Form(
        name="csl", ends="json", kind="application/vnd.citationstyles.csl+json", title="The reports as citations (CSL)"
    ),
    Form(
        name="ninjs", ends="json", kind="application/json", title="The reports for news systems (ninjs)", of_story=False
    ),
)


def show_exports(house: Printing, given: Mapping[str, str], by: str) -> Answer:
    """Draw the list of what can be carried away."""
    story = house.edition.stories.get(given.get("story", ""))
    return house.draw("exports", forms_of=[form for form in FORMS if form.of_story or story is None], story=story)


def export(house: Printing, given: Mapping[str, str], by: str) -> Answer:
    """Write an export of the case, or of the story that is named."""
    edition = house.edition
    story = edition.stories.get(given.get("story", ""))
    form = next((form for form in FORMS if form.name == given.get("form") and (form.of_story or story is None)), None)
    if form is None:
        return house.missing("There is no export of this form.")
    if story is None and given.get("story"):
        return house.missing("There is no story with this id in the newest account.")
    within = frozenset(story.reports) if story else frozenset()
    judgements = tuple(j for j in edition.account.judgements if j.a in within or j.b in within)
    account = edition.alone(story, judgements) if story else edition.account
    try:
        body = _write(house, account, form)
    except UsageError as error:
        return house.refused(str(error))
    name = plain_name(story.title if story else edition.case.name)
    return Answer(body=body, kind=form.kind, lasting=False, file=f"{name}.{form.ends}")


def _write(house: Printing, account: Account, form: Form) -> bytes:
    from synoptic.show import exports

    if form.name == "text":
        from synoptic.show.folding import unlimited
        from synoptic.show.terminal import Sheeting, render_text

        stories = house.edition.case.settings.whole_stories
        words = render_text(arrange(account, stories), Sheeting(width=100, evidence=True, limits=unlimited()))
        return words.encode("utf-8", "replace")
    made = exports.export(house.edition.case, account, form.name)
    if isinstance(made, bytes):
        return made
    from synoptic.show.bundle import zip_of

    return zip_of(made)


def plain_name(title: str) -> str:
    """Make a file name of a title: small letters, digits and hyphens, 80 characters at most."""
    return _NOT_PLAIN.sub("-", title.lower()).strip("-")[:80].strip("-") or "account"
