"""Measures the extraction against gold: precision, recall, F1, fields, calibration, every miss.

Gold comes as sentences (`fixtures/gold/english.yaml`, `chinese.yaml`; each with its split) and as
whole documents (`documents.yaml`). A found clause matches a gold clause of the same text when
they overlap by 0.3 of their union, each matched once, best overlap first. A sentence counts as
found when it holds any pledge. Fields are compared on matched clauses where the gold states them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from commitments.extraction import places
from commitments.extraction.pipeline import extract
from commitments.extraction.types import Find, Options

ENOUGH = 0.3
FIELDS = (
    "actor",
    "strength",
    "kind",
    "theme",
    "value",
    "unit",
    "period start",
    "period end",
    "beneficiary",
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One gold pledge: its span in the text and the fields the annotator stated."""

    start: int
    end: int
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """One gold text: a sentence, or a document with all its pledges."""

    name: str
    language: str
    split: str
    text: str
    options: Options
    clauses: tuple[Clause, ...]
    why: str = ""


@dataclass(slots=True)
class Tally:
    """Counts of one language and split; ratios are computed from them and never stored."""

    right: int = 0
    false: int = 0
    missed: int = 0
    sentence_right: int = 0
    sentence_false: int = 0
    sentence_missed: int = 0
    fields: dict[str, list[int]] = field(default_factory=lambda: {f: [0, 0] for f in FIELDS})
    scores: list[tuple[float, bool]] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)


def ratios(right: int, false: int, missed: int) -> tuple[float, float, float]:
    """Return precision, recall and F1; 0 where there is nothing to divide by."""
    precision = right / (right + false) if right + false else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def load(path: Path) -> Iterator[Item]:
    """Yield the gold items of a YAML file, sentences or documents by their shape.

    Raises `ValueError` naming the sentence whose quote is not in its text.
    """
    import yaml

    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    if isinstance(data, dict):
        yield from _documents(data, path.parent.parent / "sources")
        return
    for number, entry in enumerate(data, start=1):
        text = entry["text"]
        clauses = []
        for pledge in entry.get("pledges", []):
            start = text.find(pledge["quote"])
            if start < 0:
                raise ValueError(f"{path.name} {number}: the quote is not in the text.")
            clauses.append(Clause(start, start + len(pledge["quote"]), _stated(pledge, entry)))
        yield Item(
            f"{path.stem} {number}",
            "zh" if path.stem == "chinese" else "en",
            entry["split"],
            text,
            Options(spoken=entry["spoken"], actor=entry["by"]),
            tuple(clauses),
            entry.get("why", ""),
        )


def _stated(pledge: dict[str, Any], entry: dict[str, Any]) -> dict[str, Any]:
    stated = {
        "actor": entry["by"],
        "strength": pledge["strength"],
        "kind": pledge["kind"],
        "theme": pledge["theme"],
    }
    if pledge.get("value") not in (None, 1):
        stated |= {"value": pledge["value"], "unit": pledge["unit"]}
    stated |= {"period start": pledge.get("start"), "period end": pledge.get("end")}
    if pledge.get("to"):
        stated["beneficiary"] = pledge["to"]
    return stated


def _documents(data: dict[str, Any], sources: Path) -> Iterator[Item]:
    for document in data["documents"]:
        text = (sources / document["file"]).read_text(encoding="utf-8")
        spoken = date.fromisoformat(str(document["date"]))
        for language in ("en", "zh"):
            clauses = [
                Clause(c["char_start"], c["char_end"], _document_fields(pledge))
                for pledge in data["pledges"]
                for c in pledge["citations"]
                if c["file"] == document["file"] and c["language"] == language
            ]
            if clauses or language == "en":
                options = Options(spoken=spoken, actor=document["actor"])
                yield Item(
                    document["file"][:3], language, "documents", text, options, tuple(clauses)
                )


def _document_fields(pledge: dict[str, Any]) -> dict[str, Any]:
    stated = {k: pledge[k] for k in ("strength", "kind", "theme")}
    stated["actor"] = "SCO" if pledge["actor"].startswith("SCO") else pledge["actor"]
    quantity, period = pledge["quantity"] or {}, pledge["period"] or {}
    if quantity.get("value") not in (None, 1):
        stated |= {"value": quantity["value"], "unit": quantity["unit"]}
    return stated | {
        "period start": _day(period.get("start")),
        "period end": _day(period.get("end")),
        "beneficiary": pledge["beneficiaries"],
    }


def _day(value: Any) -> date | None:
    return None if value is None else date.fromisoformat(str(value))


def overlap(first: tuple[int, int], second: tuple[int, int]) -> float:
    """Return the shared share of two spans' union."""
    shared = min(first[1], second[1]) - max(first[0], second[0])
    return max(0, shared) / max(1, max(first[1], second[1]) - min(first[0], second[0]))


def evaluate(items: Iterable[Item]) -> dict[tuple[str, str], Tally]:
    """Extract every item and count; keys are (split, language), in the order met."""
    tallies: dict[tuple[str, str], Tally] = {}
    for item in items:
        tally = tallies.setdefault((item.split, item.language), Tally())
        finds = [
            f
            for f in extract(item.text, item.options)
            if f.type == "pledge" and f.language == item.language
        ]
        _count(item, finds, tally)
    return tallies


