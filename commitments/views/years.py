"""Commitments against years: the whole matrix, and one year by itself."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from commitments.core.vocabulary import Status
from commitments.models import CommitmentSummary
from commitments.selectors.matrix import (
    assessments_of_year,
    blank_in_year,
    matrix_rows,
    tracked_years,
    year_figures,
)
from commitments.views.errors import reader_page
from commitments.views.paging import page_of

#: Rows of the matrix on one page.
PAGE_SIZE = 100


@reader_page
def years(request: HttpRequest) -> HttpResponse:
    """Show pledge × year; a year nobody assessed stays blank."""
    span = tracked_years()
    page = page_of(request, CommitmentSummary.public.order_by("reference"), PAGE_SIZE)
    return render(
        request,
        "commitments/years.html",
        {
            "section": "years",
            "years": span,
            "page": page,
            "rows": matrix_rows(page.object_list, span),
        },
    )


@reader_page
def year(request: HttpRequest, year: int) -> HttpResponse:
    """Show one year: what was assessed, what was not, what was made and fell due."""
    span = tracked_years()
    due = CommitmentSummary.public.filter(due_year=year).order_by("due_on", "reference")
    if year not in span and not due.exists():
        raise Http404(_("No commitment was made, due or assessed in %(year)s.") % {"year": year})
    page = page_of(request, assessments_of_year(year), PAGE_SIZE)
    by_status = [
        (status, [one for one in page.object_list if one.status == status]) for status in Status
    ]
    return render(
        request,
        "commitments/year.html",
        {
            "section": "years",
            "year": year,
            "span": span,
            "before": year - 1 if year - 1 in span else None,
            "after": year + 1 if year + 1 in span else None,
            "figures": year_figures([year])[0],
            "page": page,
            "groups": [(status, rows) for status, rows in by_status if rows],
            "blank": blank_in_year(year)[:PAGE_SIZE],
            "made": CommitmentSummary.public.filter(made_year=year)[:PAGE_SIZE],
            "due": due[:PAGE_SIZE],
            "limit": PAGE_SIZE,
        },
    )
