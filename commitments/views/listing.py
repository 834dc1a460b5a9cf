"""The list of commitments."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.models import CommitmentSummary
from commitments.views.errors import reader_page
from commitments.views.paging import page_of

PAGE_SIZE = 50


@reader_page
def commitments(request: HttpRequest) -> HttpResponse:
    """List published commitments."""
    page = page_of(request, CommitmentSummary.public.order_by("reference"), PAGE_SIZE)
    return render(request, "commitments/commitments.html", {"section": "commitments", "page": page})
