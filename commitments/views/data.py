"""Downloads, and what each column means."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.views.errors import reader_page


@reader_page
def data(request: HttpRequest) -> HttpResponse:
    """List the files."""
    return render(request, "commitments/data.html", {"section": "data"})
