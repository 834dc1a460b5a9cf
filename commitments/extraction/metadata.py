"""What a text says of itself: title, day, speaker, meeting, language. Proposed, never guessed.

Every proposal carries the words it rests on, so that an editor confirms what is written and
does not trust what is not. A text that states no date gets no date. Needs no language model.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from commitments.extraction.pipeline import propose_actor, propose_organisation
from commitments.extraction.reading.blocks import Block, blocks_of

#: Where a text introduces itself; later dates and names belong to its contents.
OPENING = 4_000


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value and the words of the text it rests on (empty when it is derived)."""

    value: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What was proposed; None where the text does not say.

    `kind` is `transcript`, `readout` or `news_report`; `languages` are those of at least a
    twentieth of the text, the most used first.
    """

    title: Proposal | None = None
    day: tuple[date, str] | None = None
    speaker: Proposal | None = None
    event: Proposal | None = None
    organisation: str = ""
    actor: str = ""
    kind: Proposal | None = None
    languages: tuple[str, ...] = field(default=())


_MONTHS = {
    name: number
    for number, name in enumerate(
        ("january", "february", "march", "april", "may", "june", "july", "august", "september",
         "october", "november", "december"), 1)
}  # fmt: skip
_MONTH = "(?P<month>" + "|".join(m.capitalize() for m in _MONTHS) + ")"
_DAYS = (
    re.compile(rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>(?:19|20)\d\d)\b"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH},? (?P<year>(?:19|20)\d\d)\b"),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    re.compile(r"(?P<year>(?:19|20)\d\d) ?年 ?(?P<month>\d{1,2}) ?月 ?(?P<day>\d{1,2}) ?日"),
)  # fmt: skip

_OFFICES = (
    r"(?:President|Prime Minister|Premier|Chancellor|Vice President|King|Queen|Emir|Secretary-General|"
    r"Chairman|Chairperson|Chairwoman|Foreign Minister|Minister|State Councilor|Secretary|Ambassador|"
    r"Governor|High Representative|Commissioner|Taoiseach)"
)
_NAME = r"(?P<name>[A-Z][\w’'.-]+(?: (?:bin|al|de|da|van|von|der|[A-Z][\w’'.-]*)){1,3})"
_SPEAKERS = (
    # "Xi Jinping, President of …", on a line of its own
    re.compile(rf"^\W*{_NAME}, (?:the )?{_OFFICES}\b[^\n]{{0,90}}$", re.MULTILINE),
    # "Remarks by President X" / "Statement by H.E. Mr. X"
    re.compile(
        rf"\b(?:Remarks|Speech|Statement|Address|Keynote(?: Speech)?)[^\n.]{{0,40}}? (?:by|of) "
        rf"(?:H\.? ?E\.? ?)?(?:M(?:r|s|rs)\.? )?(?:{_OFFICES} )?{_NAME}"
    ),
    # "President X attended …", "X stressed that …"
    re.compile(
        rf"\b(?:{_OFFICES} )?{_NAME} (?:has )?(?:attended|delivered|addressed|stressed|pointed out|"
        r"announced|attends|delivers|addresses)\b"
    ),
    re.compile(r"(?:主席|总统|总理|首相|外长|部长)[ \t]*(?P<name>[\u4e00-\u9fff·]{2,6})[ \t]*(?:$|[，。\n])", re.MULTILINE),
)  # fmt: skip
_ORDINAL = r"(?:\d{1,3}(?:st|nd|rd|th)|[A-Z][a-z]+(?:-[a-z]+)?(?:st|nd|rd|th))"
_MEETING = r"(?:Meeting|Summit|Session|Conference|Forum|Assembly|Dialogue|Retreat)"
_EVENTS = (
    re.compile(
        rf"\b(?:{_ORDINAL} )?(?:[A-Z][\w’'&/-]+ |of the |and ){{0,6}}?{_MEETING}"
        rf"(?: (?:of|on|for)(?: the)?(?: (?:[A-Z][\w’'&/-]+|of|the|and|for|on))+)?(?: \([A-Z]{{2,8}}\))?",
    ),
    re.compile("在?(?P<name>[\u4e00-\u9fff]{2,24}第[一二三四五六七八九十百0-9]+[次届][\u4e00-\u9fff]{1,4})"),
)  # fmt: skip
_SALUTATION = re.compile(
    r"^\W*(?:Your (?:Excellenc|Majest|Highness)|Excellenc|Dear |Distinguished |Ladies and Gentlemen|"
    r"Mr\.? (?:President|Chair|Secretary)|Madam |My fellow |尊敬的|各位|女士们)",
    re.IGNORECASE | re.MULTILINE,
)
_AGENCY = re.compile(
    r"\b(?:news agency|Xinhua|Reuters|Associated Press|AFP|\(AP\)|TASS)\b", re.IGNORECASE
)
_READOUT = re.compile(
    r"\b(?:stressed|pointed out|noted|emphasi[sz]ed|said) that\b|\bdelivered an? \w* ?(?:speech|address)\b"
)
_TITLED = re.compile(r"\b(?:titled|entitled) [“\"'](?P<title>[^”\"\n]{8,250})[”\"]")


def propose(text: str) -> Metadata:
    """Propose a text's metadata from what it says in its opening. Never raises."""
    blocks = list(_first_blocks(text))
    opening = re.sub(r"[ \t\u3000]+", " ", "\n".join(block.text for block in blocks))
    event = _event(opening)
    speaker = _speaker(opening)
    return Metadata(
        title=_title(blocks, opening, event),
        day=_day(opening),
        speaker=speaker,
        event=event,
        organisation=propose_organisation(text[:20_000]),
        actor=propose_actor(text[:20_000]),
        kind=_kind(opening),
        languages=_languages(text),
    )


