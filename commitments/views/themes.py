"""What the commitments are about."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from commitments.models import CommitmentSummary, Theme
from commitments.selectors.dashboard import figures_of_theme, theme_figures
from commitments.selectors.matrix import matrix_rows, tracked_years
from commitments.views.errors import reader_page
from commitments.views.paging import page_of

PAGE_SIZE = 50


@reader_page
def themes(request: HttpRequest) -> HttpResponse:
    """List the themes that have commitments, and how these stand."""
    return render(
        request, "commitments/themes.html", {"section": "themes", "themes": theme_figures()}
    )


@reader_page
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one theme and its commitments, year by year."""
    found = get_object_or_404(Theme, slug=slug)
    rows = CommitmentSummary.public.filter(theme_slugs__contains=[slug]).order_by("reference")
    page = page_of(request, rows, PAGE_SIZE)
    span = tracked_years()
    return render(
        request,
        "commitments/theme.html",
        {
            "section": "themes",
            "theme": found,
            "figures": figures_of_theme(found),
            "page": page,
            "years": span,
            "rows": matrix_rows(page.object_list, span),
        },
    )
