"""What a whole text tells about each of its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from commitments.extraction.reading import Sentence
from commitments.extraction.types import Options


@dataclass(frozen=True, slots=True)
class Context:
    """What the whole text says about a sentence: whose side speaks, at which body."""

    actor: str
    organisation: str
    options: Options
    previous: str = ""


def with_previous(sentences: Iterable[Sentence]) -> Iterator[tuple[Sentence, str]]:
    """Yield each sentence with the text of the one before it, which may say what "this" is."""
    before = ""
    for sentence in sentences:
        yield sentence, before
        before = sentence.text
