"""Types, JSON and schema agree."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from synoptic.model.accounts import Account, EventLine
from synoptic.model.days import Basis, Dated, day
from synoptic.model.plain import NotAsWanted, from_plain, schema_of, to_plain
from synoptic.model.readings import Event, Mention, NameType, Passage, PassageKind, Quantity, Reading, Status
from synoptic.model.reports import Head
from synoptic.model.spans import Evidence, Span, evidence_of


def reading(text: str, value: float) -> Reading:
    return Reading(
        report=Head(id="r", headline=None),
        text=text,
        dated=Dated(value=day(date(2031, 5, 6)), basis=Basis.STATED, why="given with the report"),
        passages=(Passage(start=0, end=1, kind=PassageKind.BODY),),
        entities=(Mention(start=0, end=1, type=NameType.GPE, entity="a1"),),
        quantities=(Quantity(start=0, end=1, value=value, noun=Span(start=0, end=1)),),
        events=(Event(start=0, end=1, type=None, status=Status.PLANNED),),
    )


@given(st.text(min_size=1), st.floats(allow_nan=False, allow_infinity=False))
def test_a_reading_comes_back_from_its_json(text: str, value: float) -> None:
    before = reading(text, value)
    assert from_plain(Reading, json.loads(json.dumps(to_plain(before)))) == before


def test_the_schema_takes_what_is_written_and_refuses_what_is_not() -> None:
    validator = Draft202012Validator(schema_of(Reading, "reading"))
    plain = to_plain(reading("ab", 94_000.0))
    validator.validate(plain)
    assert plain["quantities"][0]["value"] == 94_000
    assert isinstance(plain["quantities"][0]["value"], int)
    plain["events"][0]["status"] = "perhaps"
    assert not validator.is_valid(plain)


def test_the_schema_of_an_account_wants_evidence() -> None:
    schema = schema_of(Account, "account")
    assert schema["$defs"]["EventLine"]["properties"]["evidence"]["minItems"] == 1


@pytest.mark.parametrize(
    ("plain", "says"),
    [
        ({}, "report is missing"),
        ({"report": {"id": "a"}, "text": 3}, "Reading.text"),
        ({"report": {"id": "a"}, "text": "x", "dated": {"value": "soon", "basis": "stated"}}, "a date or an interval"),
        ({"report": {"id": "a"}, "text": "x", "sentences": [{"start": 0, "end": 9, "passage": 0}]}, "leaves the text"),
        ({"report": {"id": "a"}, "text": "x", "passages": [{"start": 0, "end": 1, "kind": "poem"}]}, "one of headline"),
    ],
)
def test_what_is_no_reading_is_refused_with_its_place(plain: object, says: str) -> None:
    with pytest.raises(NotAsWanted, match=says):
        from_plain(Reading, plain)


def test_a_span_has_both_ends_and_evidence_quotes() -> None:
    with pytest.raises(ValueError, match="start < end"):
        Span(start=3, end=3)
    with pytest.raises(ValueError, match="quote its span"):
        Evidence(report="r", start=0, end=3, quote="four")
    with pytest.raises(ValueError, match="leaves the text"):
        evidence_of("r", "abc", Span(start=1, end=9))
    assert evidence_of("r", "abc", Span(start=1, end=2)).holds_in("abc")


def test_a_line_without_evidence_is_refused() -> None:
    with pytest.raises(ValueError, match="without evidence"):
        EventLine(
            id="e",
            what="x",
            type=None,
            date=None,
            status=Status.OCCURRED,
            participants=(),
            reports=1,
            origins=1,
            evidence=(),
        )
