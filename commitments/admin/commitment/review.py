"""The review page: a commitment as readers will see it, and what a second person decides."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.actions.previewing import as_published
from commitments.actions.publishing import (
    missing_for_publication,
    publish_evidence,
    return_commitment,
    submit_commitment,
)
from commitments.actions.reviewing import approve_with_evidence, publish_reviewed
from commitments.models import Assessment, AssessmentEvidence, Citation, Commitment, Evidence
from commitments.selectors.detail import commitment_detail
from commitments.selectors.history import history_of

_PERMISSIONS = {
    "_submit": "commitments.change_commitment",
    "_publish": "commitments.publish_commitment",
    "_return": "commitments.publish_commitment",
    "_approve": "commitments.approve_assessment",
    "_publish_evidence": "commitments.publish_evidence",
}


def review(modeladmin: Any, request: HttpRequest, commitment: Commitment) -> HttpResponse:
    """Show the page, or carry out the decision that was sent."""
    if not modeladmin.has_view_or_change_permission(request, commitment):
        raise PermissionDenied
    problems: list[str] = []
    if request.method == "POST":
        try:
            done = _decide(request, commitment)
        except ValidationError as error:
            problems = error.messages
            commitment.refresh_from_db()
        else:
            messages.success(request, f"{done}: {commitment}")
            return HttpResponseRedirect(request.path)
    context = {
        **modeladmin.admin_site.each_context(request),
        "title": str(commitment),
        "opts": modeladmin.opts,
        "original": commitment,
        "problems": problems,
        "reason": request.POST.get("reason", ""),
        "missing": missing_for_publication(commitment),
        "may": {
            name.strip("_"): request.user.has_perm(code) for name, code in _PERMISSIONS.items()
        },
        "own": commitment.submitted_by == request.user,
        "verbs": modeladmin.verbs_for(request, commitment),
        "more": [
            (field.verbose_name, getattr(commitment, field.name))
            for field in commitment._meta.fields
            if field.name in {"wording_differences", "conflicts", "analysis", "gaps"}
        ],
        **contents(commitment),
    }
    return TemplateResponse(request, "admin/commitments/review.html", context)


def preview(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    """Return the reader's page as publication would make it, drafts and all."""
    with as_published(commitment=commitment) as shown:
        changes = history_of(shown)
        return render(
            request,
            "commitments/commitment.html",
            {
                "section": "commitments",
                "detail": commitment_detail(shown),
                "commitment": shown,
                "changes": changes,
                "changed_at": timezone.now(),
                "address": request.build_absolute_uri(shown.get_absolute_url()),
            },
        )


def contents(commitment: Commitment) -> dict[str, Any]:
    """Return everything the page shows, drafts included, in a fixed number of queries."""
    documents = Prefetch(
        "citations", queryset=Citation.objects.select_related("document").order_by("pk")
    )
    evidence = (
        Evidence.objects.filter(commitment=commitment)
        .select_related("publisher", "document")
        .defer("document__raw_text")
        .prefetch_related("measurements", documents)
        .order_by("key")
    )
    links = Prefetch(
        "evidence_links", queryset=AssessmentEvidence.objects.select_related("evidence")
    )
    assessments = (
        Assessment.objects.filter(commitment=commitment, state__in=["draft", "current"])
        .select_related("author", "reviewer")
        .prefetch_related(links)
        .order_by("year", "version")
    )
    return {
        "citations": [
            (one, *_around(one))
            for one in commitment.citations.select_related("document").order_by("pk")
        ],
        "actors": commitment.actor_links.select_related("party"),
        "beneficiaries": commitment.beneficiary_links.select_related("party"),
        "themes": commitment.theme_links.select_related("theme"),
        "targets": commitment.targets.all(),
        "evidence": evidence,
        "assessments": assessments,
        "links": commitment.links.select_related("target"),
    }


def _around(citation: Citation) -> tuple[str, str]:
    """Return the rest of the sentence before and after a quote."""
    text = citation.document.raw_text
    return (
        text[citation.sentence_start : citation.start],
        text[citation.end : citation.sentence_end],
    )


def _decide(request: HttpRequest, commitment: Commitment) -> str:
    chosen = next((name for name in _PERMISSIONS if name in request.POST), None)
    if chosen is None or not request.user.has_perm(_PERMISSIONS[chosen]):
        raise PermissionDenied
    by: Any = request.user
    reason = request.POST.get("reason", "").replace("\x00", "").strip()
    if chosen == "_submit":
        submit_commitment(commitment=commitment, by=by)
        return _("Submitted for review")
    if chosen == "_return":
        if not reason:
            raise ValidationError(_("Say what should be changed: the author reads it."))
        return_commitment(commitment=commitment, by=by, reason=reason)
        return _("Returned")
    if chosen == "_publish":
        keys = [int(key) for key in request.POST.getlist("approve") if key.isdecimal()]
        approved = list(commitment.assessments.filter(pk__in=keys, state="draft"))
        if approved and not request.user.has_perm(_PERMISSIONS["_approve"]):
            raise PermissionDenied
        publish_reviewed(commitment=commitment, approve=approved, by=by, reason=reason)
        return _("Published")
    key = request.POST.get(chosen, "")
    number = int(key) if key.isdecimal() else 0
    if chosen == "_approve":
        assessment = commitment.assessments.filter(pk=number).first()
        if assessment is None:
            raise ValidationError(_("This assessment is no longer there."))
        approve_with_evidence(assessment=assessment, by=by)
        return _("Approved")
    evidence = commitment.evidence.filter(pk=number).first()
    if evidence is None:
        raise ValidationError(_("This evidence is no longer there."))
    publish_evidence(evidence=evidence, by=by)
    return _("Evidence published")
