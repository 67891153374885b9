"""A sentence as a scene: its clauses, who acts in each, whom it is done to, and the phrases around a verb.

Decision to know: who acts is worked out on demand and kept, clause by clause, upwards: an infinitive or a participle
has the actor of what
governs it, a relative clause the noun that it hangs on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from synoptic.model.readings import Mention, NameType, Time
from synoptic.reading.clauses import ADVERBIAL, COMPLEMENT, GERUND, INFINITIVE, PARTICIPIAL, RELATIVE, Clause
from synoptic.reading.events_lexicon import Lexicon
from synoptic.reading.lines import Line
from synoptic.reading.participants import Memory, Who, core_of_subject, people

_OBJECT_CONTROL = frozenset(
    "urge ask tell order force allow permit invite persuade convince press push call help enable require instruct"
    " warn advise beg"
    " implore encourage expect want pressure compel oblige appeal request exhort lobby lead prompt authorise"
    " authorize".split()
)
_BLAMES = frozenset(
    "accuse suspect blame condemn criticise criticize convict prevent stop keep deter discourage ban bar charge"
    " mock chide rebuke slam attack fault ridicule scold berate deride lambast lambaste censure reprimand praise thank"
    " commend applaud credit punish sue fine jail arrest hail hit".split()
)
_DOCUMENTS = frozenset(
    "statement statements interview speech letter tweet post report memo briefing message video remarks address note"
    " communique document".split()
)
_WITHIN = frozenset("in of from near inside outside around for among".split())
_PLACING = frozenset("in at near outside inside around".split())
_KIN = {
    "he": frozenset("father husband son brother uncle nephew grandfather grandson".split()),
    "she": frozenset("mother wife daughter sister aunt niece grandmother granddaughter".split()),
}
_NEAR_KIN = 5
_PLACING_THINGS = frozenset("on in at".split())
_WORDS_OF_PHRASE = 2
_PLACES = frozenset({NameType.GPE, NameType.LOC, NameType.FAC})
_OBJECTS = frozenset("him her them".split())
_CUT = frozenset({";", ":", "—", "–", "-", "--", "(", ")", "according"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch after a verb:

    its preposition ("" for the object), the tokens behind it, and whether a comma stands before it.
    """

    prep: str
    first: int
    stop: int


