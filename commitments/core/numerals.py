"""Numbers as speakers say them: `2.3 trillion`, `twenty-five`, `12亿`, `三百五十`.

Use `parse_english` and `parse_chinese` on the words of one number; finding the number in
running text is the work of `quantities`. Values are `Decimal`, so that `1.2 billion` is exact.
Both return None where the words are not a number; nothing here raises.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

ENGLISH_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
ENGLISH_SCALES = {
    "hundred": 10**2, "thousand": 10**3, "k": 10**3, "lakh": 10**5, "million": 10**6,
    "mn": 10**6, "m": 10**6, "crore": 10**7, "billion": 10**9, "bn": 10**9, "b": 10**9,
    "trillion": 10**12, "tn": 10**12,
}  # fmt: skip
CHINESE_DIGITS = {
    "〇": 0, "零": 0, "○": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5,
    "六": 6, "七": 7, "八": 8, "九": 9, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5,
    "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
CHINESE_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
CHINESE_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}

# A figure longer than this is a serial number or noise, never a target.
LONGEST_FIGURE = 24


def parse_figure(text: str) -> Decimal | None:
    """Read digits with separators (`1,000`, `1 000`, `2.3`, full width included)."""
    plain = unicodedata.normalize("NFKC", text)
    plain = re.sub(r"[,\s'’\u202f]", "", plain)
    if len(plain) > LONGEST_FIGURE or not re.fullmatch(r"[0-9]+(\.[0-9]+)?", plain):
        return None
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def parse_english(text: str) -> Decimal | None:
    """Read an English number: figures, words and scale words in any usual mixture.

    `half a million` is 500,000, `a dozen` 12, `one hundred and fifty` 150.
    """
    words = [w for w in re.split(r"[\s-]+", text.lower().strip()) if w and w != "and"]
    if not words or len(words) > 12:
        return None
    if words[0] == "half" and words[1:2] in (["a"], ["an"]):
        rest = parse_english(" ".join(["one", *words[2:]]))
        return None if rest is None else rest / 2
    if words[0] in ("a", "an") and len(words) > 1:
        words[0] = "one"
    if words[-1] in ("dozen", "dozens"):
        rest = parse_english(" ".join(words[:-1])) if len(words) > 1 else Decimal(1)
        return None if rest is None else rest * 12
    total, current, seen = Decimal(0), Decimal(0), False
    for word in words:
        if word in ENGLISH_UNITS:
            current += ENGLISH_UNITS[word]
        elif word == "hundred":
            current = (current or Decimal(1)) * 100
        elif word in ENGLISH_SCALES:
            total += (current or Decimal(1)) * ENGLISH_SCALES[word]
            current = Decimal(0)
        else:
            glued = re.fullmatch(r"([0-9.,]*[0-9])(k|mn|m|bn|b|tn)?", word)
            figure = parse_figure(glued.group(1)) if glued else None
            if figure is None:
                return None
            current += figure
            if glued and glued.group(2):
                total += current * ENGLISH_SCALES[glued.group(2)]
                current = Decimal(0)
        seen = True
    return total + current if seen else None


def parse_chinese(text: str) -> Decimal | None:
    """Read a Chinese number: `12亿`, `1.2亿`, `三百五十`, `两千`, `3万亿`, `２０`.

    The approximators 多, 余, 几 inside a number (`20多亿`) are skipped: the figure spoken is kept.
    """
    plain = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "")
    plain = re.sub("[多余餘几幾来]", "", plain)
    if not plain or len(plain) > LONGEST_FIGURE:
        return None
    total, section, digit, seen = Decimal(0), Decimal(0), None, False
    for piece in re.findall(r"[0-9]+(?:\.[0-9]+)?|.", plain):
        if piece[0].isdigit() and piece[0].isascii():
            digit = Decimal(piece)
        elif piece in CHINESE_DIGITS:
            # 二〇三五 is read digit by digit, as years are.
            follows = digit is not None and digit == digit.to_integral_value()
            digit = (digit * 10 if follows and digit else Decimal(0)) + CHINESE_DIGITS[piece]
        elif piece in CHINESE_SMALL:
            section += (Decimal(1) if digit is None else digit) * CHINESE_SMALL[piece]
            digit = None
        elif piece in CHINESE_LARGE:
            section += digit or Decimal(0)
            if section == 0 and digit is None and total:
                total *= CHINESE_LARGE[piece]  # 3万亿: the second scale multiplies the first
            else:
                total += (section or Decimal(1)) * CHINESE_LARGE[piece]
            section, digit = Decimal(0), None
        else:
            return None
        seen = True
    return total + section + (digit or Decimal(0)) if seen else None
