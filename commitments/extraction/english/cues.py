"""The words that open a promise in English, as `Matcher` patterns with what each one means.

Every cue says what strength it gives, how much it speaks for a pledge by itself (log-odds) and
what it governs: `verb` (a following bare infinitive), `to` (an infinitive, gerund, clause or
noun after it). `PREFILTER` is the plain-text test a sentence must pass to be parsed at all; each
pattern here holds one of its words, which a test checks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

Pattern = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Cue:
    """One way to promise: its name, the strength it gives, its own weight, what it governs."""

    name: str
    strength: str
    weight: float
    governs: str
    patterns: tuple[Pattern, ...]
    anchor: int = -1  # which token of the match carries the grammar; -1 is the last


def _be() -> dict[str, Any]:
    return {"LOWER": {"IN": ["am", "is", "are", "'m", "’m", "'re", "’re", "'s", "’s", "be"]}}


_ADV: dict[str, Any] = {"POS": "ADV", "OP": "?"}
_WILL = {"LOWER": {"IN": ["will", "shall", "'ll", "’ll"]}}
_TO = {"LOWER": "to"}


def _verb(*lemmas: str) -> dict[str, Any]:
    return {"LEMMA": {"IN": list(lemmas)}, "POS": {"IN": ["VERB", "AUX", "NOUN", "PROPN", "ADJ"]}}


def _forms(*words: str) -> dict[str, Any]:
    return {"LOWER": {"IN": list(words)}}


CUES: tuple[Cue, ...] = (
    Cue("will", "firm", 0.2, "verb", ([_WILL],)),
    Cue("going to", "firm", 0.1, "to", ([_be(), {"LOWER": "going"}],)),
    Cue("would (reported)", "firm", 0.2, "verb", ([{"LOWER": "would"}],)),
    Cue("continue", "continuing", -0.5, "to",
        ([_WILL, _ADV, {"LOWER": "continue"}], [{"LOWER": "would"}, {"LOWER": "continue"}],
         [_WILL, {"LOWER": "keep"}])),
    Cue("pledge", "firm", 1.2, "to",
        ([_forms("pledge", "pledges", "pledged", "pledging", "promise", "promises", "promised", "promising", "vow",
                 "vows", "vowed", "undertake", "undertakes", "guarantee", "guarantees")],)),
    Cue("commit", "firm", 0.9, "to", ([_forms("commit", "commits", "committed", "committing")],)),
    Cue("announce", "firm", 1.0, "to", ([_forms("announce", "announces", "announced", "announcing", "unveil",
                                               "unveils", "declare")],)),
    Cue("decide", "firm", 0.9, "to", ([_forms("decided", "decides", "decide", "resolved", "resolve")],)),
    Cue("agree", "institutional_decision", 0.3, "to", ([_forms("agreed", "agrees", "agree", "endorsed", "endorse", "approved", "adopted", "approves")],)),
    Cue("intend", "firm", 0.3, "to",
        ([_forms("intend", "intends", "intending", "plan", "plans", "planning", "aim", "aims", "aiming")],
         [{"LOWER": {"IN": ["goal", "target", "aim", "ambition", "objective", "plan", "intention", "priority"]}}, _be()],
         [{"LEMMA": {"IN": ["set", "adopt"]}}, {"OP": "?"}, {"OP": "?"}, {"OP": "?"}, {"LOWER": {"IN": ["goal", "target", "objective"]}}],
         [_be(), _ADV, {"LOWER": {"IN": ["determined", "resolved", "aiming"]}}],
         [_be(), _ADV, {"LOWER": {"IN": ["set", "due", "scheduled"]}}, _TO])),
    Cue("propose", "proposal", 0.9, "to",
        ([_forms("propose", "proposes", "proposed", "proposing")],
         [{"LEMMA": {"IN": ["put", "make", "table", "submit"]}}, {"OP": "?"}, {"OP": "?"}, {"OP": "?"}, {"LOWER": "proposal"}],
         [{"LOWER": {"IN": ["suggest", "suggests"]}}])),
    Cue("support", "support", 0.3, "to",
        ([_forms("support", "supports", "back", "backs", "endorses", "favour", "favours", "favor", "favors")],)),
    Cue("glad", "firm", 0.4, "to",
        ([_be(), _ADV, {"LOWER": {"IN": ["glad", "happy", "pleased", "proud", "delighted", "honoured", "honored"]}}, _TO],)),
    Cue("task", "institutional_decision", 0.4, "to",
        ([_forms("tasked", "instructed", "mandated", "directed", "tasks", "mandates", "instructs", "requested", "entrusted")],)),
    Cue("ready", "conditional", 0.2, "to",
        ([_be(), _ADV, {"LOWER": {"IN": ["ready", "willing", "prepared", "open", "keen", "eager"]}}],
         [_forms("stand", "stands", "remain", "remains"), {"LOWER": {"IN": ["ready", "prepared", "willing"]}}],
         [_WILL, _ADV, {"LOWER": "stand"}, {"LOWER": "ready"}],
         [{"LOWER": "would"}, {"LOWER": "be"}, {"LOWER": {"IN": ["ready", "willing", "prepared", "glad", "happy", "pleased", "open"]}}],
         [_WILL, {"LOWER": "be"}, {"LOWER": {"IN": ["ready", "willing", "prepared", "happy", "glad"]}}],
         [_forms("stand", "stands"), {"LOWER": "by"}])),
    Cue("consider", "conditional", 0.7, "to", ([_WILL, _ADV, {"LOWER": {"IN": ["consider", "explore", "examine", "study"]}}],)),
    Cue("offer", "conditional", 0.5, "to", ([_forms("offer", "offers"), _TO],), anchor=0),
    Cue("welcome", "invitation", 0.0, "to",
        ([_forms("welcome", "welcomes", "invite", "invites", "inviting")],)),
    Cue("process started", "institutional_decision", 0.9, "to",
        ([_forms("started", "launched", "initiated", "began", "opened"), {"LOWER": {"IN": ["the", "a"]}},
          {"LOWER": {"IN": ["process", "procedure", "procedures"]}}, {"LOWER": {"IN": ["of", "for", "to"]}}],)),
    Cue("pledge (noun)", "firm", 0.9, "to",
        ([{"LOWER": {"IN": ["pledge", "commitment", "promise", "undertaking", "offer"]}}, {"LOWER": {"IN": ["of", "to", "that"]}}],), anchor=0),
    Cue("is committing", "firm", 0.9, "to",
        ([{**_be(), "POS": "AUX"}, _ADV, {"TAG": "VBG", "LOWER": {"NOT_IN": ["going", "planning", "aiming", "pledging", "committing", "announcing", "proposing", "promising", "inviting"]}}],)),
)  # fmt: skip

# "must", "should" and their like: the clause they govern is an exhortation, whatever follows.
EXHORTATION = frozenset("must should ought may might can could need".split())
EXHORTING_PHRASES = re.compile(
    r"\b(?:need(?:s|ed)? to|ha(?:ve|s) to|ought to|let us|let[’']s|it is (?:important|essential|vital|imperative|"
    r"necessary|high time|time|critical|crucial|incumbent)|is required to|are required to|"
    r"(?:call|calls|called|calling) (?:on|upon|for)|urge[sd]?|appeal(?:s|ed)? (?:to|for)|encourage[sd]?|"
    r"hope(?:s|d)? (?:that|to)?|wish(?:es|ed)? (?:that|to)?|look(?:s|ing)? forward|request(?:s|ed)?|"
    r"(?:ask|asks|asked) (?:that|all|the|our)|would like to see|expect(?:s|ed)? (?:that|all|the|our))\b",
    re.IGNORECASE,
)

PREFILTER = re.compile(
    r"\b(?:will|shall|would|going|pledg\w*|promis\w*|vow\w*|undertak\w*|guarantee\w*|commit\w*|announc\w*|unveil\w*|"
    r"declare|decid\w+|resolv\w+|agree\w*|endors\w+|approv\w+|adopt\w*|intend\w*|plan\w*|aim\w*|goal|target|objective|ambition|intention|priority|"
    r"determined|set|sets|setting|due|scheduled|propos\w+|suggests?|supports?|backs?|favou?rs?|task\w*|instruct\w*|mandat\w*|direct\w*|requested|entrusted|proud|delighted|honou?red|ready|willing|prepared|glad|happy|"
    r"pleased|open|keen|eager|stands?|consider|offers?|welcomes?|invit\w+|process|procedures?|"
    r"ha[sd]|have|[’']ve|(?:am|is|are|[’']re|[’']m) (?:\w+ )?\w+ing)\b"
    r"|[’'](?:ll|ve)\b|\b(?:reach|rose|fell|stood|exceed|provided|delivered|launched|built|opened|hosted|signed|adopted|started|"
    r"trained|donated|completed|doubled|increased|reduced|established|joined|grew|surpass|is launching|are launching)",
    re.IGNORECASE,
)  # fmt: skip
