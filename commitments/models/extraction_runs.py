"""Each time a document was read for pledges: how far it came, and why it stopped."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.core.vocabulary import RunState
from commitments.models.base import in_vocabulary, tracked, word_field
from commitments.models.documents import Document


@tracked()
class ExtractionRun(models.Model):
    """One reading of one document by one version of the extraction.

    ``sentences`` is how many the text has; ``unflagged`` how many of them hold no find, the
    population from which ``seed`` drew the sample. ``progress`` counts per cent.
    """

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="runs", verbose_name=_("document")
    )
    extractor_version = models.CharField(_("extractor version"), max_length=40)
    state = word_field(RunState, _("state"), default=RunState.QUEUED)
    progress = models.PositiveSmallIntegerField(_("progress"), default=0)
    error = models.TextField(_("why it failed"), blank=True)
    found = models.PositiveIntegerField(_("found"), default=0)
    sentences = models.PositiveIntegerField(_("sentences"), default=0)
    unflagged = models.PositiveIntegerField(_("sentences without a find"), default=0)
    seed = models.BigIntegerField(_("seed of the sample"), default=0)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("asked for by"),
    )
    asked_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("extraction run")
        verbose_name_plural = _("extraction runs")
        ordering = ["-asked_at", "-id"]
        constraints = [
            in_vocabulary("state", RunState, "run_state_known"),
            models.CheckConstraint(
                condition=Q(progress__lte=100),
                name="run_progress_in_per_cent",
                violation_error_message=_("Progress runs from 0 to 100."),
            ),
            models.CheckConstraint(
                condition=(Q(state="failed") & ~Q(error="")) | (~Q(state="failed") & Q(error="")),
                name="run_failed_says_why",
                violation_error_message=_("A failed run says why, and only a failed one."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "failed"], finished_at__isnull=False)
                | (~Q(state__in=["done", "failed"]) & Q(finished_at__isnull=True)),
                name="run_finished_has_time",
                violation_error_message=_("A finished run says when it finished."),
            ),
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(state__in=["queued", "running"]),
                name="run_one_open_per_document",
                violation_error_message=_("This document is being read already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} ({self.get_state_display()})"

    @property
    def is_open(self) -> bool:
        """Whether the run is still to finish."""
        return self.state in (RunState.QUEUED, RunState.RUNNING)
