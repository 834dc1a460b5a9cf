"""Assessments: proposed by one person, approved by another, replaced but never rewritten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.actions.base import action, lock, settle, store, touch
from commitments.core.vocabulary import NEEDS_EVIDENCE, AssessmentState
from commitments.models import Assessment, AssessmentEvidence, Commitment, Evidence


@action
def propose_assessment(
    *,
    commitment: Commitment,
    year: int,
    status: str,
    rationale: str,
    by: User,
    evidence: Sequence[Evidence] = (),
    contested: bool = False,
    conflict: str = "",
    searched: str = "",
    reviewed_up_to: date | None = None,
    reason: str = "",
) -> Assessment:
    """Write down what a year's evidence amounts to, as a draft for a second person.

    If the year has been assessed before, this is the next version and ``reason`` says why
    it changes. Raises ValidationError naming the field or rule.
    """
    lock(commitment=commitment)
    earlier = Assessment.objects.filter(commitment=commitment, year=year)
    number = (earlier.aggregate(last=Max("version"))["last"] or 0) + 1
    if status in NEEDS_EVIDENCE and not evidence:
        raise ValidationError({"evidence": _("This status needs at least one piece of evidence.")})
    assessment = Assessment(
        commitment=commitment,
        year=year,
        version=number,
        status=status,
        rationale=rationale,
        contested=contested,
        conflict=conflict,
        searched=searched,
        reviewed_up_to=reviewed_up_to,
        change_reason=reason if number > 1 else "",
        author=by,
    )
    store(assessment)
    for item in evidence:
        store(AssessmentEvidence(assessment=assessment, evidence=item))
    touch(commitment)
    return assessment


@action
def revise_draft(*, assessment: Assessment, by: User, evidence: Sequence[Evidence]) -> Assessment:
    """Save a draft that its author went on editing, with its evidence."""
    if assessment.state != AssessmentState.DRAFT:
        raise ValidationError(_("A reviewed assessment is never rewritten: propose a new version."))
    assessment.author = by
    store(assessment)
    wanted = {item.pk for item in evidence}
    for link in assessment.evidence_links.exclude(evidence_id__in=wanted):
        link.delete()
    present = set(assessment.evidence_links.values_list("evidence_id", flat=True))
    for item in evidence:
        if item.pk not in present:
            store(AssessmentEvidence(assessment=assessment, evidence=item))
    touch(assessment.commitment)
    return assessment


@action
def approve_assessment(*, assessment: Assessment, by: User, reason: str = "") -> Assessment:
    """Make a proposed assessment the current one; the earlier version becomes superseded.

    The author cannot approve. Raises ValidationError, also when the status needs evidence
    that is not public yet.
    """
    lock(commitment=assessment.commitment)
    assessment.refresh_from_db()
    if assessment.state != AssessmentState.DRAFT:
        raise ValidationError(_("Only a draft can be approved."))
    if assessment.author == by:
        raise ValidationError(_("The author of an assessment cannot review it."))
    for earlier in Assessment.objects.filter(
        commitment=assessment.commitment, year=assessment.year, state=AssessmentState.CURRENT
    ):
        earlier.state = AssessmentState.SUPERSEDED
        store(earlier)
    assessment.state = AssessmentState.CURRENT
    assessment.reviewer, assessment.decided_at = by, timezone.now()
    store(assessment)
    touch(assessment.commitment)
    settle()
    return assessment


@action
def withdraw_assessment(*, assessment: Assessment, by: User, reason: str) -> Assessment:
    """Take an assessment back without a replacement: the year is blank again."""
    if not reason.strip():
        raise ValidationError(_("Say why the assessment is withdrawn."))
    assessment.state = AssessmentState.WITHDRAWN
    store(assessment)
    touch(assessment.commitment)
    return assessment
