"""What a speaker's time words mean in dates: `next year`, `by 2030`, `未来三年`.

Two conventions, both stated with every answer. *Next year* and *this year* are whole calendar
years. *In the coming three years* runs three years from the day of speaking; the other usual
reading, three whole calendar years from the next one, is kept as the alternative. Words that
give an end but no beginning (`by 2030`) leave `start` empty; words that promise speed without
a date (`as soon as possible`, 尽快) give a period with neither.

Use `find_english` or `find_chinese` on one sentence or clause; every period is returned in
order of position, offsets in code points of the text given. Without `spoken` only absolute
dates resolve; relative words then come back with empty dates. Nothing here raises.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from re import Match, Pattern


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand the words: first and last day, either may be unknown."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Period:
    """Time words with their meaning: `start`/`end` dates, position, and the other reading.

    `rank` orders several periods of one clause: 3 a stated span or deadline, 2 a plain year,
    1 a year inside a name (the 2022 Games), 0 speed without a date.
    """

    text: str
    start: date | None
    end: date | None
    char_start: int
    char_end: int
    alternative: Reading | None = None
    rank: int = 3

    def shifted(self, by: int) -> Period:
        """Return the same period as seen from a text that starts `by` characters earlier."""
        return replace(self, char_start=self.char_start + by, char_end=self.char_end + by)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a rule makes of its words; `rank` as in `Period`."""

    start: date | None
    end: date | None
    alternative: Reading | None = None
    rank: int = 3


Resolve = Callable[["Match[str]", date | None], "Meaning | None"]
Rule = tuple[Pattern[str], Resolve]


def find_english(text: str, spoken: date | None = None) -> list[Period]:
    """Find the periods of an English text spoken on `spoken`."""
    from commitments.core.periods_english import RULES

    return _find(text, spoken, RULES)


def find_chinese(text: str, spoken: date | None = None) -> list[Period]:
    """Find the periods of a Chinese text spoken on `spoken`."""
    from commitments.core.periods_chinese import RULES

    return _find(text, spoken, RULES)


def main_period(periods: Iterable[Period], spoken: date | None = None) -> Period | None:
    """Choose the period a pledge runs in: stated spans first, then the first one spoken.

    Periods wholly before the day of speaking are background (`since 2015`) and never chosen.
    """
    usable = [p for p in periods if not (spoken and p.end and p.end < spoken)]
    return max(usable, key=lambda p: (p.rank, -p.char_start), default=None)


def _find(text: str, spoken: date | None, rules: Iterable[Rule]) -> list[Period]:
    taken: list[Period] = []
    for pattern, resolve in rules:
        for match in pattern.finditer(text):
            start, end = match.span("words") if "words" in match.groupdict() else match.span()
            while start < end and text[start] == " ":
                start += 1
            if any(start < p.char_end and p.char_start < end for p in taken):
                continue
            try:
                meaning = resolve(match, spoken)
            except (ValueError, OverflowError):
                continue  # 31 February, the year 12000: words, but no date
            if meaning is not None:
                taken.append(
                    Period(
                        text[start:end],
                        meaning.start,
                        meaning.end,
                        start,
                        end,
                        meaning.alternative,
                        meaning.rank,
                    )
                )
    return sorted(taken, key=lambda p: p.char_start)


def whole_year(year: int) -> Reading:
    """Return 1 January to 31 December of `year`."""
    return Reading(date(year, 1, 1), date(year, 12, 31))


def whole_month(year: int, month: int) -> Reading:
    """Return the first and last day of a month; months past 12 run into later years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Reading(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def add(day: date, count: int, unit: str) -> date:
    """Return the day `count` years, months, weeks or days later; the 31st becomes the last."""
    if unit == "day":
        return day + timedelta(days=count)
    if unit == "week":
        return day + timedelta(weeks=count)
    months = count * {"year": 12, "month": 1, "decade": 120, "quarter": 3}[unit]
    target = whole_month(day.year, day.month + months)
    if target.start is None or target.end is None:
        raise ValueError("no such month")
    return target.start.replace(day=min(day.day, target.end.day))


def coming(spoken: date | None, count: int, unit: str, rank: int = 3) -> Meaning:
    """Read "the coming `count` units" from the day of speaking, calendar years as alternative."""
    if spoken is None or not 0 < count <= 200:
        return Meaning(None, None, None, rank)
    years = {"year": count, "decade": count * 10}.get(unit)
    alternative = None
    if years:
        alternative = Reading(date(spoken.year + 1, 1, 1), date(spoken.year + years, 12, 31))
    return Meaning(spoken, add(spoken, count, unit), alternative, rank)
