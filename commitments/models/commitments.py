"""The commitment itself: who promised what, to whom, by when, and how much of it."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commitments.core.vocabulary import Confidence, Kind, Publication, Strength
from commitments.models.base import in_vocabulary, refreshes_summary, tracked, word_field
from commitments.models.documents import Event
from commitments.models.parties import Party
from commitments.models.rules import needs_healthy_citation, raise_violation
from commitments.models.themes import Theme

#: For refreshes_summary: a table whose rows each belong to one commitment.
CHANGED_COMMITMENT = "SELECT r.commitment_id FROM {rows} r"


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Commitments; start at ``public()`` for anything a stranger may see."""

    def public(self) -> CommitmentQuerySet:
        """Return published commitments only; their children need ``public`` managers too."""
        return self.filter(publication=Publication.PUBLISHED)


class PublicCommitments(models.Manager["Commitment"]):
    """What readers may see of commitments."""

    def get_queryset(self) -> CommitmentQuerySet:
        """Return published commitments."""
        return CommitmentQuerySet(self.model, using=self._db).public()


@tracked()
class Commitment(models.Model):
    """A pledge: a statement that commits an actor to a discrete, checkable future act.

    Its words live in its citations, its numbers in its targets, what became of it in its
    assessments. ``reference`` never changes once it has been published.
    """

    reference = models.CharField(_("reference"), max_length=32, unique=True)
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    title = models.CharField(_("title"), max_length=200)
    title_zh = models.CharField(_("title in Chinese"), max_length=200, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    kind = word_field(Kind, _("kind"))
    strength = word_field(Strength, _("strength"))
    confidence = word_field(Confidence, _("confidence"), default=Confidence.CORE)
    event = models.ForeignKey(
        Event,
        on_delete=models.PROTECT,
        related_name="commitments",
        verbose_name=_("event"),
        null=True,
        blank=True,
    )
    made_on = models.DateField(_("made on"))
    actors = models.ManyToManyField(
        Party, through="CommitmentActor", related_name="pledges", verbose_name=_("actors")
    )
    beneficiaries = models.ManyToManyField(
        Party,
        through="CommitmentBeneficiary",
        related_name="benefits",
        verbose_name=_("beneficiaries"),
    )
    themes = models.ManyToManyField(
        Theme, through="CommitmentTheme", related_name="commitments", verbose_name=_("themes")
    )
    period_text = models.CharField(_("period as spoken"), max_length=200, blank=True)
    period_start = models.DateField(_("period from"), null=True, blank=True)
    period_end = models.DateField(_("due on"), null=True, blank=True)
    alternative_start = models.DateField(_("other reading from"), null=True, blank=True)
    alternative_end = models.DateField(_("other reading until"), null=True, blank=True)
    alternative_reason = models.CharField(_("why another reading"), max_length=300, blank=True)
    criteria_fulfilled = models.TextField(_("fulfilled when"), blank=True)
    criteria_partly = models.TextField(_("partly fulfilled when"), blank=True)
    criteria_not = models.TextField(_("not fulfilled when"), blank=True)
    wording_differences = ArrayField(
        models.TextField(), verbose_name=_("wording differences"), default=list, blank=True
    )
    conflicts = ArrayField(
        models.TextField(), verbose_name=_("conflicts in the evidence"), default=list, blank=True
    )
    analysis = ArrayField(models.TextField(), verbose_name=_("analysis"), default=list, blank=True)
    gaps = ArrayField(
        models.TextField(), verbose_name=_("what is not known"), default=list, blank=True
    )
    note = models.TextField(_("note"), blank=True)
    publication = word_field(Publication, _("publication"), default=Publication.DRAFT)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("published by"),
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    withdrawn_reason = models.TextField(_("why withdrawn"), blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = CommitmentQuerySet.as_manager()
    public = PublicCommitments()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["reference"]
        default_manager_name = "objects"
        permissions = [
            ("publish_commitment", "Can publish or return a commitment"),
            ("withdraw_commitment", "Can withdraw a commitment"),
        ]
        constraints = [
            in_vocabulary("kind", Kind, "commitment_kind_known"),
            in_vocabulary("strength", Strength, "commitment_strength_known"),
            in_vocabulary("confidence", Confidence, "commitment_confidence_known"),
            in_vocabulary("publication", Publication, "commitment_publication_known"),
            models.CheckConstraint(
                condition=Q(reference__regex=r"^[A-Z][A-Z0-9]{1,9}-[0-9]{4}-[0-9]{3,6}$"),
                name="commitment_reference_form",
                violation_error_message=_("A reference looks like SCO-2021-014."),
            ),
            models.CheckConstraint(
                condition=Q(period_start__isnull=True)
                | Q(period_end__isnull=True)
                | Q(period_start__lte=F("period_end")),
                name="commitment_period_in_order",
                violation_error_message=_("The period cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(alternative_start__isnull=True)
                | Q(alternative_end__isnull=True)
                | Q(alternative_start__lte=F("alternative_end")),
                name="commitment_alternative_in_order",
                violation_error_message=_("The other reading cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("submitted_by")),
                name="commitment_published_by_a_second_person",
                violation_error_message=_(
                    "Whoever submits a commitment cannot publish it: a second person must."
                ),
            ),
            models.CheckConstraint(
                condition=Q(publication__in=["draft", "in_review"])
                | Q(
                    published_at__isnull=False,
                    published_by__isnull=False,
                    submitted_by__isnull=False,
                ),
                name="commitment_published_is_signed",
                violation_error_message=_("A published commitment names who wrote and checked it."),
            ),
            models.CheckConstraint(
                condition=~Q(publication="withdrawn") | ~Q(withdrawn_reason=""),
                name="commitment_withdrawn_with_reason",
                violation_error_message=_("Say why the commitment is withdrawn."),
            ),
        ]
        indexes = [
            # Which commitments were made at this event? (event page, admin filter)
            models.Index(fields=["event"], name="commitment_by_event"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="reference_never_changes",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("reference"),
                condition=pgtrigger.Condition(
                    "OLD.published_at IS NOT NULL AND OLD.reference IS DISTINCT FROM NEW.reference"
                ),
                func=raise_violation(
                    "commitment_reference_never_changes",
                    "A public reference never changes.",
                ),
            ),
            pgtrigger.Trigger(
                name="published_never_deleted",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.published_at IS NOT NULL"),
                func=raise_violation(
                    "commitment_published_never_deleted",
                    "What was published cannot be deleted, only withdrawn with a reason.",
                ),
            ),
            pgtrigger.Trigger(
                name="healthy_citation",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("publication"),
                timing=pgtrigger.Deferred,
                func=needs_healthy_citation("NEW.id"),
            ),
            *refreshes_summary("SELECT r.id FROM {rows} r"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def title_shown(self) -> str:
        """The title in the reader's language, English where there is no other."""
        chinese = (get_language() or "").startswith("zh")
        return self.title_zh if chinese and self.title_zh else self.title

    def get_absolute_url(self) -> str:
        """Return the commitment's own page."""
        return reverse("commitment", args=[self.reference])

    def natural_key(self) -> tuple[str]:
        """Return the reference: fixtures and imports know a commitment by it."""
        return (self.reference,)
