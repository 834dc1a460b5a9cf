"""For whom an English pledge is made: the recipients its words name, as they are named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from commitments.extraction import places
from commitments.extraction.english import nouns
from commitments.extraction.english.actors import phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_RECEIVING = ("for", "to", "with", "from", "in", "of", "between", "among", "across")
_GROUPS = nouns.PEOPLE | frozenset(
    "country nation state member party partner island economy community neighbour neighbor region "
    "victim survivor migrant minority sme business vulnerable least-developed continent".split()
)
_NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten|hundreds of|thousands of|millions of"
_PREFERENCE = {
    "for": 0,
    "to": 0,
    "iobj": 0,
    "with": 1,
    "from": 2,
    "between": 2,
    "among": 2,
    "in": 3,
    "across": 3,
    "of": 4,
}


def beneficiaries_of(
    doc: Doc, start: int, end: int, actor: str, organisation: str
) -> tuple[str, ...]:
    """Return the beneficiaries named in tokens `start`..`end`; the host body's members if none."""
    found: list[tuple[int, int, str]] = []
    own = places.canonical(actor) if actor else ""
    for token in doc[start:end]:
        if token.pos_ not in ("NOUN", "PROPN"):
            continue
        link = _link(token)
        if link is None:
            continue
        words = phrase(token)
        names = [n for _, _, n in places.names_in(words, "en")]
        known = token.text in places.ALL or words.removeprefix("the ") in places.ALL
        group = token.lemma_.lower() in _GROUPS or (
            names and token.lemma_.lower() in nouns.COLLECTIVE
        )
        if not known and not group:
            continue
        if known and names and names[0] == own:
            continue
        if link == "of" and not group:
            continue
        place = re.search(r"\b(?:in|from|of) (?:the )?([A-Z][\w'’ -]+)$", words)
        if re.match(r"[\d,.]+ ", words) and place and place.group(1).strip() in places.ALL:
            words = place.group(1)
        words = re.split(
            r" (?:in|over|during|by|within|on|at|before|until|under|through) (?:the |this |that |our )?(?:coming|next|past|[A-Z]\w+ (?:Initiative|Program\w*)|\d|Initiative|year|Global)",
            words,
        )[0]
        clean = re.sub(
            r"^(?:(?:up to |more than |over |some |about )?[\d,.]+(?: (?:thousand|million|billion))? |(?:"
            + _NUMBERS
            + r") )",
            "",
            words,
        )
        clean = re.sub(r"^(?:the|our|over|more than|some|about|all of the)\s+", "", clean)
        clean = re.sub(r"[’']s?$", "", clean).strip()
        clean = one_name(clean, organisation)
        if clean and len(clean) < 80 and clean not in [f[2] for f in found]:
            found.append((_PREFERENCE.get(link, 3), token.i, clean))
        for other in token.conjuncts:
            if other.i > token.i and (other.text in places.ALL or other.lemma_.lower() in _GROUPS):
                name = re.sub(r"^the ", "", phrase(other))
                found.append((_PREFERENCE.get(link, 3), other.i, name))
    if found:
        best = min(f[0] for f in found)
        ordered = [
            f[2].split(" and ")[0] if any(g[2] in f[2] and g is not f for g in found) else f[2]
            for f in found
            if f[0] == best
        ]
        return tuple(dict.fromkeys(ordered))
    if organisation and re.search(rf"\b{re.escape(organisation)}\b", doc[start:end].text):
        return (f"{organisation} member states",)
    return ()


def one_name(words: str, organisation: str) -> str:
    """Name a body's members in one way: "SCO countries", "SCO members" are "SCO member states"."""
    if not organisation:
        return words
    members = rf"(other |fellow )?{re.escape(organisation)} (?:countries|members|nations|states|member countries)"
    whole = re.fullmatch(members, words)
    if whole:
        return f"{'other ' if whole.group(1) else ''}{organisation} member states"
    return words


def _link(token: Token) -> str | None:
    if token.dep_ in ("dative", "iobj"):
        return "iobj"
    head = token.head
    if token.dep_ == "pobj" and head.lower_ in _RECEIVING:
        return str(head.lower_)
    if (
        token.text in places.ALL
        and token.i
        and token.doc[token.i - 1].lemma_
        in ("pay", "supply", "provide", "give", "lend", "offer", "grant", "help", "assist")
    ):
        return "iobj"
    if token.dep_ == "dobj" and head.lemma_ in (
        "invite",
        "welcome",
        "help",
        "support",
        "assist",
        "train",
        "admit",
        "receive",
        "resettle",
        "vaccinate",
    ):
        return "iobj"
    if token.dep_ == "poss" and token.lemma_.lower() in _GROUPS:
        return "iobj"
    if token.dep_ == "nsubjpass" and token.lemma_.lower() in nouns.PEOPLE:
        return "iobj"
    if token.dep_ == "nsubj" and head.lemma_ in ("participate", "join", "attend"):
        return "iobj"
    return None
