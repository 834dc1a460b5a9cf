"""Tying a commitment or a piece of evidence to the exact words of a document."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from commitments.actions.base import Actor, action, store, touch
from commitments.core.quotes import Span, locate, sentence_around, surroundings
from commitments.core.vocabulary import CitationHealth, CitationRole
from commitments.models import Citation, Commitment, Document, Evidence

_CHINESE = re.compile(r"[\u3400-\u9fff]")


class QuoteNotFound(ValidationError):
    """The words are not in the document; ``nearest`` is the passage most like them."""

    def __init__(self, nearest: str) -> None:
        """Show the nearest passage, so that the editor sees what differs."""
        self.nearest = nearest
        super().__init__(
            _("These words are not in the document. The nearest passage is: “%(nearest)s”"),
            code="not_found",
            params={"nearest": nearest},
        )


class QuoteAmbiguous(ValidationError):
    """The words occur several times; ``places`` are the candidates, in text order."""

    def __init__(self, document: Document, places: list[Span]) -> None:
        """List the places with what stands before each, so that one can be chosen."""
        self.document, self.places = document, places
        super().__init__(
            _("These words occur %(count)d times in the document: choose which one."),
            code="ambiguous",
            params={"count": len(places)},
        )


def nearest_passage(text: str, quote: str) -> str:
    """Return the sentence or sentences of the text most like the quote, to show an editor."""
    best = fuzz.partial_ratio_alignment(quote, text)
    if best is None or best.dest_end <= best.dest_start:
        return ""
    start, end = sentence_around(text, best.dest_start, best.dest_end)
    return text[start:end]


def find_quote(document: Document, quote: str, start: int | None = None) -> Span:
    """Return the one place where the quote stands.

    ``start`` chooses among several. Raises QuoteNotFound or QuoteAmbiguous.
    """
    places = locate(document.raw_text, quote)
    if not places:
        raise QuoteNotFound(nearest_passage(document.raw_text, quote))
    if start is not None:
        places = [place for place in places if place.start == start] or places
    if len(places) > 1:
        raise QuoteAmbiguous(document, places)
    return places[0]


def language_of(document: Document, words: str) -> str:
    """Return the language of a passage: the document's only one, or told by its script."""
    if len(document.languages) == 1:
        return document.languages[0]
    return "zh" if _CHINESE.search(words) else "en"


@action
def cite(
    *,
    document: Document,
    quote: str,
    by: Actor,
    commitment: Commitment | None = None,
    evidence: Evidence | None = None,
    start: int | None = None,
    role: str = CitationRole.ORIGIN,
    language: str = "",
    sentence: tuple[int, int] | None = None,
    reason: str = "",
) -> Citation:
    """Cite a document's words for a commitment or a piece of evidence.

    The quote is located by its letters, or with typography ignored; what is stored is
    always the document's own wording at that place. Raises QuoteNotFound (with the nearest
    passage), QuoteAmbiguous (pass ``start``) or ValidationError.
    """
    citation = place(
        Citation(document=document, commitment=commitment, evidence=evidence, role=role),
        find_quote(document, quote, start),
        language=language,
        sentence=sentence,
    )
    store(citation)
    owner = commitment or (evidence.commitment if evidence else None)
    if owner is not None:
        touch(owner)
    return citation


def place(
    citation: Citation,
    span: Span,
    *,
    language: str = "",
    sentence: tuple[int, int] | None = None,
) -> Citation:
    """Fill in a citation's words, surroundings and sentence from where they stand."""
    text = citation.document.raw_text
    citation.start, citation.end = span.start, span.end
    citation.exact = text[span.start : span.end]
    citation.prefix, citation.suffix = surroundings(text, span.start, span.end)
    around = sentence or sentence_around(text, span.start, span.end)
    citation.sentence_start, citation.sentence_end = around
    citation.language = language or language_of(citation.document, citation.exact)
    # What is stored is the text's own wording, so within this version it is exact.
    citation.health = CitationHealth.EXACT
    return citation
