"""Storing evidence rows, with the words they quote and the numbers they state."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commitments.actions.editing.quotes import save_citation
from commitments.actions.editing.rows import Problems, Rows, save_rows, set_values
from commitments.core.urls import normalise_url
from commitments.models import Citation, Commitment, Evidence, Measurement
from commitments.selectors.defaults import next_evidence_keys


def save_evidence_row(record: Any, values: Mapping[str, Any]) -> None:
    """Store a piece of evidence; ``quote`` and ``place`` cite its document word for word.

    A key left empty becomes the next free one.
    """
    evidence: Evidence = record
    own = {name: value for name, value in values.items() if name not in ("quote", "place")}
    own["url_normalised"] = normalise_url(own.get("url") or "")
    if not own.get("key"):
        taken = evidence.commitment.evidence.values_list("key", flat=True)
        own["key"] = next_evidence_keys(taken, 1)[0]
    set_values(evidence, own)
    citation = evidence.citations.order_by("pk").first()
    quote = values.get("quote") or ""
    if not quote and citation is not None:
        citation.delete()
    if quote:
        if evidence.document is None:
            raise ValidationError({"document": _("Say which document the quote is from.")})
        save_citation(
            citation or Citation(evidence=evidence),
            {"document": evidence.document, "quote": quote, "place": values.get("place")},
        )


def save_evidence_rows(problems: Problems, commitment: Commitment, rows: Rows) -> None:
    """Store the evidence of a commitment."""
    save_rows(
        problems,
        "evidence",
        rows,
        stored=commitment.evidence.all(),
        new=partial(Evidence, commitment=commitment),
        save=save_evidence_row,
    )


def save_measurement_rows(problems: Problems, commitment: Commitment, rows: Rows) -> None:
    """Store the numbers; each row names its evidence by key, new evidence included."""
    by_key = {one.key: one for one in commitment.evidence.all()}

    def save(record: Any, values: Mapping[str, Any]) -> None:
        evidence = evidence_by_key(by_key, values["evidence"])
        set_values(record, {**values, "evidence": evidence})

    stored = Measurement.objects.filter(evidence__commitment=commitment).select_related("evidence")
    save_rows(problems, "measurements", rows, stored=stored, new=Measurement, save=save)


def evidence_by_key(by_key: Mapping[str, Evidence], key: str, name: str = "evidence") -> Evidence:
    """Return the evidence a row names. Raises ValidationError listing the keys there are."""
    found = by_key.get(key.strip().upper())
    if found is None:
        raise ValidationError(
            {
                name: _("There is no evidence “%(key)s” here. There is: %(keys)s.")
                % {"key": key, "keys": ", ".join(sorted(by_key)) or _("none")}
            }
        )
    return found
