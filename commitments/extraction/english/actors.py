"""Who an English clause binds: the speaker's side, a named state or body, several parties, nobody."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commitments.extraction import places
from commitments.extraction.english import nouns

if TYPE_CHECKING:
    from spacy.tokens import Token

_OWN = re.compile(
    r"^(?:I|we|he|she|us)$|\b(?:my|our|this|his|her) (?:own )?(?:\w+ )?(?:government|administration|country|nation|"
    r"ministry|cabinet|party|department|presidency|delegation|parliament|people)\b|"
    r"^(?:the |her majesty[’']s |his majesty[’']s )?(?:\w+ )?(?:government|administration|cabinet|ministry|treasury|kingdom|republic|federation|nation|country)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:president|prime minister|premier|chancellor|king|queen|minister|secretary|mr|mrs|ms|dr|leader|"
    r"commissioner|director[- ]general|he|she)\b", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subject:
    """A resolved subject: `role` is speaker, state, body, collective, vehicle, thing or unbound."""

    role: str
    name: str
    words: str


def phrase(token: Token) -> str:
    """Return the words of a noun phrase without its relative clauses."""
    end = token.right_edge.i + 1
    for child in token.children:
        if child.dep_ in ("relcl", "acl", "appos") and child.i > token.i:
            end = min(end, child.left_edge.i)
    return token.doc[token.left_edge.i : end].text.strip(" ,")


def resolve(subject: Token | None, actor: str, passive: bool) -> Subject:
    """Tell who the subject is; `actor` is the side the speaker speaks for, empty if unknown."""
    if subject is None:
        return Subject("speaker" if not passive else "agentless", actor, "")
    if subject.lower_ in ("which", "that", "who", "this", "these", "those", "it"):
        return Subject("unbound" if not passive else "thing", "", subject.text)
    words = phrase(subject)
    low, lemma = words.lower(), subject.lemma_.lower()
    known = places.canonical(actor) if actor else ""
    if passive:
        return Subject("agentless", actor, words)
    names = [name for _, _, name in places.names_in(words, "en")]
    if (
        known
        and known in names
        and not re.search(r"\b(?:other|partners?|people|companies|economy|relations)\b", low)
    ) and lemma not in nouns.UNBOUND:
        return Subject("speaker", actor, words)
    if re.fullmatch(r"(?:i|we|he|she|us|myself|ourselves)", low) or (
        low.startswith(("we ", "we, "))
    ):
        leaders = re.match(
            r"we,? (?:the )?(?:heads|leaders|ministers|members|member states|the parties)", low
        )
        return Subject("collective" if leaders else "speaker", actor, words)
    head_named = (
        subject.text in places.ALL or words.removeprefix("the ").removeprefix("The ") in places.ALL
    )
    if head_named and names:
        name = names[0]
        role = "state" if name in places.COUNTRIES.values() else "body"
        return Subject(role, name, words)
    if _OWN.search(words):
        owner = next((n for n in names if n in places.COUNTRIES.values()), "")
        if owner and known and owner != known:
            return Subject("state", owner, words)
        return Subject(
            "speaker" if not owner or owner == known else "state",
            owner if owner and not known else actor,
            words,
        )
    if (
        re.match(
            r"(?:the )?(?:other|developed|developing|rich\w*|wealth\w+|advanced|industriali[sz]ed|major|donor|emerging|neighbou?ring) ",
            low,
        )
        and lemma in nouns.COLLECTIVE
    ):
        return Subject("state", words, words)
    if lemma in nouns.COLLECTIVE or low in (
        "they",
        "both",
        "all",
        "the two",
        "each",
        "all of us",
        "both of us",
        "you",
    ):
        body = names[0] if names else words
        return Subject("collective", body, words)
    if lemma in nouns.UNBOUND:
        return Subject("unbound", "", words)
    if lemma in nouns.VEHICLE:
        owner = next((n for n in names if n in places.COUNTRIES.values()), "")
        return Subject("vehicle", owner or actor, words)
    if _PERSON.search(low):
        owner = next((n for n in names if n in places.COUNTRIES.values()), "")
        return Subject("state" if owner and owner != known else "speaker", owner or actor, words)
    if subject.pos_ == "PROPN":
        return Subject("body", words.removeprefix("the ").removeprefix("The "), words)
    return Subject("thing", "", words)
