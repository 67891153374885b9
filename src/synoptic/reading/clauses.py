"""Clauses of a sentence: one for every verb group, with its subject, its place in the sentence and what governs it.

Decision to know: a clause is found backwards from its verb. The nearest opener to the left (a conjunction, a relative
pronoun, a semicolon,
a comma before a bare noun phrase) begins it; where nothing stands between two verbs, the form of the first decides
which of them is the
main one. Every token belongs to the clause that began last before it and has not ended.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from synoptic.lexicon import load_table
from synoptic.reading.lines import NUMBER_WORDS, Line
from synoptic.reading.verb_groups import Group, find_groups

MAIN, COORDINATE, COMPLEMENT, RELATIVE, ADVERBIAL, PARTICIPIAL, INFINITIVE, GERUND = (
    "main",
    "coordinate",
    "complement",
    "relative",
    "adverbial",
    "participial",
    "infinitive",
    "gerund",
)


@dataclass(slots=True)
class Clause:
    """One verb group and what goes with it, in token numbers of the sentence.

    `first` to `stop` is its own stretch up to the next clause; `subject` the tokens of its subject phrase;
    `antecedent` those of the
    noun phrase that a relative or participial clause hangs on; `parent` the number of the clause that governs it;
    `opener` its
    conjunction or pronoun.
    """

    group: Group
    first: int
    stop: int
    relation: str
    opener: str = ""
    subject: tuple[int, int] | None = None
    parent: int | None = None
    shares_subject: bool = False
    children: list[int] = field(default_factory=list)


_CLAUSAL = frozenset("that mental tell shows quote object".split())


@cache
def cue_lemmas() -> frozenset[str]:
    """Return the verbs that a clause without "that" may follow."""
    return frozenset(row[0] for row in load_table("reporting_cues") if row[1] in _CLAUSAL)


_BREAKS = frozenset({";", ":", "—", "–", "-", "--", "(", ")"})
_JUDGED = frozenset(
    "likely unlikely possible unclear clear certain sure true confident obvious conceivable plausible".split()
)
_LOOSE = frozenset("after before since until till as".split())
"""Conjunctions that are prepositions too."""


def find_clauses(line: Line) -> list[Clause]:
    """Cut a sentence into clauses, one a verb group, in the order of the verbs."""
    clauses: list[Clause] = []
    for group in find_groups(line):
        if group.form == "finite":
            _add_finite(line, clauses, group)
        else:
            _add_other(line, clauses, group)
    _settle(line, clauses)
    return clauses


def _add_other(line: Line, clauses: list[Clause], group: Group) -> None:
    number = len(clauses)
    parent = number - 1 if clauses else None
    if group.form == "infinitive":
        relation = INFINITIVE
    elif group.form == "gerund":
        relation = GERUND
    else:
        relation = PARTICIPIAL
    first = group.first
    opener = ""
    if relation == INFINITIVE and parent is not None and line.lower[first] != "to":
        clauses.append(
            Clause(
                group=group,
                first=first,
                stop=group.stop,
                relation=relation,
                opener="and",
                parent=clauses[parent].parent,
            )
        )
        return
    if first and line.name[first - 1] < 0 and line.kind[first - 1] in "psc":
        opener = line.lower[first - 1]
        if line.kind[first - 1] in "ps":
            first -= 1
    clauses.append(Clause(group=group, first=first, stop=group.stop, relation=relation, opener=opener, parent=parent))


def _add_finite(line: Line, clauses: list[Clause], group: Group, back: int = -1) -> None:
    """Find where the clause of a finite verb begins, looking left from it;

    `back` counts the clauses that its subject holds.
    """
    number = len(clauses)
    last = clauses[back] if len(clauses) >= -back else None
    floor = last.group.stop if last is not None else 0
    end = group.first if back == -1 else clauses[back + 1].first
    subject = None if back == -1 else end
    if group.inner is not None and line.lower[group.first] == "should" and line.lower[-1] != "?":
        _append(clauses, group, group.first, ADVERBIAL, "if", last, number)  # "should the talks fail"
        return
    found = _opener(line, floor, end, group, last)
    if found is not None:
        at, relation = found
        opener = line.lower[at]
        _append(clauses, group, at, relation, opener, last, number, subject=subject)
        return
    if last is not None and last.group.lemma == "be":
        judged = next((i for i in range(floor, min(end - 1, floor + 5)) if line.lower[i] in _JUDGED), -1)
        if judged >= 0 and not any(line.lower[i] in (",", ";") for i in range(judged, end)):
            begin = judged + 1
            while begin < end - 1 and line.kind[begin] == "." and line.name[begin] < 0:
                begin += 1
            _append(clauses, group, begin, COMPLEMENT, line.lower[judged], last, number, subject=end)
            clauses[-1].subject = (begin, end)
            return
    empty = back == -1  # nothing but adverbs and times between here and the verb so far
    comma = -1
    at = end - 1
    while at >= floor:
        kind, word = line.kind[at], line.lower[at]
        if line.name[at] >= 0:
            empty = False
        elif line.time[at] >= 0 or kind == "a" or word in ("“", "”", '"'):
            pass
        elif word in _BREAKS:
            _append(clauses, group, at + 1, MAIN, "", last, number, subject=subject)
            return
        elif kind == "c" and last is not None:
            if empty:
                _append(clauses, group, at, COORDINATE, word, last, number, shares=True)
                return
            if _joins_subjects(line, floor, at, end, last):
                empty = False
            elif _bare_phrase(line, at + 1, end) and not _within_phrase(line, clauses, last, at, end):
                _append(clauses, group, at, COORDINATE, word, last, number, subject=subject)
                return
        elif word == "," and last is not None:
            if empty:
                _resume(line, clauses, group, number, last)
                return
            if comma < 0 and line.lower[end - 1] != "," and _bare_phrase(line, at + 1, end):
                comma = at
        elif kind not in "sr":
            empty = False
        at -= 1
    if last is None and _hangs_on_phrase(line, group):
        group.form, group.passive = "participle", True
        clauses.append(Clause(group=group, first=group.first, stop=group.stop, relation=PARTICIPIAL))
    elif last is None:
        _append(clauses, group, 0, MAIN, "", None, number, subject=subject)
    elif comma >= 0:
        _append(clauses, group, comma + 1, MAIN, "", last, number, subject=subject)
    else:
        _unopened(line, clauses, group, number, last, back)


def _joins_subjects(line: Line, floor: int, at: int, end: int, last: Clause) -> bool:
    """Tell whether the "and" here joins two names that are the subject of one verb: "..., A and B have spoken"."""
    names = all(line.name[i] >= 0 or line.kind[i] == "a" for i in range(at + 1, end))
    if not names or at <= floor or line.name[at - 1] < 0 or end >= len(line.lower):
        return False
    begin = at - 1
    while begin > floor and line.name[begin - 1] >= 0:
        begin -= 1
    plural = line.lower[end] in _PLURAL_VERBS and not line.lower[end - 1].endswith("s")
    return (plural or last.group.form != "finite" or last.relation == RELATIVE) and (
        begin > 0 and line.lower[begin - 1] == ","
    )


_PLURAL_VERBS = frozenset("have are were do".split())


def _hangs_on_phrase(line: Line, group: Group) -> bool:
    """Tell whether a doubtful form goes with the phrase at the head of the sentence:

    "In a statement released on Friday, ...".
    """
    if not group.doubtful or group.first < 2 or line.kind[0] != "p" or group.stop >= len(line.lower):
        return False
    plain = all(line.kind[i] in "wd#'" and line.name[i] < 0 and line.time[i] < 0 for i in range(1, group.first))
    return plain and (line.kind[group.stop] == "p" or line.time[group.stop] >= 0)


def _opener(line: Line, floor: int, end: int, group: Group, last: Clause | None) -> tuple[int, str] | None:
    """Find the nearest conjunction or relative pronoun before the verb, with the relation that it makes."""
    comma, joined = -1, False
    near = end - 1
    while near > floor and line.kind[near] == "a":
        near -= 1
    if last is not None and last.group.form == "finite" and near > floor and line.lower[near] in ("and", "or", "but"):
        return None  # "condemned it as a breach and demanded": the verb goes on with the last one
    for at in range(end - 1, floor - 1, -1):
        kind, word = line.kind[at], line.lower[at]
        if line.name[at] >= 0 or (line.time[at] >= 0 and word != "since"):
            continue
        if kind == "r" or (word == "that" and kind == "d"):
            if _opens(line, at) and not (comma >= 0 and group.lemma in cue_lemmas() and kind != "r"):
                return at, _relation(line, at, end, last)
        elif kind == "s":
            loose = word in _LOOSE
            bare = all(line.kind[i] == "a" or line.time[i] >= 0 for i in range(at + 1, end))
            if (loose and (bare or comma >= 0 or joined)) or (
                word == "as" and at + 1 < end and line.kind[at + 1] == "p"
            ):
                continue
            if loose and last is None and word != "as" and _closed_phrase(line, at + 1, end):
                continue
            if word in ("because", "as") and at + 1 < end and line.lower[at + 1] in ("of", "for"):
                continue
            if word == "as" and line.lower[at + 1 : at + 3] == ["part", "of"]:
                continue
            if comma >= 0 and group.lemma in cue_lemmas():
                continue
            return at, ADVERBIAL
        elif kind == "c" and at and line.lower[at - 1] == "," and _bare_phrase(line, at + 1, end):
            joined = True
        elif word == "," and last is not None and comma < 0 and at + 1 < end and _bare_phrase(line, at + 1, end):
            comma = at if line.lower[end - 1] != "," else -1
        elif word in _BREAKS:
            return None
    return None


def _closed_phrase(line: Line, first: int, end: int) -> bool:
    """Tell whether a comma ends the phrase that begins here before the subject does: "After weeks of talks, A left"."""
    if line.lower[end - 1] == ",":
        return False
    commas = [i for i in range(first + 1, end - 1) if line.lower[i] == ","]
    return len(commas) == 1 and _bare_phrase(line, commas[0] + 1, end)


def _opens(line: Line, at: int) -> bool:
    """Tell whether "that" opens a clause here, and is no pointing word ("In that call")."""
    return line.lower[at] != "that" or not (at and line.kind[at - 1] == "p" and line.name[at - 1] < 0)


def _relation(line: Line, at: int, verb: int, last: Clause | None) -> str:
    word = line.lower[at]
    if word == "that":
        after_noun = at > 0 and (line.name[at - 1] >= 0 or line.kind[at - 1] in "w#")
        subjectless = all(line.kind[i] in "an" for i in range(at + 1, verb))
        if after_noun and (subjectless or last is None):
            return RELATIVE
        return COMPLEMENT
    if word == "what":
        return COMPLEMENT
    return RELATIVE if at > 0 and (last is None or last.group.stop < at) else COMPLEMENT


def _within_phrase(line: Line, clauses: list[Clause], last: Clause, at: int, verb: int) -> bool:
    """Tell whether the "and" here joins two nouns of one phrase: straight after a verb of saying, its subject's."""
    if at > last.group.stop and line.lower[at - 1] == ",":
        return False
    if last.group.lemma in cue_lemmas() and last.group.form == "finite":
        return all(
            line.kind[i] in "wd#'ac" or line.name[i] >= 0 or line.time[i] >= 0 for i in range(last.group.stop, verb)
        )
    return last.group.form != "finite" and last.group.lemma not in cue_lemmas() and last.relation == PARTICIPIAL


