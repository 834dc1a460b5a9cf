"""Every citation against its document, letter by letter."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from commitments.core.quotes import surroundings
from commitments.core.vocabulary import CitationHealth, Publication
from commitments.models import Citation, Document


def citation_faults() -> Iterator[str]:
    """Yield a sentence for each document or citation that is not what it claims to be.

    Drafts are checked too. One document's text is held in memory at a time.
    """
    for document in Document.objects.order_by("pk").iterator(chunk_size=1):
        found = hashlib.sha256(document.raw_text.encode("utf-8")).hexdigest()
        if found != document.sha256:
            yield (
                f"document {document.slug} v{document.version}: its text has the hash {found}, "
                f"not {document.sha256}"
            )
        for citation in document.citations.select_related("commitment", "evidence__commitment"):
            yield from _faults_of(citation, document.raw_text)


def _faults_of(citation: Citation, text: str) -> Iterator[str]:
    owner = citation.commitment or (citation.evidence and citation.evidence.commitment)
    name = (
        f"citation {citation.pk} of {owner.reference if owner else 'nothing'} "
        f"({citation.document.slug} {citation.start}-{citation.end})"
    )
    there = text[citation.start : citation.end]
    if there != citation.exact:
        yield f"{name}: quotes “{citation.exact}”, the document says “{there}”"
        return
    if (citation.prefix, citation.suffix) != surroundings(text, citation.start, citation.end):
        yield f"{name}: the words before or after it are not the document's"
    if not citation.sentence_start <= citation.start < citation.end <= citation.sentence_end:
        yield f"{name}: does not lie inside its sentence"
    if citation.sentence_end > len(text):
        yield f"{name}: its sentence ends after the document"
    published = owner is not None and owner.publication == Publication.PUBLISHED
    if citation.health == CitationHealth.LOST and published and citation.commitment is not None:
        others = citation.commitment.citations.healthy().filter(
            document__publication=Publication.PUBLISHED
        )
        if not others.exists():
            yield f"{name}: is lost, and nothing else proves the published commitment"
