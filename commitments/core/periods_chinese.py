"""The Chinese time words `periods` knows, most specific first: a table, not a parser."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from re import Match

from commitments.core.numerals import parse_chinese
from commitments.core.periods import Meaning, Reading, Rule, coming, whole_month, whole_year

_NUMBER = "[0-9０-９一二两兩三四五六七八九十]+"
_YEAR = "(?P<year>(?:[0-9０-９]{4}|二[〇零○][一二三四五六七八九〇零○]{2}))年"
_THAT = "(?P<that>今|明|后|後|本|当)年"
_MONTH = f"(?P<month>{_NUMBER})月"
_OFFSETS = {"今": 0, "本": 0, "当": 0, "明": 1, "后": 2, "後": 2}
# Before the end of a unit: 年底前, 之前, 以前, 末.
_BY = "(?P<by>(?:年?底|末|年终|年内)?(?:之前|以前|前|为止)|年?底|末|以内)"


def _int(text: str) -> int:
    plain = unicodedata.normalize("NFKC", text)
    return int(plain) if plain.isdigit() else int(parse_chinese(plain) or 0)


def _year(match: Match[str] | _Quarter, spoken: date | None) -> int | None:
    if match.groupdict().get("year"):
        return _int(match.group("year"))
    if spoken is None:
        return None
    return spoken.year + _OFFSETS[match.group("that")]


def _whole(match: Match[str], spoken: date | None) -> Meaning:
    year = _year(match, spoken)
    if year is None:
        return Meaning(None, None)
    reading = whole_year(year)
    return Meaning(reading.start, reading.end)


def _until(match: Match[str], spoken: date | None) -> Meaning:
    year = _year(match, spoken)
    if year is None:
        return Meaning(None, None)
    strict = None
    if match.group("by") in ("前", "之前", "以前"):
        # 2030年前 is usually 2030年底前; read strictly it ends a year earlier.
        strict = Reading(None, date(year - 1, 12, 31))
    return Meaning(None, date(year, 12, 31), strict)


def _end_only(match: Match[str], spoken: date | None) -> Meaning:
    year = _year(match, spoken)
    return Meaning(None, None if year is None else date(year, 12, 31))


def _month(match: Match[str], spoken: date | None) -> Meaning:
    year = _year(match, spoken)
    if year is None:
        return Meaning(None, None)
    reading = whole_month(year, _int(match.group("month")))
    return Meaning(None if match.groupdict().get("by") else reading.start, reading.end)


def _day(match: Match[str], spoken: date | None) -> Meaning:
    year = _year(match, spoken)
    if year is None:
        return Meaning(None, None)
    day = date(year, _int(match.group("month")), _int(match.group("day")))
    if match.group("by"):
        return Meaning(None, day)
    return Meaning(day, None if match.group("since") else day)


def _span(match: Match[str], spoken: date | None) -> Meaning | None:
    first, last = _int(match.group("first")), _int(match.group("last"))
    return None if last < first else Meaning(date(first, 1, 1), date(last, 12, 31))


def _part(match: Match[str] | _Quarter, spoken: date | None) -> Meaning:
    year = _year(match, spoken)
    if year is None:
        return Meaning(None, None)
    which = match.group("which")
    if which in ("上半年", "下半年"):
        first, months = (1, 6) if which == "上半年" else (7, 6)
    else:
        first, months = "一二三四".index(which[1]) * 3 + 1, 3
    return Meaning(whole_month(year, first).start, whole_month(year, first + months - 1).end)


def _half(match: Match[str], spoken: date | None) -> Meaning:
    if spoken is None:
        return Meaning(None, None)
    first = 1 if match.group("which") == "上半年" else 7
    return Meaning(date(spoken.year, first, 1), whole_month(spoken.year, first + 5).end)


def _coming(match: Match[str], spoken: date | None) -> Meaning:
    unit = {"年": "year", "个月": "month", "個月": "month", "天": "day", "日": "day",
            "周": "week"}[match.group("unit")]  # fmt: skip
    return coming(spoken, _int(match.group("count")), unit)


def _two_years(match: Match[str], spoken: date | None) -> Meaning:
    if spoken is None:
        return Meaning(None, None)
    return Meaning(date(spoken.year, 1, 1), date(spoken.year + 1, 12, 31))


def _mid(match: Match[str], spoken: date | None) -> Meaning:
    year = _year(match, spoken)
    return Meaning(None, None if year is None else date(year, 6, 30))


def _plan(match: Match[str], spoken: date | None) -> Meaning | None:
    """China's five-year plans: “十四五” is the 14th, 2021 to 2025."""
    nth = _int(match.group("nth"))
    if not 10 <= nth <= 30:
        return None
    return Meaning(date(1951 + nth * 5, 1, 1), date(1955 + nth * 5, 12, 31))


def _within_year(match: Match[str], spoken: date | None) -> Meaning:
    if spoken is None:
        return Meaning(None, None)
    return Meaning(date(spoken.year, 1, 1), date(spoken.year, 12, 31))


def _year_end(match: Match[str], spoken: date | None) -> Meaning:
    return Meaning(None, None if spoken is None else date(spoken.year, 12, 31))


