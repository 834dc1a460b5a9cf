"""The source texts, with every quote marked in its place."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from commitments.core.vocabulary import Publication
from commitments.models import Document
from commitments.selectors.sources import newest_sources, source_text, versions_of
from commitments.views.errors import BadParameter, gone, reader_page
from commitments.views.paging import page_of

#: Ways to look at a text: for reading, or letter for letter.
VIEWS = ("reading", "raw")
PAGE_SIZE = 100


@reader_page
def sources(request: HttpRequest) -> HttpResponse:
    """List the newest version of every public source."""
    page = page_of(request, newest_sources(), PAGE_SIZE)
    return render(request, "commitments/sources.html", {"section": "sources", "page": page})


@reader_page
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a source's text; ``?view=raw`` letter for letter, ``?version=`` an older one."""
    view = request.GET.get("view", VIEWS[0])
    if view not in VIEWS:
        raise BadParameter("view", view, _("Use reading or raw."))
    versions = versions_of(slug)
    if not versions:
        withdrawn = Document.objects.filter(slug=slug, publication=Publication.WITHDRAWN).first()
        if withdrawn is not None:
            return gone(request, withdrawn.slug, withdrawn.withdrawn_reason)
        raise Http404(_("There is no source %(slug)s.") % {"slug": slug[:80]})
    wanted = request.GET.get("version", str(versions[0].version))
    document = next((one for one in versions if str(one.version) == wanted), None)
    if document is None:
        raise Http404(_("This source has no version %(version)s.") % {"version": wanted[:20]})
    text = source_text(document)
    return render(
        request,
        "commitments/source.html",
        {
            "section": "sources",
            "document": document,
            "versions": versions,
            "newest": versions[0],
            "view": view,
            "text": text,
            "rows": text.rows() if view == "reading" else None,
        },
    )
