"""Commitments in the admin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commitments.actions.editing import Row, save_commitment
from commitments.actions.publishing import (
    publish_commitment,
    submit_commitment,
    withdraw_commitment,
)
from commitments.admin.commitment.forms import CommitmentForm
from commitments.admin.commitment.parts import PARTS
from commitments.admin.commitment.queues import QueueFilter
from commitments.admin.commitment.review import preview, review
from commitments.admin.editor.base import PageAdmin, Section, fill
from commitments.admin.editor.page import Page
from commitments.admin.history import not_found
from commitments.admin.verbs import Verb, never
from commitments.core.vocabulary import Publication
from commitments.models import Commitment, Document
from commitments.selectors.defaults import defaults_of, next_reference
from commitments.selectors.queues import blank_years, spans, with_work

_SECTIONS = (
    Section(gettext_lazy("The words"), parts=("citations",)),
    Section(
        gettext_lazy("The pledge"),
        fields=(
            ("title",),
            ("title_zh",),
            ("actors", "themes"),
            ("kind", "strength", "confidence"),
            ("event", "made_on", "reference"),
        ),
        parts=("beneficiaries",),
        help=gettext_lazy(
            "Event, day, actor and reference may stay empty: they are taken from the document."
        ),
    ),
    Section(
        gettext_lazy("Target and period"),
        fields=(("period_text", "period_start", "period_end"),),
        parts=("targets",),
    ),
    Section(
        gettext_lazy("What would count"),
        fields=(("criteria_fulfilled",), ("criteria_partly",), ("criteria_not",)),
        help=gettext_lazy("Written before the first assessment, so that nobody moves the goal."),
    ),
    Section(gettext_lazy("Evidence"), parts=("evidence", "measurements")),
    Section(gettext_lazy("Assessment"), parts=("assessments",)),
    Section(
        gettext_lazy("More: other readings, notes, links"),
        fields=(
            ("alternative_start", "alternative_end"),
            ("alternative_reason",),
            ("summary",),
            ("wording_differences",),
            ("conflicts",),
            ("analysis",),
            ("gaps",),
            ("note",),
            ("slug",),
        ),
        parts=("links",),
        folded=True,
    ),
)


@admin.register(Commitment)
class CommitmentAdmin(PageAdmin):
    """The list with its work queues, the editor's page, and the way to publication."""

    page_form = CommitmentForm
    part_kinds = PARTS
    sections = _SECTIONS
    list_display = ("reference", "title", "state", "actors_named", "made", "due",
                    "headline", "to_do")  # fmt: skip
    list_display_links = ("reference", "title")
    list_filter = (QueueFilter, "publication", "kind", "strength", "themes", "event",
                   "summary_row__headline_status")  # fmt: skip
    search_fields = ("reference", "title", "title_zh", "citations__exact", "summary_row__actors")
    date_hierarchy = "made_on"
    ordering = ("reference",)
    verbs = (
        Verb(
            "submit",
            gettext_lazy("Submit for review"),
            gettext_lazy("Submitted"),
            lambda record, by, reason: submit_commitment(commitment=record, by=by, reason=reason),
            "change_commitment",
            never,  # one at a time it is on the review page
            needs_reason=False,
        ),
        Verb(
            "publish",
            gettext_lazy("Publish what is in review"),
            gettext_lazy("Published"),
            lambda record, by, reason: publish_commitment(commitment=record, by=by, reason=reason),
            "publish_commitment",
            never,
            needs_reason=False,
        ),
        Verb(
            "withdraw",
            gettext_lazy("Withdraw…"),
            gettext_lazy("Withdrawn"),
            lambda record, by, reason: withdraw_commitment(commitment=record, by=by, reason=reason),
            "withdraw_commitment",
            lambda record: record.publication == Publication.PUBLISHED,
            explanation=gettext_lazy(
                "It leaves every list; its page stays and says why. Nothing is deleted."
            ),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Commitment]:
        """Return commitments with what the list shows of them."""
        return with_work(super().get_queryset(request))

    def get_urls(self) -> list[URLPattern]:
        """Add the review page."""
        own = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(view),
                name=f"commitments_commitment_{name}",
            )
            for name, view in (("review", self.review_view), ("preview", self.preview_view))
        ]
        return [*own, *super().get_urls()]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never for what was published: that is withdrawn with a reason."""
        deletable = obj is None or obj.published_at is None
        return deletable and super().has_delete_permission(request, obj)

    def proposals(self, request: HttpRequest) -> Mapping[str, Any]:
        """Propose what the document in the address says about its pledges."""
        slug = request.GET.get("document", "")
        if not slug or "\x00" in slug:
            return {}
        documents = Document.objects.defer("raw_text").select_related("event", "speaker")
        document = documents.filter(slug=slug, newer_version__isnull=True).first()
        if document is None:
            return {}
        found = defaults_of(document)
        year = (found.made_on or timezone.localdate()).year
        return {
            "document": document.slug,
            "event": found.event.pk if found.event else None,
            "made_on": found.made_on,
            "actors": [found.actor] if found.actor else [],
            "reference": next_reference(found.event, year),
        }

    def initial_of(self, record: Any) -> Mapping[str, Any]:
        """Return actors and themes in their order."""
        return {
            "actors": [link.party for link in record.actor_links.select_related("party")],
            "themes": [link.theme for link in record.theme_links.select_related("theme")],
        }

    def save_page(self, request: HttpRequest, page: Page) -> Commitment:
        """Save everything on the page at once."""
        form = page.main
        cited = [row for part in page.parts if part.name == "citations" for row in part.filled()]
        if page.record is None and cited:
            form.take_from(cited[0].cleaned_data["document"])  # type: ignore[attr-defined]
        if not form.cleaned_data.get("made_on"):
            raise ValidationError(
                {"made_on": _("Say when the pledge was made: no document on this page says it.")}
            )
        commitment = page.record or Commitment()
        fill(form, commitment)
        choices = {
            "actors": [Row({"party": one}) for one in form.cleaned_data["actors"]],
            "themes": [Row({"theme": one}) for one in form.cleaned_data["themes"]],
        }
        by: Any = request.user
        with transaction.atomic():
            saved = save_commitment(
                commitment=commitment,
                parts={**page.rows(), **choices},
                by=by,
                reason=form.cleaned_data.get("reason", ""),
                expected_revision=commitment.revision if page.record else None,
            )
            if "_submit" in request.POST:
                submit_commitment(commitment=saved, by=by)
        return saved

    def buttons(self, request: HttpRequest, record: Any) -> list[tuple[str, str]]:
        """Return the ways to save: a draft is also submitted from here."""
        if record is not None and record.publication != Publication.DRAFT:
            return [("_save", _("Save"))]
        return [
            ("_save", _("Save draft")),
            ("_submit", _("Save and submit for review")),
            ("_addanother", _("Save and add another")),
        ]

    def tools(self, request: HttpRequest, record: Any) -> list[tuple[str, str]]:
        """Return the links above the page."""
        return [
            (_("Preview and review"), self.url("review", record)),
            *super().tools(request, record),
            *self.verbs_for(request, record),
        ]

    def after_saving(self, request: HttpRequest, record: Any, *, new: bool) -> HttpResponse:
        """Go on to the preview, or to the next pledge of the same document."""
        if "_addanother" in request.POST:
            messages.success(request, _("Saved: %s") % record)
            cited = record.citations.select_related("document").defer("document__raw_text")
            first = cited.order_by("-pk").first()
            query = f"?document={first.document.slug}" if first else ""
            return HttpResponseRedirect(self.url("add") + query)
        done = _("Submitted for review: %s") if "_submit" in request.POST else _("Saved: %s")
        messages.success(request, done % record)
        return HttpResponseRedirect(self.url("review", record))

    def review_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the review page."""
        commitment = self.get_object(request, str(pk))
        if commitment is None:
            return not_found(self, request, str(pk))
        return review(self, request, commitment)

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the reader's page as publication would make it."""
        commitment = self.get_object(request, str(pk))
        if commitment is None:
            return not_found(self, request, str(pk))
        if not self.has_view_or_change_permission(request, commitment):
            raise PermissionDenied
        return preview(request, commitment)

    @admin.display(description=gettext_lazy("state"), ordering="publication")
    def state(self, record: Commitment) -> str:
        """Show where it stands on its way to readers."""
        return badge(record.publication, record.get_publication_display())

    @admin.display(description=gettext_lazy("actors"))
    def actors_named(self, record: Commitment) -> str:
        """Show who pledges."""
        return record.summary_row.actors

    @admin.display(description=gettext_lazy("made"), ordering="made_on")
    def made(self, record: Commitment) -> str:
        """Show the day, as short as dates get."""
        return record.made_on.isoformat()

    @admin.display(description=gettext_lazy("due"), ordering="period_end", empty_value="–")
    def due(self, record: Commitment) -> str | None:
        """Show the day it falls due."""
        return record.period_end.isoformat() if record.period_end else None

    @admin.display(description=gettext_lazy("status"), ordering="summary_row__headline_status")
    def headline(self, record: Commitment) -> str:
        """Show the latest assessed year's status with its year."""
        row = record.summary_row
        if row.headline_status is None:
            return _("not assessed")
        return f"{row.get_headline_status_display()} ({row.headline_year})"

    @admin.display(description=gettext_lazy("to do"))
    def to_do(self, record: Any) -> str:
        """Show what waits: approvals, lost quotes, blank years."""
        waiting = []
        if record.to_approve:
            text = ngettext("%d to approve", "%d to approve", record.to_approve)
            waiting.append(text % record.to_approve)
        if record.has_lost:
            waiting.append(_("lost quote"))
        if record.publication == Publication.PUBLISHED:
            blank = blank_years(record)
            if blank:
                waiting.append(_("blank: %s") % ", ".join(spans(blank)))
        return "; ".join(waiting)


def badge(value: str, label: str) -> str:
    """Return a word of a vocabulary with a class to colour it by."""
    return format_html('<span class="badge badge-{}">{}</span>', value, label)


def review_url(commitment: Commitment) -> str:
    """Return the address of a commitment's review page."""
    return reverse("admin:commitments_commitment_review", args=[commitment.pk])
