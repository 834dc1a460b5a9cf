"""A commitment's own page, at an address that never changes."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from commitments.core.vocabulary import Publication
from commitments.models import Commitment
from commitments.selectors.detail import commitment_detail
from commitments.selectors.history import history_of
from commitments.views.errors import gone, reader_page


@reader_page
def commitment(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a published commitment; 410 with the reason once it is withdrawn."""
    if reference != reference.upper():
        return HttpResponsePermanentRedirect(request.path.replace(reference, reference.upper()))
    found = Commitment.public.select_related("event").filter(reference=reference).first()
    if found is None:
        withdrawn = Commitment.objects.filter(
            reference=reference, publication=Publication.WITHDRAWN
        ).first()
        if withdrawn is not None:
            return gone(request, withdrawn.reference, withdrawn.withdrawn_reason)
        raise Http404(_("There is no commitment %(reference)s.") % {"reference": reference[:40]})
    changes = history_of(found)
    return render(
        request,
        "commitments/commitment.html",
        {
            "section": "commitments",
            "detail": commitment_detail(found),
            "commitment": found,
            "changes": changes,
            "changed_at": changes[0].at if changes else found.published_at,
            "address": request.build_absolute_uri(found.get_absolute_url()),
        },
    )
