from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.core import periods

SPOKEN = date(2021, 9, 17)
ENGLISH = [
    ("next year", "2022-01-01", "2022-12-31"),
    ("in the course of this year", "2021-01-01", "2021-12-31"),
    ("in the coming three years", "2021-09-17", "2024-09-17"),
    ("over five years", "2021-09-17", "2026-09-17"),
    ("within six months", "2021-09-17", "2022-03-17"),
    ("by 2030", None, "2030-12-31"),
    ("by the end of next year", None, "2022-12-31"),
    ("by the end of the decade", None, "2030-12-31"),
    ("from 2022 to 2025", "2022-01-01", "2025-12-31"),
    ("in March 2024", "2024-03-01", "2024-03-31"),
    ("by 1 July 2025", None, "2025-07-01"),
    ("in the second half of next year", "2022-07-01", "2022-12-31"),
    ("starting next year", "2022-01-01", None),
    ("by mid-century", None, "2050-12-31"),
    ("during the 14th Five-Year Plan period", "2021-01-01", "2025-12-31"),
    ("as quickly as possible", None, None),
    ("this November", "2021-11-01", "2021-11-30"),
]
CHINESE = [
    ("明年", "2022-01-01", "2022-12-31"),
    ("未来3年", "2021-09-17", "2024-09-17"),
    ("今后五年", "2021-09-17", "2026-09-17"),
    ("年内", "2021-01-01", "2021-12-31"),
    ("2030年前", None, "2030-12-31"),
    ("到2030年", None, "2030-12-31"),
    ("“十四五”期间", "2021-01-01", "2025-12-31"),
    ("2022年至2025年", "2022-01-01", "2025-12-31"),
    ("明年上半年", "2022-01-01", "2022-06-30"),
    ("两年内", "2021-09-17", "2023-09-17"),
    ("本世纪中叶", None, "2050-12-31"),
    ("尽快", None, None),
    ("今年第四季度", "2021-10-01", "2021-12-31"),
]


def _days(period: periods.Period) -> tuple[str | None, str | None]:
    return (
        period.start.isoformat() if period.start else None,
        period.end.isoformat() if period.end else None,
    )


@pytest.mark.parametrize(("text", "start", "end"), ENGLISH)
def test_english(text: str, start: str | None, end: str | None) -> None:
    (found,) = periods.find_english(f"We will act {text}.", SPOKEN)
    assert (found.text, *_days(found)) == (text, start, end)


@pytest.mark.parametrize(("text", "start", "end"), CHINESE)
def test_chinese(text: str, start: str | None, end: str | None) -> None:
    (found,) = periods.find_chinese(f"我们将{text}行动", SPOKEN)
    assert _days(found) == (start, end)


def test_the_other_reading_is_kept() -> None:
    (found,) = periods.find_english("in the next three years", SPOKEN)
    assert found.alternative == periods.Reading(date(2022, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize("text", ["over the past twenty years", "since 2015", "过去20年", "75年前"])
def test_the_past_is_never_a_pledges_period(text: str) -> None:
    found = periods.find_english(text, SPOKEN) + periods.find_chinese(text, SPOKEN)
    assert periods.main_period(found, SPOKEN) is None


def test_agenda_2030_is_a_name() -> None:
    found = periods.find_english("implement the 2030 Agenda for Sustainable Development", SPOKEN)
    assert all(p.end is None for p in found)


def test_leap_day_and_last_of_month() -> None:
    assert periods.add(date(2024, 2, 29), 1, "year") == date(2025, 2, 28)
    assert periods.add(date(2021, 8, 31), 1, "month") == date(2021, 9, 30)


def test_without_a_day_relative_words_stay_undated() -> None:
    (found,) = periods.find_english("next year")
    assert (found.start, found.end) == (None, None)


@given(st.text(max_size=200), st.dates())
def test_never_raises_and_offsets_hold(text: str, spoken: date) -> None:
    for found in periods.find_english(text, spoken) + periods.find_chinese(text, spoken):
        assert text[found.char_start : found.char_end] == found.text
