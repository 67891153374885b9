"""Sentences in which nothing is planted: weather, crowds, shopkeepers, and the furniture that pages stand in.

Decision to know: a plain sentence is put together from lists, so two reports of one day hardly ever share one;
furniture is drawn whole, so many pages share it, as they do in life.
"""

from __future__ import annotations

from random import Random

_WHO = """
Shopkeepers near the old market of {x}
Fishermen in {x}
Students in {capA}
Drivers on the road to {x}
The harbour pilots of {x}
Pensioners in {capB}
Singers from {x}
Nurses at the hospital of {x}
Farmers in the hills above {x}
Clerks in {capA}
Two brothers from {x}
Bakers opposite the town hall of {x}
Families in {capB}
Dock hands in {x}
The bell ringers of {x}
Hotel owners in {capC}
Street sellers in {capB}
Retired teachers in {x}
Volunteers from {x}
Commuters in {capA}
Traders on the exchange in {capC}
Sextons in {x}
Mechanics in {x}
Families from {x}
""".strip().splitlines()
_DID = """
kept their shutters half closed
talked of little else
went about the day as usual
stood in line for bread
lit candles
carried blankets to the quay
watched the hills
put away their radios
hung flags from the windows
swept the steps
waited for the late bus
mended what the storm had broken
shared coffee from a flask
packed boxes without hurry
left their doors open
kept one eye on the sky
played cards
returned to work
wrote names on a wall
painted a boat
sat on the benches
collected blankets
walked to the bridge and back
argued about football
sang in the square
""".strip().splitlines()
_WHERE = """
under a low grey sky
beside the closed customs house
in the rain
between two rows of parked vans
on the steps of the library
behind the railway station
along the river
below the church
where the road bends towards the coast
in the thin winter light
near the empty ferry stage
at the foot of the tower
outside the courthouse
in a hall that smelled of paint
by the light of lamps
opposite the bank
on the long pier
among piles of nets
in front of the school
next to a shuttered cinema
""".strip().splitlines()
_AND = """
and few of them looked up
while the church clock struck the quarter
as they have done for generations
with the patience of the coast
and nobody hurried them
although the wind had turned
and some of them wept
as if nothing had changed
with hardly a word
and a dog slept through all of it
while the queues grew longer
and the cafes stayed open
for want of anything better
and the snow kept falling
as the lamps came on
and the tide went out
with their hands in their pockets
and the bread ran out
""".strip().splitlines()

_CONTEXT = """
For the people of {town}, {closed} is more than a line on a map
The quarrel between {A} and {B} has divided families on both sides
Every {vessel} in the region carries somebody who has an opinion about it
Nobody in {capA} can say how {closed} became a matter of honour
In {capB}, the subject of {wanted} is avoided at dinner
The question of {wanted} has outlived several governments in {A}
Maps printed in {capA} and in {capB} still differ on the matter
{C} is a small country with a long habit of listening to its neighbours
Relations between {Aown} and {Bown} towns were warm before all this
Textbooks in {A} and {B} tell the story of {closed} in different words
A whole trade lives on {pact}, from insurers in {capC} to porters in {town}
The {Bown} press writes of pride and the {Aown} press of patience
Whoever travels to {town} hears two versions of the same night
The papers on {closed} fill a cellar of the archive in {capC}
Old men in {town} remember a time when {closed} had no guards at all
The border at {town} is made of wire, habit and paperwork
It is hard to find a {Aown} family without a cousin in {B}
In the markets of {capB}, {Aown} goods have become rare and dear
Diplomats in {capC} speak of {pact} the way farmers speak of weather
The word for neighbour is the same in {A} and in {B}
""".strip().splitlines()
COMMONPLACES = len(_CONTEXT)
_SO = """
, and that is part of the trouble
, which helps neither side
, whatever the ministers may think
, as a short walk through {town} shows
, though few would admit it
, and nobody expects this to change soon
, for reasons that no treaty can mend
, if one believes the taxi drivers of {capC}
, and the younger people are tired of it
, much as it was in the days of the ferrymen
, at least when strangers are listening
, and there is no cure for that but time
, which is why so many look to {C}
, and both sides know it
, even in good years
, to the quiet delight of the lawyers
""".strip().splitlines()

