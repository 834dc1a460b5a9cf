"""Progress claims: what an English sentence says has been done, reached, or is being done.

"Has provided close to 1.2 billion doses", "reached US$395 billion", "is launching the second
phase". A claim needs a figure, a named thing or a checkable act; general praise is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commitments.core.quantities import Quantity
from commitments.extraction.english import nouns, verbs
from commitments.extraction.english.actors import Subject, resolve
from commitments.extraction.english.clauses import subject_of
from commitments.extraction.english.weigh import heads_of, lemma_of, named_things, object_of
from commitments.extraction.types import Reason

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_DONE = ("VBN", "VBD", "VBG")
_FIGURE_VERBS = frozenset(
    "reach total exceed surpass grow rise increase fall drop decline stand account amount climb double triple halve".split()
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim's span (token indexes), its verb, who acted, and the reasons it was taken."""

    start: int
    end: int
    head: Token
    subject: Subject
    reasons: tuple[Reason, ...]


def claims_in(
    doc: Doc, actor: str, amounts: list[Quantity], taken: list[tuple[int, int]]
) -> list[Claim]:
    """Find the progress claims of a parsed sentence outside the token spans already `taken`."""
    found: list[Claim] = []
    for token in doc:
        if token.pos_ not in ("VERB", "AUX") or token.tag_ not in _DONE:
            continue
        if any(low <= token.i < high for low, high in taken):
            continue
        claim = _claim(doc, token, actor, amounts)
        if claim and not any(c.start < claim.end and claim.start < c.end for c in found):
            found.append(claim)
    return found


def _claim(doc: Doc, verb: Token, actor: str, amounts: list[Quantity]) -> Claim | None:
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if helpers & {
        "will",
        "would",
        "should",
        "must",
        "may",
        "can",
        "could",
        "might",
        "to",
        "shall",
        "'ll",
        "’ll",
    }:
        return None
    perfect = bool(helpers & {"has", "have", "'ve", "’ve"})
    ongoing = verb.tag_ == "VBG" and bool(helpers & {"is", "are", "'re", "’re", "am"})
    past = verb.tag_ == "VBD"
    if not (perfect or ongoing or past) or verb.dep_ in ("amod", "compound"):
        return None
    if verb.lemma_.lower() in (
        "say",
        "stress",
        "point",
        "announce",
        "note",
        "state",
        "add",
        "attend",
        "be",
        "have",
        "pledge",
        "tell",
        "underline",
        "emphasize",
        "propose",
    ):
        return None
    subject_token = subject_of(verb)
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)
    subject = resolve(subject_token, actor, passive)
    lemma = lemma_of(verb)
    target = object_of(verb)
    lemmas = {t.lemma_.lower() for t in heads_of(target)}
    left = (
        subject_token.left_edge.i
        if subject_token is not None and subject_token.i < verb.i
        else verb.left_edge.i
    )
    right = verb.right_edge.i + 1
    for child in verb.children:
        if child.dep_ == "conj" and child.i > verb.i:
            right = min(right, child.left_edge.i)
    while right > verb.i + 1 and doc[right - 1].lower_ in (",", "and", ";", "."):
        right -= 1
    words = doc[left:right].text
    low, high = doc[left].idx, doc[right - 1].idx + len(doc[right - 1].text)
    figures = [a for a in amounts if low <= a.start < high]
    named = named_things(words, subject)
    solid = lemmas & (nouns.EVENT | nouns.INSTITUTION | nouns.FINANCE | nouns.GOODS | nouns.POLICY)
    reasons: list[Reason] = []
    if figures:
        reasons.append(Reason("amount reached", 1.4, figures[0].text))
    if named and lemma in verbs.CONCRETE:
        reasons.append(Reason("named thing done", 1.0, named[0][:40]))
    if lemma in verbs.CONCRETE or lemma in _FIGURE_VERBS:
        reasons.append(Reason("checkable act", 0.5, lemma))
    if solid and lemma in verbs.CONCRETE:
        reasons.append(Reason("concrete object", 0.6, min(solid)))
    if subject.role in ("speaker", "state", "body", "collective", "agentless"):
        reasons.append(Reason("an actor's own act", 0.4, subject.words[:40]))
    elif subject.role == "unbound" and lemma not in _FIGURE_VERBS:
        reasons.append(Reason("nobody's act", -1.5, subject.words[:40]))
    if lemma in verbs.VAGUE or lemma in verbs.ATTITUDE:
        reasons.append(Reason("direction, not an act", -0.8, lemma))
    if re.search(
        r"\bcentur(?:y|ies)\b|\b(?:founded|born|ancestors|forefathers)\b", words, re.IGNORECASE
    ):
        reasons.append(Reason("history", -2.0))
    reasons.append(Reason("base", -1.3))
    if sum(r.weight for r in reasons) <= 0:
        return None
    return Claim(left, right, verb, subject, tuple(reasons))