def _bare_phrase(line: Line, first: int, stop: int) -> bool:
    """Tell whether the stretch is one noun phrase that can be a subject:

    it begins with no preposition or conjunction.
    """
    while first < stop and (line.kind[first] == "a" or line.lower[first] in ('"', "“", "”")):
        first += 1
    if first >= stop:
        return False
    if line.kind[first] in "pcs" and line.name[first] < 0:
        return False
    return not (line.time[first] >= 0 and all(line.time[i] >= 0 for i in range(first, stop)))


def _append(
    clauses: list[Clause],
    group: Group,
    first: int,
    relation: str,
    opener: str,
    last: Clause | None,
    number: int,
    *,
    shares: bool = False,
    subject: int | None = None,
) -> None:
    parent = number - 1 if last is not None else None
    if relation == COORDINATE and parent is not None:
        parent = _host(clauses, parent, group, shares)
    clauses.append(
        Clause(
            group=group,
            first=first,
            stop=group.stop,
            relation=relation,
            opener=opener,
            parent=parent,
            shares_subject=shares,
            subject=None if subject is None or subject <= first else (first + (1 if opener else 0), subject),
        )
    )


def _host(clauses: list[Clause], at: int, group: Group, shares: bool) -> int:
    """Find the clause that a coordinated verb goes on with: the nearest finite one, or a closed one's parent."""
    start = at
    while clauses[at].group.form != "finite" and clauses[at].parent is not None:
        at = clauses[at].parent  # type: ignore[assignment]
    host = clauses[at]
    if host.relation == ADVERBIAL and host.parent is not None and not shares:
        return host.parent
    # "has denied that A did it and accused B": the same tense in the clause above goes on with that one
    if shares and host.relation == COMPLEMENT and host.parent is not None:
        above = clauses[host.parent]
        cues = cue_lemmas()
        if group.lemma in cues and above.group.lemma in cues and host.group.lemma not in cues and not group.modal:
            return host.parent
        if above.group.form == "finite" and _alike(above.group, group) and not _alike(host.group, group):
            return host.parent
    return at if clauses[at].group.form == "finite" else start


