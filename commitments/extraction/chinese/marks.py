"""Marks the words of `words.LABELS` on a sentence with a `spacy.blank("zh")` pipeline.

The blank Chinese pipeline takes each character as a token, so marks are exact and nothing is
segmented wrongly; a `PhraseMatcher` finds every word of every label in one pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from commitments.extraction.chinese.words import LABELS

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

SPANS = "pledge_marks"


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked word: its label, the word, and where it stands in the sentence."""

    label: str
    word: str
    start: int
    end: int


class Marker:
    """The component: finds the words, keeps the longest of a family, leaves them on the doc."""

    def __init__(self, nlp: Language) -> None:
        from spacy.matcher import PhraseMatcher

        self._matcher: PhraseMatcher = PhraseMatcher(nlp.vocab)
        for label, words in LABELS.items():
            self._matcher.add(label, [nlp.make_doc(word) for word in words.split()])

    def __call__(self, doc: Doc) -> Doc:
        """Mark a doc in place and return it."""
        from spacy.tokens import Span

        doc.spans[SPANS] = [
            Span(doc, start, end, label=key) for key, start, end in self._matcher(doc)
        ]
        return doc


@lru_cache(maxsize=1)
def chinese() -> Language:
    """Return the blank Chinese pipeline with the marker."""
    import spacy
    from spacy.language import Language

    if not Language.has_factory("pledge_marks"):
        Language.factory("pledge_marks", func=_marker)
    nlp = spacy.blank("zh")
    nlp.add_pipe("pledge_marks")
    return nlp


def _marker(nlp: Language, name: str) -> Marker:
    return Marker(nlp)


def marks_of(doc: Doc) -> list[Mark]:
    """Return a doc's marks in order; a mark inside a longer one of the same family is dropped."""
    spans = sorted(doc.spans[SPANS], key=lambda s: (s.start_char, -(s.end_char - s.start_char)))
    kept: list[Mark] = []
    reach: dict[str, int] = {}
    for span in spans:
        family = "cue" if span.label_.startswith("cue") or span.label_ in ("exhort", "exhort_none", "certain") else (
            "verb" if span.label_ in ("act", "outcome", "vague") else span.label_)  # fmt: skip
        if span.end_char <= reach.get(family, -1):
            continue
        reach[family] = span.end_char
        kept.append(Mark(span.label_, span.text, span.start_char, span.end_char))
    return kept
