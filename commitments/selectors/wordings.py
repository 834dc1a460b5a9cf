"""The pledges the tracker holds, as plain values that a find can be compared with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import F, Prefetch, QuerySet, Value
from django.db.models.functions import Substr

from commitments.core.vocabulary import Publication
from commitments.extraction.matching import Known, Wording
from commitments.models import Candidate, Citation, Commitment, Document

#: How many pledges a document's finds are compared with: those nearest in time.
NEAREST = 400


def pledges_to_compare(document: Document) -> QuerySet[Commitment]:
    """Return the commitments that a document's finds may be versions of, drafts included."""
    found = Commitment.objects.exclude(publication=Publication.WITHDRAWN)
    day = document.dated
    if day is not None:
        dates = found.values_list("pk", "made_on", "event")
        nearest = sorted(
            dates,
            key=lambda one: (one[2] is None or one[2] != document.event_id, abs(one[1] - day)),
        )
        found = found.filter(pk__in=[pk for pk, _made, _event in nearest[:NEAREST]])
    sentence = Substr(
        "document__raw_text",
        F("sentence_start") + Value(1),
        F("sentence_end") - F("sentence_start"),
    )
    citations = Citation.objects.annotate(sentence=sentence).defer("prefix", "suffix")
    return found.prefetch_related(
        Prefetch("citations", queryset=citations.order_by("pk")),
        "actor_links__party",
        "theme_links__theme",
        "targets",
    )


def known_pledge(commitment: Commitment) -> Known:
    """Return a commitment in all its wordings, under its reference."""
    target = next(iter(commitment.targets.all()), None)
    actor = next(iter(commitment.actor_links.all()), None)
    theme = next(iter(commitment.theme_links.all()), None)
    figure = target.quantity if target and target.quantity != 1 else None
    shared: dict[str, Any] = {
        "actor": actor.party.name_en if actor else "",
        "strength": commitment.strength,
        "kind": commitment.kind,
        "theme": theme.theme.slug if theme else "",
        "amount": figure,
        "unit": target.unit if target and figure is not None else "",
        "end": commitment.period_end,
        "made": commitment.made_on,
    }
    wordings = [
        Wording(one.exact, one.language, getattr(one, "sentence", ""), **shared)
        for one in commitment.citations.all()
    ]
    titles = ((commitment.title, "en"), (commitment.title_zh, "zh"))
    wordings += [Wording(title, language, "", **shared) for title, language in titles if title]
    return Known(commitment.reference, tuple(wordings))


def found_wording(candidate: Candidate, made: date | None, sentence: str = "") -> Wording:
    """Return a candidate as the comparison wants it."""
    fields: Mapping[str, Any] = candidate.extracted
    period = fields.get("period") or {}
    amount, unit = figure_of(fields.get("quantities") or ())
    return Wording(
        candidate.exact,
        candidate.language,
        sentence,
        fields.get("actor") or "",
        fields.get("strength") or "",
        fields.get("kind") or "",
        fields.get("theme") or "",
        amount,
        unit,
        day_of(period.get("end")),
        made,
    )


def figure_of(quantities: Iterable[Mapping[str, Any]]) -> tuple[Decimal | None, str]:
    """Return the main amount and its unit; "a forum" counts one and is no figure."""
    for one in quantities:
        try:
            value = Decimal(str(one["value"]))
        except (InvalidOperation, KeyError):
            continue
        return (None, "") if value == 1 else (value, str(one.get("unit") or ""))
    return None, ""


def day_of(text: object) -> date | None:
    """Return an ISO date from JSON, or None."""
    try:
        return date.fromisoformat(str(text)) if text else None
    except ValueError:
        return None
