"""Loading the year-by-year judgements: new versions, never rewritten ones."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone

from commitments.actions.loading.reading import Item
from commitments.actions.loading.shapes import AssessmentPart, CommitmentItem
from commitments.actions.loading.simple import Names
from commitments.actions.loading.storing import store
from commitments.actions.loading.sync import Run
from commitments.core.vocabulary import NEEDS_EVIDENCE, AssessmentState
from commitments.models import Assessment, AssessmentEvidence, Commitment, Evidence


def load_assessments(
    run: Run,
    item: Item,
    commitment: Commitment,
    evidence: dict[str, Evidence],
    old: CommitmentItem | None,
) -> None:
    """Bring a commitment's assessments in line with the file.

    A year whose judgement changed in the file gets a new version; one that left the file
    is withdrawn; years that only the tracker knows are left alone.
    """
    before = {part.year: part for part in old.assessments} if old else {}
    seen: set[int] = set()
    for part in item.shape.assessments:
        if part.year in seen:
            run.complain(item, f"assessments.{part.year}", "this year is given twice")
            continue
        seen.add(part.year)
        if before.get(part.year) != part:
            _load(run, item, commitment, evidence, part, before.get(part.year))
    for year in before.keys() - seen:
        for gone in commitment.assessments.current().filter(year=year):
            gone.state = AssessmentState.WITHDRAWN
            store(gone)
            run.removed += 1


def _load(
    run: Run,
    item: Item,
    commitment: Commitment,
    evidence: dict[str, Evidence],
    part: AssessmentPart,
    earlier: AssessmentPart | None,
) -> None:
    where = f"assessments.{part.year}"
    names = Names(run, item)
    unknown = [key for key in part.evidence if key not in evidence]
    if unknown:
        run.complain(item, f"{where}.evidence", f"there is no evidence {', '.join(unknown)}")
        return
    if part.status in NEEDS_EVIDENCE and not part.evidence:
        run.complain(item, f"{where}.evidence", f"the status {part.status} needs evidence")
        return
    author = names.get(User, part.author, f"{where}.author")
    reviewer = names.get(User, part.reviewer, f"{where}.reviewer")
    if author is None or reviewer is None:
        return
    versions = Assessment.objects.filter(commitment=commitment, year=part.year)
    current = versions.current().first()
    if current is not None and not _as_loaded(current, earlier) and not run.overwrite:
        run.complain(
            item,
            where,
            "assessed both in the file and in the tracker; load with --overwrite to take "
            "the file's as a new version",
        )
        return
    number = (versions.aggregate(last=Max("version"))["last"] or 0) + 1
    try:
        if current is not None:
            current.state = AssessmentState.SUPERSEDED
            store(current)
        assessment = Assessment(
            commitment=commitment,
            year=part.year,
            version=number,
            status=part.status.value,
            rationale=part.rationale,
            contested=part.contested,
            conflict=part.conflict or "",
            searched=part.searched or "",
            reviewed_up_to=part.reviewed_up_to,
            change_reason=f"The shipped data changed ({item.file})." if number > 1 else "",
            author=author,
        )
        store(assessment)
        for key in dict.fromkeys(part.evidence):
            store(AssessmentEvidence(assessment=assessment, evidence=evidence[key]))
        assessment.state = AssessmentState.CURRENT
        assessment.reviewer, assessment.decided_at = reviewer, timezone.now()
        store(assessment)
        run.created += 1
    except ValidationError as error:
        run.complain(item, where, "; ".join(error.messages))


def _as_loaded(current: Assessment, earlier: AssessmentPart | None) -> bool:
    """Say whether the tracker still holds what the file said when it was last loaded."""
    return earlier is not None and (
        current.status,
        current.rationale,
        current.contested,
    ) == (earlier.status.value, earlier.rationale, earlier.contested)
