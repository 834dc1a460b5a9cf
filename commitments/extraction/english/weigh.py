"""Weighs one clause: reasons for and against its being a pledge, in log-odds, each with a name.

The sum decides (above zero is a pledge) and its logistic is the score shown. Weights were set by
hand on the reference documents and the development half of `fixtures/gold`; the held-out half
was not looked at. A veto is a reason no sum outweighs: it names the look-alike.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from commitments.core.periods import Period
from commitments.core.quantities import Quantity
from commitments.extraction.english import cues, nouns, verbs
from commitments.extraction.english.actors import Subject
from commitments.extraction.english.clauses import is_told
from commitments.extraction.types import Reason

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from commitments.extraction.english.clauses import Arm, Frame

VETO = -9.0
FOUNDED = frozenset(
    "establishment creation launch formation opening setting introduction admission accession deployment extension construction founding".split()
)
_NAMED = re.compile(
    r"(?:[A-Z][\w’'-]*|[A-Z]{2,}[\w-]*)(?:[ ](?:of|on|for|and|the|in|to|with|under)(?=[ ])|[ ,]+[A-Z0-9][\w’'-]*)*[ ][A-Z][\w’'-]*"
)
_SMALL = frozenset("of on for and the in to with under a an".split())
_REFUSAL = frozenset(
    "build finance fund support export import use test deploy join recognise recognize sign accept permit allow issue license approve impose".split()
)
_MEANS = re.compile(
    r"\b(?:by|through|including|with the (?:opening|launch|creation)) \w+ing\b", re.IGNORECASE
)


def object_of(head: Token) -> Token | None:
    """Return the noun a verb acts on: its object, the subject of a passive, or a close "of"/"in"."""
    if head.pos_ in ("NOUN", "PROPN", "NUM", "SYM"):
        return head
    for child in head.children:
        if child.dep_ in ("dobj", "attr", "oprd") and child.i > head.i:
            return child
    for child in head.children:
        if child.dep_ == "nsubjpass":
            return child
    for child in head.children:
        if child.dep_ == "prt":
            continue
        if child.dep_ == "prep" and child.i - head.i < 4:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    following = [c for c in head.children if c.dep_ in ("ccomp", "xcomp") and c.i > head.i]
    for child in following:  # "launch 30 projects": a mistaken small clause
        for inner in child.children:
            if inner.dep_ == "nsubj" and inner.i > head.i:
                return inner
    return None


def heads_of(target: Token | None) -> list[Token]:
    """Return an object and what it is made of: "the establishment of centres", "a series of talks"."""
    chain: list[Token] = []
    token = target
    while token is not None and len(chain) < 4:
        chain.append(token)
        inner = None
        for child in token.children:
            link = child.lower_ in ("of", "for") or (
                child.lower_ == "in" and token.lemma_ in ("participation", "membership")
            )
            if child.dep_ == "prep" and link and len(chain) < 3:
                inner = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
                break
        token = inner
    return chain


def lemma_of(head: Token) -> str:
    """Return a verb with its particle where that makes another verb: set_up, phase_out."""
    base = head.lemma_.lower()
    if base == "make" and any(c.lower_ == "available" for c in head.children):
        return "make_available"
    for child in head.children:
        if child.dep_ == "prt" or (
            child.i == head.i + 1
            and child.lower_ in ("up", "out", "over", "down", "part", "off", "back", "forward")
        ):
            joined = f"{base}_{child.lower_}"
            if joined in verbs.CONCRETE or joined in verbs.OUTCOME:
                return joined
    return base


def named_things(words: str, subject: Subject) -> list[str]:
    """Return capitalised names in the words that are not countries, months or the subject."""
    from commitments.extraction import places

    found = []
    for match in _NAMED.finditer(words):
        name = match.group()
        parts = [p for p in name.split() if p.lower() not in _SMALL]
        rest = places.ENGLISH_NAME.sub("", name).strip(" ’'s-")
        if (
            len(parts) >= 2
            and len(rest) > 3
            and name not in subject.words
            and re.search("[A-Z][a-z]", rest)
        ):
            found.append(name)
    return found


def weigh(
    doc: Doc,
    frame: Frame,
    arm: Arm,
    subject: Subject,
    amounts: list[Quantity],
    period: Period | None,
    actor: str,
) -> list[Reason]:
    """Return every reason that speaks for or against the arm."""
    reasons = [
        Reason(
            f"cue: {frame.cue.name}",
            frame.cue.weight,
            doc[frame.left : frame.anchor.i + 1].text[:40],
        )
    ]
    add = reasons.append
    head, words = arm.head, doc[arm.start : arm.end].text
    lemma = lemma_of(head)
    target = object_of(head)
    chain = heads_of(target)
    lemmas = [t.lemma_.lower() for t in chain]
    if lemma == "make" and lemmas[:1] == ["use"]:
        lemma, lemmas = "use", lemmas[1:]  # "make good use of X" acts on X
    dated = (
        period is not None
        and (period.end is not None or period.start is not None)
        and period.rank >= 2
    )
    figured = bool(amounts)

    reasons += _hedges(doc, frame, arm, subject)
    if name_of(frame) in ("decide", "agree", "task", "process started") and frame.subject is not None and (
        frame.subject.lower_ == "it" or frame.subject.lemma_.lower() in nouns.DECIDING
    ) and subject.role in ("unbound", "collective", "thing", "body", "agentless"):  # fmt: skip
        subject = Subject("deciding", "", subject.words)
    reasons += _who(subject, actor, frame, figured, dated)
    if figured:
        add(Reason("amount", 1.7, amounts[0].text))
    if dated and period is not None:
        add(Reason("time", 0.9, period.text))

    if not arm.nominal or frame.cue.name in ("propose", "support"):
        reasons += _act(lemma, lemmas, arm, figured, dated)
    else:
        if figured and amounts[0].family == "money":
            lemmas = [*lemmas, "fund"]  # a sum of money is a thing to give
        reasons += _thing(lemmas, frame)
    if re.search(r"\bfollowing\W*$", words):
        add(Reason("veto: names no act yet", VETO, words[-20:]))
    named = named_things(words, subject)
    if named:
        add(Reason("named thing", 0.7, named[0][:40]))
        if lemma in ("use", "harness", "utilise", "utilize", "operate", "implement"):
            add(Reason("uses a named thing", 1.0, lemma))
    means = _MEANS.search(words)
    if means:
        acts = {t.lemma_.lower() for t in doc[arm.start : arm.end] if t.tag_ == "VBG"}
        add(Reason("means given", 1.4 if acts & verbs.CONCRETE else 0.5, means.group()))
    return reasons


def name_of(frame: Frame) -> str:
    """Return the name of the frame's cue."""
    return frame.cue.name


