"""Answering a reader's question from one segment: the rows, and the count of every choice."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

import numpy as np

from commitments.core.vocabulary import CLOSED, Status
from commitments.selectors.criteria import FACETS, NOT_ASSESSED, Criteria
from commitments.selectors.index.postings import Mask
from commitments.selectors.index.reading import Segment

_TOGETHER = {"status", "status_year"}


class Answer:
    """What one segment has to say to one question."""

    def __init__(
        self,
        segment: Segment,
        criteria: Criteria,
        years: tuple[str, ...],
        found: Mask | None = None,
    ) -> None:
        """Take every assessed year, and the rows that hold the words searched for, if any."""
        self.segment, self.criteria, self.years = segment, criteria, years
        base = segment.alive if found is None else segment.alive & found
        # One mask per parameter asked for; status and its year are one condition of two.
        self._asked = {name: self._one(name) for name in criteria.values if name not in _TOGETHER}
        if _TOGETHER & set(criteria.values):
            self._asked["status"] = self._status(criteria.asks("status"))
        self._base = base

    def rows(self, without: str = "") -> Mask:
        """Return the rows asked for, or those without one parameter's condition."""
        masks = [mask for name, mask in self._asked.items() if name != without]
        return reduce(Mask.__and__, masks, self._base)

    def counts(self) -> dict[str, dict[str, int]]:
        """Return how many rows every choice of every facet would leave."""
        all_asked = self.rows()
        made = {}
        for name in FACETS:
            if name in _TOGETHER:
                continue
            among = self.rows(name) if name in self._asked else all_asked
            made[name] = self._overdue(among) if name == "overdue" else self._plain(name, among)
        context = self.rows("status")
        made["status"] = self._statuses(context)
        made["status_year"] = self._years(context)
        return made

    def _plain(self, name: str, among: Mask) -> dict[str, int]:
        return self.segment.postings[name].counts(among)

    def _one(self, name: str) -> Mask:
        chosen = self.criteria.asks(name)
        if name != "overdue":
            return self.segment.postings[name].mask(chosen)
        late = self._late()
        wanted = {"true": late, "false": self._all().without(late)}
        return reduce(Mask.__or__, (wanted[value] for value in chosen))

    def _all(self) -> Mask:
        return Mask.of(np.ones(len(self.segment), dtype=np.bool_))

    def _late(self) -> Mask:
        closed = self.segment.postings["status"].mask(CLOSED)
        return self.segment.overdue(self.criteria.as_of).without(closed)

    def _overdue(self, among: Mask) -> dict[str, int]:
        late = len(among & self._late())
        return _present({"true": late, "false": len(among) - late})

    def _status(self, statuses: tuple[str, ...]) -> Mask:
        """Return the rows that answer ``status`` and ``status_year`` together."""
        years = self.criteria.asks("status_year")
        if not years:
            return self._headline(statuses)
        return reduce(Mask.__or__, (self._of_year(year, statuses) for year in years))

    def _headline(self, statuses: tuple[str, ...]) -> Mask:
        found = self.segment.postings["status"].mask(statuses)
        if NOT_ASSESSED not in statuses:
            return found
        return found | self._all().without(self.segment.postings["status"].mask(Status))

    def _of_year(self, year: str, statuses: tuple[str, ...]) -> Mask:
        """Return the rows with one of the statuses in the year; assessed at all when none."""
        if year not in self.segment.years:
            return self._all() if NOT_ASSESSED in statuses else Mask.none(len(self.segment))
        postings = self.segment.postings[year]
        found = postings.mask(statuses or Status)
        if NOT_ASSESSED in statuses:
            found |= self._all().without(postings.mask(Status))
        return found

    def _statuses(self, among: Mask) -> dict[str, int]:
        if not self.criteria.asks("status_year"):
            assessed = self._plain("status", among)
            return _present(assessed | {NOT_ASSESSED: len(among) - sum(assessed.values())})
        return _counted([*Status, NOT_ASSESSED], lambda word: among & self._status((word,)))

    def _years(self, among: Mask) -> dict[str, int]:
        statuses = self.criteria.asks("status")
        return _counted(self.years, lambda year: among & self._of_year(year, statuses))


def _counted(values: tuple[str, ...] | list[str], rows: Callable[[str], Mask]) -> dict[str, int]:
    return _present({str(value): len(rows(str(value))) for value in values})


def _present(counts: dict[str, int]) -> dict[str, int]:
    return {value: count for value, count in counts.items() if count}
