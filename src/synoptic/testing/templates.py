"""The sentences that tell a fact, with the stretch that will be its evidence marked.

Decision to know: a template is a line in which [square brackets] hold the evidence and <angle brackets> the content
of a statement; the marks are taken out when the line is compiled, so every planted span is known to the character
without any search. `{when}` is filled with a weekday or a date that is true on the day of the report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Template:
    """A line cut at its marks: `before` [ `first` < `content` > `last` ] `after`, each still with its slots."""

    before: str
    first: str
    content: str
    last: str
    after: str
    slots: tuple[str, ...]


def compile_line(line: str) -> Template:
    """Cut a line at its marks; exactly one pair of square brackets is wanted, at most one of angle brackets."""
    before, rest = line.split("[")
    inside, after = rest.split("]")
    first, content, last = inside, "", ""
    if "<" in inside:
        first, tail = inside.split("<")
        content, last = tail.split(">")
    return Template(before, first, content, last, after, tuple(_SLOT.findall(line)))


_TOLD = {
    "close/occurred": (
        "[{B} closed {closed} {when}]{tail}.",
        "[{B} shut {closed} to all {Aown} traffic {when}]{tail}.",
        "Without a warning to its neighbour, [{B} closed {closed} {when}].",
        "[{when}, {B} closed {closed}], and the queues grew by the hour.",
        "The quarrel began when [{B} closed {closed} {when}]{tail}.",
    ),
    "harm/occurred": (
        "[A {vessel} {harm} {place} {when}]{tail}.",
        "[{when}, a {vessel} {harm} {place}]{tail}.",
        "Rescuers worked through the night after [a {vessel} {harm} {place} {when}].",
        "It was shortly before dawn when [a {vessel} {harm} {place} {when}].",
        "Both governments have blamed each other since [a {vessel} {harm} {place} {when}].",
    ),
    "meet/planned": (
        "[{p2} and {p3} will meet in {city} {when}]{tail}.",
        "[{p2} is to meet {p3} in {city} {when}].",
        "A meeting has been arranged: [{p2} and {p3} are due to meet in {city} {when}].",
        "[{p2} and {p3} plan to meet in {city} {when}], officials on both sides confirmed.",
    ),
    "meet/occurred": (
        "[{p2} and {p3} met in {city} {when}]{tail}.",
        "[{p2} met {p3} in {city} {when}]{tail}.",
        "[{when}, {p2} and {p3} held talks in {city}]{tail}.",
        "No statement was read out after [{p2} and {p3} met in {city} {when}].",
    ),
    "call/planned": (
        "[{p0} and {p1} will speak by telephone {when}]{tail}.",
        "[{p0} is to telephone {p1} {when}].",
        "The two offices agreed that [{p0} and {p1} will speak by telephone {when}].",
        "[A telephone call between {p0} and {p1} is planned {for_when}], an aide confirmed.",
    ),
    "call/occurred": (
        "[{p0} and {p1} spoke by telephone {when}]{tail}.",
        "[{p0} telephoned {p1} {when}]{tail}.",
        "[{when}, {p0} and {p1} spoke by telephone]{tail}.",
        "The line was poor when [{p0} and {p1} spoke by telephone {when}].",
    ),
    "plan/planned": (
        "[{plan} is planned {for_when}]{tail}.",
        "[{plan} is to take place {when}], according to the calendar of the {Bown} government.",
        "So far [{plan} is due to take place {when}].",
    ),
    "plan/occurred": (
        "[{plan} took place {when}]{tail}.",
        "Hardly anybody came when [{plan} took place {when}].",
    ),
    "plan/called off": (
        "[{B} called off {plan}, which had been planned {for_when}]{tail}.",
        "[{plan}, planned {for_when}, has been called off]{tail}.",
        "In a sign that the quarrel has hardened, [{plan}, which was to take place {when}, was called off].",
    ),
    "plan/moved": (
        "[{B} moved {plan}, which will now take place {when}]{tail}.",
        "[{plan} has been moved and will take place {when}]{tail}.",
        "For want of visitors, [{plan} was moved and is now planned {for_when}].",
    ),
    "send/planned": (
        "[{A} will send {counted} to the area {when}]{tail}.",
        "Parliament has been told that [{A} will send {counted} to the area {when}].",
    ),
    "send/occurred": (
        "[{A} sent {counted} to the area {when}]{tail}.",
        "[{when}, {A} sent {counted} to the area]{tail}.",
        "The tone changed after [{A} sent {counted} to the area {when}].",
    ),
    "sanction/occurred": (
        "[{A} imposed sanctions on three {Bown} companies {when}]{tail}.",
        "[{when}, {A} imposed sanctions on {Bown} companies]{tail}.",
        "Trade suffered further when [{A} imposed sanctions on {Bown} companies {when}].",
    ),
    "agree/occurred": (
        "[{A} and {B} agreed {when} to an inquiry led by {C}]{tail}.",
        "[{when}, {A} and {B} agreed to an inquiry led by {C}]{tail}.",
        "After weeks without progress, [{A} and {B} agreed {when} to an inquiry led by {C}].",
    ),
    "treaty/occurred": (
        "[{A} and {B} signed a treaty on {pact} in {year}].",
        "The rules go back to {year}, when [{A} and {B} signed a treaty on {pact} in {capC}].",
        "[In {year}, {A} and {B} signed a treaty on {pact}]{tail}.",
    ),
    "old harm/occurred": (
        "[In {year}, a {vessel} was lost {place}, and {number} people died].",
        "It was the worst accident since [a {vessel} was lost {place} in {year} at the cost of {number} lives].",
        "Older people still speak of {year}, when [a {vessel} was lost {place} and {number} people died].",
    ),
    "dead": (
        "[{source} said {number} people had died].",
        "[{number} people died, {source} said].",
        "[{source} gave the number of dead as {number}].",
        "[{source} now speaks of {number} dead].",
        "[The number of dead is {number}, according to {source}].",
    ),
    "counted": (
        "[{source} said {number} {counted} were {place}].",
        "[{source} gave the number of {counted} {place} as {number}].",
        "[According to {source}, there were {number} {counted} {place}].",
        "[{number} {counted} were {place} by the evening, {source} said].",
    ),
    "demands": (
        "[{actor} demanded {about} from {toward} {when}].",
        "[{actor} has demanded {about}], and there is no sign that it will give up the claim.",
        "[{actor} demands {about} from {toward}] before anything else is discussed.",
    ),
    "requests": (
        "[{actor} asked {toward} for {about} {when}].",
        "[{actor} has asked {toward} for {about}], so far without an answer.",
    ),
    "refuses": (
        "[{actor} refused {when} to grant {about}].",
        "[{actor} has refused to grant {about} to {toward}], now as before.",
        "[{actor} refuses to talk about {about}] as long as it is pressed.",
    ),
    "rejects": (
        "[{actor} rejected the proposal of {about} {when}].",
        "[{actor} has rejected the proposal of {about}], which it did not think serious.",
    ),
    "threatens": (
        "[{actor} threatened {when} to {about}].",
        "[{actor} has threatened to {about}] unless {toward} gives way.",
        "Should nothing move, [{actor} threatens to {about}].",
    ),
    "warns": (
        "[{actor} warned {toward} {when} against {about}].",
        "[{actor} has warned both sides against {about}], in public and in private.",
    ),
    "offers": (
        "[{actor} offered {toward} {about} {when}].",
        "[{actor} has offered {toward} {about}] as a first step.",
    ),
    "denies": (
        "[{actor} denied {about} {when}].",
        "[{actor} has denied {about}], and called for proof.",
        "[{actor} denies {about}] in the strongest terms.",
    ),
    "accuses": (
        "[{actor} accused {toward} of {about} {when}].",
        "[{actor} has accused {toward} of {about}] more than once.",
        "[{actor} accuses {toward} of {about}] and says that it can show it.",
    ),
    "supports": (
        "[{actor} supported {about} {when}].",
        "[{actor} supports {about}], though not at any price.",
    ),
    "opposes": (
        "[{actor} opposed {about} {when}].",
        "[{actor} opposes {about}], which it thinks too slow.",
    ),
    "direct": (
        '["<{content}>," {who} said {when}].',
        '["<{content}>," {who} told reporters in {city} {when}].',
        '["<{content}>," said {who}].',
        '[{who} told parliament {when}: "<{content}>"].',
        '["<{content}>," {who} said in a broadcast].',
    ),
    "direct/pronoun": (
        '["<{content}>," {he} said].',
        '["<{content}>," {he} added].',
    ),
    "indirect": (
        "[{who} said {when} that <{content}>].",
        "[{who} said <{content}>].",
        "[<{content}>, {who} said {when}].",
        "[According to {who}, <{content}>].",
        "[{who} told a news conference {when} that <{content}>].",
    ),
    "indirect/pronoun": (
        "[{he} added that <{content}>].",
        "[{he} said <{content}>].",
    ),
    "direct/unnamed": (
        '["<{content}>," said {who}, {unnamed}].',
        '[{who}, {unnamed}, said: "<{content}>"].',
    ),
    "indirect/unnamed": (
        "[{who}, {unnamed}, said <{content}>].",
        "[<{content}>, according to {who}, {unnamed}].",
    ),
    "indirect/heard": (
        "[{who} said {other} had told {him} that <{content}>].",
        "[{who} said {when} that {other} had assured {him} that <{content}>].",
    ),
}

TAILS: tuple[str, ...] = (
    "",
    "",
    "",
    "",
    " after a night of preparation",
    ", to the surprise of nobody in {capC}",
    " while crowds waited outside",
    ", a step that {capB} had long expected",
    " in bitter cold",
    ", as the {Cown} embassy noted with concern",
    ", and the markets took note of it",
    ", the first such step in years",
    " without any comment from {capC}",
    ", which traders in {capA} had feared",
    " in front of foreign cameras",
    ", on the advice of the lawyers",
)


def template_count() -> int:
    """Count the sentence templates."""
    return sum(len(lines) for lines in _TOLD.values())


@cache
def templates(kind: str) -> tuple[Template, ...]:
    """Return the compiled templates of one kind, such as "meet/planned" or "demands".

    Raises:
        KeyError: there is no such kind.
    """
    return tuple(compile_line(line) for line in _TOLD[kind])


def has_templates(kind: str) -> bool:
    """Tell whether there are templates of that kind."""
    return kind in _TOLD
