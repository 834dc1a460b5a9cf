"""Amounts of an English clause: which one is the target, and the noun each count counts."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from commitments.core import quantities
from commitments.core.periods import Period
from commitments.core.quantities import Quantity
from commitments.extraction.english import nouns, verbs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_UNIT_TAGS = ("JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "VBG", "VBN", "HYPH", "CD")
_SKIP = ("more", "additional", "further", "new", "extra", "other", "such", "different", "of")
# A bare count of these says how a thing is made, not how much is promised.
_STRUCTURE = frozenset(
    "point points side sides party parties pillar pillars term terms way ways part parts occasion step steps force forces times".split()
)


def in_sentence(doc: Doc, periods: list[Period]) -> list[Quantity]:
    """Return the sentence's amounts outside its time words, each count with its noun."""
    found = []
    for spoken in quantities.find_english(doc.text):
        amount = spoken
        if any(
            p.char_start < amount.end
            and amount.start < p.char_end
            and p.rank > 0
            and amount.family == "count"
            for p in periods
        ):
            continue
        if amount.family == "count":
            amount = _with_unit(doc, amount)
            if amount.unit.lower().split(" ")[-1] in _STRUCTURE or not amount.unit:
                continue
        found.append(amount)
    return found


def _with_unit(doc: Doc, amount: Quantity) -> Quantity:
    words: list[Token] = []
    last = None
    for token in doc:
        if token.idx < amount.end:
            last = token
            continue
        if (
            token.tag_ not in _UNIT_TAGS
            and token.text not in ("-", "–")
            and not (token.lower_ == "of" and not words)
        ):
            break
        if words and token.tag_ in ("VBG", "VBN") and words[-1].tag_ in ("NNS", "NNPS"):
            break
        if not words and token.lower_ in _SKIP:
            last = token
            continue
        words.append(token)
        if len(words) >= 5:
            break
    while words and words[-1].tag_ not in ("NN", "NNS", "NNP", "NNPS", "VBG"):
        words.pop()
    if last is None or not words:
        return replace(amount, unit="")
    end = words[-1].idx + len(words[-1].text)
    unit = doc.text[words[0].idx : end]
    if unit.lower() in ("doses", "dose") and "vaccin" in doc.text.lower():
        unit = "vaccine doses"
    return replace(amount, unit=unit, text=doc.text[amount.start : end], end=end)


def target_first(
    doc: Doc, start: int, end: int, head: Token, amounts: list[Quantity]
) -> list[Quantity]:
    """Return the amounts inside tokens `start`..`end`, the target of `head` before the others.

    The target is the amount the verb's object holds; failing that the first one spoken. A count
    of recipients ("to over 100 countries") never comes before a count of what is given.
    """
    low = doc[start].idx
    high = doc[end - 1].idx + len(doc[end - 1].text)
    inside = [a for a in amounts if low <= a.start and a.end <= high + 1]
    if len(inside) < 2:
        return inside

    def rank(amount: Quantity) -> tuple[int, int]:
        token = next((t for t in doc if t.idx <= amount.start < t.idx + len(t.text) + 1), head)
        up, steps = token, 0
        while up.head.i != up.i and steps < 12:
            if up.dep_ in ("dobj", "nsubjpass", "attr") and up.head.i == head.i:
                return (0, amount.start)
            up = up.head
            steps += 1
        before = doc.text[max(0, amount.start - 24) : amount.start].lower()
        recipients = amount.unit.lower().split(" ")[-1] in (
            "countries",
            "nations",
            "states",
            "members",
            "organizations",
            "organisations",
            "partners",
        )
        comparison = any(
            w in before
            for w in ("from ", "compared", "up by", "on top of", "in addition to", "than ")
        )
        return (3 if comparison else 2 if recipients else 1, amount.start)

    return sorted(inside, key=rank)


def implied_one(doc: Doc, head: Token, target: Token | None) -> Quantity | None:
    """“host a forum”: one forum. Only for founding and hosting, and only with a, an or one."""
    if target is None or target.tag_ not in ("NN", "NNP"):
        return None
    lemma = head.lemma_.lower()
    if lemma not in verbs.HOSTING | verbs.FOUNDING and target.i != head.i:
        return None
    if target.left_edge.i > target.i:
        return None
    if target.lemma_.lower() not in nouns.EVENT | nouns.INSTITUTION:
        return None
    first = target.left_edge
    ordinal = any(
        c.dep_ == "amod" and re.fullmatch(r"\d+(?:st|nd|rd|th)", c.lower_) for c in target.children
    )
    if first.lower_ not in ("a", "an") and not (first.lower_ == "the" and ordinal):
        return None
    unit = target.lower_
    if target.lemma_.lower() not in nouns.EVENT:
        at = target.i - 1
        while at > first.i and doc[at].text.islower() and doc[at].tag_ in ("JJ", "NN", "VBG"):
            unit = f"{doc[at].lower_} {unit}"
            at -= 1
    start, end = first.idx, target.idx + len(target.text)
    return Quantity(Decimal(1), unit, doc.text[start:end], start, end)
