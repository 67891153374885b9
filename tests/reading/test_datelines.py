"""Days in datelines."""

from __future__ import annotations

import pytest

from synoptic.model.reports import Head, Report
from synoptic.reading import read_report
from synoptic.reading.datelines import find_dateline


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("OSTREL, Brennia, Oct. 1, 2031 (NSP) - The ferry left.", (2031, 10, 1)),
        ("OSTREL, Oct. 13 (NSP) -- The ferry left.", (None, 10, 13)),
        ("PORT HALLIN, 5 May 2031 — The ferry left.", (2031, 5, 5)),
        ("LOWER OSTREL (NSP), 5 May 2031. The ferry left.", (2031, 5, 5)),
        ("CENDAL, 5 de octubre de 2031. El barco salió.", (2031, 10, 5)),
        ("ÉVRANGE, 3 août 2031 - Le navire est parti.", (2031, 8, 3)),
        ("OSTREL, June 7 - The ferry left.", (None, 6, 7)),
        ("OSTREL,\xa012\xa0May\xa02031 — The ferry left.", (2031, 5, 12)),
        ("OS\xadTREL, 12 May 2031 — The ferry left.", (2031, 5, 12)),
        ("Ostrel, 12 May 2031 - The ferry left.", (2031, 5, 12)),
        ("Port Hallin, Brennia, May 3rd, 2031 (NSP) – The ferry left.", (2031, 5, 3)),
        ("Ostrel, Monday 12 May 2031. The ferry left.", (2031, 5, 12)),
    ],
)
def test_a_day_is_found(line: str, day: tuple[int | None, int, int]) -> None:
    found = find_dateline(line)
    assert found is not None
    assert (found.year, found.month, found.day) == day
    assert line[found.span.start : found.span.end][0].isalnum()


@pytest.mark.parametrize(
    "line",
    [
        "The ferry left Ostrel on Oct. 1, 2031 (NSP) - as planned.",
        "OSTREL (NSP) - The ferry left on 5 May 2031.",
        "OSTREL, Brennia - The ferry left.",
        "NSP said on 5 May 2031 that it left.",
        "OSTREL, Room 12 - The ferry left.",
        "FIFA World 40 2031 - nothing.",
        "Ostrel, 12 May - The ferry left.",
        "On Monday, 12 May 2031 - The ferry left.",
        "Monday, 12 May 2031: The ferry left.",
        "Ostrel, 12 May 2031, was a quiet place.",
        "",
    ],
)
def test_no_day_is_read_out_of_other_words(line: str) -> None:
    assert find_dateline(line) is None


def test_a_day_that_is_not_in_the_calendar_is_no_date() -> None:
    found = find_dateline("OSTREL, 30 February 2031 - The ferry left.")
    assert found is not None
    assert found.date is None


def test_the_report_is_dated_by_its_dateline() -> None:
    text = "Ferry leaves\n\nOSTREL, Brennia, Oct. 1, 2031 (NSP) - The ferry left on Tuesday, the port office said."
    reading = read_report(Report(head=Head(id="r"), text=text))
    assert str(reading.dated.value) == "2031-10-01"
    assert "dateline" in reading.dated.why
    left = [t for t in reading.times if text[t.start : t.end] == "Tuesday"]
    assert str(left[0].when) == "2031-09-30"


def test_what_is_given_with_the_report_comes_first() -> None:
    text = "Ferry leaves\n\nOSTREL, Oct. 1, 2031 (NSP) - The ferry left, the port office said."
    reading = read_report(Report(head=Head(id="r", published="2031-10-02"), text=text))
    assert str(reading.dated.value) == "2031-10-02"


def test_stated_days_that_conflict_are_shown() -> None:
    body = "OSTREL, Brennia, May 1, 2031 (NSP) - The harbour was closed for a week after the storm."
    text = f"Harbour closed\nMay 5, 2031\n\n{body}"
    dated = read_report(Report(head=Head(id="r", published="2031-05-05"), text=text)).dated
    assert str(dated.value) == "2031-05-05"
    assert dated.why == "given with the report; against it, dateline: “May 1, 2031” says 2031-05-01"


def test_a_day_apart_is_no_conflict() -> None:
    text = "Harbour closed\n\nOSTREL, Brennia, May 4, 2031 (NSP) - The harbour was closed for a week after the storm."
    dated = read_report(Report(head=Head(id="r", published="2031-05-05"), text=text)).dated
    assert dated.why == "given with the report"


_REST = "The port office said on Monday that no more ships would sail before the storm was over.\n\nNobody was hurt."


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Ferry stays\n\nOstrel, 12 May 2031 - The Orm Line regrets that its ferry could not sail.", "2031-05-12"),
        ("Guild of Ostrel\nPress statement, 12 May 2031\n\nThe ferry must sail\n\nThe guild is angry.", "2031-05-12"),
        ("For immediate release: 12 May 2031\n\nFerry stays\n\nThe ferry could not sail.", "2031-05-12"),
        ("Ferry stays in port\n\n12 May 2031 | 15:41 | Orm7 staff and agencies\n\nThe ferry stayed.", "2031-05-12"),
        ("Ostrel Ferry, 12 May 2031 - a history\n\nThe ferry could not sail.", None),
        ("The old ferry\n\nOstrel, 12 May 1931. The crowd waits. In 2031 it is forgotten.\n\nIn 2031 it sank.", None),
        ("Diary\n\nOstrel, 12 May 2031. The ferry could not sail.\n\nHallin, 15 May 2031. It sailed at last.", None),
        ("Statement on the ferry of 12 May 2031\n\nThe ferry could not sail.", None),
    ],
)
def test_a_day_at_the_head_of_a_release_is_its_day(head: str, day: str | None) -> None:
    reading = read_report(Report(head=Head(id="r"), text=f"{head}\n\n{_REST}"))
    assert (str(reading.dated.value) if reading.dated.value else None) == day


def test_a_line_that_calls_the_text_a_release_is_no_headline() -> None:
    text = f"FOR IMMEDIATE RELEASE\n\nOrm Line statement on its ferry\n\nThe Orm Line regrets it.\n\n{_REST}"
    assert read_report(Report(head=Head(id="r"), text=text)).report.headline == "Orm Line statement on its ferry"
