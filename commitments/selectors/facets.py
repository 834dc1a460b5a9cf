"""The choices beside a list: every filter's values with what each would leave."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commitments.selectors.criteria import FACETS, Criteria, HasCriteria
from commitments.selectors.labels import CLOSED_CHOICES, labels_of
from commitments.selectors.tally import Tally, tally

#: How many choices an open-ended facet lists before it says how many more there are.
MOST_CHOICES = 20

#: Facets whose values come from the records; they list what is present, most frequent first.
OPEN = ("theme", "actor", "beneficiary", "event", "source")
#: Facets of years; they list what is present, in order.
YEARS = ("year", "due_year", "status_year")

LABELS: dict[str, str | Promise] = {
    "status": _("Status"),
    "status_year": _("Status in the year"),
    "theme": _("Theme"),
    "actor": _("Actor"),
    "beneficiary": _("Beneficiary"),
    "year": _("Year made"),
    "due_year": _("Year due"),
    "kind": _("Kind"),
    "strength": _("Strength"),
    "quantified": _("Names a number"),
    "basis": _("Whose word"),
    "contested": _("Contested"),
    "overdue": _("Overdue"),
    "event": _("Event"),
    "source": _("Source"),
}


@dataclass(frozen=True)
class Choice:
    """One value of a facet.

    ``count`` is how many commitments the list would hold if this were the facet's only
    value, every other filter as it is.
    """

    value: str
    label: str | Promise
    count: int
    selected: bool
    facet: str
    criteria: Criteria

    @property
    def query(self) -> str:
        """The query string that adds this value to what is asked for, or takes it away.

        It takes away when the value is ``selected``, and always starts at the first page.
        """
        return toggled(self.criteria, self.facet, self.value)


@dataclass(frozen=True)
class Facet:
    """A filter with its choices; ``more`` is how many further choices are not listed."""

    name: str
    label: str | Promise
    choices: list[Choice]
    more: int = 0

    @cached_property
    def selected(self) -> list[Choice]:
        """Return the choices that are asked for now."""
        return [choice for choice in self.choices if choice.selected]


def facets(filter: HasCriteria, counted: Tally | None = None) -> list[Facet]:  # noqa: A002
    """Return every facet with real counts, in the order of ``FACETS``.

    Pass ``counted`` (from ``lists.listing``) when the list has been counted already. The
    number of queries does not depend on the number of rows or choices.
    """
    criteria = filter.criteria
    counted = counted or tally(criteria)
    shown = {name: _values(name, criteria, counted) for name in FACETS}
    labels = labels_of({name: shown[name] for name in OPEN})
    return [
        Facet(
            name=name,
            label=LABELS[name],
            choices=[
                Choice(
                    value=value,
                    label=labels[name].get(value, value),
                    count=counted.counts[name].get(value, 0),
                    selected=value in criteria.asks(name),
                    facet=name,
                    criteria=criteria,
                )
                for value in shown[name]
            ],
            more=_more(name, shown[name], counted),
        )
        for name in FACETS
    ]


def query_string(criteria: Criteria) -> str:
    """Return the query string that asks exactly this, without a leading question mark."""
    pairs = [("q", criteria.q)] if criteria.q else []
    pairs += [(name, value) for name, values in criteria.values.items() for value in values]
    if criteria.ordering:
        pairs.append(("ordering", criteria.ordering))
    return urlencode(pairs)


def toggled(criteria: Criteria, name: str, value: str) -> str:
    """Return the query string with one value added, or taken away when it is there."""
    asked = criteria.asks(name)
    chosen = tuple(one for one in asked if one != value)
    if value not in asked:
        chosen = (*asked, value)
    return query_string(criteria.changed(name, *chosen))


def _values(name: str, criteria: Criteria, counted: Tally) -> list[str]:
    """Return the values to list: closed vocabularies whole, others what is present."""
    if name in CLOSED_CHOICES:
        return list(CLOSED_CHOICES[name])
    counts = counted.counts[name]
    asked = [value for value in criteria.asks(name) if value not in counts]
    if name in YEARS:
        return sorted([*counts, *asked], reverse=True)
    kept = nsmallest(MOST_CHOICES, counts, key=lambda value: (-counts[value], value))
    chosen = [value for value in criteria.asks(name) if value in counts and value not in kept]
    return [*kept, *chosen, *asked]


def _more(name: str, shown: list[str], counted: Tally) -> int:
    counts = counted.counts[name]
    return len(counts) - sum(value in counts for value in shown)
