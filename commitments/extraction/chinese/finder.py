"""Finds pledges and claims in Chinese sentences: clauses, carried subjects, weighing, fields."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from commitments.core import periods, quantities
from commitments.core.periods import Period
from commitments.core.quantities import Quantity
from commitments.extraction import kinds, places, themes
from commitments.extraction.chinese.clauses import Clause, cut, opens_with_verb, subject_of
from commitments.extraction.chinese.marks import Mark, chinese, marks_of
from commitments.extraction.chinese.weigh import weigh
from commitments.extraction.chinese.words import STRENGTH, fold
from commitments.extraction.context import with_previous
from commitments.extraction.reading import Sentence
from commitments.extraction.types import Find, Reason

if TYPE_CHECKING:
    from commitments.extraction.context import Context

# Every cue and claim rule needs one of these characters; sentences without are not marked.
PREFILTER = re.compile(
    "[将將愿願会會拟擬承保誓继繼持倡建提准乐樂考欢歡邀决決商议同批划劃打力争爭致目预預定不已曾了达達增超累宣有核再发發诚誠热熱]"
)

_RECIPIENT = re.compile(
    "(?:为|向|给予|给|帮助|援助|支持|对|同|与|邀请|欢迎)(?P<who>[^，。、；为向给对同与在将0-9０-９]{2,16}?)"
    "(?=捐款|捐|运送|交付|赠|无偿|追加|再|新增|额外|每年|今后|未来|至少|[0-9０-９]|提供|捐赠|分享|派遣|增加|开展|设立|援建|援助|出口|开放|实施|实行|的|共同|进口|举办|合作|建设|培训|加强|一道|参与|参加|免除|减免|贷款|交付|赠送|投资|共享|发放|来)"
)
_GROUP = re.compile(
    "国家|各方|成员国|人民|青年|妇女|企业|伙伴|地区|儿童|农民|难民|学生|民众|各国|方$|国$|家庭|岛国|非洲|拉美|东盟|社区|机构|组织|基金|世卫|中亚|阿拉伯|残疾人|老年人|年轻人|公民|居民"
)


def find(sentences: Iterable[Sentence], context: Context) -> Iterator[Find]:
    """Yield the finds of Chinese sentences; marks only those that can hold one."""
    every = context.options.parse_all
    chosen = (
        (fold(s.text), (s, p))
        for s, p in with_previous(sentences)
        if every or PREFILTER.search(s.text)
    )
    for doc, (sentence, previous) in chinese().pipe(chosen, as_tuples=True):
        yield from finds_in(doc.text, marks_of(doc), sentence, replace(context, previous=previous))


def finds_in(text: str, marks: list[Mark], sentence: Sentence, context: Context) -> list[Find]:
    """Return the finds of one sentence in order; `text` is the folded sentence."""
    spoken = context.options.spoken
    spans = periods.find_chinese(text, spoken)
    figures = [
        q for q in quantities.find_chinese(text)
        if not any(p.char_start < q.end and q.start < p.char_end for p in spans)
    ]  # fmt: skip
    clauses = cut(text, marks)
    _carry(text, clauses, context.actor)
    kept: list[tuple[int, Clause, list[Quantity], Period | None, list[Reason]]] = []
    lead: Period | None = None
    leads_all = False
    for number, clause in enumerate(clauses):
        inside = [q for q in figures if clause.start <= q.start and q.end <= clause.end]
        own = [p for p in spans if clause.start <= p.char_start and p.char_end <= clause.end]
        period = periods.main_period(own, spoken)
        if clause.cue is not None and not clause.inherited and not leads_all:
            lead = None
        if period is not None and period.rank >= 2:
            if _only_time(text, clause, period) or (
                clause.cue is not None and period.char_start < clause.cue.start
            ):
                lead, leads_all = period, True
            elif clause.cue is not None and period.char_start - clause.cue.end <= 2:
                lead = period
        if clause.cue is None or (
            clause.cue.label == "cue_announce" and clause.cue.end >= clause.end - 1
        ):
            continue
        used = period if period is not None and period.rank >= 1 else (lead or period)
        reasons = weigh(text, clause, inside, used, context.actor)
        if sum(r.weight for r in reasons) > 0:
            kept.append((number, clause, inside, used, reasons))
    found = [_pledge(text, clauses, item, len(kept) == 1, sentence, context) for item in kept]
    taken = {item[0] for item in kept}
    return found + list(_claims(text, clauses, taken, figures, spans, sentence, context))


def _only_time(text: str, clause: Clause, period: Period) -> bool:
    return clause.end - clause.start - (period.char_end - period.char_start) <= 4


def _carry(text: str, clauses: list[Clause], actor: str) -> None:
    """Settle subject and cue of every clause, carrying both on where they are left out."""
    role, name = "", ""
    cue: Mark | None = None
    for clause in clauses:
        own_role, own_name, at = subject_of(text, clause, actor)
        own_cue = _cue(text, clause, at)
        if own_role:
            role, name, cue = own_role, own_name, None
            clause.own_subject = True
        elif not opens_with_verb(clause, at, text) and own_cue is None and not _adverbial(clause):
            role, name, cue = "", "", None
            continue
        clause.role, clause.name = role, name
        if own_cue is not None:
            # "将设立…，支持…，办好…": after a plain 将 the inner verb's cue is its clause's own.
            inner = own_cue.label in ("cue_support", "cue_invite", "cue_consider")
            cue = cue if inner and cue is not None and not own_role else own_cue
            clause.cue = own_cue
        elif re.match("(?:并|主要)?(?:用于|用来|以便|旨在|为了|从而)", text[at : clause.end]):
            continue
        elif any(
            m.label in ("exhort", "certain") and m.start - clause.start <= 8 for m in clause.marks
        ):
            cue = None
        elif cue is not None and opens_with_verb(clause, at, text):
            clause.cue, clause.inherited = cue, True
        if (
            any(m.label == "exhort" and m.start - clause.start <= 8 for m in clause.marks)
            and own_cue is None
        ):
            cue = None


def _adverbial(clause: Clause) -> bool:
    return clause.end - clause.start <= 14 and not any(
        m.label in ("act", "outcome", "vague", "abstract") for m in clause.marks
    )


def _cue(text: str, clause: Clause, at: int) -> Mark | None:
    """The cue that governs a clause: the first one near its subject, not one inside its object."""
    if re.match(
        "(?:并|主要)?(?:用于|用来|以便|旨在|为了|从而|以(?!上|下|及|外))", text[at : clause.end]
    ):
        return None  # what it is for, not a promise
    cues = [m for m in clause.marks if m.label.startswith("cue")]
    verbs = [m.start for m in clause.marks if m.label in ("act", "outcome", "vague")]
    for mark in cues:
        before = text[max(clause.start, mark.start - 2) : mark.start]
        after = text[mark.end : mark.end + 2]
        if mark.word == "将" and (
            before.endswith(("对", "把", "反对", "即")) or re.match("近|军|领|来", after)
        ):
            continue
        if mark.word == "会" and (
            after[:1] in ("议", "晤", "谈", "见", "员", "上", "")
            or before[-1:] in "大社议国协机学委年展论峰宴理事博运届次本览奥工商联"
        ):
            continue
        if mark.word == "愿" and after[:1] in ("望", "景", "者"):
            continue
        if (
            mark.word
            in ("倡议", "建议", "计划", "决定", "承诺", "支持", "提议", "邀请", "保证", "打算")
            and verbs
            and verbs[0] < mark.start
            and not any(c.start < mark.start for c in cues)
        ):
            continue
        if mark.word in ("倡议", "计划", "承诺", "保证", "决定", "支持", "建议", "提议") and (
            text[mark.start - 1 : mark.start] in ("”", "“", "》", "的", "和", "、")
            or after[:1] in ("”", "》", "，", "的", "")
        ):
            continue
        if mark.start - max(at, clause.start) > 26 and not clause.own_subject:
            continue
        nested = [
            c for c in cues if c.start > mark.start and c.label in ("cue_consider", "cue_continue")
        ]
        if mark.label in ("cue_will", "cue_ready") and nested and nested[0].start - mark.end <= 4:
            return (
                nested[0] if nested[0].label == "cue_continue" or mark.label == "cue_will" else mark
            )
        if mark.label == "cue_announce":
            inner = [
                c for c in cues if c.start > mark.start and c.label in ("cue_will", "cue_decide")
            ]
            return replace(mark, label="cue_announce") if not inner else mark
        return mark
    return None


def _pledge(
    text: str,
    clauses: list[Clause],
    item: tuple[int, Clause, list[Quantity], Period | None, list[Reason]],
    alone: bool,
    sentence: Sentence,
    context: Context,
) -> Find:
    number, clause, inside, period, reasons = item
    start, end = clause.start, clause.end
    if text[start] == "并" and end - start > 3:
        start += 1
    if number and (number == 1 or clauses[number - 2].cue is None):
        before = clauses[number - 1]
        if (
            before.cue is None
            and (_adverbial(before) or before.own_subject)
            and before.end - before.start <= 16
        ):
            start = before.start
    if alone and all(c.cue is None or c.inherited or c is clause for c in clauses[number:]):
        end = len(text) if start == 0 else clauses[-1].end
    words = text[clause.start : clause.end]
    cue = clause.cue.label if clause.cue else "cue_will"
    strength = STRENGTH[cue][0]
    effort = clause.inherited and (
        bool(inside) or (period is not None and period.char_start >= clause.start)
    )
    if strength == "continuing" and effort:
        strength = "firm"
    actor = clause.name or context.actor
    if cue == "cue_decide" and clause.role in ("collective", "body", ""):
        strength = "institutional_decision"
        hosting = (
            context.options.actor
            if places.canonical(context.options.actor) in places.BODIES.values()
            else ""
        )
        actor = hosting or context.organisation or actor
    labels = {
        m.label
        for m in clause.marks
        if clause.cue is None or clause.inherited or m.start >= clause.cue.start
    }
    acts = {m.word for m in clause.marks if m.label == "act"}
    money = bool(inside) and inside[0].family == "money"
    kind = kinds.kind_of(
        presidency=bool(re.search("主席国|轮值主席", words))
        and bool(re.search("接任|担任|接替|出任", words)),
        amounts=inside,
        giving=money and "贸易" not in words,
        hosting=bool(acts & {"举办", "举行", "主办", "承办", "召开", "办好", "合办"})
        or cue == "cue_invite",
        founding=bool(re.search("(?:接纳|接收|加入).{0,12}成员", words))
        or bool(
            acts
            & {
                "设立",
                "成立",
                "建立",
                "建设",
                "开设",
                "创办",
                "组建",
                "援建",
                "共建",
                "新建",
                "启动",
                "设",
                "建",
            }
        ),
        policy=("policy" in labels and cue != "cue_invite")
        or _targets(clause, period)
        or bool(acts & {"进口", "免签", "取消", "降低", "禁止", "停止", "签署", "批准", "加入"}),
        categories=labels
        | ({"institution"} if re.search("(?:接纳|接收).{0,12}成员", words) else set()),
        trade="贸易" in words,
    )
    return _build(
        "pledge",
        text,
        start,
        end,
        sentence,
        context,
        actor,
        strength,
        kind,
        words,
        inside,
        period,
        reasons,
    )


def _targets(clause: Clause, period: Period | None) -> bool:
    """An outcome set for a date, without a figure: 2060年前实现碳中和."""
    aims = any(m.label == "outcome" for m in clause.marks)
    return aims and period is not None and period.end is not None


def _claims(
    text: str,
    clauses: list[Clause],
    taken: set[int],
    figures: list[Quantity],
    spans: list[Period],
    sentence: Sentence,
    context: Context,
) -> Iterator[Find]:
    for number, clause in enumerate(clauses):
        if number in taken or (
            clause.cue is not None
            and clause.cue.label != "cue_decide"
            and not clause.inherited
            and not any(m.label == "done" and m.word != "过" for m in clause.marks)
        ):
            continue
        inside = [q for q in figures if clause.start <= q.start and q.end <= clause.end]
        acts = [m for m in clause.marks if m.label in ("act", "outcome")]
        done = [m for m in clause.marks if m.label == "done"]
        if (
            any(m.label in ("exhort", "certain") for m in clause.marks)
            or not acts
            or clause.role == "unbound"
        ):
            continue
        reasons = [Reason("base", -1.6), Reason("checkable act", 0.6, acts[0].word)]
        if done:
            reasons.append(Reason("told as done", 0.8, done[0].word))
        if inside:
            reasons.append(Reason("amount reached", 1.0, inside[0].text))
        if clause.role in ("speaker", "state", "body"):
            reasons.append(Reason("an actor's own act", 0.4))
        if _named(text[clause.start : clause.end]):
            reasons.append(Reason("named thing done", 0.7))
        if sum(r.weight for r in reasons) <= 0 or (
            clause.cue is not None and clause.inherited and not done
        ):
            continue
        period = next((p for p in spans if clause.start <= p.char_start < clause.end), None)
        words = text[clause.start : clause.end]
        yield _build(
            "progress_claim",
            text,
            clause.start,
            clause.end,
            sentence,
            context,
            clause.name or context.actor,
            "firm",
            "quantified" if inside else "cooperation",
            words,
            inside,
            period,
            reasons,
        )


def _named(words: str) -> bool:
    return bool(re.search("[“《][^”》]{3,24}[”》]", words))


def _build(
    type_: str,
    text: str,
    start: int,
    end: int,
    sentence: Sentence,
    context: Context,
    actor: str,
    strength: str,
    kind: str,
    act: str,
    inside: list[Quantity],
    period: Period | None,
    reasons: list[Reason],
) -> Find:
    raw_start, raw_end = sentence.raw(start, end)
    total = sum(r.weight for r in reasons)
    if context.options.actor and places.canonical(actor) == places.canonical(context.options.actor):
        actor = context.options.actor
    return Find(
        type="pledge" if type_ == "pledge" else "progress_claim",
        start=raw_start,
        end=raw_end,
        text=text[start:end],
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        language="zh",
        actor=actor,
        beneficiaries=_beneficiaries(text[start:end], actor),
        strength=strength,
        kind=kind,
        theme=themes.theme_of(
            (act, text[start:end], text, context.previous),
            "zh",
            "finance" if kind == "finance" else "governance",
        ),
        quantities=tuple(_placed(q, sentence) for q in inside),
        period=_placed_period(period, sentence),
        score=round(1 / (1 + math.exp(-total)), 3),
        reasons=tuple(reasons),
    )


def _beneficiaries(words: str, actor: str) -> tuple[str, ...]:
    found = []
    for match in _RECIPIENT.finditer(words):
        who = match.group("who")
        if _GROUP.search(who) and places.canonical(who) != places.canonical(actor):
            found.append(who)
    if not found:
        for match in re.finditer("(?:各方|成员国|本组织国家|发展中国家|各国)", words):
            found.append(match.group())
            break
    return tuple(dict.fromkeys(found))


def _placed(amount: Quantity, sentence: Sentence) -> Quantity:
    start, end = sentence.raw(amount.start, amount.end)
    unit = amount.unit
    if unit and amount.text.endswith(unit):  # as written, traditional characters included
        unit = sentence.text[amount.end - len(unit) : amount.end]
    return replace(amount, start=start, end=end, unit=unit)


def _placed_period(period: Period | None, sentence: Sentence) -> Period | None:
    if period is None:
        return None
    start, end = sentence.raw(period.char_start, period.char_end)
    return replace(period, char_start=start, char_end=end)
