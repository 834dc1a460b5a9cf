"""Extraction never raises, whatever the text; offsets stay exact; time grows linearly."""

from __future__ import annotations

import random
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commitments.extraction.output import as_json
from commitments.extraction.pipeline import extract
from commitments.extraction.reading import read_sentences
from commitments.extraction.types import Options
from tests.extraction.gold import NAMES, raw

OPTIONS = Options(spoken=date(2021, 9, 17), actor="China")
PIECES = [
    "China will provide 1,000 places next year", "we pledge $5 million", "中方将提供10亿剂疫苗",
    "未来3年", "، سنقدم", "🚀", "\x00", "\u202e", "\ud800", "\n\n", " ", ". ", "。", "“", "」",
    "by 99999 years", "on 31 February 2030", "9" * 40, "will", "将", "to", "\t", "\ufeff",
]  # fmt: skip


def check(text: str) -> None:
    for find in extract(text, OPTIONS):
        assert text[find.start : find.end] == find.text
        as_json(find)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=300))
def test_any_characters(text: str) -> None:
    check(text)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_pieces(text: str) -> None:
    check(text)


@pytest.mark.parametrize("name", NAMES)
def test_mutated_documents(name: str) -> None:
    source = raw(name)
    chance = random.Random(name)
    for _ in range(2):
        letters = list(source)
        for _ in range(200):
            at = chance.randrange(len(letters))
            letters[at] = chance.choice(
                ["", "\x00", " ", "\n", "。", "将", "will ", "(", letters[at] * 3]
            )
        check("".join(letters))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " " * 1_000_000,
        "\x00" * 100_000,
        "." * 200_000,
        "?!" * 50_000,
        "a" * 300_000,
        "，" * 100_000,
        "will " * 4_000,
        "将" * 20_000,
        "9," * 50_000,
        "(" * 20_000,
        "\n" * 200_000,
        "- " * 50_000,
        "next " * 10_000,
        "سوف نقدم المساعدة " * 2_000,
        "🚀" * 50_000,
        "One\n" * 20_000,
    ],
    ids=lambda t: repr(t[:8]),
)
def test_monstrous_texts_end(text: str) -> None:
    started = time.process_time()
    check(text)
    assert time.process_time() - started < 20


def test_long_texts_are_read_in_linear_time() -> None:
    paragraph = "The hall was full and the weather mild, as the older delegates remembered it. "

    def seconds(size: int) -> float:
        text = paragraph * (size // len(paragraph))
        started = time.process_time()
        count = sum(1 for _ in read_sentences(text))
        assert count >= size // len(paragraph) - 1
        return time.process_time() - started

    seconds(100_000)
    small, large = seconds(400_000), seconds(4_000_000)
    assert large < 20 * max(small, 0.05)


def test_same_text_same_finds() -> None:
    text = raw(NAMES[2])
    assert extract(text, OPTIONS) == extract(text, OPTIONS)


@pytest.mark.parametrize("name", NAMES)
def test_parsing_only_what_can_hold_a_find_loses_nothing(name: str) -> None:
    text = raw(name)
    every = Options(spoken=OPTIONS.spoken, actor="China", parse_all=True)
    assert extract(text, OPTIONS) == extract(text, every)
