"""The English time words `periods` knows, most specific first: a table, not a parser."""

from __future__ import annotations

import re
from datetime import date
from re import Match

from commitments.core.numerals import parse_english
from commitments.core.periods import (
    Meaning,
    Reading,
    Resolve,
    Rule,
    add,
    coming,
    whole_month,
    whole_year,
)

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sep sept", "october oct", "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.?"
_YEAR = r"(?P<year>(?:19|20|21)\d\d)"
_COUNT = (
    r"(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|"
    r"eighteen|twenty|thirty|fifty|hundred|couple of|few|several|half a)"
)
_UNIT = r"(?P<unit>year|month|week|day|decade|quarter)s?"
_LEAD_END = r"(?:by|before|until|till|no later than|not later than|up to|through|to|prior to)"
_END_OF = r"(?:the )?(?:very )?(?:end|close|conclusion)[ -](?:of )?(?:the )?"
_RELATIVE_YEAR = r"(?P<relative>this|next|the current|the coming|the following|the)(?: (?:calendar|fiscal|financial|budget|academic))?[ -]year(?!s)"


def _relative(match: Match[str], spoken: date | None) -> int | None:
    if spoken is None:
        return None
    later = match.group("relative").lower() in ("next", "the coming", "the following")
    return spoken.year + int(later)


def _count(match: Match[str]) -> int:
    word = match.group("count").lower()
    if word in ("few", "several"):
        return 0  # no number was spoken, so no date follows
    if word == "couple of":
        return 2
    return int(parse_english(word) or 0) if word not in ("a", "an", "hundred") else (
        100 if word == "hundred" else 1
    )  # fmt: skip


def _coming(match: Match[str], spoken: date | None) -> Meaning:
    return coming(spoken, _count(match), match.group("unit").lower())


def _half_decade(match: Match[str], spoken: date | None) -> Meaning:
    return coming(spoken, 10, "year")


def _only_end(reading: Reading) -> Meaning:
    return Meaning(None, reading.end)


def _by_year(match: Match[str], spoken: date | None) -> Meaning:
    year = int(match.group("year"))
    before = match.group("lead").lower().startswith(("before", "prior")) and not match.group("of")
    # "before 2030" is usually meant as "by 2030"; the strict reading ends a year earlier.
    strict = Reading(None, date(year - 1, 12, 31)) if before else None
    return Meaning(None, date(year, 12, 31), strict)


def _by_month(match: Match[str], spoken: date | None) -> Meaning:
    return _only_end(whole_month(int(match.group("year")), _MONTHS[match.group("month").lower()]))


def _in_month(match: Match[str], spoken: date | None) -> Meaning:
    reading = whole_month(int(match.group("year")), _MONTHS[match.group("month").lower()])
    return Meaning(reading.start, reading.end)


def _on_day(match: Match[str], spoken: date | None) -> Meaning:
    year = int(match.group("year")) if match.group("year") else (spoken.year if spoken else None)
    if year is None:
        return Meaning(None, None)
    day = date(year, _MONTHS[match.group("month").lower()], int(match.group("day")))
    lead = (match.group("lead") or "").lower()
    if lead.startswith(("by", "before", "until", "no later")):
        return Meaning(None, day)
    if lead.startswith(("from", "as of", "starting", "with effect")):
        return Meaning(day, None)
    return Meaning(day, day)


def _bare_month(match: Match[str], spoken: date | None) -> Meaning | None:
    """“in November”, "this November": the next one from the day of speaking."""
    if spoken is None:
        return Meaning(None, None)
    month = _MONTHS[match.group("month").lower()]
    later = (match.group("which") or "").lower() == "next"
    reading = whole_month(spoken.year + int(month < spoken.month or later), month)
    if match.group("lead").lower().startswith(("by", "before", "until")):
        return _only_end(reading)
    return Meaning(reading.start, reading.end)


def _span(match: Match[str], spoken: date | None) -> Meaning | None:
    first, second = int(match.group("first")), match.group("second")
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    if last < first:
        return None
    return Meaning(date(first, 1, 1), date(last, 12, 31))


def _relative_whole(match: Match[str], spoken: date | None) -> Meaning:
    year = _relative(match, spoken)
    if year is None:
        return Meaning(None, None)
    reading = whole_year(year)
    return Meaning(reading.start, reading.end)


def _relative_end(match: Match[str], spoken: date | None) -> Meaning:
    year = _relative(match, spoken)
    return Meaning(None, None if year is None else date(year, 12, 31))


def _part(match: Match[str], spoken: date | None) -> Meaning:
    year = int(match.group("year")) if match.group("year") else _relative(match, spoken)
    if year is None:
        return Meaning(None, None)
    which = "first second third fourth last".split().index(match.group("which").lower())
    if match.group("part").lower() == "half":
        first, months = (1, 6) if which == 0 else (7, 6)
    else:
        first, months = (min(which, 3) * 3 + 1, 3)
    start, end = whole_month(year, first).start, whole_month(year, first + months - 1).end
    by = (match.group("lead") or "").lower().startswith(("by", "before", "until"))
    return Meaning(None if by else start, end)


