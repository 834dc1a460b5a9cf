"""The same pledge in other versions of a speech, against the citations read by people."""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
import yaml

from commitments.extraction.matching import Known, Wording, assign, best, compare, differences
from commitments.extraction.pipeline import extract
from commitments.extraction.types import Find, Options

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
SPOKEN = date(2020, 11, 10)
SPEECH, READOUT = "xi-sco-chs-2020-speech", "xi-sco-chs-2020-readout"
FILES = {SPEECH: "001", READOUT: "000"}


@cache
def text_of(slug: str) -> str:
    (path,) = (FIXTURES / "sources").glob(f"{FILES[slug]}_*.txt")
    return path.read_bytes().decode()


@cache
def citations() -> list[tuple[str, str, int, int]]:
    return [
        (one["document"], pledge["reference"], one["start"], one["end"])
        for path in sorted((FIXTURES / "commitments").glob("*.yaml"))
        for pledge in [yaml.safe_load(path.read_text("utf-8"))]
        for one in pledge["citations"]
    ]


def read_by_people(slug: str, find: Find) -> str | None:
    """The pledge whose citation shares most words with the find."""
    shared = {
        reference: min(end, find.end) - max(start, find.start)
        for document, reference, start, end in citations()
        if document == slug and min(end, find.end) > max(start, find.start)
    }
    return max(shared, key=lambda reference: shared[reference], default=None)


@cache
def pledges(slug: str, language: str) -> list[Find]:
    found = extract(text_of(slug), Options(spoken=SPOKEN))
    return [f for f in found if f.type == "pledge" and f.language == language]


def wording(slug: str, find: Find) -> Wording:
    figure = next((q for q in find.quantities[:1] if q.value != 1), None)
    return Wording(
        find.text,
        find.language,
        text_of(slug)[find.sentence_start : find.sentence_end],
        find.actor,
        find.strength,
        find.kind,
        find.theme,
        figure.value if figure else None,
        figure.unit if figure else "",
        find.period.end if find.period else None,
        SPOKEN,
    )


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ((SPEECH, "zh"), (SPEECH, "en")),
        ((SPEECH, "en"), (SPEECH, "zh")),
        ((READOUT, "en"), (SPEECH, "en")),
        ((READOUT, "en"), (SPEECH, "zh")),
    ],
)
def test_the_versions_of_one_speech_join_the_same_pledges(here, there) -> None:
    known = [
        Known(reference, (wording(there[0], find),))
        for find in pledges(*there)
        if (reference := read_by_people(there[0], find))
    ]
    held = {one.key for one in known}
    finds = pledges(*here)
    given = assign([wording(here[0], find) for find in finds], known)
    joined = {}
    for find, match in zip(finds, given, strict=True):
        reference = read_by_people(here[0], find)
        if match is not None:
            assert match.key == reference, find.text
            assert match.reasons
            joined[reference] = match
    people = {read_by_people(here[0], find) for find in finds}
    assert set(joined) == people & held
    assert len(joined) >= 7


BASE = Wording(
    "China will provide 1,000 training opportunities",
    "en",
    actor="China",
    strength="firm",
    theme="education-training",
    amount=Decimal(1000),
    end=date(2024, 9, 17),
    made=date(2021, 9, 17),
)


def changed(**values) -> Wording:
    return Wording(**{name: getattr(BASE, name) for name in BASE.__slots__} | values)


def test_a_pledge_is_like_itself() -> None:
    assert compare(BASE, BASE)[0] == 1.0


@pytest.mark.parametrize(
    "other",
    [
        changed(amount=Decimal(2000), text="China will provide 2,000 training opportunities"),
        changed(actor="Kazakhstan"),
        changed(text="China will host a forum", amount=None, theme="digital", end=None),
        changed(text="中方将举办论坛", language="zh", amount=None, theme="digital", end=None),
    ],
)
def test_another_figure_actor_or_thing_is_another_pledge(other: Wording) -> None:
    assert not best(other, [Known("X", (BASE,))])


def test_a_known_pledge_is_given_once() -> None:
    given = assign([BASE, changed(text=BASE.text + " for others")], [Known("X", (BASE,))])
    assert [match and match.key for match in given] == ["X", None]


def test_the_differences_are_said_in_words() -> None:
    softer = changed(
        text="中方愿提供培训名额", language="zh", strength="conditional", amount=None,
        end=date(2024, 12, 31),
    )  # fmt: skip
    said = " ".join(differences(softer, BASE))
    assert "reads as conditional, not firm" in said
    assert "1,000 is given not here" in said
    assert "2024-12-31 here, 2024-09-17 there" in said
    assert "zh “中方愿提供培训名额”" in said
    assert differences(BASE, BASE) == ()
