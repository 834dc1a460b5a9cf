"""The reference documents: every pledge in all its versions, exact offsets, no look-alikes."""

from __future__ import annotations

import pytest

from commitments.extraction.output import as_dict, as_json
from tests.extraction.gold import NAMES, documents, finds, raw


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, shared) / max(1, max(a[1], b[1]) - min(a[0], b[0]))


CITATIONS = [(p["key"], p, c) for p in documents()["pledges"] for c in p["citations"]]


@pytest.mark.parametrize("name", NAMES)
def test_offsets_give_back_the_words(name: str) -> None:
    text = raw(name)
    for find in finds(name):
        assert text[find.start : find.end] == find.text
        assert find.sentence_start <= find.start < find.end <= find.sentence_end
        for amount in find.quantities:
            assert text[amount.start : amount.end] == amount.text
        if find.period:
            assert text[find.period.char_start : find.period.char_end] == find.period.text


@pytest.mark.parametrize(("key", "pledge", "citation"), CITATIONS)
def test_every_version_of_every_pledge_is_found(key: str, pledge: dict, citation: dict) -> None:
    span = (citation["char_start"], citation["char_end"])
    best = max(
        (f for f in finds(citation["file"]) if f.type == "pledge"),
        key=lambda f: overlap(span, (f.start, f.end)),
    )
    assert overlap(span, (best.start, best.end)) >= 0.3, key
    assert best.strength == pledge["strength"]
    assert best.language == citation["language"]
    wanted = (pledge["period"] or {}).get("end")
    assert (best.period.end.isoformat() if best.period and best.period.end else None) == wanted
    wanted_value = (pledge["quantity"] or {}).get("value")
    if wanted_value and wanted_value != 1:
        assert best.quantities[0].value == wanted_value


def test_at_most_one_find_in_ten_is_false() -> None:
    found = [(n, f) for n in NAMES for f in finds(n) if f.type == "pledge"]
    spans = [(c["file"], (c["char_start"], c["char_end"])) for _, _, c in CITATIONS]
    false = [
        f.text
        for n, f in found
        if not any(n == file and overlap(s, (f.start, f.end)) >= 0.3 for file, s in spans)
    ]
    assert len(false) <= 0.1 * len(found), false


@pytest.mark.parametrize("item", documents()["lookalikes"], ids=lambda i: i["quote"][:40])
def test_lookalikes_are_not_pledges(item: dict) -> None:
    span = (item["char_start"], item["char_end"])
    hits = [
        f
        for f in finds(item["file"])
        if f.type == "pledge" and overlap(span, (f.start, f.end)) > 0.5
    ]
    assert not hits, (item["reason"], hits)


def test_the_period_keeps_the_other_reading() -> None:
    luban = next(f for f in finds(NAMES[2]) if "Luban" in f.text)
    assert luban.period is not None
    assert (str(luban.period.start), str(luban.period.end)) == ("2021-09-17", "2024-09-17")
    assert luban.period.alternative is not None
    assert str(luban.period.alternative.end) == "2024-12-31"


def test_the_1200_million_doses_are_a_progress_claim() -> None:
    claim = next(
        f for f in finds(NAMES[2]) if f.type == "progress_claim" and "1.2 billion" in f.text
    )
    assert claim.quantities[0].value == 1_200_000_000
    assert claim.quantities[0].qualifier == "about"


@pytest.mark.parametrize("name", NAMES)
def test_output_keeps_the_contract(name: str) -> None:
    keys = {
        "type", "start", "end", "text", "sentence_start", "sentence_end", "language", "actor",
        "beneficiaries", "strength", "kind", "theme", "quantities", "period", "score", "cues",
    }  # fmt: skip
    for find in finds(name):
        assert keys <= as_dict(find).keys()
        assert "\n" not in as_json(find)
        assert 0 <= find.score <= 1
        assert as_dict(find)["cues"]
