"""Showing a draft exactly as readers will see it: published, shown, and undone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.core.vocabulary import AssessmentState, Publication
from commitments.models import Commitment


@contextmanager
def as_published(*, commitment: Commitment) -> Iterator[Commitment]:
    """Yield the commitment as if all of it were public: itself, its evidence, its drafts.

    Everything happens inside a transaction that is always undone, so the reader's own page
    and queries can be used as they are and nothing has to imitate them. Quotes in documents
    that are not public stay hidden, as they would. Read inside the block only.
    """
    with transaction.atomic():
        first = User.objects.create(username=_("(first person)"), is_active=False)
        second = User.objects.create(username=_("(second person)"), is_active=False)
        now = timezone.now()
        shown = Commitment.objects.get(pk=commitment.pk)
        Commitment.objects.filter(pk=shown.pk).update(
            publication=Publication.PUBLISHED,
            submitted_by=shown.submitted_by or first,
            published_by=shown.published_by or second,
            published_at=shown.published_at or now,
        )
        shown.evidence.filter(publication=Publication.DRAFT).update(
            publication=Publication.PUBLISHED
        )
        drafts = shown.assessments.filter(state=AssessmentState.DRAFT)
        years = list(drafts.values_list("year", flat=True))
        shown.assessments.filter(state=AssessmentState.CURRENT, year__in=years).update(
            state=AssessmentState.SUPERSEDED
        )
        drafts.update(state=AssessmentState.CURRENT, reviewer=second, decided_at=now)
        yield Commitment.objects.select_related("event").get(pk=shown.pk)
        transaction.set_rollback(True)
