"""Units and currencies before and after a number.

Decision to know: the longest form wins, and a letter is a unit or a scale only where it stands as one ("5m" of money
is a million).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from synoptic.lexicon import load_table
from synoptic.reading.draft import Token
from synoptic.reading.quantities_numbers import Number, scale_value
from synoptic.reading.quantities_symbols import below_slash, made_words, symbol_after

SYMBOLS = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "japanese yen",
    "₹": "indian rupee",
    "₽": "russian ruble",
    "₴": "ukrainian hryvnia",
    "₩": "south korean won",
    "₺": "turkish lira",
    "₪": "israeli shekel",
    "₫": "vietnamese dong",
    "₱": "philippine peso",
    "฿": "thai baht",
    "₦": "nigerian naira",
    "₵": "ghanaian cedi",
    "₸": "kazakh tenge",
    "₾": "georgian lari",
    "₿": "bitcoin",
    "৳": "bangladeshi taka",
    "￥": "japanese yen",
    "￡": "GBP",
    "＄": "USD",
    "￦": "south korean won",
}
PREFIXED = {
    "us": "USD",
    "u.s.": "USD",
    "a": "australian dollar",
    "au": "australian dollar",
    "c": "canadian dollar",
    "ca": "canadian dollar",
    "nz": "new zealand dollar",
    "hk": "hong kong dollar",
    "s": "singapore dollar",
    "nt": "taiwan dollar",
    "r": "brazilian real",
    "mx": "mexican peso",
    "mex": "mexican peso",
    "bds": "barbadian dollar",
    "j": "jamaican dollar",
    "tt": "trinidad and tobago dollar",
    "fj": "fijian dollar",
    "rd": "dominican peso",
    "b": "brunei dollar",
    "ec": "east caribbean dollar",
}
LETTERED = {
    "RM": "ringgit", "Rp": "rupiah", "R": "rand", "kr": "krona", "Kr": "krona", "Tk": "taka", "KSh": "kenyan shilling",
    "Ksh": "kenyan shilling", "SFr": "swiss franc", "Fr": "franc", "N": "naira", "CA": "canadian dollar",
    "Rs": "indian rupee", "Dh": "dirham", "Dhs": "dirham", "Bt": "baht", "P": "philippine peso",
    "Php": "philippine peso", "SR": "saudi riyal", "QR": "qatari riyal", "BD": "bahraini dinar", "KD": "kuwaiti dinar",
    "GH": "cedi",
    "TSh": "tanzanian shilling", "USh": "ugandan shilling", "Sh": "shilling", "NIS": "israeli shekel",
    "LE": "egyptian pound", "E": "EUR", "J": "jamaican dollar", "Rmb": "yuan", "RMB": "yuan", "SKr": "swedish krona",
    "Skr": "swedish krona", "NKr": "norwegian krone", "Nkr": "norwegian krone", "DKr": "danish krone",
    "Dkr": "danish krone", "Sfr": "swiss franc", "Ft": "forint", "Rbs": "russian ruble", "Y": "japanese yen",
    "Won": "south korean won", "Eur": "EUR", "Usd": "USD", "Gbp": "GBP", "DM": "deutsche mark", "FFr": "french franc",
    "Ffr": "french franc", "BFr": "belgian franc",
}  # fmt: skip
"""Letters that stand for a currency right before digits; a single one only where the number is no short identifier."""
CODES = frozenset(
    """usd eur gbp jpy chf rs cad aud inr cny rmb sek nok dkk pln zar brl krw uah hkd sgd nzd mxn czk huf thb aed sar
    php myr idr ngn kes pkr ghs egp ils try rub vnd twd bdt lkr ron bgn isk clp cop pen ars qar kwd omr jod mad
    tnd""".split()
)
_AGED = frozenset({"year-old", "year-olds", "years-old", "month-old", "week-old", "day-old"})
_REACHING_ADJECTIVES = frozenset("wide long tall high deep thick heavy broad".split())
_INCH_MARKS = frozenset({'"', "″"})
_LONGEST_UNIT = 3
AGE = "year of age"
"""How old somebody is: no length of time, and never compared with one."""


def of_age(word: str) -> str:
    """Return the unit of "12-year-old", "six-month-old"."""
    return f"{word.partition('-')[0].removesuffix('s')} of age"


@cache
def units() -> dict[str, str]:
    return made_words()


CLOSERS = frozenset("and or in on at is was were has had will to for with of from by".split())


def digit_at(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].text[0].isdecimal()


def currency_before(tokens: Sequence[Token], at: int) -> tuple[int, str | None]:
    before = tokens[at - 1] if at else None
    if before is None:
        return at, None
    if before.text in SYMBOLS:
        prefix = tokens[at - 2] if at > 1 else None
        if before.text == "$" and prefix is not None and prefix.lower in ("us", "u.s.") and prefix.is_capital:
            return at - 2, "USD"
        if before.text == "$" and prefix is not None and prefix.end == before.start and prefix.lower in PREFIXED:
            return at - 2, PREFIXED[prefix.lower]
        return at - 1, SYMBOLS[before.text]
    if before.text in LETTERED and is_lettered(tokens, at):
        return at - 1, LETTERED[before.text]
    if before.lower in CODES and (before.text.isupper() or before.text == "Rs"):
        return at - 1, {"rs": "indian rupee"}.get(before.lower) or units().get(before.lower)
    if before.text == "." and at > 1 and tokens[at - 2].text == "Rs":
        return at - 2, "indian rupee"
    return at, None


def is_lettered(tokens: Sequence[Token], at: int) -> bool:
    """Tell "R1,200" and "RM50 million" from the names of things ("R2", "N95")."""
    before, text = tokens[at - 1], tokens[at].text
    gap = tokens[at].start - before.end
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    glued = after is not None and after.start == tokens[at].end and after.text in ("m", "b", "k", "M", "B", "K")
    scaled = after is not None and (scale_value(after.lower) is not None or glued)
    if len(before.text) == 1:
        return gap == 0 and ("," in text or scaled)
    return gap <= 1


def unit_after(tokens: Sequence[Token], at: int) -> tuple[str | None, int]:
    """Read the unit that begins at token `at`, the longest first: its name and the index after it."""
    start = at
    hyphened = start + 1 < len(tokens) and tokens[start].text == "-" and tokens[start - 1].end == tokens[start].start
    if hyphened:
        start += 1
    if start >= len(tokens):
        return None, at
    if tokens[start].text in _INCH_MARKS and tokens[start].start == tokens[start - 1].end:
        return ("inch", start + 1) if not tokens[start - 1].quoted and not hyphened else (None, at)
    if tokens[start].text == "c" and tokens[start].start == tokens[start - 1].end and _is_rate(tokens, start + 1):
        return per(tokens, start + 1, "cent")  # "20c a litre"
    if tokens[start].text == "s" and tokens[start].start == tokens[start - 1].end and "." in tokens[start - 1].text:
        return "second", start + 1  # "4.9s"; "1990s" has no decimal point
    if not hyphened:
        symbol, symbol_stop = symbol_after(tokens, start)
        if symbol is not None:
            return per(tokens, symbol_stop, symbol)
    head, dash, tail = tokens[start].lower.partition("-")
    glued = tokens[start].start == tokens[start - 1].end
    if (hyphened or glued) and dash and tail in _REACHING_ADJECTIVES and head in units():
        return units()[head], start + 1  # "a 30-inch-wide gap"
    if tokens[start].lower in _AGED:
        return of_age(tokens[start].lower), start + 1
    longest = _LONGEST_UNIT if _may_be_unit(tokens[start].lower) else 0
    for length in range(min(longest, len(tokens) - start), 0, -1):
        written = " ".join(t.lower for t in tokens[start : start + length])
        unit = units().get(written) or (
            units().get(written.replace(" ", "")) if length > 1 and not written.isascii() else None
        )
        if unit is not None:
            if length == 1 and _is_no_unit(tokens, start, hyphened):
                return None, at
            stop = start + length
            if unit in ("year", "month") and _says_age(tokens, stop):
                return f"{unit} of age", stop
            return per(tokens, stop, unit)
    if tokens[start].lower in ("mark", "marks") and start and scale_value(tokens[start - 1].lower) is not None:
        return "mark", start + 1  # "3 million marks"; marks of other kinds come in no millions
    if tokens[start].lower in ("pound", "pounds"):
        scaled = scale_value(tokens[start - 1].lower) is not None
        return ("GBP" if scaled else "pound"), start + 1
    return None, at


def _is_rate(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].lower in ("a", "an", "per", "off", "more", "less")


@cache
def _first_words() -> frozenset[str]:
    return frozenset(written.split()[0] for written in units())


def _may_be_unit(lower: str) -> bool:
    """Tell quickly whether a unit may begin with this word; marks that stand apart ("°" "C") are put together."""
    return lower in _first_words() or not lower.isascii()


def _says_age(tokens: Sequence[Token], at: int) -> bool:
    """Tell "12 years old", "12 years of age" from a length of time."""
    words = [t.lower for t in tokens[at : at + 2]]
    return words[:1] == ["old"] or words == ["of", "age"]


_CAPITAL_LETTERS = frozenset({"c", "f"})
_GLUED_CAPITALS = frozenset({"v", "w"})
_GLUED_LETTERS = frozenset({"in", "p", "l", "m", "g"})
_LETTERS = frozenset(
    {
        "g",
        "m",
        "c",
        "f",
        "p",
        "l",
        "in",
        "mi",
        "ha",
        "min",
        "sec",
        "ms",
        "mb",
        "mp",
        "nm",
        "hp",
        "won",
        "real",
        "ton",
        "mw",
        "gw",
        "db",
        "pp",
        "bp",
    }
)


def _is_no_unit(tokens: Sequence[Token], at: int, hyphened: bool) -> bool:
    """Tell words that are units only right after a digit ("5 won seats" is none)."""
    token = tokens[at]
    if token.text == "Rand" and not hyphened:
        return True  # a name
    if token.text == "won" and not hyphened and "," in tokens[at - 1].text and not _has_noun(tokens, at + 1):
        return False  # "1,200 won"
    if token.lower in ("won", "real", "second", "foot", "knot") and not hyphened:
        return token.lower in ("won", "real") and not (
            at and tokens[at - 1].lower in ("million", "billion", "trillion", "bn", "tn")
        )
    if token.text in ("G", "K", "D") and token.start == tokens[at - 1].end:
        return True  # 5G, 4K, 3D
    if token.lower in _GLUED_CAPITALS and not (token.is_capital and token.start == tokens[at - 1].end):
        return True
    if token.lower in _CAPITAL_LETTERS and not token.is_capital:
        return True  # "5c"; cents are read before this
    if token.lower in _GLUED_LETTERS and (
        (token.is_capital and token.text != "L") or (token.lower in ("in", "p") and token.start != tokens[at - 1].end)
    ):
        return True
    return token.lower in _LETTERS and not tokens[at - 1].text[0].isdecimal()


def _has_noun(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].is_word


def per(tokens: Sequence[Token], at: int, unit: str) -> tuple[str, int]:
    """Read "per hour", "a barrel", "/day" after a unit."""
    if at + 1 >= len(tokens):
        return unit, at
    if tokens[at].text == "-" and tokens[at].start == tokens[at - 1].end:
        article, dash, rest = tokens[at + 1].lower.partition("-")
        if article in ("a", "an", "per") and dash and rest in units():
            return f"{unit} per {units()[rest]}", at + 2  # "$15-an-hour jobs"
    link = tokens[at].lower
    if link in ("a", "an") and at + 2 < len(tokens) and tokens[at + 2].lower in _NO_RATE:
        return unit, at  # "$2bn a year earlier"
    if link in ("per", "/", "a", "an") and at + 2 < len(tokens):
        wide = units().get(f"{tokens[at + 1].lower} {tokens[at + 2].lower}")
        if wide is not None and wide.startswith(("square", "cubic", "troy", "nautical")):
            return f"{unit} per {wide}", at + 3  # "$5 per square foot"
    if link == "/":
        over, stop = below_slash(tokens, at + 1)
        if over is not None:
            return f"{unit} per {over}", stop
        if tokens[at + 1].lower in _CAPITAL_LETTERS:
            return unit, at  # "MeV/c2": the speed of light, and no celsius
    below = units().get(tokens[at + 1].lower) or (_BELOW_SLASH.get(tokens[at + 1].text) if link == "/" else None)
    if link in ("per", "/") or link in ("a", "an", "each", "every"):
        noun = tokens[at + 1].lower
        name = below or (noun if noun in _PER_WORDS or (link == "per" and noun.isalpha() and noun != "cent") else None)
        if name is not None and (link in ("per", "/") or name not in ("quarter", "second", "foot")):
            stop = at + 2
            if stop + 1 < len(tokens) and tokens[stop].text == "^" and tokens[stop + 1].text in ("2", "3"):
                name, stop = f"{name} {'squared' if tokens[stop + 1].text == '2' else 'cubed'}", stop + 2
            return f"{unit} per {name}", stop
    return unit, at


_NO_RATE = frozenset({"ago", "earlier", "before", "later", "after", "old", "and"})
_BELOW_SLASH = {
    "s": "second", "h": "hour", "d": "day", "L": "litre", "l": "litre", "dL": "decilitre", "dl": "decilitre",
    "m2": "square metre", "m²": "square metre", "m3": "cubic metre", "m³": "cubic metre", "cm3": "cubic centimetre",
    "cm³": "cubic centimetre", "m": "metre", "g": "gram", "yr": "year", "W": "watt", "Wh": "watt hour",
}  # fmt: skip
"""Short forms that are a unit only right after a slash."""


_PER_WORDS = frozenset(
    """share person capita head ton unit household night employee passenger customer worker user pupil student patient
    copy ticket game match visit trip room vehicle""".split()
)


LETTER_SCALES = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}


def letter_scaled(tokens: Sequence[Token], at: int, number: Number, *, money: bool) -> Number:
    """Read the letter after a number as a scale: "$5m", "£2 b", "30k", "10M users"; "5m" without money stays metres."""
    after = tokens[number.stop] if number.stop < len(tokens) else None
    scale = LETTER_SCALES.get(after.lower) if after is not None else None
    if (
        after is None
        or scale is None
        or not tokens[at].text[0].isdecimal()
        or after.start - tokens[number.stop - 1].end > 1
    ):
        return number
    if (
        after.start > tokens[number.stop - 1].end
        and not money
        and not (number.stop + 1 < len(tokens) and _comes_in_millions(tokens[number.stop + 1]))
    ):
        return number
    if not money and after.text == "K" and tokens[at].text in ("2", "4", "8"):
        return number  # 4K screens
    if not money and after.text == "m" and number.stop + 1 < len(tokens) and _is_currency(tokens[number.stop + 1]):
        return Number(stop=number.stop + 1, value=number.value * scale, worded=True, grouped=True)
    if (
        not money
        and after.text not in ("k", "K", "M", "B")
        and not (after.text == "m" and (_counts_many(tokens, number.stop + 1) or _moves_by_million(tokens, at)))
    ):
        return number
    return Number(stop=number.stop + 1, value=number.value * scale, worded=True, grouped=True)


def _moves_by_million(tokens: Sequence[Token], at: int) -> bool:
    """Tell "subscribers rose by 1.1m to 23.4m" from "the river rose by 1.1m": many things moved, no water or height."""
    back = next((i for i in range(at - 1, max(-1, at - 7), -1) if tokens[i].lower in change_words()), None)
    if not back:
        return False
    subject = tokens[back - 1].lower
    return subject.endswith("s") and not subject.endswith("ss") and subject not in _MEASURED_IN_METRES


_MEASURED_IN_METRES = frozenset(
    "levels waters waves tides rivers lakes floods seas depths walls heights drifts".split()
)


@cache
def change_words() -> frozenset[str]:
    """Return the words that say that a figure moves."""
    return frozenset(word for word, _ in load_table("change_words"))


def _comes_in_millions(token: Token) -> bool:
    return _is_currency(token) or token.lower in _WEIGHED


def _is_currency(token: Token) -> bool:
    return token.lower in ("euros", "euro", "dollars", "pounds", "francs", "yen", "yuan", "rupees", "roubles", "rubles")


_RACES = frozenset(
    "hurdles heats finals sprints races relays freestyle butterfly backstroke breaststroke dash swims runs".split()
)
_WEIGHED = frozenset({"tonnes", "tons", "barrels", "bpd", "litres", "hectares", "acres", "bushels", "ounces"})


def _counts_many(tokens: Sequence[Token], at: int) -> bool:
    """Tell "5m people" and "2m euros" from "100m sprint": a noun in the plural follows."""
    if at >= len(tokens) or not tokens[at].text[0].isalpha():
        return False
    lower = tokens[at].lower
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if lower in _RACES or following in _RACES:
        return False
    if lower in _WEIGHED:
        return True
    return lower in ("people", "men", "women", "children", "euros", "euro", "dollars", "usd", "eur") or (
        (lower.endswith("s") or following.endswith("s"))
        and lower not in CLOSERS
        and following not in ("is", "was", "has")
    )
