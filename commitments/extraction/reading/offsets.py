"""A strand of clean text that knows where each of its characters stood in the raw text.

A strand is a list of pieces; each piece copies a run of raw characters one for one, or (a
joining space) stands for none. So a find inside a word cut by a page break still points at the
right raw characters: from the first half to the end of the second.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

# One for one, so offsets never move: controls and odd spaces become a space; lone surrogates,
# private-use and zero-width characters a harmless stand-in.
_ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\u00ad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\uffff\ud800-\udfff]"
)
_RUN = re.compile(r"\S+(?: \S+)*")


def soften(text: str) -> str:
    """Replace control and other odd characters by spaces, one for one; newline and tab stay."""
    return _ODD.sub(" ", text)


@dataclass(frozen=True, slots=True)
class Piece:
    """`text` copied from the raw text at `raw` (a joining space has the raw place it fills)."""

    text: str
    raw: int
    joins: bool = False


class Strand:
    """Clean text made of pieces, with both directions of the offset map."""

    __slots__ = ("_pieces", "_starts", "text")

    def __init__(self, pieces: list[Piece]) -> None:
        self._pieces = pieces
        self._starts: list[int] = []
        at = 0
        for piece in pieces:
            self._starts.append(at)
            at += len(piece.text)
        self.text = "".join(piece.text for piece in pieces)

    @property
    def pieces(self) -> list[Piece]:
        """The pieces in order."""
        return self._pieces

    def raw_start(self, at: int) -> int:
        """Return where the character at `at` stood in the raw text."""
        if not self._pieces:
            return 0
        index = max(0, bisect_right(self._starts, at) - 1)
        piece = self._pieces[index]
        if piece.joins:
            return piece.raw
        return piece.raw + min(at - self._starts[index], len(piece.text))

    def raw_end(self, at: int) -> int:
        """Return the raw end (exclusive) of clean text that ends at `at` (exclusive)."""
        if at <= 0:
            return self.raw_start(0)
        last = self.raw_start(at - 1)
        index = max(0, bisect_right(self._starts, at - 1) - 1)
        return last if self._pieces[index].joins else last + 1

    def cut(self, start: int, end: int) -> Strand:
        """Return the strand of clean characters `start` to `end`."""
        pieces: list[Piece] = []
        index = max(0, bisect_right(self._starts, start) - 1)
        while index < len(self._pieces) and self._starts[index] < end:
            piece, at = self._pieces[index], self._starts[index]
            low, high = max(0, start - at), min(len(piece.text), end - at)
            if low < high:
                raw = piece.raw if piece.joins else piece.raw + low
                pieces.append(Piece(piece.text[low:high], raw, piece.joins))
            index += 1
        return Strand(pieces)


def words_of(text: str, at: int) -> list[Piece]:
    """Copy `text` (standing at raw offset `at`), every run of white space as one space.

    Words parted by single plain spaces stay one piece, so ordinary prose is one long piece.
    """
    pieces: list[Piece] = []
    for match in _RUN.finditer(text):
        if pieces:
            before = pieces[-1]
            pieces.append(Piece(" ", before.raw + len(before.text), joins=True))
        pieces.append(Piece(match.group(), at + match.start()))
    return pieces
