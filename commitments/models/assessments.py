"""What a year's evidence amounts to: append-only, four eyes, with the reason written down."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commitments.core.vocabulary import AssessmentState, Publication, Status
from commitments.models.base import in_vocabulary, refreshes_summary, tracked, word_field
from commitments.models.commitments import CHANGED_COMMITMENT, Commitment
from commitments.models.evidence import Evidence
from commitments.models.rules import needs_evidence, raise_violation

#: The version of docs/methodology.md by which new assessments are made.
METHODOLOGY_VERSION = "1.0"


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Assessments; start at ``public()`` for anything a stranger may see."""

    def current(self) -> AssessmentQuerySet:
        """Return the reviewed version of each assessed year."""
        return self.filter(state=AssessmentState.CURRENT)

    def public(self) -> AssessmentQuerySet:
        """Return current assessments of published commitments."""
        return self.current().filter(commitment__publication=Publication.PUBLISHED)


class PublicAssessments(models.Manager["Assessment"]):
    """What readers may see of assessments."""

    def get_queryset(self) -> AssessmentQuerySet:
        """Return public assessments."""
        return AssessmentQuerySet(self.model, using=self._db).public()


@tracked()
class Assessment(models.Model):
    """The status of one commitment in one year, by one author, checked by a reviewer.

    A change of mind is a new version with its reason; the old one stays as superseded.
    No row for a year means that nobody assessed it.
    """

    commitment = models.ForeignKey(
        Commitment,
        on_delete=models.CASCADE,
        related_name="assessments",
        verbose_name=_("commitment"),
    )
    year = models.PositiveSmallIntegerField(_("year"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    state = word_field(AssessmentState, _("state"), default=AssessmentState.DRAFT)
    status = word_field(Status, _("status"))
    rationale = models.TextField(_("rationale"))
    evidence = models.ManyToManyField(
        Evidence,
        through="AssessmentEvidence",
        related_name="assessments",
        blank=True,
        verbose_name=_("evidence"),
    )
    contested = models.BooleanField(_("contested"), default=False)
    conflict = models.TextField(
        _("conflict"), blank=True, help_text=_("What the sources disagree on, in words.")
    )
    searched = models.TextField(
        _("what was searched"), blank=True, help_text=_("Needed for “no evidence found”.")
    )
    reviewed_up_to = models.DateField(_("reviewed up to"), null=True, blank=True)
    change_reason = models.TextField(
        _("reason for the change"), blank=True, help_text=_("Needed from the second version on.")
    )
    methodology_version = models.CharField(
        _("methodology version"), max_length=10, default=METHODOLOGY_VERSION
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="authored_assessments",
        verbose_name=_("author"),
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reviewed_assessments",
        verbose_name=_("reviewer"),
    )
    created_at = models.DateTimeField(_("written at"), auto_now_add=True)
    decided_at = models.DateTimeField(_("reviewed at"), null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()
    public = PublicAssessments()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["commitment", "year", "version"]
        default_manager_name = "objects"
        permissions = [
            ("approve_assessment", "Can approve an assessment"),
            ("withdraw_assessment", "Can withdraw an assessment"),
        ]
        constraints = [
            in_vocabulary("status", Status, "assessment_status_known"),
            in_vocabulary("state", AssessmentState, "assessment_state_known"),
            models.CheckConstraint(
                condition=Q(year__gte=1945, year__lte=2200),
                name="assessment_year_plausible",
                violation_error_message=_("A year is four digits, between 1945 and 2200."),
            ),
            models.CheckConstraint(
                condition=Q(reviewer__isnull=True) | ~Q(author=F("reviewer")),
                name="assessment_author_is_not_reviewer",
                violation_error_message=_("The author of an assessment cannot review it."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["current", "superseded"])
                | Q(reviewer__isnull=False, decided_at__isnull=False),
                name="assessment_current_is_reviewed",
                violation_error_message=_(
                    "An assessment counts only after a second person's look."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(rationale=""),
                name="assessment_has_rationale",
                violation_error_message=_("Give the reason for this status."),
            ),
            models.CheckConstraint(
                condition=Q(contested=False) | ~Q(conflict=""),
                name="assessment_contested_says_why",
                violation_error_message=_("Say what the sources disagree on."),
            ),
            models.CheckConstraint(
                condition=~Q(status="no_evidence")
                | (~Q(searched="") & Q(reviewed_up_to__isnull=False)),
                name="assessment_no_evidence_says_what_was_searched",
                violation_error_message=_(
                    "“No evidence found” needs what was searched, and until when."
                ),
            ),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(change_reason=""),
                name="assessment_change_has_reason",
                violation_error_message=_("Say why the earlier assessment changes."),
            ),
            models.UniqueConstraint(
                fields=["commitment", "year", "version"],
                name="assessment_version_once",
                violation_error_message=_("This version of the year's assessment exists already."),
            ),
            # Also answers: what is the status of this commitment in each year?
            models.UniqueConstraint(
                fields=["commitment", "year"],
                condition=Q(state="current"),
                name="assessment_one_current_per_year",
                violation_error_message=_("This year has a current assessment already."),
            ),
            models.UniqueConstraint(
                fields=["commitment", "year"],
                condition=Q(state="draft"),
                name="assessment_one_draft_per_year",
                violation_error_message=_("A draft for this year is waiting already."),
            ),
        ]
        indexes = [
            # Which are the first and the last assessed year? (columns of files, matrix)
            models.Index(
                fields=["year"], condition=Q(state="current"), name="assessment_by_current_year"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="criteria_come_first",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=(
                    "IF EXISTS (SELECT 1 FROM commitments_commitment WHERE id = "
                    "NEW.commitment_id AND criteria_fulfilled = '') THEN "
                    + raise_violation(
                        "assessment_after_its_criteria",
                        "Write down what would count as fulfilled before assessing a year.",
                    )
                    + " END IF; RETURN NEW;"
                ),
            ),
            pgtrigger.Trigger(
                name="needs_evidence",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=needs_evidence("NEW.id"),
            ),
            pgtrigger.Trigger(
                name="reviewed_never_deleted",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.decided_at IS NOT NULL"),
                func=raise_violation(
                    "assessment_reviewed_never_deleted",
                    "A reviewed assessment cannot be deleted, only superseded or withdrawn.",
                ),
            ),
            pgtrigger.Trigger(
                name="reviewed_never_rewritten",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.decided_at IS NOT NULL AND (OLD.status, OLD.rationale, OLD.contested, "
                    "OLD.conflict, OLD.year, OLD.commitment_id, OLD.author_id, OLD.reviewer_id, "
                    "OLD.searched, OLD.reviewed_up_to) IS DISTINCT FROM (NEW.status, "
                    "NEW.rationale, NEW.contested, NEW.conflict, NEW.year, NEW.commitment_id, "
                    "NEW.author_id, NEW.reviewer_id, NEW.searched, NEW.reviewed_up_to)"
                ),
                func=raise_violation(
                    "assessment_reviewed_never_rewritten",
                    "A reviewed assessment is never rewritten: add a new version with a reason.",
                ),
            ),
            *refreshes_summary(CHANGED_COMMITMENT),
        ]

    def __str__(self) -> str:
        return f"{self.commitment.reference} {self.year}: {self.get_status_display()}"


@tracked()
class AssessmentEvidence(models.Model):
    """A piece of evidence that an assessment rests on; of the same commitment, always."""

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="evidence_links"
    )
    evidence = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, related_name="assessment_links"
    )

    class Meta:
        verbose_name = _("evidence of an assessment")
        verbose_name_plural = _("evidence of an assessment")
        ordering = ["evidence__key"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "evidence"],
                name="assessment_evidence_once",
                violation_error_message=_("The assessment names this evidence already."),
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="same_commitment",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=(
                    "IF (SELECT commitment_id FROM commitments_assessment "
                    "WHERE id = NEW.assessment_id) IS DISTINCT FROM (SELECT commitment_id FROM "
                    "commitments_evidence WHERE id = NEW.evidence_id) THEN "
                    + raise_violation(
                        "assessment_evidence_of_same_commitment",
                        "The evidence belongs to another commitment.",
                    )
                    + " END IF; RETURN NEW;"
                ),
            ),
            pgtrigger.Trigger(
                name="reviewed_never_rewritten",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=(
                    "IF EXISTS (SELECT 1 FROM commitments_assessment a WHERE a.decided_at "
                    "IS NOT NULL AND a.id = CASE WHEN TG_OP = 'DELETE' "
                    "THEN OLD.assessment_id ELSE NEW.assessment_id END) THEN "
                    + raise_violation(
                        "assessment_evidence_reviewed_never_rewritten",
                        "A reviewed assessment keeps its evidence: add a new version instead.",
                    )
                    + " END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"
                ),
            ),
            *refreshes_summary(
                "SELECT a.commitment_id FROM commitments_assessment a "
                "JOIN {rows} r ON r.assessment_id = a.id"
            ),
        ]

    def __str__(self) -> str:
        return str(self.evidence)
