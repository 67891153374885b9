"""What an undated report tells of its own day is used in the account only where it is narrow and nothing tells more."""

from __future__ import annotations

from synoptic.linking import link
from synoptic.model.days import Basis, Dated
from synoptic.model.links import JudgementKind, Links
from synoptic.model.reports import Head, Report
from synoptic.reading import read_report

NARROW = "The bridge was opened on 3 May 2031. On 20 June 2031 the ministers will meet on the bridge."
WIDE = "The bridge was opened in May 2031 and closed in June 2031. The ministers met on Tuesday."


def linked(*texts: str, published: str | None = None) -> Links:
    heads = [Head(id=f"r{n}", published=published if n else None) for n in range(len(texts))]
    return link([read_report(Report(head=head, text=text)) for head, text in zip(heads, texts, strict=True)])


def dated(links: Links, report: str) -> Dated:
    return dict(links.dates)[report]


def test_a_narrow_interval_dates_the_report() -> None:
    found = dated(linked(NARROW), "r0")
    assert str(found.value) == "2031-05-03/2031-06-20"
    assert found.basis is Basis.INFERRED
    assert "3 May 2031" in found.why


def test_a_wide_interval_is_told_and_not_used() -> None:
    links = linked(WIDE)
    found = dated(links, "r0")
    assert found.value is None
    assert "2031-06-01/2033-12-31" in found.why
    judged = next(j for j in links.judgements if j.kind is JudgementKind.DATE)
    assert "too wide" in judged.reasons[0].text


def test_a_wide_interval_dates_no_event() -> None:
    (reading,) = linked(WIDE).readings
    assert reading.dated.value is None
    tuesday = next(t for t in reading.times if reading.quote(t) == "Tuesday")
    assert tuesday.when is None


def test_a_stated_day_of_another_report_is_not_moved_by_it() -> None:
    links = linked(NARROW, NARROW + " The envoys left.", published="2031-05-10")
    assert str(dated(links, "r1").value) == "2031-05-10"
    assert dated(links, "r1").basis is Basis.STATED
