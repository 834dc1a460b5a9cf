"""Finds pledges and claims in parsed English sentences: frames, weighing, fields, spans."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from commitments.core import periods
from commitments.core.periods import Period
from commitments.core.quantities import Quantity
from commitments.extraction import kinds, places, themes
from commitments.extraction.context import Context, with_previous
from commitments.extraction.english import amounts, nouns, verbs
from commitments.extraction.english.actors import Subject, resolve
from commitments.extraction.english.beneficiaries import beneficiaries_of
from commitments.extraction.english.claims import claims_in
from commitments.extraction.english.clauses import Arm, Frame, frames_in
from commitments.extraction.english.cues import PREFILTER
from commitments.extraction.english.weigh import heads_of, lemma_of, object_of, weigh
from commitments.extraction.reading import Sentence
from commitments.extraction.types import Find, Reason

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Sentences parsed together: enough to keep the parser busy, few enough to keep memory small.
BATCH = 64


def can_hold(text: str) -> bool:
    """Tell whether a sentence can hold a find at all; only these are parsed."""
    return len(text) > 12 and PREFILTER.search(text) is not None


def find(sentences: Iterable[Sentence], context: Context) -> Iterator[Find]:
    """Yield the finds of English sentences; parses only those that can hold one."""
    from commitments.extraction.english.model import english

    every = context.options.parse_all
    chosen = ((s.text, (s, p)) for s, p in with_previous(sentences) if every or can_hold(s.text))
    for doc, (sentence, previous) in english().pipe(chosen, as_tuples=True, batch_size=BATCH):
        yield from finds_in(doc, sentence, replace(context, previous=previous))


def finds_in(doc: Doc, sentence: Sentence, context: Context) -> list[Find]:
    """Return the finds of one parsed sentence in order."""
    text = doc.text
    spoken = context.options.spoken
    spans = periods.find_english(text, spoken)
    figures = amounts.in_sentence(doc, spans)
    found: list[Find] = []
    taken: list[tuple[int, int]] = []
    frames = frames_in(doc)
    for frame in frames:
        subject = resolve(frame.subject, context.actor, frame.passive)
        shared: tuple[str, ...] = ()
        lead_period = _leading(doc, frame, frames, spans, context)
        kept = [
            (arm, *_weighed(doc, frame, arm, subject, figures, spans, lead_period, context))
            for arm in frame.arms
        ]
        for number, (arm, inside, reasons) in enumerate(kept):
            total = sum(r.weight for r in reasons)
            if total <= 0:
                continue
            taken.append((arm.start, arm.end))
            start, end = _widen(doc, frame, arm, spans, number == 0)
            period = _period(doc, arm, spans, lead_period, frame, spoken)
            pledge = _pledge(
                doc, sentence, frame, arm, (start, end), subject, inside, period, reasons, total, context
            )  # fmt: skip
            if not pledge.beneficiaries and not arm.first and shared:
                # "provide … for other countries, open … and launch …": the same recipients
                pledge = replace(pledge, beneficiaries=shared)
            elif arm.first:
                shared = pledge.beneficiaries
            found.append(pledge)
    if not found or figures:
        found += _claims(doc, sentence, context, figures, spans, taken)
    return found


def _weighed(
    doc: Doc,
    frame: Frame,
    arm: Arm,
    subject: Subject,
    figures: list[Quantity],
    spans: list[Period],
    lead: Period | None,
    context: Context,
) -> tuple[list[Quantity], list[Reason]]:
    inside = amounts.target_first(doc, arm.start, arm.end, arm.head, figures)
    own = _period(doc, arm, spans, None, frame, context.options.spoken)
    reasons = weigh(
        doc, frame, arm, subject, inside, own or (lead if arm.first else None), context.actor
    )
    return inside, reasons


def _leading(
    doc: Doc, frame: Frame, frames: list[Frame], spans: list[Period], context: Context
) -> Period | None:
    """The period that stands before a frame's arms and holds for all of them.

    "In the next three years, China will provide …, open … and launch …", "will by 2030 build …".
    Time words inside an earlier promise are that promise's own.
    """
    first = min(a.start for f in frames for a in f.arms)
    own = frame.arms[0]
    ahead = [
        p for p in spans
        if p.char_end <= doc[first].idx + 1 or doc[own.start].idx <= p.char_start < p.char_end <= doc[own.head.i].idx
    ]  # fmt: skip
    return periods.main_period(ahead, context.options.spoken)


def _period(
    doc: Doc, arm: Arm, spans: list[Period], lead: Period | None, frame: Frame, day: date | None
) -> Period | None:
    low, high = doc[arm.start].idx, doc[arm.end - 1].idx + len(doc[arm.end - 1].text)
    own = periods.main_period(
        [p for p in spans if low <= p.char_start and p.char_end <= high + 1], day
    )
    if own is not None and (own.rank >= 1 or lead is None):
        return own
    if lead is not None and periods.main_period([lead], day):
        return lead
    return own


def _widen(doc: Doc, frame: Frame, arm: Arm, spans: list[Period], first: bool) -> tuple[int, int]:
    """Take leading time words into the first arm's span, and the full stop of a whole sentence."""
    start, end = arm.start, arm.end
    if first and start:
        head = doc[:start]
        if any(
            t.tag_ in ("MD", "VBZ", "VBD", "VBP") and t.dep_ not in ("relcl", "acl") for t in head
        ):
            head = doc[start:start]
    if first and start and len(head):
        reported = re.search(
            r"\b(?:said|stress\w+|point\w+ out|stated|noted|added|emphasi\w+|that)\b", head.text
        )
        timed = [p for p in spans if p.char_end <= doc[start].idx + 1 and p.rank >= 1]
        if timed and not reported and len(head) < 25:
            start = 0
        elif (
            not reported
            and len(head) <= 3
            and all(
                t.pos_ in ("ADV", "PUNCT", "SCONJ", "CCONJ", "ADP", "PRON", "INTJ") for t in head
            )
        ):
            start = 0 if head[0].pos_ != "CCONJ" else start
    while (
        end > start + 1
        and doc[end - 1].is_punct
        and doc[end - 1].text in (".", "!", "…", ",", ";")
        and start > 0
    ):
        end -= 1
    return start, end