def _first_blocks(text: str) -> list[Block]:
    found: list[Block] = []
    length = 0
    for block in blocks_of(text[: 4 * OPENING]):
        found.append(block)
        length += len(block.text)
        if length > OPENING:
            break
    return found


def _day(opening: str) -> tuple[date, str] | None:
    first: tuple[int, date, str] | None = None
    for pattern in _DAYS:
        for match in pattern.finditer(opening):
            month = match["month"]
            number = _MONTHS.get(month.lower()) or (int(month) if month.isdigit() else 0)
            try:
                day = date(int(match["year"]), number, int(match["day"]))
            except ValueError:
                continue
            if first is None or match.start() < first[0]:
                first = (match.start(), day, _line_around(opening, match.start(), match.end()))
            break
    return None if first is None else (first[1], first[2])


def _line_around(text: str, start: int, end: int) -> str:
    left = max(text.rfind("\n", 0, start) + 1, start - 40)
    right = text.find("\n", end)
    return " ".join(text[left : min(right if right >= 0 else len(text), end + 40)].split())


def _speaker(opening: str) -> Proposal | None:
    for pattern in _SPEAKERS:
        match = pattern.search(opening)
        if match:
            name = re.sub(rf"^(?:.* )?{_OFFICES} ", "", match["name"]).strip(" .,’'")
            if name:
                return Proposal(name, " ".join(match.group().split())[:200])
    return None


def _event(opening: str) -> Proposal | None:
    english, chinese = _EVENTS
    best = ""
    for match in english.finditer(opening):
        words = " ".join(match.group().split())
        # A bare "the Meeting" names nothing; a number or a body does.
        if len(words.split()) >= 3 or re.search(r"\d|[A-Z]{2,}", words):
            best = words
            break
    if best:
        # A headline goes on: "… Organization and Delivers an Important Speech".
        name = re.sub(r" and (?:Deliver|Attend|Address|Speak|Chair)s?\b.*$", "", best)
        return Proposal(re.sub(r" (?:of|the|and|for|on)$", "", name), best)
    found = chinese.search(opening)
    return Proposal(found["name"], found.group()) if found else None


def _title(blocks: list[Block], opening: str, event: Proposal | None) -> Proposal | None:
    headings = [b.text.strip("# \t") for b in blocks if re.match(r"\s*#\s", b.text)]
    if headings:
        return Proposal(headings[0][:300], headings[0])
    titled = _TITLED.search(opening)
    first = blocks[0].text.strip() if blocks else ""
    plain = len(first) <= 200 and not _SALUTATION.match(first) and not first.endswith((",", "，"))
    if first and plain:
        return Proposal(first.rstrip(".。:："), first)
    if titled:
        return Proposal(titled["title"].strip(), titled.group())
    return Proposal(f"Speech at the {event.value}"[:300]) if event else None


def _kind(opening: str) -> Proposal | None:
    for kind, pattern in (
        ("news_report", _AGENCY),
        ("transcript", _SALUTATION),
        ("readout", _READOUT),
    ):
        match = pattern.search(opening)
        if match:
            return Proposal(kind, match.group().strip())
    return None


def _languages(text: str) -> tuple[str, ...]:
    lengths: Counter[str] = Counter()
    for block in blocks_of(text[:200_000]):
        # A Han character says about as much as three letters.
        lengths[block.language] += len(block.text) * (3 if block.language == "zh" else 1)
    total = sum(lengths.values())
    return tuple(
        language
        for language, length in lengths.most_common()
        if language in ("en", "zh") and length * 20 >= total
    )
