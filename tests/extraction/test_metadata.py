from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.extraction.metadata import propose

SOURCES = Path(__file__).resolve().parents[2] / "fixtures" / "sources"


def source(number: str) -> str:
    (path,) = SOURCES.glob(f"{number}_*.txt")
    return path.read_bytes().decode()


@pytest.mark.parametrize(
    ("number", "day", "speaker", "event", "others"),
    [
        ("000", date(2020, 11, 10), "Xi Jinping", "20th Meeting", ("readout", "en")),
        ("001", date(2020, 11, 10), "Xi Jinping", "20th Meeting", ("transcript", "en", "zh")),
        ("002", date(2021, 9, 17), "Xi Jinping", "21st Meeting", ("readout", "en")),
        # "Beijing, November, 10": a day without its year is no date.
        ("003", None, "Xi Jinping", None, ("news_report", "en")),
        # Neither date nor speaker is in the text.
        ("004", None, None, "20th Meeting of the Council of Heads of Gov", ("transcript", "en")),
    ],
)
def test_what_the_sources_say_of_themselves(number, day, speaker, event, others) -> None:
    said = propose(source(number))
    assert (said.day[0] if said.day else None) == day
    assert (said.speaker.value if said.speaker else None) == speaker
    assert said.event.value.startswith(event) if event else said.event is None
    assert (said.kind.value, *said.languages) == others


def test_titles_come_from_headings_first_lines_or_the_words_titled() -> None:
    assert propose(source("000")).title.value.startswith("Xi Jinping Attends the 20th")
    assert propose(source("001")).title.value.startswith("Carrying Forward the Shanghai Spirit")
    assert propose(source("002")).title.value.startswith("Staying True to Our Founding Mission")
    # A salutation is no title: the meeting it names makes one.
    assert propose(source("004")).title.value.startswith("Speech at the 20th Meeting")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Remarks\n12 July 2023\nDear colleagues,", date(2023, 7, 12)),
        ("Published on 2024-02-29. Dear all,", date(2024, 2, 29)),
        ("2020年11月10日, 北京", date(2020, 11, 10)),
        ("On 31 February 2021 nothing happened. On 1 March 2021 we met.", date(2021, 3, 1)),
        ("We met in July 2023.", None),
        ("Since 1998 we have met.", None),
    ],
)
def test_only_a_whole_date_is_a_date(text: str, day: date | None) -> None:
    found = propose(text).day
    assert (found[0] if found else None) == day


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Statement by H.E. Mr. William Ruto at COP28\nExcellencies,", "William Ruto"),
        ("Remarks\nAnthony Albanese, Prime Minister of Australia\nThank you.", "Anthony Albanese"),
        ("Your Excellency President Vladimir Putin,\nDear colleagues,", None),
    ],
)
def test_the_speaker_is_who_speaks_not_who_is_greeted(text: str, name: str | None) -> None:
    found = propose(text).speaker
    assert (found.value if found else None) == name


@given(st.text(max_size=400))
def test_any_text_has_metadata_or_none(text: str) -> None:
    propose(text)
