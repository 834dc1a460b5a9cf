"""One flat row per commitment: what lists, filters, facets and files read.

Derived, never edited: the database function ``commitments_refresh_summary`` rebuilds the
rows of the commitments a statement touched, whoever ran the statement. It holds the public
view only (published documents, published evidence, current assessments), so that no list,
count or file can show a draft. ``commitments/core/timeline.py`` says what the derived
facts mean; tests compare the two.
"""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commitments.core.vocabulary import Basis, Kind, Status, Strength
from commitments.models.base import choices_of
from commitments.models.commitments import Commitment


class PublicSummaries(models.Manager["CommitmentSummary"]):
    """What readers may see: rows of published commitments."""

    def get_queryset(self) -> models.QuerySet[CommitmentSummary]:
        """Return the rows of published commitments."""
        return super().get_queryset().filter(visible=True)


def _slugs() -> ArrayField[list[str], list[str]]:
    return ArrayField(models.TextField(), default=list)


class TransactionField(models.Field):
    """The 64-bit number of a PostgreSQL transaction."""

    def db_type(self, connection: object) -> str:  # noqa: ARG002 - Django passes it
        """Return PostgreSQL's type for it."""
        return "xid8"


def status_order() -> Func:
    """Return the place of a status in its vocabulary: lists run from not started to done."""
    words = models.Value(
        [word.value for word in Status], output_field=ArrayField(models.TextField())
    )
    return Func(
        words,
        Cast("headline_status", models.TextField()),
        function="array_position",
        output_field=models.IntegerField(),
    )


class CommitmentSummary(models.Model):
    """The public facts of one commitment, flat; text columns are ready for export."""

    commitment = models.OneToOneField(
        Commitment, on_delete=models.CASCADE, primary_key=True, related_name="summary_row"
    )
    visible = models.BooleanField()
    reference = models.CharField(_("reference"), max_length=32)
    title = models.CharField(_("title"), max_length=200)
    title_zh = models.CharField(_("title in Chinese"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=32, choices=choices_of(Kind))
    strength = models.CharField(_("strength"), max_length=32, choices=choices_of(Strength))
    event_slug = models.TextField(blank=True)
    event_name = models.TextField(_("event"), blank=True)
    made_on = models.DateField(_("made on"))
    made_year = models.SmallIntegerField(_("made in"))
    period_text = models.TextField(_("period as spoken"), blank=True)
    period_start = models.DateField(_("period from"), null=True)
    due_on = models.DateField(_("due on"), null=True)
    due_year = models.SmallIntegerField(_("due in"), null=True)
    actor_slugs = _slugs()
    actors = models.TextField(_("actors"), blank=True)
    beneficiary_slugs = _slugs()
    beneficiaries = models.TextField(_("beneficiaries"), blank=True)
    theme_slugs = _slugs()
    themes = models.TextField(_("themes"), blank=True)
    quantified = models.BooleanField(_("quantified"))
    target_quantity = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    target_unit = models.TextField(blank=True)
    target_measure = models.TextField(blank=True)
    source_slugs = _slugs()
    source = models.TextField(_("source"), blank=True)
    speaker = models.TextField(_("speaker"), blank=True)
    quote = models.TextField(_("quote"), blank=True)
    quote_language = models.TextField(blank=True)
    citations = models.IntegerField(_("citations"))
    evidence_count = models.IntegerField(_("evidence"))
    headline_status = models.CharField(
        _("status"), max_length=32, null=True, choices=choices_of(Status)
    )
    headline_year = models.SmallIntegerField(_("status of year"), null=True)
    basis = models.CharField(_("basis"), max_length=32, null=True, choices=choices_of(Basis))
    independent_sources = models.IntegerField(_("independent sources"))
    contested = models.BooleanField(_("contested"))
    #: ``{"2021": "fulfilled"}``: assessed years only.
    statuses = models.JSONField(default=dict)
    #: ``["2021", "2021:fulfilled"]``: tokens for the status-of-a-year filter.
    year_statuses = _slugs()
    search = SearchVectorField()
    #: The transaction that wrote the row last: caches ask what has changed since they looked.
    changed = TransactionField(db_default=Func(function="pg_current_xact_id"), editable=False)

    objects = models.Manager["CommitmentSummary"]()
    public = PublicSummaries()

    class Meta:
        verbose_name = _("commitment summary")
        verbose_name_plural = _("commitment summaries")
        ordering = ["reference"]
        default_manager_name = "objects"
        indexes = [
            # The list in its usual order, drafts skipped.
            models.Index(fields=["reference"], condition=Q(visible=True), name="summary_listed"),
            # Which were made in this year? due in this year? what is overdue?
            models.Index(fields=["made_year", "reference"], name="summary_by_made_year"),
            models.Index(fields=["due_on", "reference"], name="summary_by_due_on"),
            models.Index(fields=["headline_status", "reference"], name="summary_by_status"),
            # The list in its other orders, from both ends; blanks come last from either.
            models.Index(fields=["title", "reference"], name="summary_by_title"),
            models.Index(fields=["made_on", "reference"], name="summary_by_made_on"),
            models.Index(
                F("due_on").desc(nulls_last=True), "reference", name="summary_by_due_on_down"
            ),
            models.Index(status_order(), "reference", name="summary_by_progress"),
            models.Index(
                status_order().desc(nulls_last=True),
                "reference",
                name="summary_by_progress_down",
            ),
            models.Index(fields=["headline_year", "reference"], name="summary_by_year"),
            models.Index(
                F("headline_year").desc(nulls_last=True), "reference", name="summary_by_year_down"
            ),
            # Which have this theme, actor, beneficiary, source, status in that year?
            GinIndex(fields=["theme_slugs"], name="summary_by_theme"),
            GinIndex(fields=["actor_slugs"], name="summary_by_actor"),
            GinIndex(fields=["beneficiary_slugs"], name="summary_by_beneficiary"),
            GinIndex(fields=["source_slugs"], name="summary_by_source"),
            GinIndex(fields=["year_statuses"], name="summary_by_year_status"),
            # Which contain these words?
            GinIndex(fields=["search"], name="summary_by_words"),
            # Which were written by a transaction I have not seen yet?
            models.Index(fields=["changed"], name="summary_by_change"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="stamped",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="NEW.changed := pg_current_xact_id(); RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def title_shown(self) -> str:
        """The title in the reader's language, English where there is no other."""
        chinese = (get_language() or "").startswith("zh")
        return self.title_zh if chinese and self.title_zh else self.title

    def get_absolute_url(self) -> str:
        """Return the commitment's own page."""
        return reverse("commitment", args=[self.reference])
