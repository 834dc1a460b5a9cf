"""The first page: the figures that matter, what is new, how to read it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.selectors.dashboard import overview
from commitments.views.errors import reader_page


@reader_page
def home(request: HttpRequest) -> HttpResponse:
    """Show the whole collection in numbers, blanks included."""
    return render(request, "commitments/home.html", {"overview": overview()})
