"""Splits paragraphs into sentences, English and Chinese, each with its map to the raw text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from commitments.extraction.reading.blocks import blocks_of, language_of
from commitments.extraction.reading.joins import strands_of
from commitments.extraction.reading.offsets import Strand

# A "sentence" longer than this has lost its stops; it is cut at white space so that parsing
# time stays linear. The longest sentence of the reference speeches has 760 characters.
LONGEST = 1000

_ENGLISH_STOP = re.compile(
    "[.!?…]{1,8}[\"'”’»)\\]]{0,4}(?=\\s+[\"'“‘«(\\[]?[A-Z0-9À-Þ\u3400-\u9fff]|\\s*$)|[。！？]+[”’」』）)]*"
)
_CHINESE_STOP = re.compile('[。！？!?…]+[”’」』）)"]*|\\.(?=\\s|$)')
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Hon|Gen|Col|Lt|Sen|Rep|Gov|Pres|Rev|Sr|Jr|No|Nos|vs|approx|est|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Oct|Nov|Dec|Inc|Ltd|Co|Corp|Art|Fig|e\.g|i\.e|cf|etc|al|"
    r"Excs?|H\.E|U\.S|U\.K|U\.N|E\.U|D\.C|a\.m|p\.m|Ph\.D|Messrs)|\b[A-Z](?:\.[A-Z])*)\.$"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """One clean sentence: its text, language, and where it stands in the raw text."""

    text: str
    language: str
    strand: Strand
    start: int
    end: int

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw offsets of the clean characters `start` to `end`."""
        return self.strand.raw_start(start), self.strand.raw_end(end)


def _cuts(text: str, language: str) -> Iterator[tuple[int, int]]:
    stop = _CHINESE_STOP if language == "zh" else _ENGLISH_STOP
    start = 0
    for match in stop.finditer(text):
        end = match.end()
        if match.group().startswith(".") and end < len(text):
            head = text[max(start, match.start() - 12) : match.start() + 1]
            if _ABBREVIATION.search(head) or match.start() == start:
                # "U.S. The" does end a sentence only when a clear opener follows.
                opener = re.match(
                    r"\s+(?:The|This|We|It|In|Our|And|But|I|They|That)\b", text[end : end + 8]
                )
                if not (opener and re.search(r"[A-Z]\.[A-Z]\.$", head)):
                    continue
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        room = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = room if room > start else start + LONGEST
        yield start, cut
        start = cut
    yield start, end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " #*>\t-•–—":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return start, end


def read_sentences(raw: str, language: str = "auto") -> Iterator[Sentence]:
    """Yield the sentences of a raw text; `language` overrides the guess by script.

    Never raises. Time and memory are linear in the text; sentences come out in
    the order their paragraphs are finished (a cut paragraph when it is mended).
    """
    for guessed, strand in strands_of(blocks_of(raw)):
        text = strand.text
        for whole_start, whole_end in _cuts(text, guessed):
            for low, high in _bounded(text, whole_start, whole_end):
                start, end = _trim(text, low, high)
                if start >= end:
                    continue
                part = strand.cut(start, end)
                spoken = language if language in ("en", "zh") else language_of(part.text)
                yield Sentence(
                    part.text, spoken, part, part.raw_start(0), part.raw_end(len(part.text))
                )
