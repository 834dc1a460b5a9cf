"""Meetings and the source documents that say what was said there."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commitments.core.vocabulary import DocumentKind, EventFormat, Publication
from commitments.models.base import in_vocabulary, refreshes_summary, tracked, word_field
from commitments.models.parties import Party
from commitments.models.rules import needs_healthy_citation, raise_violation


class Sha256Hex(Func):
    """SHA-256 of a text's UTF-8 bytes, by PostgreSQL's own function (no pgcrypto needed)."""

    template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
    output_field = models.CharField()


@tracked()
class Event(models.Model):
    """A meeting or forum at which something was said."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    series = models.CharField(_("series"), max_length=200, blank=True)
    ordinal = models.PositiveSmallIntegerField(_("ordinal"), null=True, blank=True)
    name_en = models.CharField(_("name in English"), max_length=200)
    name_zh = models.CharField(_("name in Chinese"), max_length=200, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    format = word_field(EventFormat, _("format"))
    host = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted_events",
        verbose_name=_("host"),
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts_on", "slug"]
        constraints = [
            in_vocabulary("format", EventFormat, "event_format_known"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="event_starts_before_it_ends",
                violation_error_message=_("An event cannot end before it starts."),
            ),
        ]
        triggers = refreshes_summary(
            "SELECT c.id FROM commitments_commitment c JOIN {rows} r ON r.id = c.event_id"
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, English where there is no other."""
        chinese = (get_language() or "").startswith("zh")
        return self.name_zh if chinese and self.name_zh else self.name_en

    def natural_key(self) -> tuple[str]:
        """Return the slug: fixtures and imports know an event by it."""
        return (self.slug,)


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents; start at ``public()`` for anything a stranger may see."""

    def public(self) -> DocumentQuerySet:
        """Return published documents only."""
        return self.filter(publication=Publication.PUBLISHED)

    def newest(self) -> DocumentQuerySet:
        """Return the newest version of each document."""
        return self.filter(newer_version__isnull=True)


class PublicDocuments(models.Manager["Document"]):
    """What readers may see of documents."""

    def get_queryset(self) -> DocumentQuerySet:
        """Return published documents."""
        return DocumentQuerySet(self.model, using=self._db).public()


@tracked(exclude=["raw_text"])
class Document(models.Model):
    """A source text, kept letter for letter.

    ``raw_text`` never changes (a trigger refuses it); a corrected text comes in as a new
    version that points to the one it replaces. All offsets in the tracker count code
    points of this text. History leaves the text out because it cannot change.
    """

    slug = models.SlugField(_("slug"), max_length=120)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="newer_version",
        verbose_name=_("replaces"),
    )
    file_name = models.CharField(_("file name"), max_length=255, blank=True)
    title = models.CharField(_("title"), max_length=300)
    kind = word_field(DocumentKind, _("kind"))
    languages = ArrayField(models.CharField(max_length=10), verbose_name=_("languages"))
    event = models.ForeignKey(
        Event,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("event"),
    )
    speaker = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="speeches",
        verbose_name=_("speaker"),
    )
    speaker_as_given = models.CharField(_("speaker as given"), max_length=300, blank=True)
    publisher = models.ForeignKey(
        "Publisher",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("publisher"),
    )
    url = models.URLField(_("address as given"), max_length=2000, blank=True)
    url_normalised = models.CharField(
        _("address, normalised"), max_length=2000, blank=True, editable=False
    )
    published_on = models.DateField(_("published"), null=True, blank=True)
    retrieved_on = models.DateField(_("retrieved"), null=True, blank=True)
    dated = models.DateField(_("date of the words"), null=True, blank=True)
    date_stated = models.BooleanField(_("the text states the date"), default=False)
    date_reason = models.TextField(
        _("where the date comes from"),
        blank=True,
        help_text=_("The words that state it, or the reason for inferring it."),
    )
    note = models.TextField(_("note"), blank=True)
    raw_text = models.TextField(_("text"))
    sha256 = models.CharField(_("SHA-256 of the text"), max_length=64, editable=False)
    publication = word_field(Publication, _("publication"), default=Publication.DRAFT)
    withdrawn_reason = models.TextField(_("why withdrawn"), blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = DocumentQuerySet.as_manager()
    public = PublicDocuments()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["dated", "slug", "version"]
        default_manager_name = "objects"
        permissions = [
            ("publish_document", "Can publish a document"),
            ("withdraw_document", "Can withdraw a document"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "version"],
                name="document_version_unique",
                violation_error_message=_("This version of the document exists already."),
            ),
            models.UniqueConstraint(
                fields=["sha256"],
                name="document_text_unique",
                violation_error_message=_("A document with exactly this text exists already."),
            ),
            in_vocabulary("kind", DocumentKind, "document_kind_known"),
            in_vocabulary("publication", Publication, "document_publication_known"),
            models.CheckConstraint(
                condition=Q(sha256=Sha256Hex(F("raw_text"))),
                name="document_sha256_of_text",
                violation_error_message=_("The hash is not that of the text."),
            ),
            models.CheckConstraint(
                condition=~Q(raw_text=""),
                name="document_has_text",
                violation_error_message=_("A document needs its text."),
            ),
            models.CheckConstraint(
                condition=~Q(publication="withdrawn") | ~Q(withdrawn_reason=""),
                name="document_withdrawn_with_reason",
                violation_error_message=_("Say why the document is withdrawn."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="text_never_changes",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("raw_text", "sha256", "slug", "version"),
                condition=pgtrigger.AnyChange("raw_text", "sha256", "slug", "version"),
                func=raise_violation(
                    "document_text_never_changes",
                    "A source text never changes: add the corrected text as a new version.",
                ),
            ),
            pgtrigger.Trigger(
                name="published_never_deleted",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.publication <> 'draft'"),
                func=raise_violation(
                    "document_published_never_deleted",
                    "A published document cannot be deleted, only withdrawn with a reason.",
                ),
            ),
            pgtrigger.Trigger(
                name="healthy_citation",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("publication"),
                timing=pgtrigger.Deferred,
                func=needs_healthy_citation(
                    "SELECT t.commitment_id FROM commitments_citation t "
                    "WHERE t.document_id = NEW.id"
                ),
            ),
            *refreshes_summary(
                "SELECT t.commitment_id FROM commitments_citation t "
                "JOIN {rows} r ON r.id = t.document_id WHERE t.commitment_id IS NOT NULL"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page that shows the text with every quote marked."""
        return reverse("source", args=[self.slug])

    def natural_key(self) -> tuple[str, int]:
        """Return slug and version: fixtures and imports know a document by them."""
        return (self.slug, self.version)
