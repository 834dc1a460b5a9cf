"""Weighs one Chinese clause, as `english.weigh` does: named reasons in log-odds, their sum decides."""

from __future__ import annotations

import re

from commitments.core.periods import Period
from commitments.core.quantities import Quantity
from commitments.extraction.chinese.clauses import Clause
from commitments.extraction.chinese.marks import Mark
from commitments.extraction.chinese.words import STRENGTH
from commitments.extraction.types import Reason

VETO = -9.0
_SOLID = ("event", "institution", "finance", "goods", "policy")
_FOUNDING = re.compile(
    "支持.{0,14}(?:设立|成立|建立|建设|举办|主办|承办|召开|开设|启动|加入|扩员|申办|增资|扩大|竞选)"
)
_NAMED = re.compile(
    "[“《][^”》]{3,24}[”》]|[\u4e00-\u9fff]{2,}(?:示范区|班列|高速公路|经济走廊|公约|协定|议定书|倡议|论坛|基金|银行)"
)


def weigh(
    text: str, clause: Clause, figures: list[Quantity], period: Period | None, actor: str
) -> list[Reason]:
    """Return every reason for and against a clause that a cue governs."""
    cue = clause.cue
    if cue is None:
        return [Reason("veto: no cue", VETO)]
    words = text[clause.start : clause.end]
    reasons = [Reason(f"cue: {cue.label[4:]}", STRENGTH[cue.label][1], cue.word)]
    add = reasons.append
    labels = {m.label for m in clause.marks}
    after = [m for m in clause.marks if clause.inherited or m.start >= cue.start]
    reasons += _vetoes(text, clause, cue)
    if clause.role == "speaker":
        add(Reason("bound: the speaker's side", 0.7))
    elif clause.role == "state":
        add(Reason("another party's act", -4.5) if actor else Reason("bound: a state", 0.6))
    elif clause.role == "body":
        add(Reason("bound: a body", 0.2))
    elif clause.role == "collective":
        add(Reason("several parties", 0.2 if cue.label == "cue_decide" else -1.0))
    elif clause.role == "unbound":
        add(Reason("forecast: nobody is bound", -4.0))
    else:
        add(Reason("no subject", -0.5))
    if clause.inherited:
        add(Reason("subject and cue carried on", -0.2))
    if figures:
        add(Reason("amount", 1.6, figures[0].text))
    dated = period is not None and (period.start or period.end) is not None and period.rank >= 2
    if dated and period is not None:
        add(Reason("time", 0.8, period.text))
    if cue.label == "cue_invite":
        joins = any(m.label == "join" and m.start > cue.start for m in clause.marks)
        add(
            Reason("invitation to take part", 1.2)
            if joins
            else Reason("welcomes, does not invite", -2.5)
        )
        return reasons
    if cue.label == "cue_support":
        found = _FOUNDING.search(words)
        add(
            Reason("supports something one can see done", 0.9, found.group())
            if found
            else Reason("support as attitude", -2.5)
        )
    verbs = [m for m in after if m.label in ("act", "outcome", "vague")]
    acts = [m for m in verbs if m.label == "act"]
    first = verbs[0] if verbs else None
    solid = [m for m in after if m.label in _SOLID]
    soft = [m for m in after if m.label == "abstract"]
    if (
        acts
        and first is not acts[0]
        and not figures
        and first is not None
        and first.label == "vague"
    ):
        add(Reason("act after a direction", 0.2, acts[0].word))
    elif acts and (first is acts[0] or solid or figures):
        add(Reason("checkable act", 0.8, acts[0].word))
    elif any(m.label == "outcome" for m in verbs):
        add(
            Reason("outcome with figure or date", 0.6)
            if figures or dated
            else Reason("outcome without figure or date", -1.2)
        )
    elif verbs:
        add(Reason("direction, not an act", -1.0, verbs[0].word))
    else:
        add(Reason("no act", -1.0))
    if first is not None and first.label == "vague" and not figures:
        add(Reason("direction first", -0.9, first.word))
    if solid:
        add(Reason("concrete object", 0.8 if not soft or figures else 0.4, solid[-1].word))
    elif soft and not figures:
        add(Reason("abstract object", -1.5, soft[-1].word))
    if acts and acts[0].word in ("分享", "共享", "考虑"):
        shared = "shareable" in labels
        add(
            Reason("shares something to hand over", 0.6)
            if shared
            else Reason("shares nothing to hand over", -1.8)
        )
    if re.match(
        "^(?:并|以)?为.{1,16}(?:搭建|提供|创造|注入|奠定|作出|做出|开辟).{0,6}(?:平台|机遇|支撑|保障|动力|便利|条件|空间|基础|贡献)$",
        words,
    ):
        add(Reason("purpose, not an act", -4.0))
    if re.search("(?:做|成为|是|当).{0,14}(?:者|伙伴|朋友|力量)(?:、|$)", words):
        add(Reason("a role, not an act", -2.5))
    if words.startswith("其中"):
        add(Reason("part of what was said before", -6.0))
    named = _NAMED.search(words[(cue.end - clause.start) if not clause.inherited else 0 :])
    if named:
        add(Reason("named thing", 0.6, named.group()[:24]))
    if "measure" in labels and (figures or dated):
        add(Reason("measured outcome", 0.5))
    return reasons


def _vetoes(text: str, clause: Clause, cue: Mark) -> list[Reason]:
    reasons = []
    for mark in clause.marks:
        ahead = mark.start <= cue.start or clause.inherited
        if mark.label == "exhort" and ahead and cue.label != "cue_announce":
            # 可 and 需 inside longer words or late in the clause are not modal.
            if (
                mark.word in ("可", "让", "请", "需", "要", "须", "应", "反对", "旨在")
                and mark.start - clause.start > 8
            ):
                continue
            reasons.append(Reason("veto: exhortation, wish or view", VETO, mark.word))
            break
        if mark.label == "certain":
            reasons.append(Reason("veto: forecast", VETO, mark.word))
            break
    for mark in clause.marks:
        if mark.label == "hedge" and mark.start <= cue.start:
            heavy = mark.word in ("预计", "估计", "有望", "据", "可能", "或许", "也许")
            reasons.append(
                Reason("estimate, not a promise", -4.0, mark.word)
                if heavy
                else Reason("hedged", -1.5, mark.word)
            )
        if (
            mark.label == "done"
            and mark.word not in ("过", "了", "成功")
            and mark.start <= cue.end
            and cue.label not in ("cue_decide", "cue_plan")
        ):
            reasons.append(Reason("told as past", -2.5, mark.word))
        if (
            mark.label == "done"
            and mark.word == "了"
            and cue.label not in ("cue_will", "cue_ready", "cue_decide")
        ):
            reasons.append(Reason("told as past", -1.5, mark.word))
        if mark.label == "past" and cue.label not in ("cue_will", "cue_pledge"):
            reasons.append(Reason("told as past", -1.5, mark.word))
    if text.rstrip('”"').endswith(("？", "?", "吗", "呢")):
        reasons.append(Reason("veto: question", VETO))
    if re.search("[谚俗]语|常言|古语|古人|诗云|名言|成语", text):
        reasons.append(Reason("veto: proverb or quotation", VETO))
    return reasons
