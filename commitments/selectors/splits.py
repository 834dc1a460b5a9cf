"""Where a candidate that holds two pledges may be cut: before its words, or between clauses."""

from __future__ import annotations

import re

from commitments.models import Candidate

_ENGLISH = re.compile(r"\S+")
# Chinese has no spaces: clauses and list marks are where a second pledge begins.
_CHINESE = re.compile("[^，、；。,;]+[，、；。,;]?")


def split_places(candidate: Candidate) -> list[tuple[int, str]]:
    """Return the pieces of a candidate's words with their places in the document's text.

    A cut at a place puts that piece and what follows into the second part. The first piece
    has no cut before it; a candidate of one piece cannot be cut.
    """
    pattern = _CHINESE if candidate.language == "zh" else _ENGLISH
    pieces = [
        (candidate.start + found.start(), found.group())
        for found in pattern.finditer(candidate.exact)
    ]
    return pieces if len(pieces) > 1 else []