def _act(lemma: str, lemmas: list[str], arm: Arm, figured: bool, dated: bool) -> list[Reason]:
    reasons: list[Reason] = []
    head = arm.head
    things = set(lemmas)
    solid = things & (nouns.EVENT | nouns.INSTITUTION | nouns.FINANCE | nouns.GOODS | nouns.POLICY)
    first = lemmas[0] if lemmas else ""
    if lemma in verbs.ATTITUDE:
        reasons.append(Reason("verb of attitude", -3.0, lemma))
    elif lemma in verbs.CONCRETE and first in nouns.ABSTRACT and not solid and not figured:
        reasons.append(Reason("no act in the words", -0.2, lemma))
    elif lemma == "contribute" and not figured and not solid:
        reasons.append(Reason("contributes no sum or thing", -1.3, lemma))
    elif lemma in verbs.CONCRETE:
        reasons.append(Reason("checkable act", 0.9, lemma))
        if lemma in verbs.OUTCOME and not figured and not dated and not solid:
            reasons.append(Reason("outcome without figure or date", -1.2, lemma))
    elif lemma in verbs.OUTCOME:
        if figured or dated:
            reasons.append(Reason("outcome with figure or date", 0.7, lemma))
        else:
            reasons.append(Reason("outcome without figure or date", -1.2, lemma))
    elif lemma in verbs.VAGUE:
        reasons.append(Reason("direction, not an act", -1.3, lemma))
    elif (
        not figured
        and not dated
        and not solid
        and lemma not in verbs.LIGHT
        and not arm.nominal
        and lemma not in ("consider", "examine", "study")
    ):
        reasons.append(Reason("not known as a checkable act", -1.0, lemma))
    if not lemmas:
        if lemma not in ("host", "join", "withdraw", "ratify", "peak"):
            reasons.append(Reason("no object", -0.6))
        return reasons
    if lemma in verbs.VAGUE | verbs.LIGHT and solid and first not in nouns.ABSTRACT:
        reasons.append(Reason("concrete object", 0.7, min(solid)))
    elif solid and first not in nouns.ABSTRACT:
        reasons.append(Reason("concrete object", 0.9, min(solid)))
    elif solid:
        reasons.append(Reason("concrete object within", 0.3, min(solid)))
    if lemma == "share":
        if things & nouns.SHAREABLE:
            reasons.append(Reason("shares something to hand over", 0.5, first))
        else:
            reasons.append(Reason("shares nothing to hand over", -1.6, first))
    if lemma in ("consider", "examine", "study"):
        return reasons
    if first in nouns.ABSTRACT and not solid:
        reasons.append(Reason("abstract object", -1.5 if not figured else -0.3, first))
    elif first in nouns.ABSTRACT and lemma in (
        "make",
        "take",
        "play",
        "give",
        "provide",
        "do",
        "open",
    ):
        reasons.append(Reason("abstract object", -0.5, first))
    if lemma in verbs.LIGHT and not figured and lemma not in verbs.CONCRETE:
        reasons.append(Reason("light verb", -0.4, lemma))
    if head.tag_ == "VBG" and lemma in ("set", "establish", "create"):
        reasons.append(Reason("founding", 0.4))
    return reasons


