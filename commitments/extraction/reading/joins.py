"""Mends paragraphs that a page or column break cut, in each language separately.

In a bilingual print read page by page the halves of a sentence stand paragraphs apart, with the
other language between them. A paragraph that stops in mid-sentence waits; the next paragraph of
its language that reads as a continuation is joined to it. A word cut by the break is made whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from commitments.extraction.reading.blocks import Block
from commitments.extraction.reading.offsets import Piece, Strand, words_of

_STOPS = re.compile("[.!?。！？…][\"'”’»）)\\]]*\\s*$")
_CUT_WORD = re.compile(r"[a-z]-$")
# How many paragraphs a cut one may wait for its other half: a page or two of print.
_PATIENCE = 40
_LONG_ENOUGH = {"en": 60, "zh": 30}


def _waits(text: str, block: Block) -> bool:
    long_enough = len(text) >= _LONG_ENOUGH.get(block.language, 10**9)
    return long_enough and not block.heading and not _STOPS.search(text[-6:])


def _continues(text: str, block: Block) -> bool:
    if block.heading and len(text) < 12:
        return False
    if block.text.lstrip().startswith("#"):
        return False
    if block.language == "zh":
        return not re.match(
            '[“"（(]?(?:第[一二三四五六七八九十]|尊敬的|各位|女士们|同事们|[一二三四五六七八九十]、)',
            text,
        )
    return bool(re.match(r"[a-z(“\"]", text)) and not re.match(r"[“\"(][A-Z]", text)


def strands_of(blocks: Iterator[Block]) -> Iterator[tuple[str, Strand]]:
    """Yield (language, strand) for every paragraph, cut ones joined, in order of their start.

    Order is kept among finished paragraphs; one that waits is yielded when its other half is
    found or its patience ends, so memory stays bounded.
    """
    waiting: dict[str, tuple[list[Piece], Block, int]] = {}
    for number, block in enumerate(blocks):
        pieces = words_of(block.text, block.start)
        text = "".join(p.text for p in pieces)
        for language in [k for k, held in waiting.items() if number - held[2] > _PATIENCE]:
            yield language, Strand(waiting.pop(language)[0])
        held = waiting.pop(block.language, None)
        if held is not None:
            if _continues(text, block):
                before = "".join(p.text for p in held[0])
                if block.language == "en" and _CUT_WORD.search(before):
                    last = held[0][-1]
                    held[0][-1] = Piece(last.text[:-1], last.raw)
                elif block.language == "en":
                    end = held[0][-1].raw + len(held[0][-1].text)
                    held[0].append(Piece(" ", end, joins=True))
                pieces = held[0] + pieces
                text = before + text
            else:
                yield block.language, Strand(held[0])
        # A mended paragraph does not wait again: one break, one repair, linear work.
        if held is None and _waits(text, block):
            waiting[block.language] = (pieces, block, number)
        else:
            yield block.language, Strand(pieces)
    for language, held in waiting.items():
        yield language, Strand(held[0])
