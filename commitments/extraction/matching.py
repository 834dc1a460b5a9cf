"""Tells whether a find is a pledge we have, in another version or language of the words.

Compared are the things a translation keeps (amount, deadline, actor, strength, theme, what is
named) and, within one language, the words themselves. Every match says what speaks for it and
how the wordings differ. Nothing is joined here: an editor sees the proposal and decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from commitments.extraction.glossary import concepts_of
from commitments.extraction.places import canonical

#: Below this two pledges are not proposed as one.
THRESHOLD = 0.55
#: Versions of one speech are dated within days; a restatement may come later.
SAME_SPEECH_DAYS = 3


@dataclass(frozen=True, slots=True)
class Wording:
    """One pledge as one document words it; `sentence` may be empty.

    `amount` and `unit` are the target's (an amount of one is no figure and is left out);
    `end` the last day of its period; `made` the day the words were spoken.
    """

    text: str
    language: str
    sentence: str = ""
    actor: str = ""
    strength: str = ""
    kind: str = ""
    theme: str = ""
    amount: Decimal | None = None
    unit: str = ""
    end: date | None = None
    made: date | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A pledge we have, under its key, in all its wordings."""

    key: str
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """The known pledge a find may be; `score` 0 to 1, reasons and differences in words."""

    key: str
    score: float
    reasons: tuple[str, ...] = field(default=())
    differences: tuple[str, ...] = field(default=())


def compare(found: Wording, known: Wording) -> tuple[float, tuple[str, ...]]:
    """Return how alike two wordings are (0 to 1), and what speaks for it."""
    if found.actor and known.actor and canonical(found.actor) != canonical(known.actor):
        return 0.0, ()
    weights: list[tuple[float, str]] = [_words(found, known)]
    if found.amount is not None and known.amount is not None:
        if found.amount != known.amount:
            return 0.0, ()
        weights.append((0.45, f"same figure ({found.amount:,f})"))
    elif found.amount is not None or known.amount is not None:
        weights.append((-0.1, ""))
    if found.end and known.end:
        same = abs((found.end - known.end).days) <= 31
        weights.append((0.1, f"same deadline ({known.end})") if same else (-0.25, ""))
    for name, weight in (("strength", 0.1), ("kind", 0.06), ("theme", 0.1)):
        mine, theirs = getattr(found, name), getattr(known, name)
        if mine and mine == theirs:
            weights.append((weight, f"same {name} ({mine})"))
    if found.made and known.made:
        apart = abs((found.made - known.made).days)
        if apart <= SAME_SPEECH_DAYS:
            weights.append((0.12, "spoken on the same day" if not apart else "same days"))
        elif apart > 366:
            weights.append((-0.2, ""))
    score = max(0.0, min(1.0, sum(weight for weight, _ in weights)))
    return round(score, 3), tuple(words for weight, words in weights if weight > 0 and words)


def best(found: Wording, known: Iterable[Known]) -> list[Match]:
    """Return the known pledges a find may be, the likeliest first; only those worth showing."""
    matches = []
    for pledge in known:
        score, reasons, wording = max(
            ((*compare(found, wording), wording) for wording in pledge.wordings),
            key=lambda item: item[0],
            default=(0.0, (), None),
        )
        if wording is not None and score >= THRESHOLD:
            matches.append(Match(pledge.key, score, reasons, differences(found, wording)))
    return sorted(matches, key=lambda match: (-match.score, match.key))


def assign(finds: Sequence[Wording], known: Sequence[Known]) -> list[Match | None]:
    """Give each find of one document and language its pledge; no pledge is given twice.

    The surest pairs are made first. A document says one pledge once in each language, or so
    nearly always that a second claim on it deserves a person's doubt.
    """
    pairs = sorted(
        ((match, number) for number, find in enumerate(finds) for match in best(find, known)),
        key=lambda pair: (-pair[0].score, pair[1], pair[0].key),
    )
    given: list[Match | None] = [None] * len(finds)
    taken: set[str] = set()
    for match, number in pairs:
        if given[number] is None and match.key not in taken:
            given[number] = match
            taken.add(match.key)
    return given


#: Things that half the speeches name: two statements about a meeting need not be about one thing.
COMMON = concepts_of("meeting summit member initiative project participation", "en")
#: Below this a progress claim is not proposed for a pledge.
CLAIM_THRESHOLD = 0.4


