"""Every rule of the tracker, asked of the rows as they are now."""

from __future__ import annotations

from collections.abc import Iterator

import pgtrigger
from django.apps import apps
from django.db import connection, models
from django.db.models import Count

from commitments.core.timeline import (
    Voice,
    YearStatus,
    basis,
    headline,
    independent_sources,
)
from commitments.core.vocabulary import NEEDS_EVIDENCE, CitationHealth, Publication, Status
from commitments.models import (
    Assessment,
    AssessmentEvidence,
    Citation,
    Commitment,
    CommitmentSummary,
)


def invariant_faults() -> Iterator[str]:
    """Yield a sentence for each broken rule and each record that breaks it."""
    yield from _triggers()
    for model in apps.get_app_config("commitments").get_models():
        yield from _constraints(model)
    yield from _proof()
    yield from _evidence()
    yield from _summaries()


def _triggers() -> Iterator[str]:
    """A rule that is a trigger must be there and switched on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')")
        present = {row[0] for row in cursor.fetchall()}
    for model, trigger in pgtrigger.registered():
        if model._meta.app_label == "commitments" and trigger.get_pgid(model) not in present:
            yield f"{model._meta.label}: the trigger {trigger.name} is missing or switched off"


def _constraints(model: type[models.Model]) -> Iterator[str]:
    """Ask for rows that break a named constraint, in case it was dropped or not enforced."""
    rows = model._base_manager.all()
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            for pk in rows.exclude(constraint.condition).values_list("pk", flat=True)[:20]:
                yield f"{model._meta.label} {pk}: {constraint.name}"
        elif isinstance(constraint, models.UniqueConstraint):
            chosen = rows.filter(constraint.condition) if constraint.condition else rows
            filled = chosen.filter(**{f"{field}__isnull": False for field in constraint.fields})
            twice = filled.values(*constraint.fields).annotate(n=Count("pk")).filter(n__gt=1)
            for group in twice.order_by()[:20]:
                yield f"{model._meta.label} {group}: {constraint.name}"


def _proof() -> Iterator[str]:
    healthy = Citation.objects.filter(
        commitment=models.OuterRef("pk"), document__publication=Publication.PUBLISHED
    ).exclude(health=CitationHealth.LOST)
    for row in Commitment.objects.public().exclude(models.Exists(healthy)):
        yield f"{row.reference}: published without a healthy citation"


def _evidence() -> Iterator[str]:
    links = AssessmentEvidence.objects
    proved = links.filter(
        assessment=models.OuterRef("pk"), evidence__publication=Publication.PUBLISHED
    )
    needing = Assessment.objects.current().filter(
        status__in=[status.value for status in NEEDS_EVIDENCE]
    )
    for row in needing.exclude(models.Exists(proved)).select_related("commitment"):
        yield f"{row}: this status needs evidence and has none"
    strangers = links.exclude(evidence__commitment=models.F("assessment__commitment"))
    for link in strangers.select_related("assessment__commitment"):
        yield f"{link.assessment}: rests on evidence of another commitment"


def _summaries() -> Iterator[str]:
    """Compare each public summary with what core/timeline.py makes of the records."""
    rows = CommitmentSummary.public.order_by("pk")
    seen = 0
    for summary in rows.iterator(chunk_size=500):
        seen += 1
        for name, found, right in differences(summary):
            yield f"{summary.reference}: the summary says {name} {found!r}, records say {right!r}"
    published = Commitment.objects.public().count()
    if published != seen:
        yield f"{published} published commitments, but {seen} public summaries"


def differences(summary: CommitmentSummary) -> Iterator[tuple[str, object, object]]:
    """Yield (fact, summary's value, value from the records) where the two disagree.

    The slow, obvious way to the same facts: a few queries per commitment.
    """
    current = list(
        Assessment.objects.current()
        .filter(commitment_id=summary.pk)
        .prefetch_related("evidence__publisher", "evidence__document")
    )
    top = headline(YearStatus(one.year, Status.of(one.status), one.contested) for one in current)
    voices = [
        Voice(item.own_statement, item.publisher.owner_group)
        for one in current
        if top is not None and one.year == top.year
        for item in one.evidence.all()
        if item.publication == Publication.PUBLISHED
        and (item.document is None or item.document.publication == Publication.PUBLISHED)
    ]
    cited = Citation.objects.public().healthy()
    right = {
        "headline_status": top.status.value if top else None,
        "headline_year": top.year if top else None,
        "basis": found.value if (found := basis(voices)) else None,
        "independent_sources": independent_sources(voices),
        "contested": any(one.contested for one in current),
        "statuses": {str(one.year): one.status for one in current},
        "citations": cited.filter(commitment_id=summary.pk).count(),
    }
    for name, value in right.items():
        stored = getattr(summary, name)
        if stored != value:
            yield name, stored, value