def _alike(one: Group, two: Group) -> bool:
    return one.tense == two.tense and one.modal == two.modal and (one.perfect == two.perfect or two.doubtful)


def _set_off(line: Line, clauses: list[Clause], group: Group, number: int, last: Clause) -> bool:
    """Take the last verb for a participle between commas: "The summit, planned for Monday, will be held in May"."""
    comma = last.group.first - (2 if line.kind[last.group.first - 1] == "a" else 1)
    plain = last.group.doubtful and last.group.form == "finite" and last.relation == MAIN
    if not plain or comma <= last.first or line.lower[comma] != "," or _has_object(line, last.group):
        return False
    first = last.first
    last.group.form, last.group.passive = "participle", True
    last.relation, last.first, last.subject, last.parent = PARTICIPIAL, comma + 1, None, number
    clauses.append(Clause(group=group, first=first, stop=group.stop, relation=MAIN, subject=(first, comma)))
    return True


def _resume(line: Line, clauses: list[Clause], group: Group, number: int, last: Clause) -> None:
    """Go on after an inserted clause: its verb stands behind the comma that closes the insertion."""
    if _set_off(line, clauses, group, number, last):
        return
    at: int | None = number - 1
    while at is not None:
        clause = clauses[at]
        if clause.relation in (RELATIVE, PARTICIPIAL, GERUND, ADVERBIAL) and (
            clause.first > 0 or clause.relation == RELATIVE
        ):
            before = clause.first
            owner = clause.parent
            begin = 0
            if owner is not None:
                begin = clauses[owner].group.stop
                if clauses[owner].relation in (RELATIVE, PARTICIPIAL, GERUND, INFINITIVE) and clauses[owner].first > 0:
                    at = owner
                    continue
            subject = (begin, before)
            clause_at = Clause(group=group, first=begin, stop=group.stop, relation=MAIN, parent=owner)
            if owner is not None:
                clause_at.relation = COMPLEMENT if clauses[owner].group.lemma in cue_lemmas() else COORDINATE
                if not any(line.name[i] >= 0 or line.kind[i] in "wq" for i in range(begin, before)):
                    break
            clause_at.subject = subject
            clauses.append(clause_at)
            return
        at = clause.parent
    _append(clauses, group, group.first, COORDINATE, ",", last, number, shares=True)


