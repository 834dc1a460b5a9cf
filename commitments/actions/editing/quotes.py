"""Rows that quote a document: located again only when their words change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commitments.actions.base import store
from commitments.actions.citing import find_quote, place
from commitments.core.vocabulary import CitationRole
from commitments.models import Citation, Document


def same_words(left: str, right: str) -> bool:
    """Say whether two quotes are the same but for line ends, as a browser returns them."""
    return " ".join(left.split()) == " ".join(right.split())


def save_citation(record: Any, values: Mapping[str, Any]) -> None:
    """Store a citation row: ``document``, ``quote``, ``place`` (start, or None), ``role``.

    A stored citation whose words and document are unchanged keeps its place. Raises
    QuoteNotFound, QuoteAmbiguous or ValidationError.
    """
    citation: Citation = record
    document: Document = values["document"]
    start: int | None = values.get("place")
    role = values.get("role") or CitationRole.ORIGIN.value
    kept = (
        citation.pk is not None
        and citation.document_id == document.pk
        and same_words(citation.exact, values["quote"])
        and start in (None, citation.start)
    )
    if kept and citation.role == role:
        return
    citation.role = role
    if not kept:
        citation.document = document
        place(citation, find_quote(document, values["quote"], start))
    store(citation)
