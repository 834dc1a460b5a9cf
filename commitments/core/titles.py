"""A working title from a pledge's own words: always a proposal, an editor has the last word."""

from __future__ import annotations

import re

#: Longer titles are cut at a word; the quote has the rest.
LONGEST = 140

_PROMISES = "plan|pledge|promise|intend|undertake|commit"
#: Whose act it is and how it is promised, before the act itself; the first that fits is cut.
_LEADS = tuple(
    (re.compile(pattern, re.DOTALL), instead)
    for pattern, instead in (
        (r"^.{0,60}?\bdecided(?: \w+){0,3} that\s+", ""),
        (r"^.{0,80}?\b(?:will|shall)\s+(?:also\s+|now\s+)?(?=[a-z])", ""),
        (r"^.{0,60}?\b(?:is|are|stands?) (?:ready|prepared)\s+to\s+(?=[a-z])", ""),
        (rf"^.{{0,60}}?\b(?:{_PROMISES})s?(?: itself)?\s+to\s+(?=[a-z])", ""),
        (r"^.{0,60}?\bpropos(?:e|es|ed)\s+to\s+(?=[a-z])", ""),
        (r"^.{0,60}?\bpropos(?:e|es|ed)\s+", "Propose "),
        (r"^.{0,60}?\bsupports?\s+", "Support "),
        (r"^.{0,60}?\bwelcomes?\s+", "Welcome "),
        (r"^(?:and|to which|to)\s+", ""),
    )
)
_CHINESE_LEADS = re.compile(
    "^(?:[中俄美英法德日韩印欧巴哈]方|我们|我国|中国|我)?(?:将|愿|决定|宣布)?"
)


def title_of(words: str, language: str, period: str = "") -> str:
    """Return a title made of a pledge's words: without who, when and "will".

    ``period`` are the time words, left out where the pledge opens with them. Never empty
    for words that are not.

    >>> title_of("In the next three years, China will open 10 workshops.", "en",
    ...          "In the next three years")
    'Open 10 workshops'
    """
    flat = " ".join(words.split()).strip(" ,;，；").rstrip(".。")
    flat = flat or words.strip()
    if language == "zh":
        return _short(_CHINESE_LEADS.sub("", flat, count=1).strip("，、 ") or flat)
    if period and flat.lower().startswith(period.lower()):
        flat = flat[len(period) :].lstrip(" ,") or flat
    for pattern, instead in _LEADS:
        cut, times = pattern.subn(instead, flat, count=1)
        if times and cut.strip():
            flat = cut.strip()
            break
    return _short(flat[:1].upper() + flat[1:])


def _short(title: str) -> str:
    if len(title) <= LONGEST:
        return title
    room = title.rfind(" ", LONGEST // 2, LONGEST)
    return title[: room if room > 0 else LONGEST].rstrip(" ,;，；") + "…"
