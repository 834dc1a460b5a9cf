"""Which rows hold which value of one facet, and how many of some rows do.

Rows are numbered from 0. A value that many rows hold is kept as a bit per row, a rare one
as a list of row numbers: whichever is smaller (the idea of Roaring bitmaps, without their
containers, since rows are few million at most).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]
Rows = NDArray[np.int32]

#: A list of 4-byte row numbers is smaller than a bit per row below this share of the rows.
_RARE = 32


class Mask:
    """A set of rows out of ``size``, as bits in 64-bit words. Never changed once made."""

    def __init__(self, words: Words, size: int) -> None:
        """Take the words; bits past ``size`` must be 0."""
        self.words, self.size = words, size

    @classmethod
    def of(cls, flags: NDArray[np.bool_]) -> Mask:
        """Make a mask from one flag per row."""
        size = len(flags)
        octets = np.zeros((size + 63) // 64 * 8, dtype=np.uint8)
        packed = np.packbits(flags, bitorder="little")
        octets[: len(packed)] = packed
        return cls(octets.view(np.uint64), size)

    @classmethod
    def none(cls, size: int) -> Mask:
        """Make a mask without rows."""
        return cls(np.zeros((size + 63) // 64, dtype=np.uint64), size)

    @classmethod
    def at(cls, rows: NDArray[np.integer], size: int) -> Mask:
        """Make a mask of some row numbers."""
        flags = np.zeros(size, dtype=np.bool_)
        flags[rows] = True
        return cls.of(flags)

    @cached_property
    def flags(self) -> NDArray[np.bool_]:
        """One flag per row."""
        octets = self.words.view(np.uint8)
        return np.unpackbits(octets, count=self.size, bitorder="little").view(np.bool_)

    def __and__(self, other: Mask) -> Mask:
        return Mask(self.words & other.words, self.size)

    def __or__(self, other: Mask) -> Mask:
        return Mask(self.words | other.words, self.size)

    def without(self, other: Mask) -> Mask:
        """Return the rows of this mask that are not in the other."""
        return Mask(self.words & ~other.words, self.size)

    def __len__(self) -> int:
        return int(np.bitwise_count(self.words).sum())


class Postings:
    """The rows of every value of one facet."""

    def __init__(self, size: int, rows: Rows, codes: Rows, values: list[str]) -> None:
        """Take pairs of row and value: ``values[codes[i]]`` is held by row ``rows[i]``.

        A pair must not occur twice.
        """
        self.size, self.values = size, values
        self._place = {value: place for place, value in enumerate(values)}
        order = np.argsort(codes, kind="stable")
        grouped = rows[order].astype(np.int32, copy=False)
        held = np.bincount(codes, minlength=len(values))
        ends = np.cumsum(held)
        dense = held * _RARE > size
        self._dense = {
            int(place): Mask.at(grouped[ends[place] - held[place] : ends[place]], size)
            for place in np.flatnonzero(dense)
        }
        rare = np.repeat(~dense, held)
        self._rows = grouped[rare]
        self._ends = np.cumsum(np.where(dense, 0, held))
        self._starts = self._ends - np.where(dense, 0, held)

    def mask(self, chosen: Iterable[str]) -> Mask:
        """Return the rows that hold any of the chosen values."""
        words = np.zeros((self.size + 63) // 64, dtype=np.uint64)
        rare: list[Rows] = []
        for value in chosen:
            place = self._place.get(value)
            if place is None:
                continue
            if place in self._dense:
                words |= self._dense[place].words
            else:
                rare.append(self._rows[self._starts[place] : self._ends[place]])
        found = Mask(words, self.size)
        return found | Mask.at(np.concatenate(rare), self.size) if rare else found

    def counts(self, among: Mask) -> dict[str, int]:
        """Return how many rows of the mask hold each value; values that none holds are absent."""
        found = np.zeros(len(self.values), dtype=np.int64)
        for place, mask in self._dense.items():
            found[place] = np.bitwise_count(mask.words & among.words).sum()
        if len(self._rows):
            # Each value's share of a running total over the rare rows, in one pass.
            running = np.concatenate(([0], np.cumsum(among.flags[self._rows])))
            found += running[self._ends] - running[self._starts]
        return {self.values[place]: int(found[place]) for place in np.flatnonzero(found)}
