"""The JSON documents: as the schemas say, the same bytes each time, read back as they were written."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from synoptic.errors import NotAnAccount, UsageError
from synoptic.model.readings import Reading
from synoptic.model.reports import Head, Report
from synoptic.reading import read_report
from synoptic.show.documents import (
    account_json,
    parse_account,
    read_account,
    reading_json,
    schema_files,
    shipped_schema,
)

TEXT = "Dockers closed the port of Ellery on Monday, the union said.\n\nAt least 40 ships lay at anchor."


def test_an_account_is_as_its_schema_says_and_is_read_back(built) -> None:
    document = account_json(built.account)
    plain = json.loads(document)
    jsonschema.validate(plain, json.loads(shipped_schema("account")), jsonschema.Draft202012Validator)
    assert document.endswith("}\n")
    assert parse_account(document, "it") == built.account
    assert account_json(built.account) == document


def test_the_schema_refuses_a_line_without_evidence(built) -> None:
    plain = json.loads(account_json(built.account))
    plain["stories"][0]["events"][0]["evidence"] = []
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(plain, json.loads(shipped_schema("account")), jsonschema.Draft202012Validator)


def test_a_reading_is_one_line_as_its_schema_says() -> None:
    reading = read_report(Report(head=Head(id="a.txt"), text=TEXT))
    document = reading_json(reading)
    assert document.count("\n") == 1
    jsonschema.validate(json.loads(document), json.loads(shipped_schema("reading")), jsonschema.Draft202012Validator)


def test_shipped_schemas_are_those_of_the_types() -> None:
    stale = [name for name, text in schema_files().items() if shipped_schema(name.removesuffix(".json")) != text]
    assert not stale, "call: sh run.sh docs"


def test_characters_that_utf8_cannot_hold_do_not_stop_the_printing() -> None:
    reading = Reading(report=Head(id="a"), text="half a \ud83d pair, “quoted”")
    document = reading_json(reading)
    assert "“quoted”" in document
    assert json.loads(document.encode("utf-8"))["text"] == reading.text


def test_what_is_no_account_is_refused_with_the_place(built, tmp_path: Path) -> None:
    with pytest.raises(NotAnAccount, match=r"it is not a JSON document"):
        parse_account("{", "it")
    with pytest.raises(NotAnAccount, match=r"no stories"):
        parse_account("[]", "it")
    plain = json.loads(account_json(built.account))
    del plain["stories"][0]["events"][1]["status"]
    with pytest.raises(NotAnAccount, match=r"stories\[0\]\.events\[1\]: the field status is missing"):
        parse_account(json.dumps(plain), "it")
    with pytest.raises(UsageError, match=r"there is no file"):
        read_account(tmp_path / "none.json")
    with pytest.raises(UsageError, match=r"can't be read"):
        read_account(tmp_path)
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(NotAnAccount, match=r"not UTF-8"):
        read_account(tmp_path / "bytes.json")


def test_an_account_of_an_older_hand_may_lack_what_has_a_default(built) -> None:
    plain = json.loads(account_json(built.account))
    for story in plain["stories"]:
        for event in story["events"]:
            del event["weight"]
    told = parse_account(json.dumps(plain), "it")
    assert told.stories[0].events[0] == replace(built.account.stories[0].events[0], weight=0.0)
