"""Cuts a Chinese sentence into clauses and carries subject and cue from each to the next.

Chinese leaves the subject out from clause to clause: 中方将举办…，继续办好…，提供… binds 中方
three times. A clause that opens with a verb inherits; one that names a new subject does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from commitments.extraction import places
from commitments.extraction.chinese.marks import Mark
from commitments.extraction.chinese.words import COLLECTIVE, OTHERS, OWN_SIDE, UNBOUND

_BREAK = re.compile("[，；,;：:]|——|(?<=[^0-9０-９])\\s+(?=[^0-9０-９])")
# 、 or 并 before another act with its own figure or object parts two promises of one clause.
_INNER = re.compile(
    "、(?=(?:新?建|提供|派|举办|开|设|培训|实施|启动|援|捐|投|种|资助|邀请|发放|减|免))|(?<=[^合])(?:并(?!肩|行|举|非|网|购|存|重|轨)|以及)(?=(?:将|继续|愿|承诺|计划|在|于|向|为|对|提供|派|举办|开|设|培训|实施|启动|捐|投|资助|邀请|建|力争|欢迎))"
)
_LEAD = re.compile(
    '^(?:[“"（(]|第[一二三四五六七八九十]+|[一二三四五六七八九十]是|首先|其次|再次|最后|此外|同时|为此|另外|下一步|其中|今天|在此|因此|当前|并且|并|而|也|还|此次|我高兴地|我很高兴地|值此之际|[0-9]+[.、])+[，、,]?'
)
_SUBJECT = re.compile(
    "^(?P<name>(?:"
    + "|".join(sorted(f"{OWN_SIDE} {COLLECTIVE} {OTHERS} {UNBOUND}".split(), key=len, reverse=True))
    + "))"
)


@dataclass(slots=True)
class Clause:
    """One clause: its span, own marks, subject (role and name) and the cue in force."""

    start: int
    end: int
    marks: list[Mark]
    role: str = ""
    name: str = ""
    cue: Mark | None = None
    inherited: bool = False
    own_subject: bool = False


def cut(text: str, marks: Sequence[Mark]) -> list[Clause]:
    """Cut a sentence into clauses, brackets and quotation marks kept whole where they are short."""
    edges: list[tuple[int, int]] = []
    start = 0
    for match in _BREAK.finditer(text):
        edges.append((start, match.start()))
        start = match.end()
    edges.append((start, len(text)))
    spans: list[tuple[int, int]] = []
    for low, high in edges:
        inner = low
        for match in _INNER.finditer(text, low, high):
            if match.start() > inner + 1:
                spans.append((inner, match.start()))
                inner = match.end()
        spans.append((inner, high))
    clauses = []
    at = 0
    for low, high in spans:
        while low < high and text[low].isspace():
            low += 1  # noqa: PLW2901
        while high > low and text[high - 1] in '。！？!?…”" .':
            high -= 1  # noqa: PLW2901
        if low >= high:
            continue
        own = []
        while at < len(marks) and marks[at].start < low:
            at += 1
        for mark in marks[at:]:
            if mark.start >= high:
                break
            if mark.end <= high:
                own.append(mark)
        clauses.append(Clause(low, high, own))
    return clauses


def subject_of(text: str, clause: Clause, actor: str) -> tuple[str, str, int]:
    """Return (role, name, end of subject) of the subject a clause opens with, or ("", "", start)."""
    words = text[clause.start : clause.end]
    lead = _LEAD.match(words)
    offset = lead.end() if lead else 0
    rest = words[offset:]
    own = places.canonical(actor) if actor else ""
    named = places.CHINESE_NAME.match(rest)
    if named:
        name = places.ALL[named.group()]
        tail = rest[named.end() : named.end() + 6]
        more = re.match(
            "(?:政府|方面|人民|经济|企业|总统|总理|首相|主席|领导人|各国|国家|成员国|元首理事会|秘书处)",
            tail,
        )
        end = clause.start + offset + named.end() + (more.end() if more else 0)
        if more and more.group() in ("经济", "人民"):
            return "unbound", name, end
        if more and more.group() in ("国家", "各国", "成员国", "领导人"):
            return "collective", name, end
        if not own or name == own:
            return ("speaker" if own else "state"), name, end
        if name in places.COUNTRIES.values():
            return "state", name, end
        return "body", name, end
    match = _SUBJECT.match(rest)
    if match:
        word = match.group("name")
        end = clause.start + offset + match.end()
        if word in OWN_SIDE.split():
            return "speaker", actor, end
        if word in OTHERS.split():
            return "state", word, end
        if word in COLLECTIVE.split():
            return "collective", word, end
        return "unbound", word, end
    return "", "", clause.start + offset


def opens_with_verb(clause: Clause, start: int, text: str) -> bool:
    """Tell whether a clause begins with a verb or cue (after time words and adverbs)."""
    for mark in clause.marks:
        if mark.label in ("act", "outcome", "vague") or mark.label.startswith("cue"):
            between = text[start : mark.start]
            return len(between) <= 3 or bool(
                re.match(
                    "^(?:在|为|向|对|同|与|把|将|每年|未来|今后|明年|今年|通过|给|于|从|以|进一步|至少|到|[0-9])",
                    between,
                )
            )
    return False
