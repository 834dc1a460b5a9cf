"""Counting a list and its facets, by whichever way is quick enough."""

from __future__ import annotations

from dataclasses import dataclass

from commitments.selectors.counting import Counts, count_choices
from commitments.selectors.criteria import Criteria


@dataclass(frozen=True)
class Tally:
    """What a list holds in all, and what every choice of every facet would leave."""

    total: int
    counts: Counts


def tally(criteria: Criteria) -> Tally:
    """Count the list and its facets; real counts, never estimates."""
    counts, total = count_choices(criteria)
    return Tally(total, counts)
