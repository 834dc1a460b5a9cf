"""Finding a quote again in a later version of its text.

Words first, then what stood around them, position last: a text that grew by a paragraph
moves every quote but changes none. The order of trust is that of the W3C Web Annotation
selectors.
"""

from __future__ import annotations

from commitments.core.quotes import Span, locate
from commitments.core.vocabulary import CitationHealth


def find_again(text: str, exact: str, prefix: str, suffix: str, start: int) -> Span | None:
    """Return where a quote stands in a later text, or None when it is no longer there.

    ``prefix``, ``suffix`` and ``start`` belong to the earlier text. The span's health says
    how it fared: ``exact`` (same letters, same place), ``moved`` (same letters elsewhere),
    ``normalised`` (only typography differs).
    """
    places = locate(text, exact)
    if not places:
        return None
    best = max(
        places,
        key=lambda place: (
            _common_end(prefix, text[: place.start]) + _common_start(suffix, text[place.end :]),
            -abs(place.start - start),
        ),
    )
    if best.health == CitationHealth.EXACT and best.start != start:
        return Span(best.start, best.end, CitationHealth.MOVED)
    return best


def _common_start(left: str, right: str) -> int:
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count


def _common_end(left: str, right: str) -> int:
    return _common_start(left[::-1], right[-len(left) or len(right) :][::-1])
