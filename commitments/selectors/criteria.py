"""What a reader asked for, as plain values, and the SQL conditions it stands for.

``commitments.filters`` makes a :class:`Criteria` out of a query string; lists, counts and
files apply it. Each parameter has one condition, written once, here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from django.db import connection
from django.db.models import BooleanField, F, FloatField, Func, Q, QuerySet, Value
from django.db.models.expressions import OrderBy

from commitments.core.vocabulary import CLOSED
from commitments.models import CommitmentSummary
from commitments.models.summary import status_order

#: The choice for an honest blank: no assessment at all, or none of that year.
NOT_ASSESSED = "not_assessed"

#: Parameters whose values are compared with one column each.
COLUMNS = {
    "year": "made_year",
    "due_year": "due_year",
    "strength": "strength",
    "kind": "kind",
    "event": "event_slug",
    "basis": "basis",
    "quantified": "quantified",
    "contested": "contested",
}
#: Parameters whose values are looked for in an array column.
ARRAYS = {
    "theme": "theme_slugs",
    "actor": "actor_slugs",
    "beneficiary": "beneficiary_slugs",
    "source": "source_slugs",
}
#: Every parameter that has choices with counts, in the order a page shows them.
FACETS = (
    "status",
    "status_year",
    "theme",
    "actor",
    "beneficiary",
    "year",
    "due_year",
    "kind",
    "strength",
    "quantified",
    "basis",
    "contested",
    "overdue",
    "event",
    "source",
)

#: What a list can be ordered by: the word in the query string, and the column.
ORDERINGS = {
    "reference": "reference",
    "title": "title",
    "made_on": "made_on",
    "due_on": "due_on",
    "status": "headline_status",
    "headline_year": "headline_year",
}
#: Orderings whose column is never blank; an index serves them from both ends.
_NEVER_BLANK = frozenset({"title", "made_on"})
#: Best match first; only together with ``q``, and the usual order when ``q`` is given.
RELEVANCE = "relevance"


class HasCriteria(Protocol):
    """Anything that carries criteria: in practice a ``CommitmentFilter``."""

    @property
    def criteria(self) -> Criteria:
        """What was asked for."""
        ...


@dataclass(frozen=True)
class Criteria:
    """The values asked for, per parameter; an absent parameter asks for nothing.

    ``values`` holds strings as they stand in a query string. ``as_of`` is the day that
    decides what is overdue. ``q`` is what the reader typed and ``tsquery`` the same as a
    PostgreSQL query (see :func:`search_query`). ``ordering`` is a key of ORDERINGS or
    RELEVANCE, with ``-`` in front for descending, or empty for the usual order.
    """

    as_of: date
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    q: str = ""
    tsquery: str = ""
    ordering: str = ""

    def asks(self, parameter: str) -> tuple[str, ...]:
        """Return the values asked for under a parameter."""
        return tuple(self.values.get(parameter, ()))

    def changed(self, parameter: str, *chosen: str) -> Criteria:
        """Return the same question with other values (or none) for one parameter."""
        values = {name: value for name, value in self.values.items() if name != parameter}
        if chosen:
            values[parameter] = chosen
        return replace(self, values=values)

    def condition(self) -> Q:
        """Return what a summary row must satisfy: OR within a parameter, AND across."""
        wanted = Q()
        for parameter in self.values:
            if parameter not in {"status", "status_year"}:
                wanted &= parameter_condition(parameter, self.asks(parameter), self.as_of)
        wanted &= status_condition(self.asks("status"), self.asks("status_year"))
        if self.q:
            wanted &= Q(Matches(F("search"), Value(self.tsquery)))
        return wanted

    def rows(self) -> QuerySet[CommitmentSummary]:
        """Return the public rows asked for, without an order."""
        return CommitmentSummary.public.filter(self.condition()).order_by()

    def order(self, rows: QuerySet[CommitmentSummary]) -> QuerySet[CommitmentSummary]:
        """Put rows into the order asked for; ties by reference, blanks last.

        Without an ordering: best match first when words were searched, else by reference.
        """
        return rows.order_by(*self.order_expressions())

    def order_expressions(self) -> list[OrderBy | str]:
        """Return the ORDER BY terms of :meth:`order`."""
        ordering = self.ordering or (RELEVANCE if self.q else "reference")
        backwards, name = ordering.startswith("-"), ordering.removeprefix("-")
        if name == "reference":
            return ["-reference" if backwards else "reference"]
        if name == RELEVANCE:
            # Best first is what a reader means by it, so here the minus asks for worst first.
            rank = Rank(F("search"), Value(self.tsquery))
            return [OrderBy(rank, descending=not backwards), "reference"]
        column = status_order() if name == "status" else F(ORDERINGS[name])
        if name in _NEVER_BLANK:
            return [OrderBy(column, descending=backwards), "reference"]
        return [OrderBy(column, descending=backwards, nulls_last=True), "reference"]


def parameter_condition(parameter: str, values: tuple[str, ...], as_of: date) -> Q:
    """Return the condition of one parameter other than ``status`` and ``status_year``."""
    if not values:
        return Q()
    if parameter in ARRAYS:
        return Q(**{f"{ARRAYS[parameter]}__overlap": list(values)})
    if parameter in {"quantified", "contested"}:
        return Q(**{f"{COLUMNS[parameter]}__in": [value == "true" for value in values]})
    if parameter == "overdue":
        return _overdue(values, as_of)
    return Q(**{f"{COLUMNS[parameter]}__in": list(values)})


def _overdue(values: tuple[str, ...], as_of: date) -> Q:
    """Match ``commitments.core.timeline.is_overdue``."""
    if {"true", "false"} <= set(values):
        return Q()
    late = Q(due_on__lt=as_of) & (
        Q(headline_status__isnull=True) | ~Q(headline_status__in=sorted(CLOSED))
    )
    if "true" in values:
        return late
    return Q(due_on__isnull=True) | Q(due_on__gte=as_of) | Q(headline_status__in=sorted(CLOSED))


def status_condition(statuses: tuple[str, ...], years: tuple[str, ...]) -> Q:
    """Return the condition of ``status`` and ``status_year``, which belong together.

    With both: one of the years has one of the statuses, or is blank when ``not_assessed``
    is among them. Years alone: one of them was assessed. Statuses alone: the headline.
    """
    words = [status for status in statuses if status != NOT_ASSESSED]
    blank = NOT_ASSESSED in statuses
    if years and statuses:
        wanted = Q(year_statuses__overlap=[f"{year}:{word}" for year in years for word in words])
        return wanted | ~Q(year_statuses__contains=list(years)) if blank else wanted
    if years:
        return Q(year_statuses__overlap=list(years))
    if statuses:
        wanted = Q(headline_status__in=words)
        return wanted | Q(headline_status__isnull=True) if blank else wanted
    return Q()


class AnyOf(Func):
    """Whether an id is in a list, as one parameter however long the list."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()


class Matches(Func):
    """Whether a search vector contains what a query (as text) asks for."""

    template = "(%(expressions)s::tsquery)"
    arg_joiner = " @@ "
    output_field = BooleanField()


class Rank(Func):
    """How well a search vector answers a query (as text); more is better."""

    template = "ts_rank_cd(%(expressions)s::tsquery)"
    output_field = FloatField()


def search_query(words: str) -> str:
    """Return what a reader typed as a PostgreSQL text search query, in text form.

    Worked out once and passed on as a constant, so that the planner knows how many rows to
    expect. Empty when no word is left to search for ("the", punctuation).
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT commitments_search_query(%s)::text", [words])
        return str(cursor.fetchone()[0])