def _whole(match: Match[str], spoken: date | None) -> Meaning:
    reading = whole_year(int(match.group("year")))
    return Meaning(reading.start, reading.end)


def _named_year(match: Match[str], spoken: date | None) -> Meaning | None:
    year = int(match.group("year"))
    if spoken and year < spoken.year:
        return None
    reading = whole_year(year)
    return Meaning(reading.start, reading.end, None, 1)


def _from_year(match: Match[str], spoken: date | None) -> Meaning:
    if match.group("year"):
        return Meaning(date(int(match.group("year")), 1, 1), None)
    year = _relative(match, spoken)
    return Meaning(None if year is None else date(year, 1, 1), None)


def _decade(match: Match[str], spoken: date | None) -> Meaning:
    """“By the end of the decade”: 2030 in common use, 2029 by the calendar."""
    if spoken is None:
        return Meaning(None, None)
    last = spoken.year // 10 * 10 + 10
    return Meaning(None, date(last, 12, 31), Reading(None, date(last - 1, 12, 31)))


def _fixed(end: date) -> Resolve:
    def resolve(match: Match[str], spoken: date | None) -> Meaning:
        return Meaning(None, end)

    return resolve


def _adjacent(unit: str) -> Resolve:
    """“next month”, "this week": the whole unit."""

    def resolve(match: Match[str], spoken: date | None) -> Meaning:
        if spoken is None:
            return Meaning(None, None)
        later = match.group("which").lower() in ("next", "coming", "the coming", "the following")
        if unit == "month":
            reading = whole_month(spoken.year, spoken.month + int(later))
            return Meaning(reading.start, reading.end)
        monday = add(spoken, -spoken.weekday() + 7 * int(later), "day")
        return Meaning(monday, add(monday, 6, "day"))

    return resolve


def _after_next(match: Match[str], spoken: date | None) -> Meaning:
    if spoken is None:
        return Meaning(None, None)
    reading = whole_year(spoken.year + 2)
    return Meaning(reading.start, reading.end)


def _ago(match: Match[str], spoken: date | None) -> Meaning:
    """Past spans are found so that they are not mistaken for a promise's period."""
    if spoken is None:
        return Meaning(None, None, None, 0)
    return Meaning(None, add(spoken, -1, "day"), None, 0)


def _plan(match: Match[str], spoken: date | None) -> Meaning | None:
    """China's five-year plans: the 10th covers 2001 to 2005."""
    word = match.group("nth").lower()
    nth = int(re.sub(r"\D", "", word) or {"eleventh": 11, "twelfth": 12, "thirteenth": 13,
              "fourteenth": 14, "fifteenth": 15}.get(word, 0))  # fmt: skip
    if nth < 10:
        return None
    return Meaning(date(1951 + nth * 5, 1, 1), date(1955 + nth * 5, 12, 31))


def _speed(match: Match[str], spoken: date | None) -> Meaning:
    return Meaning(None, None, None, 0)


def _year_end(match: Match[str], spoken: date | None) -> Meaning:
    return Meaning(None, date(spoken.year, 12, 31) if spoken else None)


def _relative_year(match: Match[str], spoken: date | None) -> Meaning | None:
    """“The year” alone is a noun; “in the course of the year” is this one."""
    leads = ("in the course", "during", "later", "within")
    if match.group("relative").lower() == "the" and not match.group().lower().startswith(leads):
        return None
    return _relative_whole(match, spoken)


def _by_end(match: Match[str], spoken: date | None) -> Meaning:
    if match.group("year"):
        return Meaning(None, date(int(match.group("year")), 12, 31))
    return _relative_end(match, spoken)


def _rule(pattern: str, resolve: Resolve) -> Rule:
    return re.compile(r"\b" + pattern + r"\b", re.IGNORECASE), resolve


