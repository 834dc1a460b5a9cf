"""Loading a commitment with everything that belongs to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone

from commitments.actions.base import touch
from commitments.actions.loading.assessments import load_assessments
from commitments.actions.loading.evidence import load_evidence
from commitments.actions.loading.reading import Item
from commitments.actions.loading.shapes import CommitmentItem
from commitments.actions.loading.simple import Names
from commitments.actions.loading.storing import store
from commitments.actions.loading.sync import Run, Values, sync_children, sync_record
from commitments.core.quotes import sentence_around, surroundings
from commitments.core.vocabulary import Publication
from commitments.models import (
    Citation,
    Commitment,
    CommitmentActor,
    CommitmentBeneficiary,
    CommitmentLink,
    CommitmentTheme,
    Document,
    Event,
    Party,
    Target,
    Theme,
)

Parts = Mapping[tuple[Any, ...], tuple[Values, Values]]

#: With whose names shipped commitments are signed: declared in users.yaml.
AUTHOR, REVIEWER = "reference-reading", "editorial-review"


def commitment_values(shape: CommitmentItem, names: Names) -> Values:
    """Return the values of the commitment's own row."""
    period, other = shape.period, shape.period.alternative if shape.period else None
    return {
        "slug": shape.slug,
        "title": shape.title,
        "title_zh": shape.title_zh,
        "summary": shape.summary,
        "kind": shape.kind.value,
        "strength": shape.strength.value,
        "confidence": shape.confidence.value,
        "event": names.get(Event, shape.event, "event"),
        "made_on": shape.made_on,
        "period_text": period.text if period else "",
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "alternative_start": other.start if other else None,
        "alternative_end": other.end if other else None,
        "alternative_reason": other.reason if other else "",
        "criteria_fulfilled": shape.criteria.fulfilled,
        "criteria_partly": shape.criteria.partly,
        "criteria_not": shape.criteria.not_,
        "wording_differences": shape.wording_differences,
        "conflicts": shape.conflicts,
        "analysis": shape.analysis,
        "gaps": shape.gaps,
        "note": shape.note or "",
    }


def part_lists(shape: CommitmentItem, names: Names) -> dict[type[models.Model], Parts]:
    """Return the commitment's simple parts, by model: key to lookup and values."""
    return {
        CommitmentActor: {
            (slug,): ({"party": names.get(Party, slug, "actors")}, {"position": at})
            for at, slug in enumerate(shape.actors, 1)
        },
        CommitmentBeneficiary: {
            (part.party, part.wording or ""): (
                {
                    "party": names.get(Party, part.party, "beneficiaries"),
                    "wording": part.wording or "",
                },
                {"position": at, "excludes_actor": part.excludes_actor},
            )
            for at, part in enumerate(shape.beneficiaries, 1)
        },
        CommitmentTheme: {
            (slug,): ({"theme": names.get(Theme, slug, "themes")}, {"position": at})
            for at, slug in enumerate(shape.themes, 1)
        },
        Target: {
            (at,): (
                {"position": at},
                {
                    "indicator": part.indicator,
                    "quantity": part.quantity,
                    "quantity_text": part.quantity_text or "",
                    "unit": part.unit or "",
                    "comparator": part.comparator.value,
                    "measure": part.measure.value,
                    "baseline": part.baseline or "",
                    "note": part.note or "",
                },
            )
            for at, part in enumerate(shape.targets, 1)
        },
    }


def citation_parts(shape: CommitmentItem, names: Names) -> Parts:
    """Return the citations: key to lookup and values; a wrong quote is a problem."""
    parts: dict[tuple[Any, ...], tuple[Values, Values]] = {}
    for part in shape.citations:
        document = names.get(Document, part.document, "citations.document")
        if document is None:
            continue
        text = document.raw_text
        if text[part.start : part.end] != part.exact:
            names.run.complain(
                names.item,
                f"citations.{part.document}.exact",
                f"the document says “{text[part.start : part.end]}” there, not “{part.exact}”",
            )
            continue
        sentence = sentence_around(text, part.start, part.end)
        if part.sentence_start is not None and part.sentence_end is not None:
            sentence = (part.sentence_start, part.sentence_end)
        prefix, suffix = surroundings(text, part.start, part.end)
        parts[part.document, part.start, part.end] = (
            {"document": document, "start": part.start, "end": part.end},
            {
                "exact": part.exact,
                "prefix": prefix,
                "suffix": suffix,
                "sentence_start": sentence[0],
                "sentence_end": sentence[1],
                "language": part.language,
                "role": part.role.value,
            },
        )
    return parts


def load_commitment(run: Run, item: Item, old: CommitmentItem | None) -> None:
    """Create or update a commitment and its parts; a new one is published at the end."""
    names, quiet = Names(run, item), Names(Run(), item)
    shape: CommitmentItem = item.shape
    before = len(run.problems)
    values = commitment_values(shape, names)
    lists = part_lists(shape, names)
    citations = citation_parts(shape, names)
    if len(run.problems) > before:
        return
    record = sync_record(
        run,
        item,
        Commitment,
        {"reference": shape.reference},
        values,
        commitment_values(old, quiet) if old else None,
    )
    if not isinstance(record, Commitment):
        return
    parent = {"commitment": record}
    old_lists = part_lists(old, quiet) if old else {}
    for model, parts in lists.items():
        where = str(model._meta.verbose_name_plural)
        sync_children(run, item, model, parent, parts, old_lists.get(model, {}), where)
    old_citations = citation_parts(old, quiet) if old else {}
    sync_children(run, item, Citation, parent, citations, old_citations, "citations")
    evidence = load_evidence(run, item, record, old)
    if record.publication == Publication.DRAFT and old is None and len(run.problems) == before:
        record.publication = Publication.PUBLISHED
        record.submitted_by = names.get(User, AUTHOR, "")
        record.published_by = names.get(User, REVIEWER, "")
        record.published_at = timezone.now()
        store(record)
    load_assessments(run, item, record, evidence, old)
    touch(record)


def load_links(run: Run, item: Item, old: CommitmentItem | None) -> None:
    """Link a commitment to others, once all of them exist."""
    source = Commitment.objects.filter(reference=item.shape.reference).first()
    if source is None:
        return

    def parts(shape: CommitmentItem) -> Parts:
        found: dict[tuple[Any, ...], tuple[Values, Values]] = {}
        for link in shape.links:
            target = Commitment.objects.filter(reference=link.to).first()
            if target is None:
                run.complain(item, "links", f"there is no commitment “{link.to}”")
                continue
            found[link.to, link.kind.value] = (
                {"target": target, "kind": link.kind.value},
                {"note": link.note or ""},
            )
        return found

    parent = {"source": source}
    before = parts(old) if old else {}
    sync_children(run, item, CommitmentLink, parent, parts(item.shape), before, "links")
