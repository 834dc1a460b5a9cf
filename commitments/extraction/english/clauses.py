"""From cues to clauses: what a cue governs, split at coordination, each with its own span.

A `Frame` is one cue with its subject and the heads it governs. An `Arm` is one promised act: a
verb (or a noun after "proposes the establishment of") with the span of its words. "Provide …,
open … and launch …" under one "will" is one frame with three arms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from commitments.extraction.english import verbs
from commitments.extraction.english.cues import CUES, EXHORTATION, Cue

if TYPE_CHECKING:
    from spacy.matcher import Matcher
    from spacy.tokens import Doc, Token

MODAL = (
    "will",
    "would (reported)",
    "going to",
    "continue",
    "ready",
    "glad",
    "consider",
    "is committing",
    "pledge (noun)",
)
ANNOUNCING = frozenset(
    "announce confirm commit pledge declare inform report say propose invite welcome unveil see note share_news".split()
)
_MANNERS = re.compile(
    r"(?:(?:glad|happy|pleased|proud|delighted|honou?red|able|here|like|want|wish|privileged|ready|pleasure|honou?r|"
    r"privilege|today) (?:today )?to|let me|i (?:can|may|must|shall|will|do)|allow me to|permit me to)(?: \w+ly| also| now| today| hereby)?$"
)
OUTER_WINS = ("pledge", "commit", "announce", "decide", "intend", "agree", "offer")
INNER_WINS = ("propose", "support", "welcome")
# A "sentence" with more cues than this is noise; the reference speeches have at most six.
MOST_CUES = 24
_BARE = ("VB", "VBP")
_COMPLEMENTS = ("xcomp", "ccomp", "acl", "advcl", "pcomp", "relcl", "conj")


@dataclass(slots=True)
class Arm:
    """One promised act: its head, its span (token indexes, end exclusive), how it was reached."""

    head: Token
    start: int
    end: int
    nominal: bool = False
    first: bool = True
    effort: bool = False
    verb: Token | None = None  # the act a nominal arm is the object of


@dataclass(slots=True)
class Frame:
    """One cue at work: the anchor token, the subject (if any), and the arms it governs."""

    cue: Cue
    anchor: Token
    left: int
    subject: Token | None
    arms: list[Arm] = field(default_factory=list)
    passive: bool = False


@lru_cache(maxsize=4)
def _matcher(vocab_id: int) -> Matcher:
    from spacy.matcher import Matcher

    from commitments.extraction.english.model import english

    matcher = Matcher(english().vocab)
    for number, cue in enumerate(CUES):
        matcher.add(str(number), [list(p) for p in cue.patterns])
    return matcher


def cues_in(doc: Doc) -> list[tuple[Cue, int, int]]:
    """Return (cue, first token, last token) for every cue; the longest wins where two overlap."""
    found = []
    for key, start, end in _matcher(id(doc.vocab))(doc):
        found.append((end - start, CUES[int(doc.vocab.strings[key])], start, end - 1))
    found.sort(key=lambda m: (-m[0], m[2], m[1].name))
    taken: set[int] = set()
    kept = []
    for _, cue, start, last in found:
        span = range(start, last + 1)
        if not taken.intersection(span):
            taken.update(span)
            kept.append((cue, start, last))
    return sorted(kept, key=lambda k: k[1])[:MOST_CUES]


def frames_in(doc: Doc) -> list[Frame]:
    """Find every frame of a parsed sentence with its arms, spans settled against each other."""
    frames: list[Frame] = []
    governed: set[int] = set()
    for cue, start, last in cues_in(doc):
        if cue.name not in MODAL and not is_said(doc, start, last):
            continue
        if doc[last].i in governed and cue.name in OUTER_WINS:
            continue  # "announcing that we will commit $5 million" is one promise, not two
        if doc[last].i in governed and cue.name in INNER_WINS:
            for earlier in frames:  # "will support setting up": the strength is the inner verb's
                earlier.arms = [a for a in earlier.arms if a.head.i != doc[last].i]
        frame = _frame(doc, cue, start, last)
        if frame is None:
            continue
        frame.arms = [a for a in frame.arms if a.head.i not in governed]
        governed.update(a.head.i for a in frame.arms)
        if frame.arms:
            frames.append(frame)
    frames = [f for f in frames if f.arms]
    _settle(doc, frames)
    return frames


def is_said(doc: Doc, start: int, last: int) -> bool:
    """Tell whether a cue verb is said, not urged or subordinate: "we should support", "to commit".

    Looks left from the cue for a modal or "to" that governs it, through coordination, up to the
    nearest subject.
    """
    cue = doc[last]
    if (
        start == last
        and cue.pos_ in ("NOUN", "PROPN", "ADJ")
        and cue.tag_ not in ("VBP", "VBZ", "JJ")
    ):
        # "a plan to open", "the pledge": nouns have patterns of their own. But the small model
        # often takes "Morocco pledges USD 2 million" for a compound noun.
        root = any(c.dep_ in ("nsubj", "dobj") for c in cue.children) and cue.dep_ in (
            "ROOT",
            "ccomp",
            "conj",
        )
        return root or _is_verb_after_all(doc, last)
    if is_told(cue):
        return True
    for child in cue.children:
        if child.i < cue.i and child.lower_ in ("to", *EXHORTATION) and child.dep_ == "aux":
            return False
    if cue.tag_ not in ("VB", "VBP") or start != last:
        return True
    if any(c.dep_ in ("nsubj", "nsubjpass") and c.i < cue.i for c in cue.children):
        return True
    for token in reversed(doc[max(0, start - 60) : start]):
        if token.dep_ in ("nsubj", "nsubjpass", "expl"):
            return True
        if token.tag_ == "MD" and token.lower_ not in ("will", "shall", "'ll", "’ll"):
            return False
        if token.tag_ == "TO":
            return False
    return True


def is_told(verb: Token) -> bool:
    """Tell whether an announcing verb only has manners before it: "I am pleased to announce"."""
    if verb.lemma_.lower() not in ANNOUNCING:
        return False
    lead = verb.doc[max(0, verb.i - 7) : verb.i].text.lower()
    return bool(_MANNERS.search(lead))


def _is_verb_after_all(doc: Doc, at: int) -> bool:
    if not 0 < at < len(doc) - 1:
        return False
    before, after = doc[at - 1], doc[at + 1]
    opens = (
        after.lower_ in ("to", "that", "a", "an", "the")
        or after.like_num
        or after.is_currency
        or after.ent_type_ == "MONEY"
        or after.text.isupper()
    )
    return before.pos_ in ("PROPN", "PRON") and opens and doc[at].lower_.endswith("s")


def subject_of(verb: Token) -> Token | None:
    """Return the grammatical subject of a verb, following coordination and control upwards."""
    seen = 0
    token = verb
    while seen < 8:
        for child in token.children:
            if child.dep_ in ("nsubj", "nsubjpass", "csubj") and child.i < max(verb.i, token.i):
                return child
        if token.dep_ == "relcl":
            return None
        if (
            token.dep_ in ("conj", "xcomp", "pcomp", "prep", "acomp", "advcl", "aux", "ccomp")
            and token.head.i < token.i
        ):
            token = token.head
            seen += 1
            continue
        return None
    return None


def _governed_verb(doc: Doc, last: int) -> Token | None:
    """The verb after a modal: by the parse, or the next bare verb where the parse errs."""
    modal = doc[last]
    head = modal.head
    if modal.dep_ in ("aux", "auxpass") and head.i > modal.i and head.i - modal.i < 40:
        return head
    for token in doc[last + 1 : last + 8]:
        if token.tag_ in ("VB", "VBN") or (token.pos_ == "VERB" and token.i - last <= 2):
            return token
        if token.is_punct and token.text != ",":
            break
    return None


def _complement(doc: Doc, last: int, anchor: Token) -> tuple[Token | None, bool]:
    """What follows "propose", "ready", "pledge": (head, whether it is a noun)."""
    for child in anchor.children:
        if (
            child.dep_ == "ccomp"
            and child.i > last
            and any(c.lower_ == "that" for c in child.children)
        ):
            return child, False
    for child in anchor.children:
        told = (
            child.dep_ in ("xcomp", "ccomp") and last < child.i <= last + 12 and child.tag_ == "VB"
        )
        held = any(c.dep_ == "dobj" and c.i < child.i for c in anchor.children)
        if told and not held and any(c.lower_ == "to" and c.i > last for c in child.lefts):
            return child, False
    that = next(
        (t for t in doc[last + 1 : last + 8] if t.lower_ == "that" and t.tag_ in ("IN", "WDT")),
        None,
    )
    if (
        that is not None
        and anchor.pos_ == "VERB"
        and all(t.pos_ != "VERB" for t in doc[last + 1 : that.i])
    ):
        return _clause_verb(doc, that.i + 1, ("amod", "compound", "aux", "auxpass")), False
    i, limit = last + 1, min(len(doc), last + 7)
    if anchor.lower_ == "to" and i < len(doc) and doc[i].tag_ in ("VB", "VBP"):
        return doc[i], False
    while i < limit:
        token = doc[i]
        low = token.lower_
        if low == "to":
            for nxt in doc[i + 1 : i + 5]:
                if nxt.tag_ in ("VB", "VBP", "VBG") or (nxt.pos_ == "VERB"):
                    return nxt, False
                if nxt.pos_ != "ADV" and nxt.tag_ != "HYPH":
                    # "commits to a 45 per cent cut", "commit to net zero"
                    return _noun_from(doc, i + 1), True
            return None, False
        if token.tag_ == "VBG" and token.dep_ not in ("amod", "compound"):
            return token, False
        if low in ("that", ":", "—", "–"):
            return _clause_verb(doc, i + 1), False
        if token.pos_ in ("ADV", "INTJ") or low in (
            "today",
            "here",
            "now",
            "also",
            "in",
            "of",
            ",",
        ):
            if low in ("in", ",") and i > last + 2:
                break
            i += 1
            continue
        clause = next((c for c in anchor.children if c.dep_ == "ccomp" and c.i > last), None)
        if clause is not None and token.i <= clause.i and any(
            c.dep_ in ("nsubj", "nsubjpass") for c in clause.children
        ):  # fmt: skip
            return clause, False
        return _noun_from(doc, i), True
    return None, False


def _clause_verb(
    doc: Doc,
    start: int,
    skip: tuple[str, ...] = ("amod", "compound", "relcl", "acl", "aux", "auxpass"),
) -> Token | None:
    """The main verb of a that-clause: the next verb that has a subject or is a subjunctive."""
    for token in doc[start : start + 40]:
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in skip:
            return token
    return None


def _noun_from(doc: Doc, start: int) -> Token | None:
    """The head noun of the phrase beginning at `start`."""
    if start >= len(doc):
        return None
    token = doc[start]
    while (
        token.dep_
        in (
            "det",
            "amod",
            "compound",
            "nummod",
            "poss",
            "case",
            "quantmod",
            "advmod",
            "nmod",
            "punct",
            "predet",
            "npadvmod",
        )
        and token.head.i > token.i
    ):
        token = token.head
    if token.pos_ in ("NOUN", "PROPN", "NUM", "SYM", "PRON", "ADJ", "VERB"):
        return token
    return None


def _frame(doc: Doc, cue: Cue, start: int, last: int) -> Frame | None:
    anchor = doc[last] if cue.anchor == -1 else doc[start]
    if cue.name in ("ready", "glad", "going to", "intend", "is committing"):
        anchor = (
            doc[start] if cue.name != "intend" or doc[start].pos_ in ("VERB", "AUX") else anchor
        )
    if cue.governs == "verb":
        head, nominal = _governed_verb(doc, last), False
        verb = head
    else:
        anchor_verb = doc[last]
        head, nominal = _complement(doc, last, anchor_verb)
        verb = (
            anchor_verb
            if cue.name
            not in ("ready", "glad", "going to", "is committing", "process started", "offer")
            else doc[start]
        )
        if cue.name in {"is committing", "consider"}:
            head, nominal, verb = doc[last], False, doc[last]
    if head is None:
        return None
    subject = subject_of(verb) if verb is not None else None
    if (
        subject is None
        and doc[last].pos_ == "NOUN"
        and start == last
        and last
        and doc[last - 1].pos_ == "PROPN"
    ):
        subject = doc[last - 1]
    if (
        cue.name in ("ready", "glad")
        and not nominal
        and head is not None
        and head.lemma_ in ANNOUNCING
    ):
        return None  # "I am pleased to announce": the announcement has a cue of its own
    if subject is None and cue.governs == "to":
        subject = subject_of(head) if not nominal else None
        if subject is None and verb is not None and verb.head.i != verb.i and verb.dep_ != "relcl":
            subject = subject_of(verb.head) if verb.dep_ in ("acomp", "attr", "dobj") else None
    frame = Frame(cue, anchor, start, subject)
    if nominal:
        frame.arms = _nominal_arms(head) + [
            Arm(c, c.left_edge.i, len(doc), first=False)
            for c in doc[last].children
            if c.dep_ == "conj" and c.tag_ == "VB" and any(x.lower_ == "to" for x in c.lefts)
        ]
        return frame
    frame.passive = any(c.dep_ == "auxpass" for c in head.children)
    frame.arms = _verbal_arms(doc, head, frame)
    return frame


def _look_through(head: Token) -> Token:
    """Follow "work with X to make", "strive to reach", "step up efforts to provide" to the act."""
    token = head
    for _ in range(3):
        if token.lemma_.lower() not in verbs.LIGHT:
            return token
        inner = None
        for child in sorted(token.subtree, key=lambda t: t.i):
            if child.i <= token.i or child.i - token.i > 25:
                continue
            chained = (
                child.dep_ in ("xcomp", "advcl", "acl", "pcomp", "ccomp") and child.pos_ == "VERB"
            )
            marked = chained and any(
                c.lower_ in ("to", "in", "on", "for", "towards") for c in child.lefts
            )
            if (marked or (chained and child.tag_ == "VBG")) and child.tag_ in ("VB", "VBG", "VBP"):
                inner = child
                break
        if inner is None:
            return token
        token = inner
    return token


def _conjuncts(verb: Token) -> list[Token]:
    """The verbs coordinated with this one that share its subject and modal."""
    found: list[Token] = []
    queue = [verb]
    while queue and len(found) < 30:
        token = queue.pop(0)
        for child in token.children:
            if (
                child.dep_ != "conj"
                or child.i <= verb.i
                or child.pos_ not in ("VERB", "AUX", "NOUN", "ADJ")
            ):
                continue
            if child.pos_ in ("NOUN", "ADJ") and child.tag_ not in _BARE:
                continue
            own = any(
                c.dep_ in ("nsubj", "nsubjpass", "expl")
                or (c.dep_ == "aux" and c.tag_ in ("MD", "VBZ", "VBP", "VBD"))
                for c in child.children
                if c.i < child.i
            )
            if own:
                continue
            found.append(child)
            queue.append(child)
    return sorted(found, key=lambda t: t.i)


def _verbal_arms(doc: Doc, head: Token, frame: Frame) -> list[Arm]:
    anchors = [head]
    if frame.cue.name == "continue":
        anchors.append(doc[frame.anchor.i])
    heads: dict[int, tuple[Token, bool]] = {}
    for outer in anchors:
        chain = [outer, *_conjuncts(outer)] if outer is head else _conjuncts(outer)
        for verb in chain:
            if verb.tag_ in ("VBD", "VBZ") and verb is not head:
                continue
            inner = _look_through(verb)
            effort = inner is not verb
            heads.setdefault(inner.i, (verb, effort))
            if effort:
                for more in _conjuncts(inner):
                    heads.setdefault(more.i, (more, False))
    for extra in _parallel(doc, head, frame):
        heads.setdefault(extra.i, (extra, False))
    arms: list[Arm] = []
    for index, (outer, effort) in sorted(heads.items()):
        arms.append(Arm(doc[index], outer.i, len(doc), first=not arms, effort=effort))
    arms += [a for arm in list(arms) for a in _split_objects(arm)]
    return sorted(arms, key=lambda a: a.start)


def _parallel(doc: Doc, head: Token, frame: Frame) -> list[Token]:
    """Acts in line with the first that the parser attached elsewhere.

    A bare verb after a comma or "and" belongs to the modal as long as no infinitive was opened in
    between; ", and to …" stands in line with a first complement that opened with "to".
    """
    promising = verbs.CONCRETE | verbs.OUTCOME
    found: list[Token] = []
    opened = False
    for token in doc[head.i + 1 : head.i + 80]:
        if (
            token.dep_ in ("nsubj", "nsubjpass")
            and token.i > head.i
            and token.head.dep_ not in ("relcl", "acl")
        ):
            break
        at = token.i
        while at > head.i + 1 and doc[at - 1].pos_ == "ADV":
            at -= 1
        before = doc[at - 1].lower_
        if token.tag_ == "TO":
            opened = opened or before not in (",", "and")
            continue
        if token.lemma_.lower() not in promising or token.dep_ in ("amod", "compound"):
            continue
        if (
            frame.cue.governs == "verb"
            and token.tag_ == "VB"
            and before in (",", "and")
            and not opened
        ) or (
            frame.cue.governs == "to"
            and before == "to"
            and doc[at - 2].lower_ in (",", "and")
            and token.tag_ in ("VB", "VBG")
        ):
            found.append(token)
    return found


def _object(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in ("dobj", "attr", "oprd") and child.i > verb.i:
            return child
    return None


def _split_objects(arm: Arm) -> list[Arm]:
    """“establish a system … and university alliances”: founding two things is two promises.

    Split only where both halves are things one founds or both carry their own figure.
    """
    from commitments.extraction.english import nouns

    target = _object(arm.head)
    if target is None:
        return []
    founding = arm.head.lemma_.lower() in verbs.FOUNDING | verbs.HOSTING
    extra = []
    candidates = [
        t
        for t in arm.head.subtree
        if t.dep_ == "conj" and t.pos_ in ("NOUN", "PROPN") and t.i > target.i
    ]
    for token in candidates:
        countable = token.lemma_.lower() in nouns.INSTITUTION | nouns.EVENT
        same_kind = target.lemma_.lower() in nouns.INSTITUTION | nouns.EVENT
        figure = any(c.dep_ == "nummod" and c.like_num for c in token.children)
        own_figure = figure and any(c.dep_ == "nummod" and c.like_num for c in target.children)
        left = token.left_edge.i
        joined = left > 0 and token.doc[left - 1].lower_ in ("and", ",", "or")
        if joined and (
            (founding and countable and same_kind and token.i - target.i > 2) or own_figure
        ):
            extra.append(Arm(token, left, arm.end, nominal=True, first=False, verb=arm.head))
    return extra


def _nominal_arms(head: Token) -> list[Arm]:
    extra = [
        child
        for child in head.children
        if child.dep_ == "conj" and any(c.dep_ in ("nummod", "det", "poss") for c in child.children)
    ]
    end = len(head.doc)
    return [
        Arm(head, head.left_edge.i, end, nominal=True),
        *(Arm(t, t.left_edge.i, end, nominal=True, first=False) for t in extra),
    ]


def _settle(doc: Doc, frames: list[Frame]) -> None:
    """Give every arm its span: first arms from their subject, each up to the next one's start."""
    starts: list[int] = []
    for frame in frames:
        for arm in frame.arms:
            if arm.first:
                arm.start = _first_start(doc, frame, arm)
            else:
                while (
                    arm.start > 0
                    and doc[arm.start - 1].pos_ == "ADV"
                    and doc[arm.start - 1].head.i == doc[arm.start].i
                ):
                    arm.start -= 1
            starts.append(arm.start)
    starts.sort()
    for frame in frames:
        for arm in frame.arms:
            later = [s for s in starts if s > max(arm.start, arm.head.i)]
            end = min([*later, _clause_end(doc, arm), arm.end])
            while end > arm.start + 1 and (
                doc[end - 1].lower_ in (",", ";", "and", "or", "but", "to", "—", "–", "-", ":")
                and end < len(doc)
            ):  # fmt: skip
                end -= 1
            arm.end = max(end, arm.head.i + 1)


