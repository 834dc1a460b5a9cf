"""Amounts in running text: money, percentages and counts, with where they stand.

`find_english` and `find_chinese` return every amount in order of position, with offsets into
the text given (code points, end exclusive). Money carries its ISO 4217 code, a percentage the
unit `percent`; a count carries the noun as written, or an empty unit where only the parse can
tell the noun (English: see `extraction.english.amounts`). Years, ordinals, dates, list numbers
and named numerals (一带一路, "three forces") are not amounts. Nothing here raises.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from commitments.core.currencies import (
    CHINESE_MONEY,
    ENGLISH_AFTER,
    ENGLISH_BEFORE,
    iso_of,
    iso_of_chinese,
)
from commitments.core.numerals import parse_chinese, parse_english


@dataclass(frozen=True, slots=True)
class Quantity:
    """One amount: `value` in plain units (1.2 billion is 1200000000), `unit`, words, position.

    `qualifier` is `exactly`, `at_least`, `about` or `up_to`; `family` is `money`, `percent`
    or `count`.
    """

    value: Decimal
    unit: str
    text: str
    start: int
    end: int
    qualifier: str = "exactly"
    family: str = "count"

    def shifted(self, by: int) -> Quantity:
        """Return the same amount as seen from a text that starts `by` characters earlier."""
        return replace(self, start=self.start + by, end=self.end + by)


_WORDS: Final = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_SCALE: Final = "hundred|thousand|million|billion|trillion|crore|lakh"
_NUMBER: Final = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:[ -]?(?:{_SCALE})|[ ]?(?:bn|tn|mn)|[mkb](?=\b))*"
    rf"|half[ ]a[ ](?:million|billion|trillion)"
    rf"|(?:a|an|one|two)[ ]dozen|(?:a|an)[ ](?:{_SCALE})"
    rf"|(?:{_WORDS})(?:[ -](?:{_WORDS}|{_SCALE}|and(?=[ ](?:{_WORDS}))))*"
)
_ENGLISH = re.compile(
    rf"(?<![\w.,/–-])(?P<before>(?:{ENGLISH_BEFORE})[ ]?)?(?P<number>{_NUMBER})"
    rf"(?P<percent>[ ]?(?:%|percent(?:age[ ]points?)?|per[ ]cent))?"
    rf"(?P<after>[ -](?:{ENGLISH_AFTER}))?(?![\w]|[.,]\d)",
    re.IGNORECASE,
)
_QUALIFIERS: Final = (
    ("at_least", re.compile(
        r"(?:more than|over|at least|no fewer than|no less than|not less than|in excess of|"
        r"upwards of|a minimum of|exceeding|above|better than)[ ](?:the[ ])?$", re.IGNORECASE)),
    ("about", re.compile(
        r"(?:about|around|some|nearly|almost|close to|approximately|roughly|in the region of|"
        r"an estimated|just under|just over)[ ]$", re.IGNORECASE)),
    ("up_to", re.compile(
        r"(?:up to|as many as|as much as|at most|no more than|a maximum of|not more than)[ ]$",
        re.IGNORECASE)),
)  # fmt: skip
_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d")
_DURATION = re.compile(
    r"[ -](?:(?:consecutive|full|calendar|fiscal|financial|more)[ ])?"
    r"(?:years?|months?|weeks?|days?|decades?|hours?|minutes?|centur(?:y|ies)|quarters?|fold|way|thirds?|fifths?|star|tier|track|pronged|party|nation|state)\b",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DATE_BEFORE = re.compile(
    rf"\b(?:{_MONTH}\.?|No\.|Article|Chapter|Resolution|Section|SDG|Goal|COP|"
    r"Phase|Agenda|Vision|Covid|COVID|Group of|line|number|ISO|point)[ -]$"
)
_DATE_AFTER = re.compile(rf"[ ](?:of[ ])?{_MONTH}\b")
# "one of", "one another", "one day", "the two sides": words that count nothing that is pledged.
_IDLE = re.compile(
    r"[ ](?:of(?![ ]the[ ]\w+s\b)|another|day\b|sides?\b|other\b|hand\b|side\b|or[ ]two|by[ ]one)",
    re.IGNORECASE,
)
_PRONOUN_BEFORE = re.compile(
    r"\b(?:this|that|no|number|every|the|any|each|which|our|us|we|both|these|those|as|is|"
    r"another|first|last)[ ]$", re.IGNORECASE)  # fmt: skip


def find_english(text: str) -> list[Quantity]:
    """Find the amounts of an English text; the unit of a bare count is left empty."""
    found: list[Quantity] = []
    for match in _ENGLISH.finditer(text):
        number = match.group("number")
        if found and found[-1].end + 4 >= match.start() and _range(found, match, text):
            continue
        money = match.group("before") or match.group("after")
        percent = match.group("percent")
        value = parse_english(number)
        if value is None:
            continue
        head, tail = text[max(0, match.start() - 24) : match.start()], text[match.end() :][:24]
        if not money and not percent:
            if _YEAR.fullmatch(number) or _DURATION.match(tail) or _DATE_AFTER.match(tail):
                continue
            if _DATE_BEFORE.search(head) or (tail[:1] in (")", ":") and head[-1:] in ("(", "")):
                continue
            worded = not number[0].isdigit() and value < 3
            if worded and (_PRONOUN_BEFORE.search(head) or _IDLE.match(tail) or not tail.strip()):
                continue
            if value == 1:
                continue
        qualifier = next((n for n, p in _QUALIFIERS if p.search(head)), "exactly")
        unit, family = "", "count"
        if money:
            unit, family = _iso(match.group("before"), match.group("after")), "money"
        elif percent:
            unit, family = "percent", "percent"
        found.append(
            Quantity(value, unit, match.group(), match.start(), match.end(), qualifier, family)
        )
    return found


def _range(found: list[Quantity], match: re.Match[str], text: str) -> bool:
    """Read "25,000 to 50,000" as one amount: at least the lower figure, in the higher one's unit."""
    lower = found[-1]
    value = parse_english(match.group("number"))
    if text[lower.end : match.start()] not in (" to ", " - ", "-", "–", " or ") or value is None:
        return False
    scale = re.search(rf"(?:{_SCALE}|bn|tn|mn)$", match.group("number"), re.IGNORECASE)
    low = lower.value
    if scale and low < 1000:
        low *= parse_english("one " + scale.group()) or 1
    if not low < value:
        return False
    unit, family = lower.unit, lower.family
    if family == "count" and (match.group("before") or match.group("after")):
        unit, family = _iso(match.group("before"), match.group("after")), "money"
    elif family == "count" and match.group("percent"):
        unit, family = "percent", "percent"
    found[-1] = Quantity(
        low, unit, text[lower.start : match.end()], lower.start, match.end(), "at_least", family
    )
    return True