def _unopened(line: Line, clauses: list[Clause], group: Group, number: int, last: Clause, back: int) -> None:
    """Place a verb between which and the last one nothing opens a clause."""
    before = last.group
    begun = before.stop < group.first and (line.kind[before.stop] in "dq" or line.name[before.stop] >= 0)
    if begun and back == -1 and group.modal in ("would", "will") and before.lemma in _TOLD_THAT:
        _append(clauses, group, before.stop, COMPLEMENT, "", last, number)  # "promised the crew would be freed"
        return
    bare = all(line.time[i] >= 0 or line.kind[i] in "pa" for i in range(before.stop, group.first))
    reduced = bare and before.doubtful and last.first < before.first and before.stop < group.first
    if (
        not reduced
        and (
            before.lemma in cue_lemmas()
            and before.form != "participle"
            and not before.passive
            and last.relation != RELATIVE
        )
        and not (before.doubtful and last.relation == MAIN and last.subject is None and before.first == 0)
    ):
        begin = _after_saying(line, before.stop, group.first)
        if begin < group.first and back == -1:
            _append(clauses, group, begin, COMPLEMENT, "", last, number)
            return
    has_subject = (
        last.relation == RELATIVE
        and last.opener in ("that", "which", "whom")
        and any(line.name[i] >= 0 or line.kind[i] in "wq" for i in range(last.first + 1, before.first))
    )
    if (
        before.doubtful
        and before.form == "finite"
        and group.doubtful
        and back == -1
        and last.relation != RELATIVE
        and _has_object(line, before)
    ):
        group.form, group.passive = "participle", True  # "lifted a ban imposed on B"
        clauses.append(Clause(group=group, first=group.first, stop=group.stop, relation=PARTICIPIAL, parent=number - 1))
        return
    told = last.relation == RELATIVE and last.opener in ("that", "which", "who") and _has_object(line, before)
    if before.doubtful and before.form == "finite" and not has_subject and not told:
        before.form, before.passive = "participle", True
        first = last.first
        relation, opener, parent, shares = last.relation, last.opener, last.parent, last.shares_subject
        last.relation, last.first, last.opener, last.parent = PARTICIPIAL, before.first, "", number
        last.shares_subject = False
        clauses.append(
            Clause(
                group=group,
                first=first,
                stop=group.stop,
                relation=relation,
                opener=opener,
                parent=parent,
                shares_subject=shares,
                subject=(first, before.first),
            )
        )
        return
    if before.form != "finite" and len(clauses) >= -back and last.first > 0:
        _add_finite(line, clauses, group, back - 1)
        return
    at: int | None = number - 1
    while at is not None and clauses[at].group.form != "finite":
        at = clauses[at].parent
    if at is None or (clauses[at].relation == RELATIVE and clauses[at].first > 0):
        inner = clauses[at] if at is not None else clauses[0]
        begin = 0 if at is None or inner.parent is None else clauses[inner.parent].group.stop
        parent = inner.parent if at is not None else None
        stop = inner.first if inner.first > begin else group.first
        clauses.append(
            Clause(group=group, first=begin, stop=group.stop, relation=MAIN, parent=parent, subject=(begin, stop))
        )
        return
    _append(clauses, group, before.stop, COMPLEMENT, "", last, number)


