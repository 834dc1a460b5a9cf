"""Locating quotes: exact first, then typography ignored, never a guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.core.quotes import CONTEXT, locate, normalise, sentence_around, surroundings
from commitments.core.vocabulary import CitationHealth

TEXT = (
    "China will “host” the SCO members’ forum — next year. What is go-\n\ning on?\n\n"
    "中方愿积极考虑本组织国家疫苗需求，支持各国。China will help. China will help."
)


@pytest.mark.parametrize(
    ("quote", "found", "health"),
    [
        ("China will “host” the", ["China will “host” the"], "exact"),
        ('China will "host" the', ["China will “host” the"], "normalised"),
        ("SCO members' forum", ["SCO members’ forum"], "normalised"),
        ("forum - next year", ["forum — next year"], "normalised"),
        ("forum  —\nnext   year", ["forum — next year"], "normalised"),
        ("What is going on?", ["What is go-\n\ning on?"], "normalised"),
        ("疫苗需求,支持各国", ["疫苗需求，支持各国"], "normalised"),
        ("疫苗 需求，支持 各国", ["疫苗需求，支持各国"], "normalised"),
        ("China\u00a0will\u200b “host”", ["China will “host”"], "normalised"),
        ("China will help", ["China will help", "China will help"], "exact"),
        ("Chinawill help", ["China will help", "China will help"], "normalised"),
        ("china will help", [], None),
        ("never said", [], None),
        ("", [], None),
        ("  \n ", [], None),
        ("“”", [], None),
    ],
)
def test_locate(quote: str, found: list[str], health: str | None) -> None:
    places = locate(TEXT, quote)
    assert [TEXT[place.start : place.end] for place in places] == found
    assert {place.health.value for place in places} == ({health} if health else set())


def test_overlapping_places_are_all_found() -> None:
    assert [(place.start, place.end) for place in locate("ababa", "aba")] == [(0, 3), (2, 5)]


@given(st.text(max_size=200), st.data())
def test_any_piece_of_a_text_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    piece = text[start:end]
    places = locate(text, piece)
    if piece.strip():
        offset = len(piece) - len(piece.lstrip())
        assert (start + offset, CitationHealth.EXACT) in [(one.start, one.health) for one in places]
        assert all(text[one.start : one.end] == piece.strip() for one in places)


@given(st.text(max_size=300), st.booleans())
def test_normalising_keeps_an_offset_for_every_character(text: str, tight: bool) -> None:
    normal, offsets = normalise(text, tight=tight)
    assert len(normal) == len(offsets)
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)


@given(st.text(max_size=300), st.data())
def test_a_sentence_holds_its_quote(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    end = data.draw(st.integers(min(start + 1, len(text)), len(text)))
    if text[start:end].strip() == text[start:end] != "":
        left, right = sentence_around(text, start, end)
        assert 0 <= left <= start < end <= right <= len(text)


@pytest.mark.parametrize(
    ("text", "quote", "sentence"),
    [
        ("One. China will go. Three.", "will go", "China will go."),
        ("他来了。中方愿考虑，支持各国。再见。", "愿考虑", "中方愿考虑，支持各国。"),
        ("A title\nChina will go. Three.", "China", "China will go."),
        ("First part? Yes. The U.S. will go", "will", "will go"),
        ("No end in sight", "end", "No end in sight"),
    ],
)
def test_sentence_around(text: str, quote: str, sentence: str) -> None:
    at = text.index(quote)
    left, right = sentence_around(text, at, at + len(quote))
    assert sentence in text[left:right]


def test_surroundings_stop_at_the_edges() -> None:
    text = "x" * 100 + "quote" + "y" * 100
    before, after = surroundings(text, 100, 105)
    assert (before, after) == ("x" * CONTEXT, "y" * CONTEXT)
    assert surroundings("quote", 0, 5) == ("", "")
