"""A story that holds two matters has two episodes; one matter is one."""

from __future__ import annotations

from tests.linking.telling import reading_of

from synoptic.linking.episodes import find_episodes
from synoptic.model.readings import Reading

FIRE = "fire smoke hall roof burned crews hoses flames night brigade"
FLOOD = "flood river dam water rose banks cellars boats sandbags rain"


def report(name: str, words: str, n: int) -> Reading:
    own = " ".join(words.split()[k % 10] for k in range(n, n + 7))
    return reading_of({"id": name, "text": f"The {own} in Lorn was told of on day {n}.", "events": []})


def pile(fires: int, floods: int) -> list[Reading]:
    first = [report(f"a{n}", FIRE, n) for n in range(fires)]
    return first + [report(f"b{n}", FLOOD, n) for n in range(floods)]


def own_origins(readings: list[Reading]) -> dict[str, int]:
    return {r.id: n for n, r in enumerate(readings)}


def test_two_matters_are_parted() -> None:
    readings = pile(7, 7)
    found = find_episodes(readings, own_origins(readings))
    assert found.apart >= 1
    assert found.between("a0", "a5") == 0
    assert found.between("a0", "b5") == found.apart
    assert found == find_episodes(readings[::-1], own_origins(readings))


def test_one_matter_is_one() -> None:
    readings = pile(14, 0)
    found = find_episodes(readings, own_origins(readings))
    assert found.apart < 1


def test_few_reports_are_never_parted() -> None:
    readings = pile(2, 2)
    assert find_episodes(readings, own_origins(readings)).between("a0", "b0") == 0


def test_a_copy_stands_with_its_origin_and_changes_nothing() -> None:
    readings = pile(7, 7)
    origins = own_origins(readings)
    copy = reading_of({"id": "z", "text": readings[0].text, "events": []})
    found = find_episodes([*readings, copy], {**origins, "z": 0})
    assert found.between("z", "a0") == 0
    assert found.apart == find_episodes(readings, origins).apart
