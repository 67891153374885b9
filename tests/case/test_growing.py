"""A case that grows: what is kept of pairs of reports and of their terms, and what becomes of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from synoptic.linking.compared import Compared
from synoptic.linking.copies import CopySearch, find_copies
from synoptic.linking.terms import find_terms
from synoptic.model.corrections import CorrectionKind
from synoptic.model.readings import Reading
from synoptic.model.reports import Head, Report
from synoptic.pipeline import account_of, read_pile, read_reports
from synoptic.pipeline.case import Case, open_case
from synoptic.pipeline.kept import unpack_outline
from synoptic.pipeline.pairs import ComparedPairs, Pair
from synoptic.pipeline.terms import KeptTerms
from synoptic.settings import Settings
from synoptic.show.documents import account_json
from synoptic.store import unpack
from synoptic.testing import make_pile

RULES = Settings(reader="rules")
LIGHT = (
    "The lightship Corvane broke its chain off Ostrel on Sunday and drifted for nine hours before a tug from Velmouth "
    "took it in tow. Harbour master Mara Vale said two keepers were brought ashore unhurt. She said the chain had been "
    "looked over in May and had shown no wear."
)
TOLL = "The toll bridge at Quenholt will close for a month. Bridge warden Ansel Dray said the planks are rotten."


@pytest.fixture
def case(place: Callable[[], str]) -> Iterator[Case]:
    with open_case(place(), create=True, settings=RULES) as opened:
        yield opened


@pytest.fixture(scope="module")
def readings() -> tuple[Reading, ...]:
    reports = [
        Report(head=Head(id=one.id, outlet=one.outlet, published=one.published), text=one.text)
        for one in make_pile(70, 3).reports
    ]
    return tuple(sorted(read_reports(reports, settings=RULES), key=lambda reading: reading.id))


def write(path: Path, *records: Mapping[str, object]) -> str:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return str(path)


def light(name: str, more: str = "") -> dict[str, object]:
    return {"id": name, "published": "2031-03-03", "text": LIGHT + more}


def among(bodies: Mapping[str, bytes]) -> Callable[[Sequence[str]], Mapping[str, bytes]]:
    return lambda keys: {key: bodies[key] for key in keys if key in bodies}


def compare_all(kept: ComparedPairs, readings: Sequence[Reading]) -> tuple[list[Compared], dict[int, list[Pair]]]:
    """Return what all pairs came to, and the pairs by the place of the later one, who come in order of id."""
    names = [reading.id for reading in readings]
    found: list[Compared] = []
    places: dict[int, list[Pair]] = {}
    for block in CopySearch(readings, RULES).blocks():
        found += kept.compare(block, names)
        for a, b in sorted(block.pairs.tolist()):
            places.setdefault(max(a, b), []).append((names[a], names[b]))
    return found, places


def facts(found: Sequence[Compared]) -> tuple[object, ...]:
    given = sorted((g.pair, g.to_a.tolist(), g.to_b.tolist()) for one in found for g in one.given)
    return given, sorted(row for one in found for row in one.alike.tolist()), sum(one.pairs for one in found)


def test_kept_pairs_come_to_the_same_and_only_the_last_part_is_written_anew(readings: Sequence[Reading]) -> None:
    whole = ComparedPairs((), among({}))
    found, places = compare_all(whole, readings)
    first = ComparedPairs((), among({}))
    before, bodies = first.lay(compare_all(first, readings[:-3])[1])
    grown = ComparedPairs(before, among(bodies))
    again, places_again = compare_all(grown, readings)
    assert facts(again) == facts(found)
    assert places_again == places
    after, new = grown.lay(places)
    assert len(before) == len(after) == 2
    assert (before[0] == after[0], before[1] == after[1], len(new)) == (True, False, 2)
    assert (after, {**bodies, **new}.keys() >= whole.lay(places)[1].keys()) == (whole.lay(places)[0], True)
    copied = [pair for mine in places.values() for pair in mine if grown.is_copied(pair)]
    told = sorted(ComparedPairs(after, among({**bodies, **new})).copies(copied), key=lambda copy: copy.reports)
    assert tuple(told) == find_copies(readings, RULES).copies


def test_a_part_that_is_lost_is_compared_anew(readings: Sequence[Reading]) -> None:
    whole = ComparedPairs((), among({}))
    found, places = compare_all(whole, readings)
    names, bodies = whole.lay(places)
    lost = ComparedPairs(names, among(dict(list(bodies.items())[1:])))
    assert facts(compare_all(lost, readings)[0]) == facts(found)
    assert lost.lay(places)[0] == names


def test_kept_terms_are_those_that_were_found(readings: Sequence[Reading]) -> None:
    names = [reading.id for reading in readings]
    places = {name: n for n, name in enumerate(names)}
    first = KeptTerms((), among({}))
    assert list(first.find(readings[:66], names[:66])) == [find_terms(reading) for reading in readings[:66]]
    before, bodies = first.lay(places)
    second = KeptTerms(before, among(bodies))
    found = list(second.find(readings, names))
    assert found == [find_terms(reading) for reading in readings]
    assert [list(terms.weights) for terms in found] == [list(find_terms(reading).weights) for reading in readings]
    after, new = second.lay(places)
    assert (len(before), len(after), len(new), before[0]) == (2, 2, 1, after[0])


def test_a_removed_report_leaves_no_words_in_pairs_or_terms(case: Case, tmp_path: Path) -> None:
    odd = " A keeper named Quillon Ashgrove wept."
    case.add([write(tmp_path / "in.jsonl", light("a"), light("b", odd), light("c", odd))])
    assert [copy.reports for copy in case.account().copies] == [("a", "b"), ("a", "c"), ("b", "c")]
    case.add([write(tmp_path / "more.jsonl", {"id": "d", "published": "2031-05-01", "text": TOLL}, light("e"))])
    assert len(case.account().copies) == 6
    case.remove("b", "a source is in danger", "Ann")
    case.remove("c", "a source is in danger", "Ann")
    with case.store.asking() as session:
        kept = [(account.revision, account.body + account.pile) for account in session.kept_accounts()]
        keys = [key for revision, _ in kept for key in _keys(case, revision)]
        bodies = session.stories(keys)
    assert [revision for revision, _ in kept] == [1, 2]
    assert [key[0] for key in keys].count("p") == 1  # of the first account no pair is left
    assert not any("Ashgrove" in unpack(body) for body in bodies.values())
    left = case.account_at(2)
    assert left is not None
    assert [copy.reports for copy in left.copies] == [("a", "e")]
    assert [copy.reports for copy in case.account().copies] == [("a", "e")]
    assert not case.verify()


def _keys(case: Case, revision: int) -> list[str]:
    with case.store.asking() as session:
        kept = session.kept_account(revision)
    assert kept is not None
    return unpack_outline(kept).all_keys()


@pytest.mark.parametrize("verdict", ["same", "different"])
def test_what_a_person_says_of_copies_is_followed_while_a_case_grows(case: Case, tmp_path: Path, verdict: str) -> None:
    first = [light("a"), light("b", " A keeper wept."), {"id": "d", "published": "2031-05-01", "text": TOLL}]
    parts = [write(tmp_path / "one.jsonl", *first), write(tmp_path / "two.jsonl", light("c"))]
    case.add(parts[:1])
    case.account()
    other = "b" if verdict == "different" else "d"
    said = case.correct(case.draft(CorrectionKind(verdict), ["a", other], by="Ann"))
    constraint = said.constraint()
    assert constraint is not None
    for step in (parts[:1], parts):
        case.add(step)
        told = account_of(read_pile(step, RULES), RULES, constraints=[constraint])
        assert account_json(case.account()) == account_json(told)
        assert [judgement.by for judgement in told.judgements].count("Ann") == 1