_HEADLINES = """
Handball: {x} hold on in a nervous derby
Baker from {x} takes the golden whisk
The quiet return of the night train to {x}
Cottage prices near {x} fall again
Otters are back in the canals of {x}
Gardening: what to plant when the frost is late
Choir of {x} sings for the last time
How {x} learned to love the bicycle
Chess: a schoolgirl from {x} stuns the masters
Recipe of the week: plum cake the way they make it in {x}
""".strip().splitlines()
_TEASERS = """
It was not pretty, but nobody in the stands seemed to mind...
The judges needed less than a minute...
Photographs by our readers...
An old recipe with a new twist...
Estate agents blame the weather. Image source, Hill Pictures
We asked three experts...
""".strip().splitlines()
_TOPS = [
    "Home > World > Region\nShare  Post  Email  Print",
    "Skip to content\nNews  Sport  Weather  Culture",
    "Menu\nSubscribe  Sign in",
    "Share this article\nCopy link",
]
_MARKS = """
ADVERTISEMENT
- Ad -
Loading...
Story continues below
Sign up for our morning letter. Unsubscribe at any time.
""".strip().splitlines()
_CREDITS = """
The town hall of {x} (Picture: Press Pool)
A view of {x}. Photo: {x} Press Agency
CREDIT: GETTING THERE PICTURES
Map: where the border runs. Graphics: {x} Herald
""".strip().splitlines()
_MONTHS = (
    "January February March April May June July August September October November December"
).split()  # fmt: skip


def _one(rng: Random, listed: list[str]) -> str:
    return listed[int(rng.random() * len(listed))]


def plain_sentence(rng: Random, slots: dict[str, str], towns: tuple[str, ...], unsaid: list[int]) -> str:
    """Return a sentence of about twenty words that tells no fact: street life, or a commonplace about the quarrel.

    `unsaid` is a shuffled list of numbers below `COMMONPLACES`; the one that is used is taken out, so that no report
    says the same twice.
    """
    draw = rng.random
    if unsaid and draw() < 0.5:
        context = _CONTEXT[unsaid.pop()] + _SO[int(draw() * len(_SO))]
        return f"{context.format_map(slots)}."
    slots["x"] = towns[int(draw() * len(towns))]
    who = _WHO[int(draw() * len(_WHO))].format_map(slots)
    did, where = _DID[int(draw() * len(_DID))], _WHERE[int(draw() * len(_WHERE))]
    return f"{who} {did} {where} {_AND[int(draw() * len(_AND))]}."


def page_top(rng: Random) -> str:
    """Return the lines that stand above a report on a page."""
    return _one(rng, _TOPS)


def page_mark(rng: Random, towns: tuple[str, ...]) -> str:
    """Return a line that stands between the paragraphs of a page: an advertisement mark, a credit, a link."""
    draw = rng.random()
    if draw < 0.5:
        return _one(rng, _MARKS)
    if draw < 0.75:
        return _one(rng, _CREDITS).format(x=_one(rng, list(towns)))
    return "READ MORE: " + _one(rng, _HEADLINES).format(x=_one(rng, list(towns)))


def page_tail(rng: Random, towns: tuple[str, ...]) -> str:
    """Return the headlines of other pages, each with its date glued to it, that stand below a report."""
    lines = []
    for headline in rng.sample(_HEADLINES, rng.randrange(2, 5)):
        title = headline.format(x=_one(rng, list(towns)))
        day = f"{_one(rng, _MONTHS)} {rng.randrange(1, 29)}, {rng.randrange(2010, 2025)}"
        clock = f"{rng.randrange(1, 12)}:{rng.randrange(10, 60)} pm"
        lines.append(f"{title}{day} at {clock}\n\n{_one(rng, _TEASERS)}")
    return "\n\n".join(lines)
