"""The first page: the figures that matter, what is new, how to read it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.selectors.dashboard import figures, latest, theme_figures
from commitments.selectors.matrix import tracked_years, year_figures
from commitments.views.errors import reader_page

#: How many of the newest changes the first page shows.
NEWS = 6


@reader_page
def home(request: HttpRequest) -> HttpResponse:
    """Show the whole collection in numbers, blanks included."""
    return render(
        request,
        "commitments/home.html",
        {
            "figures": figures(),
            "years": year_figures(tracked_years()),
            "themes": theme_figures(),
            "news": latest(NEWS),
        },
    )
