"""Showing where a search hit, without touching the text it hit."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: What PostgreSQL's ts_headline is told to put around a hit; never part of a real text.
OPEN, CLOSE = "\x02", "\x03"

_HAN_RUN = re.compile("[\u2e80-\u2fff\u3040-\u9fff\uf900-\ufaff]+")

Part = tuple[str, bool]


def chinese_runs(words: str) -> list[str]:
    """Return the runs of Chinese characters in what a reader typed."""
    return _HAN_RUN.findall(words)


def parts(headline: str, runs: Iterable[str] = ()) -> list[Part]:
    """Cut a headline into (text, hit) parts; joining the texts gives the text back.

    ``headline`` carries OPEN and CLOSE around the words PostgreSQL found. ``runs`` are the
    reader's Chinese words, which it cannot find: a run that stands in the text is marked
    whole, otherwise its pairs of characters are, because pairs are what was searched for.
    """
    text, spans = _strip(headline)
    for run in runs:
        pieces = [run] if run in text else [run[i : i + 2] for i in range(len(run) - 1)]
        for piece in pieces:
            spans += [
                (found.start(), found.start() + len(piece))
                for found in re.finditer(f"(?={re.escape(piece)})", text)
            ]
    made: list[Part] = []
    at = 0
    for start, end in _merged(spans):
        if start > at:
            made.append((text[at:start], False))
        made.append((text[start:end], True))
        at = end
    if at < len(text):
        made.append((text[at:], False))
    return made


def is_hit(made: Iterable[Part]) -> bool:
    """Say whether any part is a hit."""
    return any(hit for _text, hit in made)


def shortened(made: list[Part], around: int = 90) -> list[Part]:
    """Return the parts with the text far from any hit left out, marked by an ellipsis."""
    kept: list[Part] = []
    for index, (text, hit) in enumerate(made):
        first, last = index == 0, index == len(made) - 1
        if hit or len(text) <= around * (1 if first or last else 2) + 20:
            kept.append((text, hit))
            continue
        head = "" if first else text[:around]
        tail = "" if last else text[-around:]
        kept.append((f"{head} … {tail}".strip() if head and tail else _cut(head, tail), False))
    return kept


def _cut(head: str, tail: str) -> str:
    return f"{head} …" if head else f"… {tail}"


def _strip(headline: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text without the marks of ts_headline, and where they stood."""
    spans: list[tuple[int, int]] = []
    text: list[str] = []
    start, length = -1, 0
    for piece in re.split(f"([{OPEN}{CLOSE}])", headline):
        if piece == OPEN:
            start = length
        elif piece == CLOSE:
            if 0 <= start < length:
                spans.append((start, length))
            start = -1
        else:
            text.append(piece)
            length += len(piece)
    return "".join(text), spans


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    made: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(made[-1][1], end))
        else:
            made.append((start, end))
    return made
