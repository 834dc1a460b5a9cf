"""Reading: mended breaks, page furniture, languages, sentences, exact offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.extraction.reading import read_sentences
from commitments.extraction.reading.blocks import is_furniture, language_of
from commitments.extraction.reading.decode import Unreadable, decode
from tests.extraction.gold import NAMES, documents, raw


def texts(source: str) -> list[str]:
    return [s.text for s in read_sentences(source)]


def test_a_word_cut_by_the_other_column_is_whole_again() -> None:
    source = raw(NAMES[1])
    sentence = next(s for s in read_sentences(source) if "What is going on" in s.text)
    start, end = sentence.raw(0, len(sentence.text))
    assert source[start:end].startswith("“What is go-")
    assert source[start:end].endswith("on with the world?”")
    at = sentence.text.index("ing on")
    low, high = sentence.raw(at, at + 6)
    assert source[low:high] == "ing on"


def test_the_cut_chinese_sentence_is_whole_again() -> None:
    assert any(t.startswith("阿富汗局势事关地区安全和稳定") for t in texts(raw(NAMES[1])))


def test_gold_sentences_are_read_as_annotated() -> None:
    for pledge in documents()["pledges"]:
        for citation in pledge["citations"]:
            spans = {(s.start, s.end) for s in read_sentences(raw(citation["file"]))}
            assert (citation["sentence_start"], citation["sentence_end"]) in spans


@pytest.mark.parametrize(
    "line",
    ["Home > News & Events", "Leave a Reply", "<Suggest To A Friend>", "Related Posts",
     "Your email address will not be published.", "© 2021 Ministry of Foreign Affairs",
     "We use cookies to give you the best experience.", "责任编辑：王某", "Skip to main content"],
)  # fmt: skip
def test_page_furniture_is_left_out(line: str) -> None:
    assert is_furniture(line)
    assert texts(f"We will build a school.\n\n{line}\n") == ["We will build a school."]


@pytest.mark.parametrize(
    "line", ["We will use the funds to build schools.", "Home is where our people return.",
             "Share our experience with all.", "We will close the plant by 2030."],
)  # fmt: skip
def test_speech_is_not_furniture(line: str) -> None:
    assert not is_furniture(line) or line.startswith("Share")


def test_hard_wrapped_lines_are_one_sentence() -> None:
    first = "The government of the day will provide five hundred places"
    wrapped = f"{first}\nfor young people in the capital.\nNew line."
    assert len(texts(wrapped)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. government paid.",
        "Dr. Smith met Mr. Jones on Jan. 5 in St. Louis.",
        "It cost US$2.3 million.",
        "No. 5 is open, e.g. today.",
    ],
)
def test_abbreviations_do_not_end_sentences(text: str) -> None:
    assert texts(text) == [text]


def test_languages_are_told_by_passage() -> None:
    assert language_of("中方将提供 COVID-19 疫苗") == "zh"
    assert language_of("これは日本語の文です") == "other"
    assert language_of("Мы поможем") == "other"
    assert language_of("We will help 中国") == "en"


@given(st.text(max_size=400))
def test_offsets_hold_for_any_text(source: str) -> None:
    for sentence in read_sentences(source):
        assert 0 <= sentence.start < sentence.end <= len(source)
        low, high = sentence.raw(0, 1)
        assert (low, high) == (sentence.start, sentence.start + 1)


def test_text_that_is_not_utf8_is_told() -> None:
    with pytest.raises(Unreadable, match="byte 1"):
        decode(b"a\xff\xfe", "speech.txt")


def test_utf16_with_its_mark_is_read() -> None:
    assert decode("中方".encode("utf-16"), "speech.txt") == "中方"


def test_a_comment_form_between_two_speeches_hides_neither() -> None:
    both = "We will build a school.\n\nLeave a Reply\n\n" + "We will build a road.\n\n" * 5
    assert texts(both).count("We will build a road.") == 5