def _century(match: Match[str], spoken: date | None) -> Meaning:
    return Meaning(None, date(2050 if match.group("which") == "中叶" else 2100, 12, 31))


def _decade(match: Match[str], spoken: date | None) -> Meaning:
    if spoken is None:
        return Meaning(None, None)
    last = spoken.year // 10 * 10 + 10
    return Meaning(None, date(last, 12, 31), Reading(None, date(last - 1, 12, 31)))


def _next_month(match: Match[str], spoken: date | None) -> Meaning:
    if spoken is None:
        return Meaning(None, None)
    reading = whole_month(spoken.year, spoken.month + int(match.group("which") == "下"))
    return Meaning(reading.start, reading.end)


def _since(match: Match[str], spoken: date | None) -> Meaning:
    year = _year(match, spoken)
    return Meaning(None if year is None else date(year, 1, 1), None)


def _named(match: Match[str], spoken: date | None) -> Meaning | None:
    meaning = _whole(match, spoken)
    if spoken and meaning.end and meaning.end < spoken:
        return None
    return Meaning(meaning.start, meaning.end, None, 2)


def _past(match: Match[str], spoken: date | None) -> Meaning:
    """Past spans are found so that they are not mistaken for a promise's period."""
    from commitments.core.periods import add

    return Meaning(None, add(spoken, -1, "day") if spoken else None, None, 0)


def _speed(match: Match[str], spoken: date | None) -> Meaning:
    return Meaning(None, None, None, 0)


_EITHER_YEAR = f"(?:{_YEAR}|{_THAT})"
RULES: list[Rule] = [
    (re.compile(rule), resolve)
    for rule, resolve in (
        (f"过去的?{_NUMBER}年(?:来|间|里)?|去年|前年|{_NUMBER}年前(?!.{{0,2}}将)(?<![0-9]{{4}}年前)|近年来|{_NUMBER}年来|去年以来", _past),
        ("(?:[“\"]?(?P<nth>十[一二三四五六七八九])五[”\"]?)(?:规划)?(?:期间|时期|内|末)", _plan),
        ("(?:到|至|自|从|在|于)?(?P<first>[0-9０-９]{4})年?[-—–~至到](?P<last>[0-9０-９]{4})年(?:间|期间)?", _span),
        (f"(?P<since>自|从)?(?:在|于|到)?{_EITHER_YEAR}{_MONTH}(?P<day>{_NUMBER})(?:日|号)(?P<by>之前|以前|前)?", _day),
        (f"(?:在|于|到)?{_EITHER_YEAR}{_MONTH}(?P<by>底前|末前|底|之前|前)", _month),
        (f"(?:将?在|于|到)?{_EITHER_YEAR}{_MONTH}", _month),
        (f"(?:在|于|到)?{_EITHER_YEAR}的?(?P<which>上半年|下半年|第[一二三四]季度?|[一二三四]季度)(?:内)?", lambda m, s: _part(_Quarter(m), s)),
        (f"(?:在|于|到|至|力争|争取)?{_EITHER_YEAR}年?中(?:之?前|以前)?", _mid),
        (f"(?:在|于)?{_EITHER_YEAR}(?:之|以)?[后後]", _speed),
        (f"(?:在|于|到|至|力争|争取)?{_EITHER_YEAR}{_BY}", _until),
        (f"(?:自|从){_EITHER_YEAR}(?:起|开始)?", _since),
        (f"{_EITHER_YEAR}起", _since),
        (f"(?:到|至|截至|直至|直到){_EITHER_YEAR}", _end_only),
        ("今明两年", _two_years),
        (f"(?:在|于)?(?:未来|今后|接下来|此后|下|往后)的?(?P<count>{_NUMBER})(?P<unit>年|个月|個月|天|日|周)(?:之?内|间|里|中|时间)?", _coming),
        (f"(?:在)?(?P<count>{_NUMBER})(?P<unit>年|个月|個月|天|日|周)(?:之?内|以内)", _coming),
        (f"(?:在|于)?{_THAT}(?:度)?(?:内|之内|期间)?", _whole),
        (f"(?:在|于){_YEAR}(?:内|期间)?", _whole),
        (_YEAR, _named),
        ("(?:在|于)?(?P<which>上半年|下半年)", _half),
        ("(?:在|于|到|今)?年底(?:之?前)?|(?:到|在)?年末(?:之?前)?", _year_end),
        ("(?:在|于)?(?:本?年度?内|年内)", _within_year),
        ("(?:到|在)?本?世纪(?P<which>中叶|末)(?:之?前|以前)?", _century),
        ("(?:到|在)?本?十年(?:末|结束|之?内)(?:之?前)?", _decade),
        ("(?P<which>下|本)个?月(?:内|底|底前)?", _next_month),
        ("尽快|尽早|早日|近期|不久|即将|尽速", _speed),
    )
]  # fmt: skip


class _Quarter:
    """A match whose quarter is spelled 第三季度 or 三季度 alike."""

    def __init__(self, match: Match[str]) -> None:
        self._match = match

    def groupdict(self) -> dict[str, str | None]:
        return self._match.groupdict()

    def group(self, name: str) -> str:
        found = str(self._match.group(name) or "")
        quarter = name == "which" and "季" in found and not found.startswith("第")
        return "第" + found if quarter else found
