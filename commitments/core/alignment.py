"""Setting two versions of one text side by side, paragraph by paragraph.

The method is Gale and Church's (A Program for Aligning Sentences in Bilingual Corpora,
1993): translations of long passages are long, those of short ones short, and the cheapest
way through both texts by that measure is nearly always the right one. It looks at lengths
only, so it is a reading aid; nothing is derived from it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

#: How many cells the search may fill; longer texts are set one after the other.
LIMIT = 400_000

#: How often a reader meets each way of pairing, as minus log probability.
_STEPS = {
    (1, 1): -math.log(0.89),
    (1, 0): -math.log(0.005),
    (0, 1): -math.log(0.005),
    (2, 1): -math.log(0.045),
    (1, 2): -math.log(0.045),
    (2, 2): -math.log(0.011),
}
#: Variance of the length of a translation, per character (Gale and Church's figure).
_VARIANCE = 6.8

Row = tuple[range, range]


def side_by_side(left: Sequence[int], right: Sequence[int]) -> list[Row]:
    """Pair two sequences of paragraph lengths; each row holds indices of both.

    Every index stands in exactly one row, in order. Texts too long for the search come
    back as two rows: all of the left, then all of the right.
    """
    if not left or not right or len(left) * len(right) > LIMIT:
        return [
            row
            for row in ((range(len(left)), range(0)), (range(0), range(len(right))))
            if row[0] or row[1]
        ]
    ratio = sum(left) / sum(right) if sum(right) else 1.0
    other = [length * ratio for length in right]
    best: list[list[float]] = [[math.inf] * (len(right) + 1) for _ in range(len(left) + 1)]
    came: dict[tuple[int, int], tuple[int, int]] = {}
    best[0][0] = 0.0
    for i in range(len(left) + 1):
        for j in range(len(right) + 1):
            for (take, give), rarity in _STEPS.items():
                if take > i or give > j or math.isinf(best[i - take][j - give]):
                    continue
                cost = best[i - take][j - give] + rarity
                cost += _distance(sum(left[i - take : i]), sum(other[j - give : j]))
                if cost < best[i][j]:
                    best[i][j], came[i, j] = cost, (take, give)
    rows: list[Row] = []
    i, j = len(left), len(right)
    while i or j:
        take, give = came[i, j]
        rows.append((range(i - take, i), range(j - give, j)))
        i, j = i - take, j - give
    return rows[::-1]


def _distance(one: float, other: float) -> float:
    """Return how unlikely two lengths are to be those of a passage and its translation."""
    mean = (one + other) / 2
    if not mean:
        return 0.0
    delta = abs(one - other) / math.sqrt(mean * _VARIANCE)
    # Twice the tail of the normal distribution; far out it is too small for a float.
    return -math.log(max(math.erfc(delta / math.sqrt(2)), 1e-300))
