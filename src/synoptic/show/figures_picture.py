"""A series of figures as a small picture: value by as-of day, one mark a claim, drawn as SVG.

Decision to know: labels stand in a gutter beside the plot, in order of value and pushed apart, with a hair line to
their mark; so they cannot collide, however close the figures are. A bound is drawn as what it is (at least: upward, at
most: downward, between: both ends, about: a short bar whose length means nothing); a mark is hollow where nobody is
named.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from synoptic.model.accounts import FigureLine
from synoptic.model.readings import Bound
from synoptic.show import phrasing
from synoptic.show.delivery import printable

MOST_MARKS = 40
_TWO_LINED = 12
_ONE_LINED = 18.0
_RADIUS = 5.0


_SVG = Markup(
    '<svg class="picture" viewBox="0 0 {width} {height}" role="img" aria-labelledby="{name}-t {name}-d">'
    '<title id="{name}-t">{title}</title><desc id="{name}-d">{told}</desc>{drawn}</svg>'
)
_TEXT = Markup('<text x="{x:.1f}" y="{y:.1f}"{kind}>{words}</text>')
_BOTH = Markup('<text x="{x:.1f}" y="{y:.1f}"><tspan class="value">{value}</tspan> {words}</text>')
_LINE = Markup('<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>')
_POLYLINE = Markup('<polyline class="{kind}" points="{points}"/>')
_CIRCLE = Markup('<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{r:g}"/>')


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The measures of a picture, in units of its view box."""

    width: float
    left: float
    right: float
    gutter: float
    name_chars: int


WIDE = Frame(width=720, left=70, right=466, gutter=494, name_chars=34)
NARROW = Frame(width=340, left=58, right=226, gutter=246, name_chars=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    line: FigureLine
    x: float
    from_x: float
    to_x: float
    y: float
    y2: float | None
    contested: bool


def draw_series(
    what: str, lines: Sequence[FigureLine], contested: frozenset[str], year: int | None, frame: Frame, name: str
) -> Markup:
    """Draw the figures of one series; `contested` holds ids that can't hold together, `name` is unique on the page."""
    shown = sorted(lines, key=lambda f: (-f.origins, -f.reports, f.id))[:MOST_MARKS]
    shown.sort(key=lambda f: (-f.value, f.id))
    step = 32.0 if frame.name_chars and len(shown) <= _TWO_LINED else _ONE_LINED
    height = max(150.0, len(shown) * step + 58)
    top, bottom = 18.0, height - 34
    ticks = _ticks([v for f in shown for v in (f.value, f.value2) if v is not None])
    days = _Days(shown, frame)
    marks = _marks(shown, contested, days, (ticks[0], ticks[-1]), (top, bottom))
    parts = [*_axes(ticks, frame, top, bottom, shown), *days.axis(bottom, year)]
    for mark, label_y in zip(marks, _label_places([m.y for m in marks], step, top, bottom), strict=True):
        parts += [*_label(mark, label_y, frame, step), *_drawn(mark, bottom, top)]
    told = "; ".join(_told(f, year) for f in shown)
    return _SVG.format(
        width=f"{frame.width:g}",
        height=f"{height:g}",
        name=name,
        title=printable(f"Figures: {what}"),
        told=printable(told),
        drawn=Markup("").join(parts),
    )


def _told(line: FigureLine, year: int | None) -> str:
    day = phrasing.when(line.date, year, weekday=False)
    return f"{phrasing.figure_value(line)}, {phrasing.claimants(line)}, {day}"


def _ticks(values: Sequence[float]) -> list[float]:
    """Choose three to six round values that hold all; from zero where the smallest is under half of the largest."""
    low, high = min(values), max(values)
    if low >= 0 and low < high * 0.5:
        low = 0.0
    spread = high - low or abs(high) * 0.2 or 1.0
    rough = spread / 3
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * m for m in (1, 2, 2.5, 5, 10) if size * m >= rough)
    first = math.floor((low - (0 if low == 0 else spread * 0.08)) / step)
    last = math.ceil((high + spread * 0.08) / step)
    return [n * step for n in range(first, last + 1)]


class _Days:
    """Where days stand across the plot; what has no day stands in a column of its own at the end."""

    def __init__(self, lines: Sequence[FigureLine], frame: Frame) -> None:
        dated = [f.date for f in lines if f.date is not None]
        self.undated = any(f.date is None for f in lines)
        self.first = min((d.first for d in dated), default=None)
        self.last = max((d.last for d in dated), default=None)
        self.left = frame.left + 18
        self.right = frame.right - (62 if self.undated and dated else 18)
        self.apart = frame.right - 18

    def across(self, day: date) -> float:
        if self.first is None or self.last is None or self.first == self.last:
            return (self.left + self.right) / 2
        share = (day - self.first).days / (self.last - self.first).days
        return self.left + share * (self.right - self.left)

    def place(self, line: FigureLine) -> tuple[float, float, float]:
        """Return the middle, the first and the last day's place of a claim."""
        if line.date is None:
            middle = self.apart if self.first is not None else (self.left + self.right) / 2
            return middle, middle, middle
        first, last = self.across(line.date.first), self.across(line.date.last)
        return (first + last) / 2, first, last

    def axis(self, bottom: float, year: int | None) -> list[Markup]:
        parts = []
        if self.first is not None and self.last is not None:
            alone = self.first == self.last
            for day, anchor in ((self.first, "middle"),) if alone else ((self.first, "start"), (self.last, "end")):
                x = self.across(day)
                shift = {"middle": 0, "start": -12, "end": 12}[anchor]
                parts.append(_line("tick", x, bottom, x, bottom + 5))
                parts.append(_text(x + shift, bottom + 19, phrasing.day_words(day, year), anchor=anchor))
        if self.undated:
            x = self.apart if self.first is not None else (self.left + self.right) / 2
            parts.append(_text(x, bottom + 19, "no day", anchor="middle"))
        return parts


