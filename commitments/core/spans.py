"""Marking several, possibly overlapping, stretches of one text without losing a character."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of the text under the same marks: ``text[start:end]``.

    ``marks`` are indices into the spans that were given, in their order; empty for text
    under no mark. ``opens`` are those of them that begin here.
    """

    start: int
    end: int
    marks: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()


def cover(length: int, spans: Sequence[tuple[int, int]]) -> list[Segment]:
    """Cut a text of ``length`` characters at every boundary of ``spans``.

    The segments follow each other without gap or overlap, so that joining them gives the
    text back. Spans outside the text raise ValueError: a mark in the wrong place is worse
    than none.
    """
    for start, end in spans:
        if not 0 <= start < end <= length:
            raise ValueError(f"{start}-{end} is not a stretch of a text of {length} characters")
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for index, (start, end) in enumerate(spans):
        opening.setdefault(start, []).append(index)
        closing.setdefault(end, []).append(index)
    cuts = sorted({0, length, *opening, *closing})
    made: list[Segment] = []
    under: set[int] = set()
    for start, end in pairwise(cuts):
        under.difference_update(closing.get(start, ()))
        under.update(opening.get(start, ()))
        made.append(Segment(start, end, tuple(sorted(under)), tuple(opening.get(start, ()))))
    return made


def within(segments: Sequence[Segment], start: int, end: int) -> Iterable[Segment]:
    """Yield the parts of ``segments`` that lie in ``[start, end)``, cut to fit.

    ``segments`` must be in order, as :func:`cover` returns them. A segment whose beginning
    is cut away opens nothing.
    """
    index = max(0, bisect_right(segments, start, key=lambda one: one.start) - 1)
    for segment in segments[index:]:
        if segment.start >= end:
            return
        low, high = max(start, segment.start), min(end, segment.end)
        if low < high:
            opens = segment.opens if low == segment.start else ()
            yield Segment(low, high, segment.marks, opens)
