"""Whether words hold the verb of a main clause: cuts that end before it say nothing."""

from __future__ import annotations

import pytest

from synoptic.editing.main_verbs import begins_with_verb, lacks_verb, without_next_clause


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The mayor of Lorn, moving to calm a quarrel over the tolls raised in May", True),
        ("The mayor of Lorn, who left for the islands on Friday", True),
        ("Late on Tuesday, a week after the harbour board first said that it had sold the tugs", True),
        ("In two short letters sent on 6 May 2024", True),
        ("The ferry’s place in the plan – which the board weighed on Monday", True),
        ("“We sail at dawn,” the skipper, who is 51", True),
        ("“We sail at dawn,” the skipper, who is 51, said", False),
        ("“We sail at dawn,” said the skipper", False),
        ("The mayor of Lorn, who left on Friday, has resigned", False),
        ("The talks of the two boards that were planned for Tuesday have been moved to Thursday", False),
        ("The talks of the two boards that were planned for Tuesday", True),
        ("On Monday the boat sank off Lorn", False),
        ("More than forty divers in heavy suits searched the wreck", False),
        ("Funding for the light did slip in 2019", False),
        ("The boat’s owner (a bank) sold it", False),
        ("They negotiate in Brindt", False),
        ("He’s a sailor", False),
        ("The tolls rose in 2019, and the board met", False),
    ],
)
def test_a_main_clause_has_a_verb(words: str, expected: bool) -> None:
    assert lacks_verb(words) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("struck the port", True), ("has closed it", True), ("the port was struck", False), ("Arle struck it", False)],
)
def test_a_clause_that_begins_with_its_verb_lacks_its_subject(words: str, expected: bool) -> None:
    assert begins_with_verb(words) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The board fined the owner, and after a week of calls from the crew", "The board fined the owner"),
        (
            "The board fined the owner, and on Monday it sold the tugs",
            "The board fined the owner, and on Monday it sold the tugs",
        ),
        ("The board met in Lorn and in Brindt", "The board met in Lorn and in Brindt"),
    ],
)
def test_the_head_of_a_next_clause_is_left_out(words: str, expected: str) -> None:
    assert without_next_clause(words) == expected
