"""Cuts raw text into paragraphs and sets page furniture (menus, comment forms) aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from commitments.extraction.reading.offsets import soften

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_KANA = re.compile("[\u3040-\u30ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_OTHER = re.compile("[\u0370-\u1cff\uac00-\ud7af\ufb1d-\ufdff\ufe70-\ufeff]")

# Furniture is told by whole lines; a sentence of a speech never consists of these words alone.
_FURNITURE = re.compile(
    r"""^\W*(?:
    (?:home|start)\s*(?:[>»/|›]|$).*
    | leave\s+a\s+(?:reply|comment).* | related\s+(?:posts?|articles?|content|news|links)\W*
    | about\s+the\s+author\W* | suggest\s+to\s+a\s+friend | (?:share|print|tweet|email)(?:\s+(?:this|on|via|page)\b.*)?
    | your\s+email\s+address\s+will\s+not\s+be.* | required\s+fields\s+are\s+marked.*
    | (?:this|our)\s+(?:web)?site\s+uses\s+cookies.* | we\s+(?:will\s+)?use\s+(?:your|cookies).*
    | .*\b(?:cookie\s+(?:policy|settings|preferences)|privacy\s+policy|terms\s+(?:of|and)\s+(?:use|conditions))\b.{0,80}
    | (?:subscribe|sign\s+up|sign\s+in|log\s+in|register)\b.{0,120} | (?:read|view|see|show|load)\s+more.{0,60}
    | .*\ball\s+rights\s+reserved.* | (?:©|\(c\)\s*\d|copyright\b).* | skip\s+to\s+(?:main\s+)?content
    | (?:menu|search|close|back\s+to\s+top|previous|next|download(?:\s+pdf)?|contact(?:\s+us)?|advertisement)
    | you\s+(?:will|can|may)\s+(?:be\s+redirected|unsubscribe).* | we\s+will\s+never\s+share\s+your.*
    | 分享(?:到|至|让更多).* | 责任编辑.* | 【?(?:打印|关闭|返回|推荐给朋友).* | 当前位置.* | 首页\s*[>»].* | 版权所有.* | 相关(?:阅读|新闻|链接).*
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)  # fmt: skip
# After one of these the page holds readers' comments and links, not the speech.
_PAGE_END = re.compile(
    r"^\W*(?:leave\s+a\s+(?:reply|comment)|\d+\s+comments?|comments)\W*$", re.IGNORECASE
)
# Only near a text's end: several speeches in one file may each carry a comment form.
_TAIL = 0.6
# Longer lines are prose whatever they begin with; it also bounds the work per line.
_LONGEST_FURNITURE = 240
_ENDS = re.compile("[.!?。！？…:：;；][\"'”’»）)\\]]*$")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of raw text (softened, same length), where it stands, and its language."""

    text: str
    start: int
    language: str
    heading: bool = False


def language_of(text: str) -> str:
    """Tell `en`, `zh` or `other` by script: a passage's language, not a file's."""
    sample = text[:4000]
    han, kana = len(_HAN.findall(sample)), len(_KANA.findall(sample))
    latin, other = len(_LATIN.findall(sample)), len(_OTHER.findall(sample))
    if kana > 0.1 * (han + kana) or other > max(han, latin):
        return "other"
    # A Han character says about as much as two to three letters.
    return "zh" if han * 3 > latin else ("en" if latin else "other")


def is_furniture(line: str) -> bool:
    """Tell whether a line is page furniture: menus, share buttons, comment forms, cookies."""
    return len(line) <= _LONGEST_FURNITURE and bool(_FURNITURE.match(line.strip()))


def _joined(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Put hard-wrapped lines of one paragraph back together (still one for one with the raw)."""
    start, text, last = 0, "", ""
    for at, line in lines:
        wrapped = (
            last and not _ENDS.search(last.rstrip()[-4:]) and len(last.rstrip()) >= _wrap(last)
        )
        if text and wrapped and not re.match(r"\s*(?:#|[-*•–—]\s|\d+[.)]\s)", line[:8]):
            text += " " * (at - start - len(text)) + line
        else:
            if text:
                yield start, text
            start, text = at, line
        last = line
    if text:
        yield start, text


def _wrap(line: str) -> int:
    return 18 if language_of(line) == "zh" else 45


def blocks_of(raw: str) -> Iterator[Block]:
    """Yield the paragraphs of a raw text in order; furniture is left out.

    Blank lines part paragraphs; within one, a line that ends without a stop and is long enough
    to have been wrapped runs on into the next.
    """
    text = soften(raw)
    lines: list[tuple[int, str]] = []
    last_end = 0
    for match in _LINE.finditer(text):
        line = match.group()
        if not line.strip():
            continue
        if lines and (text.count("\n", last_end, match.start()) > 1 or len(lines) >= 400):
            yield from _blocks(lines)
            lines = []
        last_end = match.end()
        if is_furniture(line):
            yield from _blocks(lines)
            lines = []
            if match.start() > _TAIL * len(text) and _PAGE_END.match(line.strip()):
                return
            continue
        lines.append((match.start(), line))
    yield from _blocks(lines)


def _blocks(lines: list[tuple[int, str]]) -> Iterator[Block]:
    for start, text in _joined(lines):
        heading = text.lstrip().startswith("#") or (
            len(text.strip()) < 70 and not _ENDS.search(text.rstrip()[-4:])
        )
        yield Block(text, start, language_of(text), heading)
