"""One page of the commitment list, with everything counted once."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from django.db.models import F, Value

from commitments.models import CommitmentSummary
from commitments.selectors.criteria import AnyOf, HasCriteria
from commitments.selectors.tally import Tally, tally

#: Commitments a page of the list shows.
PER_PAGE = 25


@dataclass(frozen=True)
class Listing:
    """A page of results. ``number`` counts from 1; ``tally`` goes to ``facets.facets``."""

    rows: list[CommitmentSummary]
    number: int
    pages: int
    tally: Tally

    @property
    def total(self) -> int:
        """How many commitments match in all."""
        return self.tally.total

    @property
    def first(self) -> int:
        """Return the place of the page's first row in the whole list, counted from 1."""
        return 0 if not self.rows else (self.number - 1) * self.per_page + 1

    @property
    def last(self) -> int:
        """Return the place of the page's last row in the whole list."""
        return 0 if not self.rows else self.first + len(self.rows) - 1

    per_page: int = PER_PAGE


class NoSuchPage(ValueError):
    """The page asked for lies beyond the last one (or before the first)."""


def listing(filter: HasCriteria, number: int = 1, per_page: int = PER_PAGE) -> Listing:  # noqa: A002
    """Return one page of the list that a filter asks for, in its order.

    An empty result has one empty page. Raises NoSuchPage.
    """
    criteria = filter.criteria
    counted = tally(criteria)
    pages = max(1, ceil(counted.total / per_page))
    if not 1 <= number <= pages:
        raise NoSuchPage(number)
    first = (number - 1) * per_page
    found = criteria.rows()
    if counted.ids is not None:
        found = CommitmentSummary.public.filter(AnyOf(F("pk"), Value(counted.ids)))
    rows = criteria.order(found).defer("search", "year_statuses", "changed")
    return Listing(
        rows=list(rows[first : first + per_page]) if counted.total else [],
        number=number,
        pages=pages,
        tally=counted,
        per_page=per_page,
    )
