"""Quotes as readers see them: the exact words inside the sentence they stand in."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Substr
from django.urls import reverse

from commitments.models import Citation, Document


@dataclass(frozen=True, slots=True)
class Quote:
    """One citation with its sentence: ``before + exact + after`` is the sentence."""

    citation: Citation
    before: str
    after: str
    place: str

    @property
    def exact(self) -> str:
        """The document's own words."""
        return self.citation.exact

    @property
    def document(self) -> Document:
        """Where they stand."""
        return self.citation.document

    @property
    def language(self) -> str:
        """The language of the words."""
        return self.citation.language


def place_of(document: Document, anchor: str = "", *, newest: bool = True) -> str:
    """Return the address of a place in a source page; an older version says which it is."""
    address = reverse("source", args=[document.slug])
    version = "" if newest else f"?version={document.version}"
    return f"{address}{version}{'#' if anchor else ''}{anchor}"


def quotes_of(citations: QuerySet[Citation]) -> list[Quote]:
    """Return public citations with their sentences, in one query and without whole texts."""
    newer = Document.public.filter(
        slug=OuterRef("document__slug"), version__gt=OuterRef("document__version")
    )
    rows = (
        citations.select_related("document")
        .defer("document__raw_text")
        .annotate(
            sentence=Substr(
                "document__raw_text",
                F("sentence_start") + 1,
                F("sentence_end") - F("sentence_start"),
            ),
            outdated=Exists(newer),
        )
        .order_by("document__dated", "document__slug", "start", "id")
    )
    return [
        Quote(
            citation=row,
            before=row.sentence[: row.start - row.sentence_start],
            after=row.sentence[row.end - row.sentence_start :],
            place=place_of(row.document, row.anchor, newest=not row.outdated),
        )
        for row in rows
    ]