def _iso(before: str | None, after: str | None) -> str:
    return iso_of((after or "").strip(" -")) or iso_of((before or "").strip()) or "XXX"


_HAN_NUMBER: Final = (
    r"(?:[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?[多余餘几]?"
    r"|[一二两兩三四五六七八九十百千](?:[一二两兩三四五六七八九十百千零〇多余餘几万萬亿億])*)"
    r"(?:[多余餘几]?[十百千万萬亿億])*[多余餘几]?"
)
_GENERIC: Final = "个|個|名|项|項|所|座|家|场|場|批|支|届|屆|条|條|位|门|门|台|套|艘|架|辆|种|起|期|份|间|處|处|对"
_MEASURED: Final = "剂|劑|人次|公里|千米|万千瓦|千瓦|兆瓦|吉瓦|公顷|亩|吨|噸|平方公里|立方米|棵|株|只|头|次|人|户|倍"
_CHINESE = re.compile(
    rf"(?P<percent>百分之(?P<pct>{_HAN_NUMBER}))|(?<![第十百千0-9０-９.．一二三四五六七八九])(?P<number>{_HAN_NUMBER})(?:(?:至|到|-|~)(?P<upper>{_HAN_NUMBER}))?"
    rf"(?P<tail>个百分点|個百分點|[%％]|{CHINESE_MONEY}|{_MEASURED}|{_GENERIC})?"
)
_HAN_QUALIFIERS: Final = (
    ("at_least", re.compile("(?:超过|超過|逾|至少|不少于|不低于|以上)$")),
    ("about", re.compile("(?:近|约|約|大约|将近|接近)$")),
    ("up_to", re.compile("(?:最多|不超过|至多|高达)$")),
)
_NOUN_END = re.compile(
    "[，。；、！？：（）“”《》()\\s]|的|以|用于|并|和|与|及|同|等|给|向|为|在|，|将|来|供|用|助|至|到|让|帮|支持|覆盖"
)
_HAN_IDLE = re.compile(
    "(?:带一路|股势力|个中国|道|起|致|贯|定|方面|切|些|直|样|国两制|个重要|体|流|系列|步|代|个地球)"
)


def find_chinese(text: str) -> list[Quantity]:
    """Find the amounts of a Chinese text; a count's unit is its noun (鲁班工坊, 剂疫苗)."""
    found: list[Quantity] = []
    for match in _CHINESE.finditer(text):
        tail = match.group("tail") or ""
        raw = match.group("pct") or match.group("number")
        rest = text[match.end() : match.end() + 16]
        value = parse_chinese(raw)
        if value is None or not value:
            continue
        end, unit, family = match.end(), tail, "count"
        if match.group("percent") or tail in ("%", "％") or tail.endswith(("分点", "分點")):
            unit, family = "percent", "percent"
        elif tail and re.fullmatch(CHINESE_MONEY, tail):
            unit, family = iso_of_chinese(tail), "money"
        else:
            if rest[:1] and rest[0] in "年月日号時时点天周":
                continue
            if match.start() and text[match.start() - 1] in "“第":
                continue
            if tail in ("个", "個") and rest[:1] in "月年":
                continue
            if _HAN_IDLE.match(tail + rest) and not raw[0].isdigit():
                continue
            if not tail and (not re.search("[万亿萬億]|[0-9]", raw) or not rest.strip()):
                continue
            if value == 1:
                continue
            stop = _NOUN_END.search(rest)
            noun = rest[: stop.start() if stop else len(rest)][:12]
            if re.fullmatch(_GENERIC, tail) or not tail:
                unit = noun or tail
            else:
                unit = tail + (noun if tail in ("剂", "劑", "棵", "株") else "")
            end += len(noun) if unit != tail else 0
        head = text[max(0, match.start() - 6) : match.start()]
        qualifier = next((n for n, p in _HAN_QUALIFIERS if p.search(head)), "exactly")
        if qualifier == "exactly" and (match.group("upper") or re.search("[多余餘几]", raw)):
            qualifier = "at_least"
        found.append(
            Quantity(value, unit, text[match.start() : end], match.start(), end, qualifier, family)
        )
    return found
