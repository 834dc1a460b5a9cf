"""A source text made readable: paragraphs by language, cut ones joined, nothing added.

Print that was read in page by page interleaves its columns: an English paragraph stops in
the middle of a word, three Chinese ones follow, and the other half of the word comes after
them. Offsets must go on counting in the raw text, so a paragraph here is a list of pieces
of it, and the raw text itself stays as it is.

What is left out of the pieces is only white space, the ``#`` of a heading and the hyphen
of a word that the end of a line or column cut; tests hold every text against that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

#: How many paragraphs a cut one may wait for its other half: a page or two of print.
PATIENCE = 40

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_LATIN = re.compile("[^\\W\\d_\u2e80-\u9fff\uf900-\ufaff]")
_HEADING = re.compile(r"[ \t]*(#{1,6})[ \t]+(?=\S)")
_STOP = re.compile("[.!?…。！？:：;；][\"'”’」』»）)\\]]*$")
_CUT_WORD = re.compile(r"[^\W\d_]-$")
_LIST_ITEM = re.compile(r"(?:[-*•–—]|\d{1,3}[.)、])\s*")
_NEW_POINT = re.compile(r"(?:第[一二三四五六七八九十]+[，,、]|[一二三四五六七八九十]+、)")
#: A line shorter than this was not broken for want of room; a paragraph shorter than this
#: may be a title or an address, which end without a full stop by themselves.
_LINE = {True: 20, False: 55}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the raw text, ``raw[start:end]``; ``before`` joins it to the piece before."""

    start: int
    end: int
    before: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, in reading order; ``level`` is 0, or 1 to 6 for a heading.

    ``mended`` says that a column or page break had cut it.
    """

    language: str
    pieces: tuple[Piece, ...]
    level: int = 0
    mended: bool = False

    def text(self, raw: str) -> str:
        """Return the paragraph as it reads."""
        return "".join(piece.before + raw[piece.start : piece.end] for piece in self.pieces)

    @property
    def length(self) -> int:
        """How many characters of the raw text it holds."""
        return sum(piece.end - piece.start for piece in self.pieces)


def read_paragraphs(raw: str, languages: Sequence[str] = ("en",)) -> list[Paragraph]:
    """Return the paragraphs of a raw text in the order in which they begin.

    ``languages`` are those the document is said to be in. A paragraph mostly of Chinese
    characters is ``zh``; any other is taken for the first language that is not Chinese.
    """
    other = next((one for one in languages if not one.startswith("zh")), "")
    done: list[Paragraph] = []
    waiting: dict[str, int] = {}
    for paragraph in _paragraphs(raw, other):
        held = waiting.pop(paragraph.language, None)
        if held is not None and len(done) - held <= PATIENCE and _goes_on(raw, paragraph):
            done[held] = _mend(raw, done[held], paragraph)
            index = held
        else:
            done.append(paragraph)
            index = len(done) - 1
        if _is_cut(raw, done[index]):
            waiting[paragraph.language] = index
    return done


def _paragraphs(raw: str, other: str) -> Iterator[Paragraph]:
    """Yield paragraphs as they stand: lines, and lines broken for want of room rejoined."""
    current: Paragraph | None = None
    last_end = 0
    for line in re.finditer(r"[^\r\n]*\S[^\r\n]*", raw):
        heading = _HEADING.match(raw, line.start(), line.end())
        start = heading.end() if heading else line.start()
        while raw[start].isspace():
            start += 1
        end = line.end()
        while raw[end - 1].isspace():
            end -= 1
        language = "zh" if _is_chinese(raw[start:end]) else other
        made = Paragraph(language, (Piece(start, end),), len(heading.group(1)) if heading else 0)
        close = len(re.findall(r"\r\n|\r|\n", raw[last_end : line.start()])) == 1
        if current and close and _wraps(raw, current, made, last_end):
            current = _mend(raw, current, made)
        else:
            if current:
                yield current
            current = made
        last_end = line.end()
    if current:
        yield current


def _is_chinese(words: str) -> bool:
    # A Chinese character says about as much as three letters.
    return 3 * len(_HAN.findall(words)) > len(_LATIN.findall(words))


def _wraps(raw: str, above: Paragraph, below: Paragraph, line_end: int) -> bool:
    """Say whether the line above was broken only because the paper ended."""
    if above.level or below.level or above.language != below.language:
        return False
    last = above.pieces[-1]
    # Two spaces before the end of a line are a wanted break (Markdown).
    wanted = raw[last.end : line_end] == "  "
    long_enough = last.end - last.start >= _LINE[above.language == "zh"]
    return (
        long_enough
        and not wanted
        and not _STOP.search(raw, max(last.start, last.end - 6), last.end)
        and not _LIST_ITEM.match(raw, below.pieces[0].start)
    )


def _is_cut(raw: str, paragraph: Paragraph) -> bool:
    last = paragraph.pieces[-1]
    return (
        not paragraph.level
        and paragraph.length >= _LINE[paragraph.language == "zh"]
        and not _STOP.search(raw, max(last.start, last.end - 6), last.end)
    )


def _goes_on(raw: str, paragraph: Paragraph) -> bool:
    """Say whether a paragraph reads as the second half of one that was cut."""
    start, end = paragraph.pieces[0].start, paragraph.pieces[0].end
    if paragraph.level or _LIST_ITEM.match(raw, start, end):
        return False
    if paragraph.language == "zh":
        # Without capitals, all that can be said is that it does not begin something.
        return not _NEW_POINT.match(raw, start) and bool(
            _STOP.search(raw, max(start, end - 6), end)
        )
    return raw[start].islower()


def _mend(raw: str, first: Paragraph, second: Paragraph) -> Paragraph:
    pieces = list(first.pieces)
    last, head = pieces[-1], second.pieces[0]
    cut_word = (
        last.end - last.start > 1
        and _CUT_WORD.search(raw, max(last.start, last.end - 2), last.end) is not None
        and raw[head.start].islower()
    )
    if cut_word:
        pieces[-1] = replace(last, end=last.end - 1)
    glue = "" if cut_word or first.language == "zh" else " "
    pieces += [replace(head, before=glue), *second.pieces[1:]]
    return replace(first, pieces=tuple(pieces), mended=True)
