"""Finding the exact words of a quote in a text.

A quote is located by its letters first, then with typography ignored: curly against
straight quotation marks, dashes, full-width forms, runs of spaces, and words cut by a
hyphen at a line end. Offsets are code points of the raw text, end exclusive, and what is
returned is always the raw text's own wording. The habit of keeping words, surroundings
and position together comes from the W3C Web Annotation model (TextQuoteSelector).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from commitments.core.vocabulary import CitationHealth

#: How many characters before and after a quote are kept to recognise its place.
CONTEXT = 64

_QUOTES = dict.fromkeys("“”„‟«»〝〞＂″", '"') | dict.fromkeys("‘’‚‛′＇`´", "'")
_DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_LINE_HYPHEN = re.compile(r"(?<=\w)-\s*\n\s*(?=[a-z])")


@dataclass(frozen=True, slots=True)
class Span:
    """Where a quote stands: code points of the raw text, ``end`` exclusive."""

    start: int
    end: int
    health: CitationHealth


def locate(text: str, quote: str) -> list[Span]:
    """Return every place where ``quote`` stands in ``text``, in order.

    Exact places come alone when there are any; otherwise the places found with typography
    ignored, marked ``normalised``. An empty list means that the words are not there.
    """
    quote = quote.strip()
    if not quote:
        return []
    exact = [
        Span(found.start(), found.start() + len(quote), CitationHealth.EXACT)
        for found in re.finditer(f"(?={re.escape(quote)})", text)
    ]
    if exact:
        return exact
    for tight in (False, True):
        found = _locate_normalised(text, quote, tight=tight)
        if found:
            return found
    return []


def _locate_normalised(text: str, quote: str, *, tight: bool) -> list[Span]:
    normal, offsets = normalise(text, tight=tight)
    needle, _ = normalise(quote, tight=tight)
    needle = needle.strip()
    if not needle:
        return []
    return [
        Span(
            offsets[found.start()],
            offsets[found.start() + len(needle) - 1] + 1,
            CitationHealth.NORMALISED,
        )
        for found in re.finditer(f"(?={re.escape(needle)})", normal)
    ]


def normalise(text: str, *, tight: bool = False) -> tuple[str, list[int]]:
    """Return the text with typography evened out, and each character's raw offset.

    ``tight`` also drops every space and hyphen, for words that were cut or joined in
    print. ``len(offsets) == len(normal)``.
    """
    skip: set[int] = set()
    for cut in _LINE_HYPHEN.finditer(text):
        skip.update(range(cut.start(), cut.end()))
    out: list[str] = []
    offsets: list[int] = []
    for position, char in enumerate(text):
        if position in skip or char in _INVISIBLE:
            continue
        plain = _QUOTES.get(char) or _DASHES.get(char) or unicodedata.normalize("NFKC", char)
        for piece in plain:
            if tight and (piece.isspace() or piece == "-"):
                continue
            if piece.isspace() and (not out or out[-1] == " " or _CJK.match(out[-1])):
                continue
            if out and out[-1] == " " and _CJK.match(piece):
                # Spaces beside Chinese characters are print layout, not wording.
                out.pop()
                offsets.pop()
            out.append(" " if piece.isspace() else piece)
            offsets.append(position)
    return "".join(out), offsets


def surroundings(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after a span, up to ``CONTEXT`` characters each."""
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z“\"‘])|[。！？][”’」』]*|\n\s*\n|\n")


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the sentence (or run of sentences) that holds a quote.

    A plain rule for showing a quote in its place: Latin and Chinese sentence ends and line
    breaks. It never cuts into the quote itself.
    """
    left = 0
    for found in _SENTENCE_END.finditer(text):
        if found.end() > start:
            break
        left = found.end()
    found_right = _SENTENCE_END.search(text, max(start, end - 1))
    right = len(text) if found_right is None else max(end, len(text[: found_right.end()].rstrip()))
    while left < start and text[left].isspace():
        left += 1
    return left, right