def _marks(
    lines: Sequence[FigureLine],
    contested: frozenset[str],
    days: _Days,
    scale: tuple[float, float],
    span: tuple[float, float],
) -> list[_Mark]:
    """Place the marks, those on the same spot side by side."""

    def up(value: float) -> float:
        return span[1] - (value - scale[0]) / (scale[1] - scale[0]) * (span[1] - span[0])

    marks: list[_Mark] = []
    for line in lines:
        x, from_x, to_x = days.place(line)
        y = up(line.value)
        while any(abs(m.x - x) < 2 * _RADIUS and abs(m.y - y) < 2 * _RADIUS for m in marks):
            x += 2 * _RADIUS + 1
        y2 = None if line.value2 is None else up(line.value2)
        marks.append(_Mark(line=line, x=x, from_x=from_x, to_x=to_x, y=y, y2=y2, contested=line.id in contested))
    return marks


def _label_places(wanted: Sequence[float], step: float, top: float, bottom: float) -> list[float]:
    """Push labels apart, in order from the top: each as near to its mark as the others allow."""
    places: list[float] = []
    for y in wanted:
        places.append(max(y, places[-1] + step) if places else max(y, top))
    over = places[-1] - bottom
    if over > 0:
        limit = bottom
        for number in range(len(places) - 1, -1, -1):
            places[number] = min(places[number], limit)
            limit = places[number] - step
    return places


def _axes(ticks: Sequence[float], frame: Frame, top: float, bottom: float, lines: Sequence[FigureLine]) -> list[Markup]:
    unit = lines[0].unit if len({f.unit for f in lines}) == 1 else None
    parts = []
    for number, value in enumerate(ticks):
        y = bottom - (bottom - top) * number / (len(ticks) - 1)
        shown = phrasing.quantity(round(value, 10), None, Bound.EXACT, unit)
        parts.append(_line("grid" if number else "axis", frame.left, y, frame.right, y))
        parts.append(_text(frame.left - 8, y + 4, shown, anchor="end"))
    return parts


def _drawn(mark: _Mark, bottom: float, top: float) -> list[Markup]:
    """Draw the mark with its bound and, where its day is one of a stretch, the stretch."""
    tone = "hot" if mark.contested else "calm"
    x, y = mark.x, mark.y
    parts = []
    if mark.to_x - mark.from_x > _RADIUS:
        parts.append(_line(f"span {tone}", mark.from_x, y, mark.to_x, y))
    if mark.y2 is not None:
        parts.append(_line(f"bound {tone}", x, mark.y2, x, y))
        parts.append(_CIRCLE.format(kind=f"dot {tone}", x=x, y=mark.y2, r=3))
    elif mark.line.bound is Bound.ABOUT:
        parts.append(_line(f"bound {tone}", x, y - 11, x, y + 11))
    elif mark.line.bound is Bound.AT_LEAST:
        end = max(top, y - 22)
        parts += [_line(f"bound {tone}", x, y, x, end), _arrow(x, end, 4, tone)]
    elif mark.line.bound is Bound.AT_MOST:
        end = min(bottom, y + 22)
        parts += [_line(f"bound {tone}", x, y, x, end), _arrow(x, end, -4, tone)]
    unnamed = mark.line.anonymous or not mark.line.claimed_by
    parts.append(_CIRCLE.format(kind=f"{'ring' if unnamed else 'dot'} {tone}", x=x, y=y, r=_RADIUS))
    return parts


def _label(mark: _Mark, y: float, frame: Frame, step: float) -> list[Markup]:
    """Write the label in the gutter, on two lines where there is room, with the hair line to its mark."""
    bend = frame.right + (frame.gutter - frame.right) / 3
    points = f"{mark.x + _RADIUS + 2:.1f},{mark.y:.1f} {bend:.1f},{mark.y:.1f} {frame.gutter - 6:.1f},{y:.1f}"
    leader = _POLYLINE.format(kind="leader", points=points)
    value = phrasing.figure_value(mark.line)
    who = phrasing.shortened(phrasing.claimants(mark.line), frame.name_chars) if frame.name_chars else ""
    if step > _ONE_LINED:
        value_at, who_at = _text(frame.gutter, y - 2, value, kind="value"), _text(frame.gutter, y + 12, who)
        return [leader, value_at, who_at]
    return [leader, _BOTH.format(x=frame.gutter, y=y + 4, value=printable(value), words=printable(who))]


def _line(kind: str, x1: float, y1: float, x2: float, y2: float) -> Markup:
    return _LINE.format(kind=kind, x1=x1, y1=y1, x2=x2, y2=y2)


def _arrow(x: float, y: float, reach: float, tone: str) -> Markup:
    points = f"{x - 4:.1f},{y + reach:.1f} {x:.1f},{y:.1f} {x + 4:.1f},{y + reach:.1f}"
    return _POLYLINE.format(kind=f"bound {tone}", points=points)


def _text(x: float, y: float, words: str, *, anchor: str = "", kind: str = "") -> Markup:
    """Write words of ours or of a report: escaped by the format, harmless by `printable`."""
    given = Markup(' text-anchor="{}"').format(anchor) if anchor else Markup("")
    given += Markup(' class="{}"').format(kind) if kind else Markup("")
    return _TEXT.format(x=x, y=y, kind=given, words=printable(words))
