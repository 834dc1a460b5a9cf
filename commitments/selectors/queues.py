"""What waits for whom: the editors' work queues."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, ExtractYear, Least
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commitments.core.vocabulary import CLOSED, AssessmentState, CitationHealth, Publication
from commitments.models import Assessment, Citation, Commitment, Evidence

_CLOSED = [status.value for status in CLOSED]
_OPEN = Q(summary_row__headline_status__isnull=True) | ~Q(summary_row__headline_status__in=_CLOSED)
_PUBLISHED = Q(publication=Publication.PUBLISHED.value)


def _of(model: Any, **facts: Any) -> Exists:
    return Exists(model.objects.filter(commitment=OuterRef("pk"), **facts))


def queues(as_of: date) -> dict[str, tuple[Any, Q]]:
    """Return every work queue: its label, and the condition that puts a commitment in it.

    ``overdue`` and ``stale`` mean what ``core.timeline.is_overdue`` and ``is_stale`` say. For
    querysets that went through :func:`with_work`.
    """
    last = as_of.year - 1
    return {
        "review": (_("Waiting for review"), Q(publication=Publication.IN_REVIEW.value)),
        "approve": (
            _("Assessments to approve"),
            Q(_of(Assessment, state=AssessmentState.DRAFT.value)),
        ),
        "evidence": (
            _("Evidence to publish"),
            _PUBLISHED & Q(_of(Evidence, publication=Publication.DRAFT.value)),
        ),
        "overdue": (_("Overdue, still open"), _PUBLISHED & Q(period_end__lt=as_of) & _OPEN),
        "stale": (
            _("Not looked at since last year"),
            _PUBLISHED
            & _OPEN
            & (Q(summary_row__headline_year__isnull=True) | Q(summary_row__headline_year__lt=last)),
        ),
        "blank": (
            _("Years without assessment"),
            _PUBLISHED
            & Q(made_on__year__lte=F("watched_until"))
            & Q(years_assessed__lt=F("watched_until") + 1 - ExtractYear("made_on")),
        ),
        "lost": (_("Lost quotes"), Q(_of(Citation, health=CitationHealth.LOST.value))),
        "drafts": (_("Drafts"), Q(publication=Publication.DRAFT.value)),
    }


def with_work(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Add what the list's columns and queues need, in the one query of the list."""
    last = timezone.localdate().year - 1
    # A closed case needs no year after the one that closed it.
    until = Case(
        When(
            summary_row__headline_status__in=_CLOSED,
            then=Least(F("summary_row__headline_year"), Value(last)),
        ),
        default=Value(last),
    )
    return (
        commitments.select_related("summary_row")
        .annotate(watched_until=until)
        .annotate(
            years_assessed=_count(
                state=AssessmentState.CURRENT.value,
                year__gte=ExtractYear(OuterRef("made_on")),
                year__lte=OuterRef("watched_until"),
            ),
            to_approve=_count(state=AssessmentState.DRAFT.value),
            has_lost=_of(Citation, health=CitationHealth.LOST.value),
        )
    )


def _count(**facts: Any) -> Coalesce:
    found = Assessment.objects.filter(commitment=OuterRef("pk"), **facts).order_by()
    return Coalesce(Subquery(found.values("commitment").annotate(n=Count("*")).values("n")), 0)


def blank_years(commitment: Any) -> list[int]:
    """Return the full years that nobody assessed, from the pledge until it was closed.

    ``commitment`` comes from :func:`with_work`.
    """
    assessed = {int(year) for year in commitment.summary_row.statuses}
    years = range(commitment.made_on.year, commitment.watched_until + 1)
    return [year for year in years if year not in assessed]


def spans(years: list[int]) -> Iterator[str]:
    """Yield years as people write them: 2021–2023, 2025."""
    start = None
    for at, year in enumerate(years):
        start = year if start is None else start
        if at + 1 == len(years) or years[at + 1] != year + 1:
            yield f"{start}–{year}" if start != year else str(year)
            start = None
