"""Evidence, assessments and quotes in lists of their own, for work across commitments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.actions.assessing import withdraw_assessment
from commitments.actions.editing import save_evidence
from commitments.actions.publishing import publish_evidence
from commitments.actions.records import withdraw_evidence
from commitments.actions.reviewing import approve_with_evidence
from commitments.admin.commitment.forms import EvidenceForm, MeasurementForm
from commitments.admin.commitment.page import badge, review_url
from commitments.admin.editor.base import PageAdmin, Section
from commitments.admin.editor.fields import NamedField
from commitments.admin.editor.forms import formfield
from commitments.admin.editor.page import Page
from commitments.admin.editor.parts import PartKind, Stored
from commitments.admin.history import HistoryAdmin, not_found
from commitments.admin.verbs import Verb, VerbAdmin
from commitments.core.vocabulary import AssessmentState, Publication
from commitments.models import Assessment, Citation, Commitment, Evidence, Measurement


class EvidencePageForm(EvidenceForm):
    """Evidence on a page of its own: names its commitment."""

    commitment = NamedField(
        Commitment,
        label=gettext_lazy("Commitment"),
        help_text=gettext_lazy("Its reference, like SCO-2021-014."),
    )

    reason = forms.CharField(
        max_length=2000,
        required=False,
        label=gettext_lazy("Reason for the change"),
        help_text=gettext_lazy("Needed once evidence has been public."),
    )

    class Meta(EvidenceForm.Meta):
        fields = ["commitment", *EvidenceForm.Meta.fields]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["id"]
        del self.fields["remove"]
        self.fields["commitment"].disabled = self.instance.pk is not None
        if self.instance.pk is None or self.instance.publication == Publication.DRAFT:
            del self.fields["reason"]


class OwnMeasurementForm(MeasurementForm):
    """A number on its evidence's own page: needs no key."""

    evidence = None  # type: ignore[assignment]
    layout = (
        ("qualifier", "value", "unit", "basis"),
        ("as_given", "scope"),
        ("as_of", "period_start", "period_end"),
    )

    class Meta(MeasurementForm.Meta):
        formfield_callback = formfield


class OwnMeasurements(PartKind):
    """The numbers of one piece of evidence."""

    name = "measurements"
    title = gettext_lazy("Numbers")
    add_label = gettext_lazy("Add a number")
    form = OwnMeasurementForm

    def stored(self, owner: Evidence) -> Iterator[Stored]:
        """Return the numbers of the evidence."""
        for one in Measurement.objects.filter(evidence=owner).order_by("pk"):
            yield Stored(one, model_to_dict(one, fields=list(self.form.base_fields)))


