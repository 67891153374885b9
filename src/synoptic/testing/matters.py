"""What invented states quarrel about, and what the people in it say.

Decision to know: these are lists of words only; which of them become facts of a story is decided in `facts`. Slots in
braces are filled with the story's own names. Nothing here holds a digit: every number in a pile is either planted or
in furniture.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One kind of quarrel.

    `closed` is what the one side shuts, `vessel` what comes to harm there, `counted` what both sides count and tell
    differently, `plan` what is planned and then moved or called off, `pact` the old treaty's subject; `wanted` is what
    the one side demands, `given` what the other offers, `charge` the accusation, `remedy` the threat.
    """

    closed: str
    vessel: str
    harm: str
    counted: str
    place: str
    plan: str
    pact: str
    wanted: str
    given: str
    charge: str
    remedy: str


def _matter(row: str) -> Matter:
    names = ("closed", "vessel", "harm", "counted", "place", "plan", "pact", "wanted", "given", "charge", "remedy")
    return Matter(**dict(zip(names, (part.strip() for part in row.split("|")), strict=True)))


MATTERS: tuple[Matter, ...] = tuple(
    _matter(row)
    for row in (
        "the locks at {town}|grain barge|sank|barges|above the locks|the test of the new gates"
        "|the river traffic|the reopening of the locks|a lower toll|delaying barges on purpose|sue for damages",
        "the fishing grounds off {town}|trawler|capsized|patrol boats|off {town}|the autumn fleet review"
        "|the fisheries|the release of its fishermen|joint patrols|sinking nets|send its navy",
        "the pass above {town}|coach|left the road|lorries|at the pass|the opening of the new tunnel"
        "|the mountain roads|the reopening of the pass|shorter checks|holding drivers without cause|shut its own roads",
        "the gas line to {town}|pumping station|exploded|engineers|along the line|the pressure test"
        "|the gas transit|the return of full pressure|a new meter|stealing gas|stop its payments",
        "the ferry line to {town}|ferry|ran aground|freighters|in the bay|the start of the winter timetable"
        "|the ferry lines|a new licence for its ferries|a shared pilot service|blocking the channel|turn away ships",
        "the reservoir at {town}|work boat|overturned|guards|near the dam|the lowering of the water"
        "|the shared river|a fixed flow of water|daily readings|emptying the reservoir by night|cut the power lines",
        "the rail crossing at {town}|goods train|left the rails|wagons|at the border yard|the change of the gauge"
        "|the railways|the return of its wagons|cheaper storage|keeping wagons as hostages|seize locomotives",
        "the airfield at {town}|cargo plane|caught fire|aircraft|on the apron|the display of the air force"
        "|the air lanes|the opening of the air lane|night flights|blinding pilots with lamps|ban its airlines",
        "the salt mines near {town}|lift cage|fell down a shaft|soldiers|near the mines|the auction of the pits"
        "|the mining rights|the return of the pits|a share of the yield|digging under the border|freeze its accounts",
        "the island of {town}|survey ship|caught fire|warships|off the island|the naval exercise"
        "|the sea border|the withdrawal of the marines|a joint lighthouse crew|hiding a garrison|blockade the port",
        "the grain silos at {town}|loading tower|collapsed|trains|at the silos|the harvest fair"
        "|the grain trade|the payment of its farmers|a second inspector|mixing old grain with new|raise its tariffs",
        "the radio mast at {town}|helicopter|flew into the mast|technicians|on the hill|the switch to the new band"
        "|the radio bands|an end to the jamming|a shared control room|jamming rescue calls|cut the cable",
    )
)

SPOKEN: tuple[str, ...] = (
    "We have waited long enough, and waiting has taught us nothing",
    "Nobody at this table wants to be the first to stand up",
    "Our door is open, but it is not a revolving door",
    "This is not a matter for lawyers any more",
    "You cannot repair trust with a screwdriver",
    "I have read the proposal twice and I still cannot find the proposal in it",
    "They know our telephone number",
    "We ask for what was promised and for nothing besides",
    "A border is not a toy",
    "The families deserve an answer before the newspapers do",
    "We will count every day of this, and we will send the bill",
    "There is no plan to give way and no plan to go further",
    "What was done in the dark will be explained in the light",
    "We are neighbours, and geography is patient",
    "That story is older than the people who tell it",
    "Let them come and look for themselves",
    "I do not negotiate with rumours",
    "The next step is theirs, and they know which one it is",
    "Nothing that was said tonight was said lightly",
    "We did not choose this quarrel, but we can end it",
    "A signature is worth what the hand is worth",
    "Everybody in that room was tired of being right",
    "If this is friendship, I should like to see the alternative",
    "The map has not changed, whatever they print on it",
    "We shall be there when the shouting is over",
    "It was a good meeting, which is to say a short one",
)

REPORTED: tuple[str, ...] = (
    "the inspectors had been turned back at the gate",
    "the talks would go on as long as both sides came",
    "no order had been given to open fire",
    "the government had known about the danger for months",
    "the cabinet would meet again before the end of the week",
    "a compromise was closer than the public believed",
    "the documents had been forged",
    "there was no link between the two cases",
    "the army had not been told",
    "compensation was out of the question",
    "the delegation had left without its luggage and without an answer",
    "the damage could be repaired before winter",
    "the other side had asked for more time",
    "the minister would not resign",
    "foreign observers would be welcome at any time",
    "the cameras had been switched off during the night shift",
    "the treaty did not cover the case",
    "the crew had followed every rule in the book",
    "the two leaders had not discussed the border",
    "an apology had been drafted and withdrawn",
    "the supplies would last until spring",
    "the parliament had not been asked",
    "the pilots had been warned in good time",
    "the bank had blocked the transfer",
)

FRAGMENTS: tuple[tuple[str, str], ...] = (
    ("the decision was", "a door slammed in the night"),
    ("the claim was", "free of any fact"),
    ("the delay was", "the price of being careful"),
    ("the two countries were", "closer than their headlines"),
    ("the offer was", "a gift with the label still on it"),
    ("the report was", "written by people who were not there"),
    ("the guards had acted", "like tenants and not like owners"),
    ("the region was", "tired to the bone"),
    ("the inquiry would be", "as public as a market"),
    ("the measures were", "neither wise nor lawful"),
    ("the visit had been", "frank to the point of rudeness"),
    ("the border would stay", "as quiet as we can make it"),
    ("the talks had begun", "with the wrong question"),
    ("the rescue had been", "slow, brave and too late"),
    ("the new rules were", "a fence without a field"),
    ("the government had shown", "more patience than sense"),
)

UNNAMED: tuple[tuple[str, str], ...] = (
    ("a senior {own} official", "who asked not to be named"),
    ("a {own} diplomat", "who spoke on condition of anonymity"),
    ("an adviser to the {own} government", "who was not authorised to speak publicly"),
    ("a person familiar with the talks", "who declined to be identified"),
    ("a {own} intelligence officer", "who requested anonymity"),
    ("a member of the {own} delegation", "who would not give a name"),
)