def claims_on(found: Wording, known: Iterable[Known]) -> list[Match]:
    """Return the pledges that a progress claim may bear on, the likeliest first.

    Same actor, same unit, the same things named. A claim made before the pledge, or in the
    same speech, is proposed with a warning among the differences: it cannot show fulfilment.
    """
    matches = []
    for pledge in known:
        scored = [(*_bears_on(found, wording), wording) for wording in pledge.wordings]
        score, reasons, wording = max(scored, key=lambda one: one[0], default=(0.0, (), None))
        if wording is None or score < CLAIM_THRESHOLD:
            continue
        warnings = []
        if found.made and wording.made and found.made < wording.made:
            warnings.append("Said before the pledge was made.")
        elif found.made and found.made == wording.made:
            warnings.append("Said on the day of the pledge: it tells where things stood then.")
        matches.append(Match(pledge.key, score, reasons, tuple(warnings)))
    return sorted(matches, key=lambda match: (-match.score, match.key))


def _bears_on(found: Wording, known: Wording) -> tuple[float, tuple[str, ...]]:
    if found.actor and known.actor and canonical(found.actor) != canonical(known.actor):
        return 0.0, ()
    mine, theirs = (concepts_of(one.text, one.language) - COMMON for one in (found, known))
    common = mine & theirs
    if not common:
        return 0.0, ()
    named = ", ".join(sorted(re.split(r"[|(\\]", one)[0] for one in common))
    weights = [(0.45 * len(common) / min(len(mine), len(theirs)), f"both name {named}")]
    if found.unit and _same_unit(found.unit, known.unit):
        weights.append((0.3, f"same unit ({known.unit})"))
    if found.theme and found.theme == known.theme:
        weights.append((0.15, f"same theme ({found.theme})"))
    return round(sum(weight for weight, _ in weights), 3), tuple(words for _, words in weights)


def _same_unit(one: str, other: str) -> bool:
    """Whether two units count the same thing: "doses" and "vaccine doses" do."""
    short, long = sorted((one.lower().split(), other.lower().split()), key=len)
    return bool(short) and long[-len(short) :] == short


def differences(found: Wording, known: Wording) -> tuple[str, ...]:
    """Say how two wordings of one pledge differ: strength, figure, deadline, and the words."""
    said = []
    if found.strength and known.strength and found.strength != known.strength:
        said.append(f"How firm: “{found.text}” reads as {found.strength}, not {known.strength}.")
    if (found.amount is None) != (known.amount is None):
        which = "only here" if found.amount is not None else "not here"
        amount = found.amount if found.amount is not None else known.amount
        said.append(f"The figure {amount:,f} is given {which}.")
    if found.end and known.end and found.end != known.end:
        said.append(f"Deadline: {found.end} here, {known.end} there.")
    if _plain(found.text) != _plain(known.text):
        said.append(
            f"Wording: {found.language} “{_short(found.text)}”; "
            f"{known.language} “{_short(known.text)}”."
        )
    return tuple(said)


def _words(found: Wording, known: Wording) -> tuple[float, str]:
    if found.language == known.language:
        alike = fuzz.token_set_ratio(found.text, known.text, processor=default_process) / 100
        if found.language == "zh":
            alike = fuzz.ratio(_plain(found.text), _plain(known.text)) / 100
        share = max(0.0, alike - 0.45) / 0.55
        return round(0.7 * share, 3), f"the words are alike ({alike:.0%})" if share > 0.3 else ""
    mine = concepts_of(found.text, found.language)
    theirs = concepts_of(known.text, known.language)
    if not mine or not theirs:
        # A short clause ("欢迎各方参与") names little: its sentence says what it is about.
        mine = mine or concepts_of(found.sentence, found.language)
        theirs = theirs or concepts_of(known.sentence, known.language)
    common = mine & theirs
    if not common:
        return (0.0, "") if not mine or not theirs else (-0.15, "")
    share = len(common) / min(len(mine), len(theirs)) * 0.6 + len(common) / len(mine | theirs) * 0.4
    named = ", ".join(sorted(re.split(r"[|(\\]", one)[0] for one in common))
    return round(0.45 * share, 3), f"both name {named}"


def _plain(text: str) -> str:
    return (
        re.sub(r"[\W_]+", "" if re.search("[\u4e00-\u9fff]", text) else " ", text).lower().strip()
    )


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 160 else f"{flat[:157]}…"
