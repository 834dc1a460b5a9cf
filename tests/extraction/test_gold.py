"""The gold sentences: no look-alike of the development half passes, both halves meet the aim."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from commitments.extraction.evaluate import Item, Tally, evaluate, load, ratios
from commitments.extraction.pipeline import extract
from tests.extraction.gold import GOLD


@cache
def items() -> tuple[Item, ...]:
    return tuple(i for name in ("english", "chinese") for i in load(GOLD / f"{name}.yaml"))


@cache
def tallies() -> dict[tuple[str, str], Tally]:
    return evaluate(items())


def test_there_are_enough_sentences_of_each_kind() -> None:
    for language in ("en", "zh"):
        for split in ("development", "held_out"):
            part = [i for i in items() if (i.language, i.split) == (language, split)]
            assert len(part) >= 30
            assert sum(not i.clauses for i in part) >= 15
    assert len({i.options.actor for i in items()}) >= 40


LOOKALIKES = [i for i in items() if not i.clauses and i.split == "development"]


@pytest.mark.parametrize("item", LOOKALIKES, ids=lambda i: f"{i.name} {i.why}")
def test_lookalikes_are_not_pledges(item: Item) -> None:
    finds = [f for f in extract(item.text, item.options) if f.type == "pledge"]
    assert finds == [], item.why


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("split", ["development", "held_out"])
def test_clauses_and_fields_meet_the_aim(language: str, split: str) -> None:
    tally = tallies()[(split, language)]
    assert ratios(tally.right, tally.false, tally.missed)[2] >= 0.85
    told = tally.fields.values()
    assert sum(c[0] for c in told) >= 0.85 * sum(c[1] for c in told)


def test_every_sentence_gives_back_its_words() -> None:
    for item in items():
        for find in extract(item.text, item.options):
            assert item.text[find.start : find.end] == find.text
            assert find.reasons


def test_a_quote_that_is_not_in_its_text_is_named(tmp_path: Path) -> None:
    gold = tmp_path / "english.yaml"
    gold.write_text(
        "- {split: development, by: Japan, spoken: 2022-01-01, text: We will go., pledges: "
        "[{quote: We shall, strength: firm, kind: policy, theme: health}]}\n",
        encoding="utf-8",
    )
    with pytest.raises(ValueError, match=r"english\.yaml 1"):
        list(load(gold))