def _thing(lemmas: list[str], frame: Frame) -> list[Reason]:
    """A noun straight after the cue: "announce a new fund", "pledge $5 million", "welcome … participation"."""
    things = set(lemmas)
    solid = things & (nouns.EVENT | nouns.INSTITUTION | nouns.FINANCE | nouns.GOODS | nouns.POLICY)
    name = frame.cue.name
    if name == "welcome":
        return []  # weighed by `_hedges`, which knows what an invitation needs
    reasons: list[Reason] = []
    if name == "agree":
        founds = set(lemmas[:1]) & FOUNDED
        reasons.append(
            Reason("decides to found", 1.5, lemmas[0])
            if founds
            else Reason("adopts what is before it", -2.0, frame.anchor.text)
        )
    if lemmas[:1] and lemmas[0] in ("following", "point", "proposal", "suggestion", "idea", "view"):
        reasons.append(Reason("names no act yet", -4.0, lemmas[0]))
    if name == "pledge (noun)" and frame.anchor.lower_ != "pledge" and not solid & nouns.FINANCE:
        reasons.append(Reason("an earlier commitment recalled", -3.5, frame.anchor.text))
    if name == "commit" and not solid & nouns.FINANCE:
        reasons.append(Reason("committed to a cause", -1.6, lemmas[0] if lemmas else ""))
    if (
        name == "continue"
        and lemmas
        and lemmas[0] in ("cooperation", "support", "work", "effort", "assistance")
    ):
        reasons.append(Reason("continues without saying how", -1.0, lemmas[0]))
    elif solid:
        reasons.append(Reason("concrete object", 0.6, min(solid)))
    else:
        reasons.append(
            Reason(
                "no concrete object",
                -1.6 if lemmas and lemmas[0] in nouns.ABSTRACT else -1.2,
                lemmas[0] if lemmas else "",
            )
        )
    return reasons


def _who(subject: Subject, actor: str, frame: Frame, figured: bool, dated: bool) -> list[Reason]:
    role = subject.role
    if role == "deciding":
        return [Reason("a body that decides", 0.7, subject.words[:40])]
    if role == "speaker":
        return [Reason("bound: the speaker's side", 0.7, subject.words[:40])]
    if role == "state":
        if actor:
            return [Reason("another party's act", -4.5, subject.words[:40])]
        return [Reason("bound: a state", 0.6, subject.words[:40])]
    if role == "body":
        return [Reason("bound: a body", 0.2, subject.words[:40])]
    if role == "collective":
        return [
            Reason("several parties", -1.0 if not (figured or dated) else -0.2, subject.words[:40])
        ]
    if role == "vehicle":
        return [
            Reason(
                "what a programme will do", -0.3 if figured or dated else -1.4, subject.words[:40]
            )
        ]
    if role == "agentless":
        return [Reason("passive without agent", -0.2 if figured or dated else -0.9)]
    if role == "unbound":
        return [Reason("forecast: nobody is bound", -4.0, subject.words[:40])]
    return [Reason("subject is no party", -1.6, subject.words[:40])]