_WINDOW = r"(?:in|over|during|within|for|across|throughout|inside)(?: (?:the|a(?: span| period)? of))?(?: course of)?(?: the)?"
RULES: list[Rule] = [
    _rule(rf"(?:over|in|during|for|within|across)? ?the (?:past|last|previous) {_COUNT}?[ -]?{_UNIT}", _ago),
    _rule(r"(?:since|in|during|from) (?:1[5-9]\d\d)", _ago),
    _rule(rf"{_COUNT} {_UNIT} ago|last (?:year|month|week)|since (?:19|20)\d\d|so far this year", _ago),
    _rule(r"(?:Agenda|Vision|Goals?|Compact|Strategy|Pact|Resolution) (?:for )?(?:19|20|21)\d\d|(?:19|20|21)\d\d (?:Agenda|Vision|Strategy)", _speed),
    _rule(r"during the (?P<nth>\d\dth|eleventh|twelfth|thirteenth|fourteenth|fifteenth) five-year plan(?: period)?", _plan),
    _rule(r"(?:(?:from|between|in|over|for|during) )?(?:the (?:years|period) )?(?P<first>(?:19|20|21)\d\d)(?: ?[-–—/] ?| to | and | until | through )(?P<second>(?:19|20|21)\d\d|\d\d(?!\d))", _span),
    _rule(rf"(?:(?P<lead>on|by|before|until|from|as of|starting(?: on)?|with effect from|no later than) )?(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? {_YEAR})?", _on_day),
    _rule(rf"(?:(?P<lead>on|by|before|until|from|as of|starting(?: on)?|with effect from|no later than) )?{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? {_YEAR})?(?! ?%)", _on_day),
    _rule(rf"{_LEAD_END} (?:{_END_OF}|the start of |early |mid[- ]?|late )?{_MONTH},? (?:of )?{_YEAR}", _by_month),
    _rule(rf"(?:in |during |this coming )?(?:early |late |mid-)?{_MONTH},? (?:of )?{_YEAR}", _in_month),
    _rule(rf"(?:(?P<lead>in|by|before|during|until) )?(?:the )?(?P<which>first|second|third|fourth|last) (?P<part>half|quarter) of (?:{_RELATIVE_YEAR}|{_YEAR})", _part),
    _rule(rf"(?P<lead>{_LEAD_END}) (?:the year )?(?P<of>{_END_OF}(?:year )?|end-?|late |the middle of |mid-?)?(?:the year )?{_YEAR}(?! Agenda| \w+ Games)", _by_year),
    _rule(rf"{_LEAD_END} (?:{_END_OF})?(?:early |late |mid-?)?{_RELATIVE_YEAR}(?:'s end|[- ]end)?", _relative_end),
    _rule(r"(?:by|before) (?P<relative>year)[- ]end", _year_end),
    _rule(rf"(?:at |towards )?{_END_OF}(?:{_RELATIVE_YEAR}|{_YEAR})", _by_end),
    _rule(rf"(?:starting|beginning|commencing|effective)?(?: in| from)? ?(?:from|as of|starting|beginning)(?: in| from)? (?:early |late |mid-?)?(?:{_YEAR}|{_RELATIVE_YEAR})(?: onwards?)?", _from_year),
    _rule(r"the year after next", _after_next),
    _rule(rf"(?:{_WINDOW} )?(?:the )?(?:next|coming|following|upcoming|forthcoming) {_COUNT}[ -]?(?:(?:fiscal|financial|calendar|academic) )?{_UNIT}(?: or so)?", _coming),
    _rule(rf"{_COUNT} {_UNIT} (?:from now|from today)", _coming),
    _rule(rf"(?:over|within|inside|across|in|during|for|spread over)(?: a period of| the space of| a span of| the course of)? (?:just |about |up to )?{_COUNT}(?: (?:fiscal|financial|calendar|consecutive))?[ -]{_UNIT}(?: period)?", _coming),
    _rule(r"(?:in|over|during|within|for) the (?:next|coming|following) decade", _half_decade),
    _rule(r"(?:by|before|until|in|within|during|over)? ?(?:the end of )?(?:the|this) (?:present |current )?decade(?:'s end)?", _decade),
    _rule(r"(?:by|before|around|towards?) (?:the )?(?:mid-?(?:dle of the )?(?:this )?[ -]?century|middle of (?:the|this) century)", _fixed(date(2050, 12, 31))),
    _rule(r"(?:by|before|in) the (?:end of the|turn of the|rest of the) century", _fixed(date(2100, 12, 31))),
    _rule(rf"(?P<lead>in|by|before|until|during|this|next|from)(?: (?P<which>this|next|early|late|mid|the end of))? (?!may\b){_MONTH}(?! \d)", _bare_month),
    _rule(rf"(?:in the course of |in |during |over |throughout |early |late |later |within |for |in the second half of )*{_RELATIVE_YEAR}(?=[’']s|\W|$)", _relative_year),
    _rule(r"(?:later |early |in |during )*(?P<which>this|next|the coming|the following) month(?!s)", _adjacent("month")),
    _rule(r"(?:later |early |in |during )*(?P<which>this|next|the coming) week(?!s)", _adjacent("week")),
    _rule(rf"(?:in|during|throughout|for|over|of|only in) (?:the year |early |late |mid-?|fiscal year )?{_YEAR}(?! (?:Agenda|SDGs))", _whole),
    _rule(rf"(?P<words>{_YEAR})(?= [A-Z][\w’']+| [A-Z])(?! Agenda| Sustainable| Strategy)", _named_year),
    _rule(r"(?P<count>\d{1,2}|two|three|four|five|six|seven|eight|ten)[- ](?P<unit>year|month)(?=,? )(?!s)", lambda m, s: coming(s, _count(m), m.group("unit").lower(), 1)),
    _rule(r"(?:in|over|within|during) the (?:coming|next)(?: few| couple of| several)? (?:years?|months?|weeks?|days?)", _speed),
    _rule(r"as (?:soon|quickly|early|fast|rapidly|speedily) as (?:possible|practicable|we can|feasible)|at the earliest(?: possible)?(?: date| opportunity)?|without delay|in the near future|at an early date|before long", _speed),
]  # fmt: skip
