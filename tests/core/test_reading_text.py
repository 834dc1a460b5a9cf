from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.core.alignment import side_by_side
from commitments.core.reading_text import read_paragraphs

SOURCES = Path(__file__).parents[2] / "fixtures" / "sources"
BILINGUAL = (SOURCES / "001_bc38d1ef58803123.txt").read_bytes().decode()


def texts(raw, languages=("en",)):
    return [paragraph.text(raw) for paragraph in read_paragraphs(raw, languages)]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("", []),
        (" \n\n ", []),
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("  # A title\n\nText.", ["A title", "Text."]),
        # short lines are lines, whatever they end in
        ("Your Excellency,\nDear colleagues,\n\nThank you.",
         ["Your Excellency,", "Dear colleagues,", "Thank you."]),
        # a line broken because the paper ended
        ("This line is long enough to have been broken by the edge\nof the paper it stood on.",
         ["This line is long enough to have been broken by the edge of the paper it stood on."]),
        ("This line is surely long enough to have been broken in a co-\noperation that goes on.",
         ["This line is surely long enough to have been broken in a cooperation that goes on."]),
        # two spaces are a wanted break
        ("This line is long enough to have been broken by the edge  \nOf the paper it stood on.",
         ["This line is long enough to have been broken by the edge",
          "Of the paper it stood on."]),
        # a list is not running text
        ("What the ministers agreed upon after long talks in the capital\n- one thing\n- another",
         ["What the ministers agreed upon after long talks in the capital",
          "- one thing", "- another"]),
    ],
)  # fmt: skip
def test_paragraphs(raw, expected):
    assert texts(raw) == expected


def test_joins_a_word_across_the_other_column():
    raw = (
        "The ministers asked each other in the long debate: “What is go-\n\n"
        "部长们在漫长的辩论中互相询问世界上究竟正在发生什么事情,\n\n"
        "ing on with the world?”\n\n"
        "谁也没有回答。"
    )
    english, chinese = read_paragraphs(raw, ["en", "zh"])
    assert english.text(raw).endswith("“What is going on with the world?”")
    assert chinese.text(raw).endswith("什么事情,谁也没有回答。")
    assert (english.mended, english.language) == (True, "en")
    assert (chinese.mended, chinese.language) == (True, "zh")
    for paragraph in (english, chinese):
        for piece in paragraph.pieces:
            assert raw[piece.start : piece.end] in paragraph.text(raw)


@pytest.mark.parametrize(
    "second",
    [
        "Second, a sentence that begins anew.",  # a capital begins something
        "## a heading",
        "- an item of a list",
    ],
)
def test_a_cut_paragraph_is_not_joined_to_what_begins_anew(second):
    first = "A paragraph that breaks off in the middle of its sentence and then"
    assert texts(f"{first}\n\n{second}")[0] == first


def test_a_document_in_one_other_language_keeps_it():
    assert [p.language for p in read_paragraphs("Товарищи!\n\n各位同事！", ["ru", "zh"])] == [
        "ru",
        "zh",
    ]


def kept(raw, paragraphs):
    inside = [False] * len(raw)
    for paragraph in paragraphs:
        for piece in paragraph.pieces:
            assert not any(inside[piece.start : piece.end]), "two pieces share a character"
            inside[piece.start : piece.end] = [True] * (piece.end - piece.start)
    return inside


def assert_only_layout_is_left_out(raw, paragraphs):
    inside = kept(raw, paragraphs)
    hyphens = sum(
        1
        for paragraph in paragraphs
        for one, other in zip(paragraph.pieces, paragraph.pieces[1:], strict=False)
        if other.before == "" and raw[one.end : one.end + 1] == "-"
    )
    left_out = [char for char, held in zip(raw, inside, strict=True) if not held]
    odd = [char for char in left_out if not char.isspace() and char not in "#-"]
    assert not odd
    assert left_out.count("-") == hyphens


@pytest.mark.parametrize("path", sorted(SOURCES.glob("*.txt")), ids=lambda path: path.name)
def test_nothing_of_the_real_sources_is_lost(path):
    raw = path.read_bytes().decode()
    assert_only_layout_is_left_out(raw, read_paragraphs(raw, ["en", "zh"]))


@given(
    st.lists(
        st.sampled_from(
            ["一二三四五六七八九十" * 3, "a long line of words " * 4, "cut wo-", "rd.", "# h",
             "。", "- item", "\n", "\n\n", "  \n", "\r\n", "X", "\u3000", "\t"]
        ),
        max_size=30,
    ).map("".join)
)  # fmt: skip
def test_nothing_of_any_text_is_lost(raw):
    assert_only_layout_is_left_out(raw, read_paragraphs(raw, ["en", "zh"]))


def test_the_bilingual_speech_reads_in_both_languages():
    paragraphs = read_paragraphs(BILINGUAL, ["en", "zh"])
    english = [one for one in paragraphs if one.language == "en"]
    chinese = [one for one in paragraphs if one.language == "zh"]
    whole = " ".join(one.text(BILINGUAL) for one in english)
    assert "“What is going on with the world?”" in whole
    whole = "".join(one.text(BILINGUAL) for one in chinese)
    assert "“世界怎么了,我们怎么办”成为时代之问。" in whole
    assert "阿富汗局势事关地区安全和稳定" in whole

    rows = side_by_side([one.length for one in english], [one.length for one in chinese])
    beginnings = {
        english[left[0]].text(BILINGUAL)[:6]: chinese[right[0]].text(BILINGUAL)[:3]
        for left, right in rows
    }
    assert beginnings["First,"] == "第一，"
    assert beginnings["Second"] == "第二，"
    assert beginnings["Third,"] == "第三，"
    assert beginnings["Fourth"] == "第四，"
    assert beginnings["Sevent"] == "75年"
