"""The way in: `extract` a text's pledges and progress claims, with the reasons for each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from commitments.extraction import places
from commitments.extraction.context import Context
from commitments.extraction.reading import Sentence, read_sentences
from commitments.extraction.types import Find, Options

# Enough of a text to tell whose side speaks and where; the rest is not needed for that.
OPENING = 20_000


def extract(raw: str, options: Options | None = None) -> list[Find]:
    """Return every pledge and progress claim of a raw text, in text order.

    Offsets count code points of `raw`; `raw[f.start:f.end] == f.text` for every find. Never
    raises on any text; raises `english.model.ModelMissing` when the text holds English and no
    English model is installed. Deterministic: same text, options and version, same finds.
    """
    return sorted(_finds(raw, options or Options()), key=lambda f: (f.start, f.end, f.type))


def _finds(raw: str, options: Options) -> Iterator[Find]:
    from commitments.extraction.chinese import finder as chinese
    from commitments.extraction.english import finder as english

    opening = raw[:OPENING]
    actor = options.actor or propose_actor(opening)
    context = Context(actor, propose_organisation(opening), options)
    for language, sentences in groupby(
        read_sentences(raw, options.language), key=lambda s: s.language
    ):
        found: Iterable[Find] = ()
        if language == "en":
            found = english.find(sentences, context)
        elif language == "zh":
            found = chinese.find(sentences, context)
        else:
            _drain(sentences)
        for find in found:
            yield replace(find, text=raw[find.start : find.end], quantities=tuple(
                replace(q, text=raw[q.start : q.end]) for q in find.quantities))  # fmt: skip


def _drain(sentences: Iterator[Sentence]) -> None:
    for _ in sentences:
        pass


_OFFICE = re.compile(
    r"(?:President|Prime Minister|Premier|Chancellor|King|Emir|Sultan|Taoiseach|Head of (?:State|Government)|"
    r"Foreign Minister|Minister(?: (?:of|for) [A-Z][\w ]{2,40}?)?) of (?:the )?(?P<state>[A-Z][\w'’ -]+)|"
    r"(?P<adjective>[A-Z][a-z]+(?: [A-Z][a-z]+)?) (?:President|Prime Minister|Premier|Chancellor|Government)|"
    r"(?:Permanent Mission|Government|Statement by|on behalf of) (?:of )?(?:the )?(?P<other>[A-Z][\w'’ -]+)"
)
_ACRONYM = re.compile(
    r"\b[A-Z][\w’'.-]+(?: (?:of|for|on|the|and|in|[A-Z][\w’'.-]+)){1,9} \(([A-Z][A-Za-z-]{1,8}[A-Z0-9])\)"
)


def propose_actor(opening: str) -> str:
    """Propose whose side speaks from a text's opening: its own words, or "" when they do not say."""
    sides = Counter(
        places.COUNTRIES.get(m, "")
        for m in re.findall(
            r"\b([A-Z][\w.]+(?: [A-Z][a-z]+)*?) (?:will|is ready|proposes|supports|pledges|commits)\b",
            opening,
        )
    )
    sides.pop("", None)
    if sides:
        return sides.most_common(1)[0][0]
    for match in _OFFICE.finditer(opening[:3000]):
        words = next(g for g in match.groups() if g)
        for start, _, name in places.names_in(words, "en"):
            if start == 0 and name in places.COUNTRIES.values():
                return name
    for match in re.finditer(
        f"(?:(?P<name>{places.CHINESE_COUNTRY.pattern}))(?:将|愿|政府|总统|总理|首相)", opening
    ):
        return places.ALL[match.group("name")]
    return ""


def propose_organisation(opening: str) -> str:
    """Propose the body at which the text was spoken: the acronym it spells out or uses most."""
    spelled = [m.group(1) for m in _ACRONYM.finditer(opening)]
    counts = {a: len(re.findall(rf"\b{re.escape(a)}\b", opening)) for a in spelled}
    for name in (
        "G20",
        "G7",
        "ASEAN",
        "BRICS",
        "APEC",
        "SCO",
        "African Union",
        "European Union",
        "NATO",
        "Commonwealth",
        "Pacific Islands Forum",
        "CARICOM",
        "United Nations",
    ):
        if name not in counts:
            counts[name] = len(re.findall(rf"\b{re.escape(name)}\b", opening))
    if "上海合作组织" in opening:
        counts["SCO"] = counts.get("SCO", 0) + opening.count("上海合作组织")
    best = max(counts, key=lambda a: counts[a], default="")
    return best if best and counts[best] >= 2 else ""
