from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.core import numerals, quantities

ENGLISH = [
    ("a total of two billion doses", 2_000_000_000, "", "exactly"),
    ("close to 1.2 billion doses", 1_200_000_000, "", "about"),
    ("to over 100 countries", 100, "", "at_least"),
    ("up to €300 million", 300_000_000, "EUR", "up_to"),
    ("reach 2.3 trillion U.S. dollars", 2_300_000_000_000, "USD", "exactly"),
    ("US$395 billion", 395_000_000_000, "USD", "exactly"),
    ("$11.4bn a year", 11_400_000_000, "USD", "exactly"),
    ("C$5.3 billion over five years", 5_300_000_000, "CAD", "exactly"),
    ("Rs 500 crore", 5_000_000_000, "INR", "exactly"),
    ("0.7 per cent of GNI", 0.7, "percent", "exactly"),
    ("nearly 40 percent", 40, "percent", "about"),
    ("one hundred and fifty teachers", 150, "", "exactly"),
    ("half a million trees", 500_000, "", "exactly"),
    ("a dozen patrol boats", 12, "", "exactly"),
]
CHINESE = [
    ("提供10亿剂疫苗", 1_000_000_000, "剂疫苗", "exactly"),
    ("提供600名青年交流名额", 600, "青年交流名额", "exactly"),
    ("超过2.3万亿美元", 2_300_000_000_000, "USD", "at_least"),
    ("20多亿元人民币", 2_000_000_000, "CNY", "at_least"),
    ("近12亿剂", 1_200_000_000, "剂", "about"),
    ("百分之三十的比重", 30, "percent", "exactly"),
    ("两千名教师", 2000, "教师", "exactly"),
    ("１０００吨大米", 1000, "吨", "exactly"),
]
NOTHING_EN = [
    "the 2030 Agenda",
    "one of the best",
    "COP26 in 2021",
    "three years",
    "a five-point plan",
    "two-way trade",
    "Article 6",
    "15 March",
]
NOTHING_ZH = ["一带一路", "第二十次会议", "2030年", "三股势力", "一个地球村", "十四五规划"]


@pytest.mark.parametrize(("text", "value", "unit", "qualifier"), ENGLISH)
def test_english(text: str, value: float, unit: str, qualifier: str) -> None:
    found = quantities.find_english(text)[0]
    assert float(found.value) == value
    assert (found.unit, found.qualifier) == (unit, qualifier)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(("text", "value", "unit", "qualifier"), CHINESE)
def test_chinese(text: str, value: float, unit: str, qualifier: str) -> None:
    found = quantities.find_chinese(text)[0]
    assert float(found.value) == value
    assert (found.unit, found.qualifier) == (unit, qualifier)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize("text", NOTHING_EN)
def test_not_an_english_amount(text: str) -> None:
    assert [q for q in quantities.find_english(text) if q.text != "five"] == []


@pytest.mark.parametrize("text", NOTHING_ZH)
def test_not_a_chinese_amount(text: str) -> None:
    assert quantities.find_chinese(text) == []


@given(st.text(max_size=200))
def test_never_raises_and_offsets_hold(text: str) -> None:
    for found in quantities.find_english(text) + quantities.find_chinese(text):
        assert text[found.start : found.end] == found.text
    numerals.parse_english(text)
    numerals.parse_chinese(text)


@given(st.integers(min_value=0, max_value=10**15))
def test_figures_come_back_whole(number: int) -> None:
    assert numerals.parse_english(f"{number:,}") == number
    assert numerals.parse_chinese(str(number)) == number
