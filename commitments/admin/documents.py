"""Source documents in the admin: pasted once, never rewritten, corrected by a new version."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.actions.publishing import publish_document, withdraw_document
from commitments.actions.sources import (
    DuplicateText,
    add_document,
    add_document_version,
    save_document,
)
from commitments.admin.commitment.page import badge
from commitments.admin.editor.base import PageAdmin, Section, fill
from commitments.admin.editor.fields import DateInput, NamedField
from commitments.admin.editor.forms import PageForm, formfield
from commitments.admin.editor.page import Page
from commitments.admin.history import not_found
from commitments.admin.verbs import Verb
from commitments.core.vocabulary import CitationHealth, Publication
from commitments.models import Document, Event, Party, Publisher

#: Characters of one document; a book is pasted chapter by chapter.
MAX_DOCUMENT = 3_000_000


class SourceTextField(forms.CharField):
    """The field a source text is pasted into: kept letter for letter."""

    def __init__(self) -> None:
        super().__init__(
            strip=False,
            max_length=MAX_DOCUMENT,
            label=gettext_lazy("Text"),
            widget=forms.Textarea(attrs={"rows": 20}),
            help_text=gettext_lazy("Paste the whole text. It is kept as it is and never edited."),
        )

    def clean(self, value: Any) -> str:
        """Return the text with the line ends it is stored with. Refuses a blank one."""
        text = str(super().clean(value)).replace("\r\n", "\n")
        if not text.strip():
            raise ValidationError(self.error_messages["required"], code="required")
        return text


class DocumentForm(PageForm):
    """A document's metadata, and its text while it is new."""

    event = NamedField(Event, required=False, label=gettext_lazy("Event"))
    speaker = NamedField(Party, required=False, label=gettext_lazy("Speaker"))
    publisher = NamedField(Publisher, required=False, label=gettext_lazy("Publisher"))
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        choices=[("en", gettext_lazy("English")), ("zh", gettext_lazy("Chinese"))],
        widget=forms.CheckboxSelectMultiple,
    )
    raw_text = SourceTextField()
    reason = forms.CharField(
        required=False,
        max_length=2000,
        label=gettext_lazy("Reason for the change"),
        help_text=gettext_lazy("Needed once a document has been public."),
    )

    class Meta:
        model = Document
        fields = [
            "title", "slug", "kind", "languages", "event", "speaker", "speaker_as_given",
            "publisher", "url", "published_on", "retrieved_on", "dated", "date_stated",
            "date_reason", "note", "raw_text",
        ]  # fmt: skip
        formfield_callback = formfield

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["slug"].required = False
        if self.instance.pk is None:
            del self.fields["reason"]
        else:
            # The text and its address stay as they are: the database refuses anything else.
            del self.fields["raw_text"]
            del self.fields["slug"]
            if self.instance.publication == Publication.DRAFT:
                del self.fields["reason"]


class VersionForm(forms.Form):
    """A corrected text of a document."""

    raw_text = SourceTextField()
    url = forms.URLField(
        required=False, max_length=2000, assume_scheme="https", label=gettext_lazy("Address")
    )
    retrieved_on = forms.DateField(
        required=False, widget=DateInput, label=gettext_lazy("Retrieved")
    )
    reason = forms.CharField(
        max_length=2000,
        label=gettext_lazy("What is different"),
        help_text=gettext_lazy("Shown in the history, and kept as the version's note."),
    )


_FACTS = Section(
    gettext_lazy("What it is"),
    fields=(
        ("title",),
        ("kind", "languages"),
        ("event", "dated", "date_stated"),
        ("date_reason",),
        ("speaker", "speaker_as_given"),
        ("publisher", "published_on", "retrieved_on"),
        ("url",),
        ("slug",),
        ("note",),
    ),
)