def _first_start(doc: Doc, frame: Frame, arm: Arm) -> int:
    left = frame.left
    subject = frame.subject
    if subject is not None and subject.i < frame.left:
        own = {t.i for t in subject.subtree}
        between = doc[subject.i + 1 : frame.left]
        # A finite verb between says the subject was left out: "China has joined …, and will consider".
        own |= {
            t.i for t in between if t.dep_ in ("aux", "auxpass", "cop") and t.head.i >= frame.left
        }
        elided = any(t.tag_ in ("MD", "VBZ", "VBD", "VBP") and t.i not in own for t in between)
        if not elided and len(between) < 60:
            left = min(left, subject.left_edge.i)
    if (
        doc[left].lower_ in ("which", "whom")
        and left
        and doc[left - 1].lower_ in ("to", "for", "by", "from", "in", "under")
    ):
        left -= 1
    elif left > 1 and doc[left - 1].lower_ in ("which", "whom"):
        left -= 2
    return left


def _clause_end(doc: Doc, arm: Arm) -> int:
    """Where the arm's own clause ends: before a coordinate clause with a new subject."""
    for token in doc[arm.head.i + 1 :]:
        if token.dep_ == "conj" and token.pos_ in ("VERB", "AUX") and token.head.i <= arm.head.i:
            subjects = [
                c for c in token.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < token.i
            ]
            if subjects and subjects[0].left_edge.i > arm.head.i:
                return subjects[0].left_edge.i
            if token.tag_ in ("VBD", "VBZ") and not subjects:
                return token.i
        if (
            token.lower_ == "so"
            and token.i + 1 < len(doc)
            and doc[token.i + 1].lower_ == "that"
            and doc[token.i - 1].text == ","
        ):
            return token.i - 1
        if token.text == ";":
            return token.i
    return len(doc)