def _count(item: Item, finds: list[Find], tally: Tally) -> None:
    pairs = sorted(
        (
            (overlap((c.start, c.end), (f.start, f.end)), -c.start, -f.start, n, m)
            for n, c in enumerate(item.clauses)
            for m, f in enumerate(finds)
        ),
        reverse=True,
    )
    gold_used: set[int] = set()
    find_used: set[int] = set()
    for share, _, _, n, m in pairs:
        if share >= ENOUGH and n not in gold_used and m not in find_used:
            gold_used.add(n)
            find_used.add(m)
            _compare(item, item.clauses[n], finds[m], tally)
    tally.right += len(gold_used)
    for n, clause in enumerate(item.clauses):
        if n not in gold_used:
            tally.missed += 1
            tally.misses.append(f"missed   {item.name}: {item.text[clause.start : clause.end]}")
    for m, found in enumerate(finds):
        tally.scores.append((found.score, m in find_used))
        if m not in find_used:
            tally.false += 1
            note = f" [{item.why}]" if item.why else ""
            tally.misses.append(f"false    {item.name}: {found.text}{note} ({found.score})")
    _sentences(item, finds, tally)


def _sentences(item: Item, finds: list[Find], tally: Tally) -> None:
    found = {f.sentence_start for f in finds}
    if item.split != "documents":
        hit, gold = bool(found), bool(item.clauses)
        tally.sentence_right += hit and gold
        tally.sentence_false += hit and not gold
        tally.sentence_missed += gold and not hit
        return
    spans = {(f.sentence_start, f.sentence_end) for f in finds}
    held = [any(s <= c.start < e for s, e in spans) for c in item.clauses]
    with_gold = {(s, e) for s, e in spans if any(s <= c.start < e for c in item.clauses)}
    tally.sentence_right += len(with_gold)
    tally.sentence_false += len(spans - with_gold)
    tally.sentence_missed += held.count(False)


def _compare(item: Item, clause: Clause, found: Find, tally: Tally) -> None:
    first = found.quantities[0] if found.quantities else None
    period = found.period
    given: dict[str, Any] = {
        "actor": found.actor,
        "strength": found.strength,
        "kind": found.kind,
        "theme": found.theme,
        "value": first.value if first else None,
        "unit": first.unit if first else None,
        "period start": period.start if period else None,
        "period end": period.end if period else None,
        "beneficiary": list(found.beneficiaries),
    }
    for name, wanted in clause.fields.items():
        same = agrees(name, wanted, given[name])
        tally.fields[name][0] += same
        tally.fields[name][1] += 1
        if not same:
            words = found.text[:60].replace("\n", " ")
            tally.misses.append(f"{name:9}{item.name}: {given[name]!s} for {wanted!s} in “{words}”")


def agrees(name: str, wanted: Any, given: Any) -> bool:
    """Compare a field as an editor would: numbers as numbers, names by who they name."""
    if name == "value":
        return (
            given is not None
            and abs(Decimal(str(wanted)) - given) <= abs(Decimal(str(wanted))) / 10**6
        )
    if name == "actor":
        return places.canonical(str(wanted)) == places.canonical(str(given))
    if name == "unit":
        return _plain(str(wanted)) == _plain(str(given))
    if name == "beneficiary":
        return {_plain(w) for w in wanted} == {_plain(g) for g in given}
    return bool(wanted == given)


def _plain(words: str) -> str:
    return " ".join(words.lower().replace("’", "'").removeprefix("the ").split())


def report(tallies: dict[tuple[str, str], Tally]) -> Iterator[str]:
    """Yield the report's lines: ratios, fields, calibration, then every miss in full."""
    for (split, language), tally in tallies.items():
        yield f"{split}, {language}"
        for name, counts in (
            ("sentences", (tally.sentence_right, tally.sentence_false, tally.sentence_missed)),
            ("clauses", (tally.right, tally.false, tally.missed)),
        ):
            precision, recall, f1 = ratios(*counts)
            yield f"  {name:10} P {precision:.2f}  R {recall:.2f}  F1 {f1:.2f}   (right {counts[0]}, false {counts[1]}, missed {counts[2]})"
        told = [(n, c) for n, c in tally.fields.items() if c[1]]
        yield "  fields     " + "  ".join(f"{n} {c[0]}/{c[1]}" for n, c in told)
        if told:
            right, asked = (sum(c[k] for _, c in told) for k in (0, 1))
            yield f"  all fields {right}/{asked} = {right / asked:.2f}"
    yield from _calibration([s for t in tallies.values() for s in t.scores])
    for (split, language), tally in tallies.items():
        for miss in tally.misses:
            yield f"{split}, {language}: {miss}"


def _calibration(scores: list[tuple[float, bool]]) -> Iterator[str]:
    yield "score band   finds  of them right"
    for low, high in ((0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.97), (0.97, 1.01)):
        band = [right for score, right in scores if low <= score < high]
        if band:
            yield f"  {low:.2f}–{min(high, 1):.2f}  {len(band):5}  {sum(band) / len(band):.2f}"