@admin.register(Document)
class DocumentAdmin(PageAdmin):
    """Source texts with their metadata, versions and the health of their quotes."""

    page_form = DocumentForm
    sections = (Section(gettext_lazy("The text"), fields=(("raw_text",),)), _FACTS)
    list_display = ("title", "state", "kind", "languages", "event", "dated", "version",
                    "cited", "new_pledge")  # fmt: skip
    list_select_related = ("event", "newer_version")
    list_filter = ("publication", "kind", "event", "speaker")
    date_hierarchy = "dated"
    search_fields = ("title", "slug", "url", "speaker_as_given", "raw_text")
    verbs = (
        Verb(
            "publish",
            gettext_lazy("Publish"),
            gettext_lazy("Published"),
            lambda record, by, reason: publish_document(document=record, by=by, reason=reason),
            "publish_document",
            lambda record: record.publication == Publication.DRAFT,
            needs_reason=False,
            explanation=gettext_lazy("Readers will see the text with every quote marked."),
        ),
        Verb(
            "withdraw",
            gettext_lazy("Withdraw…"),
            gettext_lazy("Withdrawn"),
            lambda record, by, reason: withdraw_document(document=record, by=by, reason=reason),
            "withdraw_document",
            lambda record: record.publication == Publication.PUBLISHED,
            explanation=gettext_lazy(
                "Refused while a published commitment rests on this document alone."
            ),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        """Return documents without their texts, with how often they are quoted."""
        lost = Q(citations__health=CitationHealth.LOST.value)
        return (
            super()
            .get_queryset(request)
            .defer("raw_text")
            .annotate(quotes=Count("citations"), lost_quotes=Count("citations", filter=lost))
        )

    def get_urls(self) -> list[URLPattern]:
        """Add the page for a corrected text."""
        view = self.admin_site.admin_view(self.version_view)
        return [
            path("<int:pk>/version/", view, name="commitments_document_version"),
            *super().get_urls(),
        ]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only a draft may go."""
        deletable = obj is None or obj.publication == Publication.DRAFT
        return deletable and super().has_delete_permission(request, obj)

    def sections_for(self, record: Any) -> tuple[Section, ...]:
        """Show the text only where it can be written."""
        return self.sections if record is None else (_FACTS,)

    def render_page(
        self, request: HttpRequest, page: Page, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the stored text under the form, as it is."""
        extra = {"raw_text": page.record.raw_text if page.record else ""}
        return super().render_page(request, page, {**extra, **(extra_context or {})})

    def save_page(self, request: HttpRequest, page: Page) -> Document:
        """Take the text in, or save the metadata."""
        document = page.record or Document()
        fill(page.main, document)
        by: Any = request.user
        if page.record is not None:
            reason = page.main.cleaned_data.get("reason", "")
            return save_document(document=document, by=by, reason=reason)
        try:
            return add_document(document=document, by=by)
        except DuplicateText as error:
            raise linked(error) from error

    def tools(self, request: HttpRequest, record: Any) -> list[tuple[str, str]]:
        """Return the links above the page."""
        new_pledge = f"{reverse('admin:commitments_commitment_add')}?document={record.slug}"
        return [
            (_("New commitment from this document"), new_pledge),
            (_("Corrected text…"), self.url("version", record)),
            *super().tools(request, record),
            *self.verbs_for(request, record),
        ]

    def version_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take in a corrected text and say how each quote fared."""
        document = self.get_object(request, str(pk))
        if document is None:
            return not_found(self, request, str(pk))
        public = document.publication != Publication.DRAFT
        if not self.has_change_permission(request, document) or (
            public and not request.user.has_perm("commitments.publish_document")
        ):
            raise PermissionDenied
        form = VersionForm(request.POST or None, label_suffix="")
        if request.method == "POST" and form.is_valid():
            facts = dict(form.cleaned_data)
            text, reason = facts.pop("raw_text"), facts.pop("reason")
            changes = {name: value for name, value in facts.items() if value}
            by: Any = request.user
            try:
                new, carried = add_document_version(
                    document=document, raw_text=text, by=by, reason=reason, changes=changes
                )
            except ValidationError as error:
                problem = linked(error) if isinstance(error, DuplicateText) else error
                _add(form, problem)
            else:
                _tell(request, carried)
                return HttpResponseRedirect(self.url("change", new))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Corrected text: %s") % document,
            "opts": self.opts,
            "original": document,
            "form": form,
        }
        return TemplateResponse(request, "admin/commitments/version.html", context)

    @admin.display(description=gettext_lazy("state"), ordering="publication")
    def state(self, record: Document) -> str:
        """Show whether it is public, and whether a newer text has replaced it."""
        if hasattr(record, "newer_version"):
            return badge("superseded", _("Replaced"))
        return badge(record.publication, record.get_publication_display())

    @admin.display(description=gettext_lazy("quotes"), ordering="quotes")
    def cited(self, record: Any) -> str:
        """Show how many quotes stand in it, and how many are lost."""
        if record.lost_quotes:
            return _("%(all)d, %(lost)d lost") % {"all": record.quotes, "lost": record.lost_quotes}
        return str(record.quotes)

    @admin.display(description=gettext_lazy("next"))
    def new_pledge(self, record: Document) -> str:
        """Offer the usual next step."""
        address = reverse("admin:commitments_commitment_add")
        return format_html(
            '<a href="{}?document={}">{}</a>', address, record.slug, _("New commitment")
        )


def linked(error: DuplicateText) -> ValidationError:
    """Return the error with a link to the document that holds the text."""
    address = reverse("admin:commitments_document_change", args=[error.existing.pk])
    message = format_html(
        '{} <a href="{}">{}</a>', _("Exactly this text is here already:"), address, error.existing
    )
    return ValidationError({"raw_text": message})


def _add(form: forms.Form, error: ValidationError) -> None:
    by_field = error.error_dict if hasattr(error, "error_dict") else {"": [error]}
    for name, problems in by_field.items():
        messages_ = [message for problem in problems for message in problem.messages]
        form.add_error(name if name in form.fields else None, messages_)


def _tell(request: HttpRequest, carried: list[Any]) -> None:
    messages.success(request, _("The corrected text is in: %d quotes looked up.") % len(carried))
    for one in carried:
        if one.health != CitationHealth.EXACT:
            owner = one.citation.commitment or one.citation.evidence
            level = messages.WARNING if one.health == CitationHealth.LOST else messages.INFO
            words = {"how": _(one.health.label), "who": owner, "words": one.before[:80]}
            messages.add_message(request, level, _("%(how)s: %(who)s, “%(words)s”") % words)
