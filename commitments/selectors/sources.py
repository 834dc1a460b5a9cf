"""Source texts with every public quote marked in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from commitments.core.alignment import side_by_side
from commitments.core.reading_text import Paragraph, read_paragraphs
from commitments.core.spans import Segment, cover
from commitments.core.vocabulary import Publication
from commitments.models import Citation, Commitment, Document, Evidence


@dataclass(frozen=True, slots=True)
class Mark:
    """One quoted stretch of the text and everything that quotes exactly it."""

    start: int
    end: int
    citations: tuple[Citation, ...]

    @property
    def anchor(self) -> str:
        """The fragment that leads here; the same as Citation.anchor."""
        return self.citations[0].anchor

    @property
    def commitments(self) -> list[Commitment]:
        """The pledges these words made or restate, each once."""
        return list(
            {c.commitment.pk: c.commitment for c in self.citations if c.commitment}.values()
        )

    @property
    def evidence(self) -> list[Evidence]:
        """The evidence these words are."""
        return [c.evidence for c in self.citations if c.evidence]

    @property
    def targets(self) -> list[tuple[str, str, str]]:
        """Reference, title and address of each thing the words are quoted for."""
        return [(c.reference, c.title_shown, c.get_absolute_url()) for c in self.commitments] + [
            (
                f"{e.commitment.reference} {e.key}",
                e.commitment.title_shown,
                f"{e.commitment.get_absolute_url()}#e-{e.key}",
            )
            for e in self.evidence
        ]


@dataclass(frozen=True, slots=True)
class Row:
    """Paragraphs that say the same in two languages; one side may be empty."""

    left: tuple[Paragraph, ...]
    right: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document's text, cut where marks begin and end."""

    document: Document
    marks: tuple[Mark, ...]
    segments: tuple[Segment, ...]

    @property
    def raw(self) -> str:
        """The text letter for letter."""
        return self.document.raw_text

    def paragraphs(self) -> list[Paragraph]:
        """Return the text as paragraphs, cut ones mended."""
        return read_paragraphs(self.raw, self.document.languages)

    def rows(self) -> list[Row] | None:
        """Return both languages side by side, or None when there are not exactly two."""
        languages = self.document.languages
        if len(languages) != 2:
            return None
        paragraphs = self.paragraphs()
        left = [one for one in paragraphs if one.language == languages[0]]
        right = [one for one in paragraphs if one.language == languages[1]]
        pairs = side_by_side([one.length for one in left], [one.length for one in right])
        return [
            Row(tuple(left[i] for i in ours), tuple(right[i] for i in theirs))
            for ours, theirs in pairs
        ]


def newest_sources() -> QuerySet[Any]:
    """Return the newest public version of each source, without its text.

    Counts ``pledges`` (commitments quoted from it) and ``claims`` (evidence quoted from it).
    """
    newer = Document.public.filter(slug=OuterRef("slug"), version__gt=OuterRef("version"))
    public = Q(citations__commitment__publication=Publication.PUBLISHED)
    evidence = Q(
        citations__evidence__publication=Publication.PUBLISHED,
        citations__evidence__commitment__publication=Publication.PUBLISHED,
    )
    return (
        Document.public.filter(~Exists(newer))
        .defer("raw_text")
        .select_related("event", "speaker", "publisher")
        .annotate(
            pledges=Count("citations__commitment", filter=public, distinct=True),
            claims=Count("citations__evidence", filter=evidence, distinct=True),
        )
        .order_by("dated", "slug")
    )


def versions_of(slug: str) -> list[Document]:
    """Return the public versions of a source, newest first, without their texts."""
    return list(
        Document.public.filter(slug=slug)
        .defer("raw_text")
        .select_related("event", "event__host", "speaker", "publisher")
        .order_by("-version")
    )


def source_text(document: Document) -> SourceText:
    """Return a public document's text with its public quotes marked."""
    citations = (
        Citation.public.filter(document=document)
        .select_related("commitment", "evidence__commitment")
        .order_by("start", "end", "commitment__reference", "evidence__key", "id")
    )
    places: dict[tuple[int, int], list[Citation]] = {}
    for citation in citations:
        places.setdefault((citation.start, citation.end), []).append(citation)
    marks = tuple(Mark(*span, tuple(its)) for span, its in places.items())
    return SourceText(document, marks, _segments(document.raw_text, marks))


def _segments(raw: str, marks: Sequence[Mark]) -> tuple[Segment, ...]:
    return tuple(cover(len(raw), [(mark.start, mark.end) for mark in marks]))