def _hedges(doc: Doc, frame: Frame, arm: Arm, subject: Subject) -> list[Reason]:
    """Look-alikes the grammar betrays: exhortation, question, condition, attitude, others' efforts."""
    reasons: list[Reason] = []
    head, anchor = arm.head, frame.anchor
    before = doc[: max(arm.start, min(head.i, anchor.i))].text
    text = doc.text
    name = frame.cue.name
    own = doc[max(0, min(arm.start, frame.left)) : head.i + 1]
    for token in own:
        if is_told(anchor) and token.i < anchor.i:
            continue
        if (
            token.lower_ in cues.EXHORTATION
            and token.tag_ in ("MD", "VBP", "VB")
            and token.i < head.i
        ):
            reasons.append(Reason("veto: exhortation or mere possibility", VETO, token.text))
            break
        if token.lower_ in ("not", "n't", "n’t", "never") and token.head.i in (head.i, anchor.i):
            if lemma_of(head) in _REFUSAL and name in (
                "will",
                "pledge",
                "commit",
                "announce",
                "decide",
            ):
                reasons.append(Reason("a refusal one can check", 0.2, token.text))
            else:
                reasons.append(Reason("negated", -3.0, token.text))
    if cues.EXHORTING_PHRASES.search(own.text) and name != "ready":
        reasons.append(Reason("veto: exhortation, wish or hope", VETO, own.text[:60]))
    elif re.search(
        r"\b(?:I am|we are|I[’']m|we[’']re) (?:\w+ )?(?:confident|sure|certain|convinced|hopeful|optimistic)|\b(?:believe|trust|hope|think|expect|know|predict|fear|estimate|forecast)s?(?:ed)? (?:that )?$|\b(?:believe|confident|hope|hopeful|hoped|expect|predict|estimated?|forecast|doubt|know|convinced|sure) that\b",
        before[-160:],
        re.IGNORECASE,
    ):
        reasons.append(Reason("belief or hope, not a promise", -3.0, before[-40:]))
    if text.rstrip("”\"' ").endswith("?"):
        reasons.append(Reason("veto: question", VETO))
    if name == "would (reported)" and not re.search(
        r"\b(?:announced|said|pledged|promised|declared|confirmed|stated|added|committed|agreed|decided|told|noted|stressed|vowed|reaffirmed|revealed|indicated)\b",
        before,
    ):
        reasons.append(Reason("veto: hypothetical", VETO, "would"))
    if re.search(
        r"\b(?:if|unless|were)\b[^.;]*$|\bif\b",
        before[-200:] if len(before) > 200 else before,
        re.IGNORECASE,
    ) and name in ("will", "would (reported)"):
        reasons.append(Reason("condition", -1.2))
    if head.dep_ == "relcl" or (
        frame.subject is not None and frame.subject.lower_ in ("which", "that", "who")
    ):
        reasons.append(Reason("relative clause", -1.0 if not frame.passive else 0.0))
    if name not in (
        "will",
        "would (reported)",
        "going to",
        "continue",
        "ready",
        "glad",
        "consider",
        "is committing",
    ):
        reasons += _finite(doc, frame)
    if name == "welcome":
        reasons += _invitation(doc, frame, arm)
    if name == "support":
        reasons += _support(doc, frame, arm)
    if name == "glad" and lemma_of(head) not in (verbs.GIVING | verbs.HOSTING | verbs.FOUNDING) - {
        "welcome"
    }:
        reasons.append(Reason("courtesy", -4.0, head.text))
    if name == "is committing":
        reasons += _under_way(doc, frame)
    if re.search(
        r"\b(?:proverb|saying|adage|poet|wrote|famously|once said|philosopher)\b",
        text,
        re.IGNORECASE,
    ):
        reasons.append(Reason("veto: proverb or quotation", VETO))
    return reasons