def _categories(doc: Doc, arm: Arm, act: str) -> set[str]:
    named = set()
    if re.search(r"\b(?:lending|loans?|credit|grants?|debt)\b", act):
        return {"finance"}
    if lemma_of(arm.head) in ("admit", "accede"):
        return {"institution"}
    for token in heads_of(object_of(arm.head))[:3]:
        lemma = token.lemma_.lower()
        for name, group in (
            ("event", nouns.EVENT),
            ("institution", nouns.INSTITUTION),
            ("finance", nouns.FINANCE),
            ("policy", nouns.POLICY),
        ):
            if lemma in group:
                named.add(name)
    return named


def _pledge(
    doc: Doc,
    sentence: Sentence,
    frame: Frame,
    arm: Arm,
    span: tuple[int, int],
    subject: Subject,
    inside: list[Quantity],
    period: Period | None,
    reasons: list[Reason],
    total: float,
    context: Context,
) -> Find:
    start, end = span
    words = doc[start:end].text
    head = arm.head
    lemma = lemma_of(head)
    target = object_of(head)
    quantities = list(inside)
    if not any(q.value != 1 for q in quantities):
        one = implied_or_none(doc, head, target)
        quantities = [one] if one else []
    decided = _decided(frame, subject, context)
    actor = (
        subject.name
        or context.actor
        or (subject.words if subject.role in ("body", "collective") else "")
    )
    strength = frame.cue.strength
    if decided:
        strength = "institutional_decision"
        host = (
            context.options.actor
            if places.canonical(context.options.actor) in places.BODIES.values()
            else ""
        )
        actor = host or context.organisation or actor
    elif strength == "institutional_decision":
        strength = "firm"
    if frame.cue.name == "continue" and (
        arm.effort or (not arm.first and (inside or _own_period(doc, arm, period)))
    ):
        strength = "firm"
    if arm.verb is not None:
        lemma = lemma_of(arm.verb)
    chain = heads_of(target)
    last = max([head.i, *(t.i for t in chain)]) + 1
    core = (
        doc[target.left_edge.i : target.i + 1].text
        if target is not None and target.left_edge.i <= target.i
        else head.text
    )
    act = doc[min(head.i, last - 1) : min(last, arm.end)].text
    presidency = bool(
        re.search(r"\b(?:presidency|chairmanship|chair(?:ing)? of the)\b", words, re.IGNORECASE)
    ) and lemma in ("take", "take_over", "assume", "hold", "hand", "pass", "transfer", "chair")
    refused = any(c.dep_ == "neg" for c in head.children)
    kind = kinds.kind_of(
        presidency=presidency,
        amounts=quantities,
        giving=lemma in verbs.GIVING
        or bool(re.search(r"\b(?:donation|loan|lending|grant)\b", act))
        or frame.cue.name in ("pledge", "commit", "announce", "pledge (noun)"),
        hosting=lemma in verbs.HOSTING or frame.cue.name == "welcome",
        founding=lemma in verbs.FOUNDING
        or "establishment" in act
        or "creation" in act
        or lemma in ("admit", "accede"),
        policy=lemma in verbs.POLICY | verbs.ENDING or _targets(lemma, period) or refused,
        categories=_categories(doc, arm, act)
        | ({"ending"} if refused or lemma in verbs.ENDING else set()),
        trade=bool(
            re.search(
                r"\b(?:trade|exports?|imports?|gdp|investments? (?:from|between))\b",
                words,
                re.IGNORECASE,
            )
        )
        and lemma not in verbs.GIVING,
    )
    return _build(
        "pledge",
        doc,
        sentence,
        start,
        end,
        words,
        actor,
        arm,
        strength,
        kind,
        (core, act),
        quantities,
        period,
        reasons,
        total,
        context,
    )


