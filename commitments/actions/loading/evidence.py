"""Loading evidence, its numbers and its quotes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models

from commitments.actions.loading.reading import Item
from commitments.actions.loading.shapes import CommitmentItem, EvidencePart
from commitments.actions.loading.simple import Names
from commitments.actions.loading.storing import store
from commitments.actions.loading.sync import Run, Values, sync_children, sync_record
from commitments.core.quotes import sentence_around, surroundings
from commitments.core.urls import normalise_url
from commitments.core.vocabulary import CitationRole, Publication
from commitments.models import Citation, Commitment, Document, Evidence, Measurement, Publisher

Parts = Mapping[tuple[Any, ...], tuple[Values, Values]]


def evidence_values(part: EvidencePart, names: Names) -> Values:
    """Return the values of one piece of evidence."""
    where = f"evidence.{part.key}"
    return {
        "claim": part.claim,
        "kind": part.kind.value,
        "bears_on": part.bears_on.value,
        "own_statement": part.own_statement,
        "year": part.year,
        "dated": part.dated,
        "document": names.get(Document, part.document, f"{where}.document"),
        "url": part.url or "",
        "url_normalised": normalise_url(part.url or ""),
        "publisher": names.get(Publisher, part.publisher, f"{where}.publisher"),
        "publisher_as_given": part.publisher_as_given or "",
        "title": part.title or "",
        "published_on": part.published,
        "published_note": part.published_note or "",
        "reliability": part.reliability or "",
    }


def measurement_parts(part: EvidencePart) -> Parts:
    """Return the numbers of one piece of evidence, keyed by what was counted and when."""
    return {
        (row.unit, row.basis.value, str(row.as_of or row.period_end), str(row.value)): (
            {
                "unit": row.unit,
                "basis": row.basis.value,
                "as_of": row.as_of,
                "period_end": row.period_end,
                "value": row.value,
            },
            {
                "as_given": row.as_given or "",
                "qualifier": row.qualifier.value,
                "scope": row.scope or "",
                "period_start": row.period_start,
            },
        )
        for row in part.measurements
    }


def load_evidence(
    run: Run, item: Item, commitment: Commitment, old: CommitmentItem | None
) -> dict[str, Evidence]:
    """Create or update the evidence of a commitment; return it by key.

    Evidence that left the file is withdrawn, never deleted.
    """
    names, quiet = Names(run, item), Names(Run(), item)
    before = {part.key: part for part in old.evidence} if old else {}
    made: dict[str, Evidence] = {}
    for part in item.shape.evidence:
        where = f"evidence.{part.key}"
        if part.key in made:
            run.complain(item, where, "this key is given twice")
            continue
        earlier = before.get(part.key)
        problems = len(run.problems)
        values = evidence_values(part, names)
        if len(run.problems) > problems:
            continue
        if earlier is None:
            values = {**values, "publication": Publication.PUBLISHED.value}
        record = sync_record(
            run,
            item,
            Evidence,
            {"commitment": commitment, "key": part.key},
            values,
            evidence_values(earlier, quiet) if earlier else None,
            where,
        )
        if not isinstance(record, Evidence):
            continue
        made[part.key] = record
        sync_children(
            run,
            item,
            Measurement,
            {"evidence": record},
            measurement_parts(part),
            measurement_parts(earlier) if earlier else {},
            f"{where}.measurements",
        )
        _cite(run, item, record, part, earlier)
    for key in before.keys() - {part.key for part in item.shape.evidence}:
        for gone in Evidence.objects.filter(commitment=commitment, key=key):
            _withdraw(run, gone)
    return made


def _cite(
    run: Run, item: Item, record: Evidence, part: EvidencePart, earlier: EvidencePart | None
) -> None:
    def parts(what: EvidencePart) -> Parts:
        if what.start is None or what.end is None or record.document is None:
            return {}
        text = record.document.raw_text
        if text[what.start : what.end] != what.exact:
            run.complain(
                item,
                f"evidence.{what.key}.exact",
                f"the document says “{text[what.start : what.end]}” there",
            )
            return {}
        prefix, suffix = surroundings(text, what.start, what.end)
        sentence = sentence_around(text, what.start, what.end)
        languages = record.document.languages
        return {
            (what.start, what.end): (
                {"document": record.document, "start": what.start, "end": what.end},
                {
                    "exact": what.exact,
                    "prefix": prefix,
                    "suffix": suffix,
                    "sentence_start": sentence[0],
                    "sentence_end": sentence[1],
                    "language": languages[0]
                    if len(languages) == 1 or text[what.start].isascii()
                    else languages[-1],
                    "role": CitationRole.ORIGIN.value,
                },
            )
        }

    where = f"evidence.{part.key}.exact"
    old = parts(earlier) if earlier and earlier.document == part.document else {}
    sync_children(run, item, Citation, {"evidence": record}, parts(part), old, where)


def _withdraw(run: Run, evidence: models.Model) -> None:
    if isinstance(evidence, Evidence) and evidence.publication != Publication.WITHDRAWN:
        evidence.publication = Publication.WITHDRAWN
        evidence.withdrawn_reason = "No longer in the shipped data."
        store(evidence)
        run.removed += 1