@admin.register(Evidence)
class EvidenceAdmin(PageAdmin):
    """Evidence across commitments."""

    page_form = EvidencePageForm
    part_kinds = (OwnMeasurements(),)
    sections = (
        Section(
            gettext_lazy("What it shows"),
            fields=(
                ("commitment", "key", "bears_on"),
                ("claim",),
                ("year", "dated"),
            ),
        ),
        Section(
            gettext_lazy("Where it is from"),
            fields=(
                ("url", "publisher", "own_statement"),
                ("kind", "title", "publisher_as_given"),
                ("published_on", "retrieved_on", "published_note"),
                ("document",),
                ("quote",),
                ("reliability",),
            ),
        ),
        Section("", parts=("measurements",)),
    )
    list_display = ("key_of", "short_claim", "state", "bears_on", "whose", "publisher", "year",
                    "published_on")  # fmt: skip
    list_select_related = ("commitment", "publisher")
    list_filter = ("publication", "bears_on", "kind", "own_statement", "year", "publisher")
    search_fields = ("commitment__reference", "claim", "title", "url", "publisher__name")
    ordering = ("commitment__reference", "key")
    verbs = (
        Verb(
            "publish",
            gettext_lazy("Publish"),
            gettext_lazy("Published"),
            lambda record, by, reason: publish_evidence(evidence=record, by=by, reason=reason),
            "publish_evidence",
            lambda record: record.publication == Publication.DRAFT,
            needs_reason=False,
            explanation=gettext_lazy("Readers will see it once its commitment is public."),
        ),
        Verb(
            "withdraw",
            gettext_lazy("Withdraw…"),
            gettext_lazy("Withdrawn"),
            lambda record, by, reason: withdraw_evidence(evidence=record, by=by, reason=reason),
            "withdraw_evidence",
            lambda record: record.publication == Publication.PUBLISHED,
            explanation=gettext_lazy("Refused while a current assessment rests on it alone."),
        ),
    )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only a draft may go."""
        deletable = obj is None or obj.publication == Publication.DRAFT
        return deletable and super().has_delete_permission(request, obj)

    def initial_of(self, record: Any) -> dict[str, Any]:
        """Return the words it quotes."""
        quote = record.citations.order_by("pk").first()
        return {"quote": quote.exact, "place": quote.start, "id": record.pk} if quote else {}

    def save_page(self, request: HttpRequest, page: Page) -> Evidence:
        """Save the evidence with its numbers."""
        values = dict(page.main.cleaned_data)
        commitment, reason = values.pop("commitment"), values.pop("reason", "")
        by: Any = request.user
        return save_evidence(
            evidence=page.record or Evidence(commitment=commitment),
            values=values,
            parts=page.rows(),
            by=by,
            reason=reason,
        )

    def tools(self, request: HttpRequest, record: Any) -> list[tuple[str, str]]:
        """Return the links above the page."""
        return [
            (_("Its commitment"), review_url(record.commitment)),
            *super().tools(request, record),
            *self.verbs_for(request, record),
        ]

    @admin.display(description=gettext_lazy("evidence"), ordering="commitment__reference")
    def key_of(self, record: Evidence) -> str:
        """Show commitment and key."""
        return f"{record.commitment.reference} {record.key}"

    @admin.display(description=gettext_lazy("claim"))
    def short_claim(self, record: Evidence) -> str:
        """Show how the claim begins."""
        return record.claim if len(record.claim) < 120 else record.claim[:118] + "…"

    @admin.display(description=gettext_lazy("state"), ordering="publication")
    def state(self, record: Evidence) -> str:
        """Show whether it is public."""
        return badge(record.publication, record.get_publication_display())

    @admin.display(description=gettext_lazy("who says so"), ordering="own_statement")
    def whose(self, record: Evidence) -> str:
        """Show whose word it is."""
        return _("the pledger") if record.own_statement else _("outside")


class LookOnlyAdmin(HistoryAdmin):
    """A list to search and filter; records are changed on their commitment's page."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never here."""
        return False

    def get_actions(self, request: HttpRequest) -> Any:
        """Leave out the bulk delete."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions


@admin.register(Assessment)
class AssessmentAdmin(VerbAdmin, LookOnlyAdmin):
    """Assessments across commitments; each is written and approved on its commitment's page."""

    list_display = ("commitment_reference", "year", "status", "state_shown", "version",
                    "contested", "author", "reviewer", "decided_at")  # fmt: skip
    list_select_related = ("commitment", "author", "reviewer")
    list_filter = ("state", "status", "contested", "year", "author")
    search_fields = ("commitment__reference", "commitment__title", "rationale")
    ordering = ("-year", "commitment__reference", "-version")
    verbs = (
        Verb(
            "approve",
            gettext_lazy("Approve, with their evidence"),
            gettext_lazy("Approved"),
            lambda record, by, reason: approve_with_evidence(
                assessment=record, by=by, reason=reason
            ),
            "approve_assessment",
            lambda record: record.state == AssessmentState.DRAFT,
            needs_reason=False,
        ),
        Verb(
            "withdraw",
            gettext_lazy("Withdraw…"),
            gettext_lazy("Withdrawn"),
            lambda record, by, reason: withdraw_assessment(assessment=record, by=by, reason=reason),
            "withdraw_assessment",
            lambda record: record.state in (AssessmentState.DRAFT, AssessmentState.CURRENT),
            explanation=gettext_lazy("The year becomes blank again: not assessed."),
        ),
    )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only what nobody has reviewed may go, together with its draft commitment."""
        deletable = obj is None or obj.decided_at is None
        return deletable and super().has_delete_permission(request, obj)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Lead to the review page, where the assessment stands beside its evidence."""
        record = self.get_object(request, object_id) if object_id else None
        if record is None:
            return not_found(self, request, object_id or "")
        return HttpResponseRedirect(f"{review_url(record.commitment)}#assessment-{record.pk}")

    @admin.display(description=gettext_lazy("commitment"), ordering="commitment__reference")
    def commitment_reference(self, record: Assessment) -> str:
        """Show the reference."""
        return record.commitment.reference

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def state_shown(self, record: Assessment) -> str:
        """Show where the version stands."""
        return badge(record.state, record.get_state_display())


@admin.register(Citation)
class CitationAdmin(LookOnlyAdmin):
    """Every quote with its health; quotes are changed on their commitment's page."""

    list_display = ("words", "belongs_to", "document", "language", "role", "health_shown")
    list_select_related = ("document", "commitment", "evidence__commitment")
    list_filter = ("health", "role", "language", "document")
    search_fields = ("exact", "commitment__reference", "evidence__commitment__reference")
    ordering = ("document", "start")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never here; a draft commitment takes its quotes with it."""
        drafts = obj is None or (obj.commitment or obj.evidence.commitment).published_at is None
        return drafts and super().has_delete_permission(request, obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Citation]:
        """Leave the documents' texts where they are."""
        return super().get_queryset(request).defer("document__raw_text")

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Lead to the commitment's page."""
        record = self.get_object(request, object_id) if object_id else None
        if record is None:
            return not_found(self, request, object_id or "")
        return HttpResponseRedirect(review_url(_owner(record)))

    @admin.display(description=gettext_lazy("words"))
    def words(self, record: Citation) -> str:
        """Show how the quote begins."""
        return record.exact if len(record.exact) < 100 else record.exact[:98] + "…"

    @admin.display(description=gettext_lazy("for"))
    def belongs_to(self, record: Citation) -> str:
        """Show what it proves."""
        key = f" {record.evidence.key}" if record.evidence else ""
        return format_html('<a href="{}">{}{}</a>', review_url(_owner(record)),
                           _owner(record).reference, key)  # fmt: skip

    @admin.display(description=gettext_lazy("health"), ordering="health")
    def health_shown(self, record: Citation) -> str:
        """Show whether the words still stand."""
        return badge(record.health, record.get_health_display())


def _owner(citation: Citation) -> Commitment:
    if citation.commitment is not None:
        return citation.commitment
    if citation.evidence is None:
        raise TypeError("a citation belongs to a commitment or to evidence")
    return citation.evidence.commitment