def _finite(doc: Doc, frame: Frame) -> list[Reason]:
    """A cue verb must be said, not urged or reported as history: "we should support", "to commit"."""
    verb = frame.anchor
    name = frame.cue.name
    if is_told(verb):
        return []
    if name == "pledge (noun)":
        owner = next((c for c in verb.children if c.dep_ == "poss"), None)
        if owner is not None and owner.lower_ in ("their", "your", "his", "her", "its", "whose"):
            return [Reason("veto: another's promise", VETO, owner.text)]
        if cues.EXHORTING_PHRASES.search(doc[: verb.i].text):
            return [Reason("veto: exhortation, wish or hope", VETO)]
        if re.search(
            r"\b(?:honou?red|fulfilled|met|kept|delivered|welcome[sd]?|recall|broke|broken|failed)\b",
            doc.text,
            re.IGNORECASE,
        ):
            return [Reason("veto: about an earlier promise", VETO)]
        return []
    root = verb
    while root.dep_ == "conj" and root.head.i < root.i:
        root = root.head
    for token in (verb, root):
        for child in token.children:
            if (
                child.i < token.i
                and child.dep_ == "aux"
                and child.lower_ in (cues.EXHORTATION | {"to"})
            ):
                return [Reason("veto: governed by another verb", VETO, child.text)]
    if name == "commit" and doc[max(0, verb.i - 1)].lemma_ in ("be", "remain", "stay"):
        return [Reason("state of mind: is committed to", -0.7)]
    if verb.tag_ in ("VBN", "VBD", "NN", "NNS") and name in (
        "pledge",
        "commit",
        "announce",
        "propose",
        "support",
        "intend",
        "agree",
    ):
        return _past(doc, frame, verb)
    if verb.tag_ == "VB" and verb.dep_ not in ("ROOT", "ccomp", "conj"):
        return [Reason("veto: governed by another verb", VETO, verb.text)]
    return []


def _past(doc: Doc, frame: Frame, verb: Token) -> list[Reason]:
    name = frame.cue.name
    low = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass", "cop")}
    if name == "commit" and (
        doc[max(0, verb.i - 1)].lemma_ in ("be", "remain", "stay")
        or low & {"is", "are", "am", "be", "remain", "remains", "'re", "’re"}
        or verb.dep_ == "acomp"
        or (
            verb.head.lemma_ in ("be", "remain", "stay") and verb.dep_ in ("acomp", "attr", "ccomp")
        )
    ):
        return [Reason("state of mind: is committed to", -0.7)]
    if name == "agree":
        return []
    if verb.dep_ in ("acl", "amod", "advcl", "relcl") and not low:
        return [Reason("participle, not a promise", -3.0, verb.text)]
    if low & {"has", "have", "'ve", "’ve"} or verb.tag_ == "VBD":
        # "has pledged to double": the promise stands; "announced a fund": an act that is over.
        return [
            Reason(
                "told as past",
                -0.3
                if any(t.lower_ in ("to", "that") for t in doc[verb.i + 1 : verb.i + 3])
                else -1.0,
            )
        ]
    return []


def _invitation(doc: Doc, frame: Frame, arm: Arm) -> list[Reason]:
    words = doc[frame.anchor.i : arm.end].text
    if re.search(
        r"\b(?:participation|participate|take part|join|attend|visit|applications?|apply|presence|accession|to (?:come|study|invest in|enrol))\b",
        words,
        re.IGNORECASE,
    ):
        if re.search(
            r"\b(?:capitali[sz]e|efforts?|progress|decision|announcement|adoption|outcome|results?|fact)\b",
            words[:80],
            re.IGNORECASE,
        ):
            return [Reason("welcomes what others do", -3.0)]
        return [Reason("invitation to take part", 1.0)]
    return [Reason("welcomes, does not invite", -3.0)]


def _support(doc: Doc, frame: Frame, arm: Arm) -> list[Reason]:
    words = doc[frame.anchor.i : min(arm.end, frame.anchor.i + 14)].text
    founding = re.search(
        r"\b(?:establish\w*|setting up|set up|creat\w+|launch\w*|found\w+|build\w+|hosting|holding|opening|formation|"
        r"construct\w+|convening|expansion|extension|admission|accession|introduc\w+|"
        r"replenishment|proposal to|inclusion)\b", words, re.IGNORECASE)  # fmt: skip
    if founding:
        return [Reason("supports something one can see done", 0.9, founding.group())]
    return [Reason("support as attitude", -2.5)]


def _under_way(doc: Doc, frame: Frame) -> list[Reason]:
    words = doc.text
    if lemma_of(frame.arms[0].head) not in verbs.CONCRETE:
        return [Reason("under way, not a checkable act", -5.0)]
    if re.search(r"\b(?:additional|further|another|extra|new)\b", words, re.IGNORECASE):
        return [Reason("under way, but a new sum", -1.2)]
    return [Reason("under way: a progress claim", -5.0)]
