"""The list of commitments: filtered, counted, ordered, searched."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from commitments.exports.registry import page_columns
from commitments.filters import BadFilter, CommitmentFilter
from commitments.selectors.criteria import ORDERINGS, RELEVANCE, Criteria
from commitments.selectors.facets import Facet, facets, query_string
from commitments.selectors.hits import hits
from commitments.selectors.lists import NoSuchPage, listing
from commitments.selectors.matrix import years_of
from commitments.views.errors import BadParameter, reader_page

#: Columns of the registry that the status badge of a row shows already, or its title.
_SHOWN_APART = frozenset({"title", "headline_status", "headline_year"})


@dataclass(frozen=True, slots=True)
class Chip:
    """One value that is asked for, and the query string without it."""

    label: str | Promise
    value: str | Promise
    query: str


@reader_page
def commitments(request: HttpRequest) -> HttpResponse:
    """Show the commitments that the query string asks for, 25 to a page."""
    try:
        asked = CommitmentFilter(request.GET)
        criteria = asked.criteria
    except BadFilter as error:
        raise BadParameter(error.parameter, error.value, error.message) from error
    try:
        page = listing(asked, _page_number(request))
    except NoSuchPage as error:
        raise Http404(_("The list has no page %(value)s.") % {"value": error}) from error
    counted = facets(asked, page.tally)
    query = query_string(criteria)
    return render(
        request,
        "commitments/commitments.html",
        {
            "section": "commitments",
            "criteria": criteria,
            "page": page,
            "facets": counted,
            "chips": _chips(criteria, counted),
            "columns": [one for one in page_columns() if one.name not in _SHOWN_APART],
            "years": years_of(page.rows),
            "orderings": _orderings(criteria),
            "hits": hits(criteria, page.rows),
            "query": query,
            "suffix": f"?{query}" if query else "",
            "before": _page_query(query, page.number - 1) if page.number > 1 else "",
            "after": _page_query(query, page.number + 1) if page.number < page.pages else "",
        },
    )


def _page_number(request: HttpRequest) -> int:
    given = request.GET.get("page", "1")
    if not given.isascii() or not given.isdigit() or len(given) > 9:
        raise BadParameter("page", given, _("This is not the number of a page."))
    return int(given)


def _page_query(query: str, number: int) -> str:
    return f"{query}&page={number}" if query else f"page={number}"


def _chips(criteria: Criteria, counted: list[Facet]) -> list[Chip]:
    chips = [
        Chip(facet.label, choice.label, choice.query)
        for facet in counted
        for choice in facet.selected
    ]
    if criteria.q:
        without = Criteria(criteria.as_of, criteria.values, ordering=_plain_order(criteria))
        chips.insert(0, Chip(_("Search"), criteria.q, query_string(without)))
    return chips


def _plain_order(criteria: Criteria) -> str:
    """Return the ordering as far as it makes sense without a search."""
    return "" if criteria.ordering.removeprefix("-") == RELEVANCE else criteria.ordering


def _orderings(criteria: Criteria) -> list[tuple[str, str, bool]]:
    """Return (value, label, chosen) for the choice of order, for narrow screens."""
    labels = {
        "reference": _("Reference"),
        "title": _("Title"),
        "made_on": _("Date made"),
        "due_on": _("Due date"),
        "status": _("Status"),
        "headline_year": _("Year of the status"),
    }
    offered = [(name, labels[name]) for name in ORDERINGS]
    if criteria.q:
        offered.insert(0, ("", _("Best match")))
    chosen = criteria.ordering or ("" if criteria.q else "reference")
    rows = [(name, label, name == chosen) for name, label in offered]
    rows += [
        (f"-{name}", _("%(label)s, backwards") % {"label": label}, f"-{name}" == chosen)
        for name, label in offered
        if name
    ]
    return rows