@dataclass(slots=True)
class Scene:
    """One sentence being read for events."""

    line: Line
    clauses: list[Clause]
    names: Sequence[Mention]
    times: Sequence[Time]
    memory: Memory
    lexicon: Lexicon
    entry: bool = False
    """It heads an entry of a chronology: its first words are the day that dates it, and its present tense is past."""
    lead: bool = False
    """It opens the report's body: what its main clause tells is the news, though nobody is named and no day."""
    owner: list[int] = field(default_factory=list)
    order: list[int] = field(default_factory=list)
    """The clauses in the order of their verbs."""
    _subjects: dict[int, list[Who]] = field(default_factory=dict)
    _phrases: dict[int, list[Phrase]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        owner = [-1] * len(self.line.lower)
        firsts = [clause.group.first for clause in self.clauses]
        self.order = sorted(range(len(firsts)), key=firsts.__getitem__)
        for number in self.order:
            clause = self.clauses[number]
            for at in range(clause.first, clause.stop):
                if owner[at] < 0:
                    owner[at] = number
            for at in range(clause.group.first, clause.group.stop):
                owner[at] = number
        self.owner = owner

    def subject(self, number: int) -> list[Who]:
        """List who stands, or is understood, as the subject of a clause, whatever its voice."""
        found = self._subjects.get(number)
        if found is None:
            self._subjects[number] = []  # a circle ends here
            found = self._find_subject(number)
            self._subjects[number] = found
        return found

    def _find_subject(self, number: int) -> list[Who]:
        clause = self.clauses[number]
        line = self.line
        if clause.relation in (INFINITIVE, GERUND, PARTICIPIAL):
            return self._understood(number)
        if clause.shares_subject and clause.parent is not None:
            return self.subject(clause.parent)
        if clause.subject is not None:
            first, stop = core_of_subject(line, *clause.subject)
            if first < stop:
                if stop - first == 1 and line.lower[first] == "it" and clause.group.lemma in self.lexicon.things:
                    return []  # what sinks, ends or costs is no body that was named before
                joined = clause.parent is not None and (
                    not clause.group.passive
                    or (
                        clause.relation == COMPLEMENT
                        and self.clauses[clause.parent].group.lemma in self.lexicon.sayings
                    )
                )
                within = self.subject(clause.parent) if joined and clause.parent is not None else ()
                return self.who(first, stop, strict=not clause.group.passive, within=within)
            if any(line.kind[i] in "wq" and line.time[i] < 0 for i in range(*clause.subject)):
                return []
        if clause.opener in ("who", "which", "that", "whom") and clause.relation == RELATIVE:
            return self.antecedent(clause.first, self._floor(number), near=clause.opener == "which")
        return []

    def meant_by_relative(self, number: int) -> list[Who]:
        """List whom a relative pronoun means that is the object of its clause: "B, whom A accused of"."""
        clause = self.clauses[number]
        if clause.relation != RELATIVE or clause.opener not in ("whom", "who", "which", "that"):
            return []
        found: list[Who] = []
        for phrase in reversed(self.cut(self._floor(number), clause.first)):
            found = self.who(phrase.first, phrase.stop, strict=True) or found
            if found and phrase.prep not in _WITHIN:
                return found
        return found

    def _floor(self, number: int) -> int:
        parent = self.clauses[number].parent
        before = self.clauses[number].first
        stops = [c.group.stop for c in self.clauses if c.group.stop <= before]
        return max(stops, default=0) if parent is not None or stops else 0

    def antecedent(self, stop: int, floor: int, *, near: bool = False) -> list[Who]:
        """List who is named by the noun phrase that ends at `stop`: the last that names somebody.

        `near` looks no further than the last "of": "the captain of the ship, which sank".
        """
        line = self.line
        end = stop
        while end > floor and line.lower[end - 1] in (",", "”", '"'):
            end -= 1
        begin = end
        while (
            begin > floor
            and line.lower[begin - 1] not in (",", ";")
            and (
                line.kind[begin - 1] not in "ps"
                or (line.lower[begin - 1] == "of" and not near)
                or line.name[begin - 1] >= 0
            )
        ):
            begin -= 1
        found = self.who(begin, end, strict=True)
        if begin > floor and line.lower[begin - 1] in _PLACING and all(w.type in _PLACES for w in found):
            return []  # "an attack on a market in Velmora that killed ten"
        return found

    def _understood(self, number: int) -> list[Who]:
        clause = self.clauses[number]
        parent = clause.parent
        if clause.relation == PARTICIPIAL:
            return self.antecedent(clause.first, self._floor(number))
        if parent is None:
            if clause.group.host == "planned" and clause.first:
                first, stop = core_of_subject(self.line, 0, clause.first)
                return self.who(first, stop, strict=True) if first < stop else []
            if (
                clause.first
                and self.line.kind[clause.first - 1] == "w"
                and clause.relation == GERUND
                and not clause.opener
            ):
                return self.antecedent(clause.first, 0)
            return self._following(number)
        above = self.clauses[parent]
        if clause.first < above.first or above.first > clause.group.first:
            return self._following(number)
        if clause.relation == GERUND and clause.first < above.group.first:
            return self.subject(parent)
        lemma = above.group.lemma
        between = (above.group.stop, clause.first)
        if (clause.relation == INFINITIVE and lemma in _OBJECT_CONTROL) or (
            clause.opener in ("of", "for", "from") and lemma in _BLAMES
        ):
            found = (
                self.subject(parent)
                if above.group.passive
                else self.who(*between, strict=False)
                if between[0] < between[1]
                else []
            )
            if found or lemma in _BLAMES:
                return found
        if (
            clause.relation == GERUND
            and not clause.opener
            and clause.first > above.group.stop
            and self.line.lower[clause.first - 1] != ","
        ):
            found = self.antecedent(clause.first, above.group.stop)
            if found and self._is_behind_noun(clause.first, found):
                return []  # "placing notes in the Courier demanding that ...": it is not the Courier that demands
            if found:
                return found
        when = above
        while when.relation == INFINITIVE and when.parent is not None:
            when = self.clauses[when.parent]
        beneath = when.group.passive and when.relation == ADVERBIAL and when.parent is not None
        if beneath and clause.relation == GERUND:
            return self.subject(when.parent or 0)  # "left after the report was shown, demanding that ..."
        if above.group.passive:
            return self.agents(parent) or self.subject(parent)
        return self.subject(parent)

    def _is_behind_noun(self, at: int, found: Sequence[Who]) -> bool:
        """Tell whether the name right before a place stands behind a noun and a preposition ("ads on Chirper")."""
        line = self.line
        begin = at
        while begin and line.name[begin - 1] >= 0:
            begin -= 1
        if begin == at or begin < _WORDS_OF_PHRASE or line.lower[begin - 1] not in _PLACING_THINGS:
            return False
        return line.kind[begin - 2] == "w" and line.name[begin - 2] < 0 and len(found) == 1

    def _following(self, number: int) -> list[Who]:
        """The clause that a participial clause at the head of a sentence hangs on follows it."""
        later = [
            i
            for i, c in enumerate(self.clauses)
            if c.group.form == "finite" and c.group.first > self.clauses[number].group.first
        ]
        return self.subject(later[0]) if later else []

    def who(self, first: int, stop: int, *, strict: bool, within: Sequence[Who] = ()) -> list[Who]:
        """List the participants that a noun phrase names; "him" is not the subject of its own verb."""
        if first < stop and self._follows_kin(first):
            return []  # "at their father as he ...": it is he who is meant
        barred: frozenset[str] = frozenset()
        if first < stop and self.line.lower[first] in _OBJECTS and self.owner[first] >= 0:
            owner = self.owner[first]
            barred = frozenset(w.entity for w in self.subject(owner) if w.entity is not None)
        return people(
            self.line, first, stop, self.names, self.memory, self.lexicon, strict=strict, within=within, barred=barred
        )

    def _follows_kin(self, at: int) -> bool:
        """Tell whether a he or she stands shortly behind somebody told only as another's kin."""
        line, kin = self.line, _KIN.get(self.line.lower[at])
        if kin is None:
            return False
        for back in range(at - 1, max(0, at - _NEAR_KIN), -1):
            if line.name[back] >= 0 or line.lower[back] in (".", ";"):
                return False
            if line.lower[back] in kin:
                return line.kind[back - 1] in "d'" and line.lower[back - 1] not in ("a", "an", "the")
        return False

    def phrases(self, number: int) -> list[Phrase]:
        """Cut what follows the verb of a clause into its object and prepositional phrases, up to the next clause."""
        found = self._phrases.get(number)
        if found is None:
            clause = self.clauses[number]
            found = self.cut(clause.group.stop, clause.stop)
            self._phrases[number] = found
        return found

    def cut(self, first: int, stop: int) -> list[Phrase]:
        """Cut a stretch at its prepositions and at marks; a phrase runs to the next."""
        line = self.line
        found: list[Phrase] = []
        prep, begin = "", first
        for at in range(first, stop):
            word = line.lower[at]
            if line.name[at] >= 0:
                continue
            if line.kind[at] in "ps" and word not in ("out", "up", "down", "off"):
                if at > begin:
                    found.append(Phrase(prep, begin, at))
                prep, begin = word, at + 1
            elif word in _CUT:
                if at > begin:
                    found.append(Phrase(prep, begin, at))
                prep, begin = "cut", at + 1
        if stop > begin:
            found.append(Phrase(prep, begin, stop))
        return found

    def agents(self, number: int) -> list[Who]:
        """List who acts in a passive clause, by its "by"."""
        for phrase in self.phrases(number):
            if phrase.prep == "by":
                return self.who(phrase.first, phrase.stop, strict=True)
        return []

    def place(self, phrases: Sequence[Phrase]) -> tuple[int, int] | None:
        """Find the phrase that names a place: its tokens."""
        line = self.line
        for phrase in phrases:
            if phrase.prep in ("in", "at", "near", "outside", "off", "inside", "around"):
                for at in range(phrase.first, min(phrase.stop, phrase.first + 6)):
                    number = line.name[at]
                    if number >= 0:
                        if self.names[number].type in (NameType.GPE, NameType.LOC, NameType.FAC):
                            end = at + 1
                            while end < phrase.stop and line.name[end] == number:
                                end += 1
                            if self._is_of_name(phrase.first - 1, end):
                                break
                            return at, end
                        break
        return None

    def _is_of_name(self, prep: int, end: int) -> bool:
        """Tell whether a place ends the name of a body: "the Council for Trade in Ketteria (CTK)"."""
        line = self.line
        short = (
            line.lower[end : end + 1] == ["("] and end + 1 < len(line.tokens) and line.tokens[end + 1].text.isupper()
        )
        before = prep - 1
        capital = before > 0 and line.name[before] < 0 and line.kind[before] == "w" and line.tokens[before].is_capital
        return short or (capital and any(not t.is_capital and t.is_word for t in line.tokens))

    def is_document(self, at: int) -> bool:
        """Tell whether the word names something that one says things in."""
        return self.line.lower[at] in _DOCUMENTS
