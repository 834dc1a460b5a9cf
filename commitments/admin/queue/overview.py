"""The queue's front page, the list of all candidates, and the addresses of the queue."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.admin.queue import intake, screen
from commitments.models import Candidate, DocumentFile
from commitments.selectors.quality import pledge_recall, precision
from commitments.selectors.review import queue


@admin.register(Candidate)
class CandidateAdmin(admin.ModelAdmin):
    """All candidates as a list; each is decided on its document's screen."""

    list_display = ("words", "type", "language", "state", "why", "score", "became", "decided_by")
    list_filter = ("state", "type", "language", "reject_reason", "extractor_version", "document")
    list_select_related = ("commitment", "decided_by", "document")
    search_fields = ("exact", "document__title")
    list_per_page = 50
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Candidates come from reading a document."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Decisions are data: nothing is deleted here."""
        return False

    def get_queryset(self, request: HttpRequest) -> Any:
        """Leave the texts where they are."""
        return super().get_queryset(request).defer("document__raw_text")

    def get_urls(self) -> list[URLPattern]:
        """Add the queue, the intake and the screen."""

        def page(view: Any) -> Any:
            return self.admin_site.admin_view(view)

        return [
            path("queue/", page(front), name="commitments_candidate_queue"),
            path("bring-in/", page(intake.intake), name="commitments_candidate_intake"),
            path("bring-in/<int:pk>/", page(intake.confirm), name="commitments_candidate_confirm"),
            path("read/<int:pk>/", page(intake.read_again), name="commitments_candidate_read"),
            path("review/<int:pk>/", page(screen.review), name="commitments_candidate_review"),
            path("file/<int:pk>/", page(original), name="commitments_candidate_file"),
            *super().get_urls(),
        ]

    def change_view(self, request: HttpRequest, object_id: str, *_a: Any, **_k: Any) -> Any:
        """Lead to the screen: a candidate is decided in its text."""
        candidate = get_object_or_404(Candidate, pk=object_id)
        address = reverse("admin:commitments_candidate_review", args=[candidate.document_id])
        return HttpResponseRedirect(f"{address}?candidate={candidate.pk}")

    @admin.display(description=gettext_lazy("words"), ordering="exact")
    def words(self, record: Candidate) -> str:
        """Show the words without their line breaks."""
        return " ".join(record.exact.split())[:160]

    @admin.display(description=gettext_lazy("why rejected"), ordering="reject_reason")
    def why(self, record: Candidate) -> str:
        """Show the reason with its words."""
        return f"{record.get_reject_reason_display()} {record.reject_words}".strip()

    @admin.display(description=gettext_lazy("became"))
    def became(self, record: Candidate) -> str:
        """Link to the commitment it is part of now."""
        if record.commitment is None:
            return ""
        address = reverse("admin:commitments_commitment_change", args=[record.commitment_id])
        return format_html('<a href="{}">{}</a>', address, record.commitment.reference)


def front(request: HttpRequest) -> HttpResponse:
    """Show what waits, and how good the extraction has proved."""
    if not request.user.has_perm("commitments.view_candidate"):
        raise PermissionDenied
    pages = Paginator(queue(), 50)
    context = {
        **admin.site.each_context(request),
        "title": _("Review queue"),
        "opts": Candidate._meta,
        "page": pages.get_page(request.GET.get("p")),
        "precision": precision(),
        "recall": pledge_recall(),
        "may_add": request.user.has_perm("commitments.add_document"),
    }
    return TemplateResponse(request, "admin/commitments/queue/front.html", context)


def original(request: HttpRequest, pk: int) -> FileResponse:
    """Send a file as it came in, as a download: never shown in the tracker's own pages."""
    if not request.user.has_perm("commitments.view_documentfile"):
        raise PermissionDenied
    file = get_object_or_404(DocumentFile, pk=pk)
    return FileResponse(
        BytesIO(bytes(file.content)),
        as_attachment=True,
        filename=file.name,
        content_type="application/octet-stream",
    )