def implied_or_none(doc: Doc, head: object, target: object) -> Quantity | None:
    """Return "a forum" as one forum where the act founds or hosts it."""
    return amounts.implied_one(doc, head, target)  # type: ignore[arg-type]


def _targets(lemma: str, period: Period | None) -> bool:
    """An outcome set for a date, without a figure: net zero by 2050."""
    return lemma in verbs.OUTCOME and period is not None and period.end is not None


def _own_period(doc: Doc, arm: Arm, period: Period | None) -> bool:
    return period is not None and period.rank >= 2 and period.char_start >= doc[arm.start].idx


def _decided(frame: Frame, subject: Subject, context: Context) -> bool:
    if frame.cue.name not in ("decide", "agree", "task", "process started", "announce"):
        return False
    if frame.subject is None:
        return frame.cue.name == "process started"
    lemma, low = frame.subject.lemma_.lower(), frame.subject.lower_
    if low == "it" or (
        low == "we"
        and (
            subject.role == "collective"
            or places.canonical(context.actor) in places.BODIES.values()
        )
    ):
        return True
    if frame.cue.name == "announce":
        return False
    return subject.role in ("collective", "body", "agentless") or (
        (
            lemma in nouns.DECIDING
            and subject.role != "state"
            and lemma not in ("president", "minister", "government", "cabinet", "leader")
        )
        or low in ("leaders", "ministers", "they")
    )


def _claims(
    doc: Doc,
    sentence: Sentence,
    context: Context,
    figures: list[Quantity],
    spans: list[Period],
    taken: list[tuple[int, int]],
) -> Iterator[Find]:
    for claim in claims_in(doc, context.actor, figures, taken):
        low = doc[claim.start].idx
        high = doc[claim.end - 1].idx + len(doc[claim.end - 1].text)
        inside = [a for a in figures if low <= a.start < high]
        period = next((p for p in spans if low <= p.char_start < high), None)
        arm = Arm(claim.head, claim.start, claim.end)
        total = sum(r.weight for r in claim.reasons)
        words = doc[claim.start : claim.end].text
        actor = claim.subject.name or context.actor
        yield _build(
            "progress_claim",
            doc,
            sentence,
            claim.start,
            claim.end,
            words,
            actor,
            arm,
            "firm",
            "quantified" if inside else "cooperation",
            ("", words),
            inside,
            period,
            list(claim.reasons),
            total,
            context,
        )


def _build(
    type_: str,
    doc: Doc,
    sentence: Sentence,
    start: int,
    end: int,
    words: str,
    actor: str,
    arm: Arm,
    strength: str,
    kind: str,
    act: tuple[str, str],
    quantities: list[Quantity],
    period: Period | None,
    reasons: list[Reason],
    total: float,
    context: Context,
) -> Find:
    low = doc[start].idx
    high = doc[end - 1].idx + len(doc[end - 1].text)
    raw_start, raw_end = sentence.raw(low, high)
    return Find(
        type="pledge" if type_ == "pledge" else "progress_claim",
        start=raw_start,
        end=raw_end,
        text=words,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        language="en",
        actor=places.canonical(actor)
        if actor in places.ALL and actor != context.options.actor
        else actor,
        beneficiaries=beneficiaries_of(doc, start, end, actor, context.organisation),
        strength=strength,
        kind=kind,
        theme=themes.theme_of(
            (*act, words, doc.text, context.previous),
            "en",
            "finance" if kind == "finance" else "governance",
        ),
        quantities=tuple(_placed(q, sentence) for q in quantities),
        period=_placed_period(period, sentence),
        score=round(1 / (1 + math.exp(-total)), 3),
        reasons=tuple(reasons),
    )


def _placed(amount: Quantity, sentence: Sentence) -> Quantity:
    start, end = sentence.raw(amount.start, amount.end)
    return replace(amount, start=start, end=end)


def _placed_period(period: Period | None, sentence: Sentence) -> Period | None:
    if period is None:
        return None
    start, end = sentence.raw(period.char_start, period.char_end)
    return replace(period, char_start=start, char_end=end)
