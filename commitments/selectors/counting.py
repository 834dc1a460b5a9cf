"""How many commitments each choice of each filter would leave, asked of the database.

One query, however many rows and choices. Right at any size and quick up to a few thousand
rows; above that ``commitments.selectors.index`` answers the same question, and tests hold
the two against each other and against counting every choice by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Case, CharField, Count, F, Func, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Coalesce

from commitments.models import Assessment
from commitments.selectors.criteria import (
    ARRAYS,
    COLUMNS,
    FACETS,
    NOT_ASSESSED,
    Criteria,
    parameter_condition,
)
from commitments.selectors.years import assessed_years

#: Per parameter, how many rows each value would leave. Values that leave none are absent.
Counts = Mapping[str, Mapping[str, int]]

#: Counts that are not a facet's: every match, matches whatever their status, blank years.
_TOTAL, _CONTEXT, _BLANK = "total", "context", "blank"


class Unnest(Func):
    """The elements of an array column, a row each."""

    function = "unnest"
    output_field = TextField()


def count_choices(criteria: Criteria) -> tuple[Counts, int]:
    """Return the counts of every facet's values, and how many rows match in all.

    A value's count is what the list would hold if that value were the only one chosen for
    its parameter, with every other parameter as it is.
    """
    parts = [_part(criteria, name) for name in FACETS if name not in {"status", "status_year"}]
    parts += [_statuses(criteria), _years(criteria), _total(_TOTAL, criteria.rows())]
    if criteria.asks("status_year"):
        parts.append(_total(_BLANK, criteria.changed("status", NOT_ASSESSED).rows()))
    if NOT_ASSESSED in criteria.asks("status"):
        parts.append(_total(_CONTEXT, _whatever_status(criteria)))
    found: dict[str, dict[str, int]] = {name: {} for name in (*FACETS, _TOTAL, _BLANK, _CONTEXT)}
    for name, value, count in parts[0].union(*parts[1:], all=True):
        if value and count:
            found[name][value] = count
    if found[_BLANK]:
        found["status"][NOT_ASSESSED] = found[_BLANK][_BLANK]
    if NOT_ASSESSED in criteria.asks("status"):
        found["status_year"] = _blank_years(found)
    return {name: found[name] for name in FACETS}, found[_TOTAL].get(_TOTAL, 0)


def _grouped(rows: QuerySet[Any], name: str, choice: Any, count: str = "pk") -> QuerySet[Any]:
    """Return (facet, choice, number of commitments)."""
    return (
        rows.order_by()
        .annotate(facet=Value(name, output_field=CharField()), choice=choice)
        .values("facet", "choice")
        .annotate(number=Count(count, distinct=True))
        .values_list("facet", "choice", "number")
    )


def _total(name: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    return _grouped(rows, name, Value(name, output_field=TextField()))


def _part(criteria: Criteria, name: str) -> QuerySet[Any]:
    rows = criteria.changed(name).rows()
    if name in ARRAYS:
        return _grouped(rows, name, Unnest(F(ARRAYS[name])))
    if name == "overdue":
        late = parameter_condition(name, ("true",), criteria.as_of)
        words = Case(
            When(late, then=Value("true")), default=Value("false"), output_field=TextField()
        )
        return _grouped(rows, name, words)
    return _grouped(rows, name, Cast(COLUMNS[name], TextField()))


def _whatever_status(criteria: Criteria) -> QuerySet[Any]:
    return criteria.changed("status").changed("status_year").rows()


def _statuses(criteria: Criteria) -> QuerySet[Any]:
    """Count headline statuses or, with ``status_year``, the statuses of those years."""
    years = criteria.asks("status_year")
    if not years:
        blank = Value(NOT_ASSESSED, output_field=TextField())
        words = Coalesce(Cast("headline_status", TextField()), blank)
        return _grouped(criteria.changed("status").rows(), "status", words)
    assessments = Assessment.public.filter(
        commitment__in=_whatever_status(criteria).values("pk"), year__in=years
    )
    return _grouped(assessments, "status", Cast("status", TextField()), "commitment")


def _years(criteria: Criteria) -> QuerySet[Any]:
    """Count assessed years or, with ``status``, the years that have one of those statuses.

    When blank years are asked for too, count the years that do NOT answer instead: a blank
    has no row to count.
    """
    assessments = Assessment.public.filter(commitment__in=_whatever_status(criteria).values("pk"))
    statuses = criteria.asks("status")
    if NOT_ASSESSED in statuses:
        assessments = assessments.exclude(status__in=statuses)
    elif statuses:
        assessments = assessments.filter(status__in=statuses)
    return _grouped(assessments, "status_year", Cast("year", TextField()), "commitment")


def _blank_years(found: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    everything = found[_CONTEXT].get(_CONTEXT, 0)
    counts = {year: everything - found["status_year"].get(year, 0) for year in assessed_years()}
    return {year: count for year, count in counts.items() if count}
