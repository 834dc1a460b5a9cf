"""What a candidate would become: the draft's fields as proposed, before an editor touches them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from commitments.core.titles import title_of
from commitments.core.vocabulary import (
    CitationRole,
    Comparator,
    DocumentKind,
    Kind,
    Measure,
    Strength,
    Word,
)
from commitments.extraction import places
from commitments.models import Candidate, Document, Theme
from commitments.selectors.defaults import Defaults
from commitments.selectors.intake import party_named
from commitments.selectors.wordings import day_of

_OTHERS = re.compile(r"\b(?:other|fellow)\b|其他|各", re.IGNORECASE)
_EVERY_YEAR = re.compile(r"\b(?:per|every|each|a) year\b|\bannual(?:ly)?\b|每年", re.IGNORECASE)
_A_LEVEL = re.compile(
    r"\b(?:reach|raise|increase|expand|cut|reduce|lower|bring)\b[^.]{0,60}\bto\b|达到",
    re.IGNORECASE,
)
_MADE_TOGETHER = re.compile(r"cumulative|a total of|in total|累计|共", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """A commitment to be, in the values of a form; parties and theme by name or slug.

    ``quantity`` None means no target. ``start`` and ``end`` are the quote's place in the
    document's text.
    """

    title: str
    start: int
    end: int
    title_zh: str = ""
    actor: str = ""
    beneficiary: str = ""
    beneficiary_wording: str = ""
    excludes_actor: bool = False
    theme: str = ""
    kind: str = Kind.COOPERATION.value
    strength: str = Strength.FIRM.value
    made_on: date | None = None
    period_text: str = ""
    period_start: date | None = None
    period_end: date | None = None
    alternative_start: date | None = None
    alternative_end: date | None = None
    quantity: Decimal | None = None
    unit: str = ""
    quantity_text: str = ""
    comparator: str = Comparator.EXACTLY.value
    measure: str = Measure.CUMULATIVE.value
    role: str = CitationRole.ORIGIN.value

    def as_json(self) -> dict[str, Any]:
        """Return the values as JSON can hold them: dates and amounts as text."""
        return {
            name: str(value) if isinstance(value, date | Decimal) else value
            for name, value in asdict(self).items()
        }


def draft_of(candidate: Candidate, said: Defaults) -> Draft:
    """Propose the draft a candidate would become; ``said`` is what its document states."""
    fields: Mapping[str, Any] = candidate.extracted
    period = fields.get("period") or {}
    words = str(period.get("text") or "")
    title = title_of(candidate.exact, candidate.language, words)
    draft = Draft(
        title=title,
        title_zh=title if candidate.language == "zh" else "",
        start=candidate.start,
        end=candidate.end,
        actor=_actor(str(fields.get("actor") or ""), said),
        theme=_theme(str(fields.get("theme") or "")),
        kind=_word(Kind, fields.get("kind"), Kind.COOPERATION),
        strength=_word(Strength, fields.get("strength"), Strength.FIRM),
        made_on=said.made_on,
        period_text=words[:200],
        period_start=day_of(period.get("start")),
        period_end=day_of(period.get("end")),
        alternative_start=day_of(period.get("other_start")),
        alternative_end=day_of(period.get("other_end")),
        role=role_of(candidate.document),
    )
    return _with_target(_with_beneficiary(draft, fields, candidate.language), fields, candidate)


def role_of(document: Document) -> str:
    """Return what a document's words are to a pledge first found in it."""
    translated = document.kind == DocumentKind.MACHINE_TRANSLATION
    return CitationRole.TRANSLATION.value if translated else CitationRole.ORIGIN.value


def joined_role(candidate: Candidate, languages: set[str]) -> str:
    """Return what a further version's words are: the same in another language, or again."""
    other = candidate.language not in languages
    return (CitationRole.TRANSLATION if other else CitationRole.RESTATEMENT).value


def _actor(name: str, said: Defaults) -> str:
    party = party_named(name) if name else None
    if party is not None:
        return party.name_en
    if name in places.ALL:
        return places.canonical(name)
    # "Xi Jinping", "We", "the government": whoever the document speaks for.
    return said.actor.name_en if said.actor is not None else name


def _theme(slug: str) -> str:
    return slug if slug and Theme.objects.filter(slug=slug).exists() else ""


def _word(words: type[Word], value: object, otherwise: Word) -> str:
    try:
        return words.of(str(value)).value
    except ValueError:
        return otherwise.value


def _with_beneficiary(draft: Draft, fields: Mapping[str, Any], language: str) -> Draft:
    """Find the party behind the words: "other SCO countries" are the SCO without the actor."""
    for words in fields.get("beneficiaries") or ():
        party = party_named(str(words))
        named = [party.name_en] if party else []
        for _, _, name in places.names_in(str(words), language):
            found = party_named(name)
            named.append(found.name_en if found else name)
        if named:
            return replace(
                draft,
                beneficiary=named[0],
                beneficiary_wording=str(words)[:200],
                excludes_actor=bool(_OTHERS.search(str(words))),
            )
    return draft


def _with_target(draft: Draft, fields: Mapping[str, Any], candidate: Candidate) -> Draft:
    quantities = fields.get("quantities") or ()
    first: Mapping[str, Any] = next(iter(quantities), {})
    try:
        value = Decimal(str(first["value"])) if first else None
    except (InvalidOperation, KeyError):
        value = None
    unit = str(first.get("unit") or "").strip()
    if value is None or not unit:
        return draft
    return replace(
        draft,
        quantity=value,
        unit=unit[:80],
        quantity_text=str(first.get("text") or "")[:100],
        comparator=_word(Comparator, first.get("qualifier"), Comparator.EXACTLY),
        measure=_measure(candidate.exact),
    )


def _measure(words: str) -> str:
    if _EVERY_YEAR.search(words):
        return Measure.PER_YEAR.value
    if _A_LEVEL.search(words) and not _MADE_TOGETHER.search(words):
        return Measure.LEVEL.value
    return Measure.CUMULATIVE.value