_TOLD_THAT = frozenset("promise pledge vow swear fear hope warn assure".split())
_TWO_OBJECTS = frozenset(
    "give award call name grant deny offer elect dub appoint tell ask pay sentence fine send show teach make promise"
    " owe deem find crown entitle accord allow assign hand charge".split()
)


_ADVERBS = frozenset("off out up down back over".split())


def _has_object(line: Line, group: Group) -> bool:
    """Tell whether an object follows the verb, as it follows no participle in the passive."""
    at = group.stop
    if at + 1 < len(line.lower) and line.lower[at] in _ADVERBS:
        at += 1  # "called off a visit"
    elif group.lemma in _TWO_OBJECTS:
        return False
    if at + 1 >= len(line.lower) or line.time[at] >= 0:
        return False
    bare = line.kind[at] == "w" and line.lower[at].endswith("s") and not line.lower[at].endswith("ss")
    return line.kind[at] in "d#" or line.name[at] >= 0 or bare or line.lower[at] in NUMBER_WORDS


def _after_saying(line: Line, at: int, stop: int) -> int:
    """Step over the day, the hearer and the place of saying, to where the clause that is said begins."""
    while at < stop:
        if line.time[at] >= 0 or line.kind[at] == "a":
            at += 1
        elif (
            line.kind[at] == "p"
            and line.lower[at] in ("on", "at", "in", "late", "to", "by", "via", "during", "last")
            and line.name[at] < 0
        ):
            skip = at + 1
            in_time = skip < stop and line.time[skip] >= 0
            while skip < stop and (
                line.time[skip] >= 0
                if in_time
                else line.kind[skip] in "dw'" and line.name[skip] < 0 and line.time[skip] < 0
            ):
                skip += 1
            if skip >= stop:
                return at
            at = skip
        else:
            break
    return at


def _settle(line: Line, clauses: list[Clause]) -> None:
    """Give every clause its end, its subject and its children."""
    size = len(line.lower)
    firsts = [clause.group.first for clause in clauses]
    order = sorted(range(len(clauses)), key=firsts.__getitem__)
    for rank, number in enumerate(order):
        clause = clauses[number]
        following = order[rank + 1] if rank + 1 < len(order) else None
        if following is None:
            clause.stop = size
        else:
            after = clauses[following]
            clause.stop = max(clause.group.stop, after.first if after.first > clause.group.first else after.group.first)
        if clause.parent is not None and clause.parent != number:
            clauses[clause.parent].children.append(number)
        if clause.group.inner is not None:
            clause.subject = clause.group.inner
        elif clause.subject is None and clause.group.form == "finite" and not clause.shares_subject:
            first = clause.first + (1 if clause.opener and clause.first < clause.group.first else 0)
            if first < clause.group.first:
                clause.subject = (first, clause.group.first)
