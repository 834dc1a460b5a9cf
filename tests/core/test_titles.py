import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.core.titles import LONGEST, title_of


@pytest.mark.parametrize(
    ("words", "period", "title"),
    [  # a line each: the words, their period, the title
        ("Next year, China will host a forum.", "Next year", "Host a forum"),
        ("will consider the need for vaccines", "", "Consider the need for vaccines"),
        ("open 10 Luban Workshops", "", "Open 10 Luban Workshops"),
        ("China proposes to establish an alliance.", "", "Establish an alliance"),
        ("China proposes that hotlines be created", "", "Propose that hotlines be created"),
        ("China supports setting up a group", "", "Support setting up a group"),
        ("Norway stands ready to share its data", "", "Share its data"),
        ("The meeting decided that India will preside.", "", "India will preside"),
        ("decided at the meeting that Tajikistan takes over", "", "Tajikistan takes over"),
        ("We\nwill build\n\n3 bridges;", "", "Build 3 bridges"),
        ("Will.", "", "Will"),
    ],
)  # fmt: skip
def test_an_english_title_says_the_act(words: str, period: str, title: str) -> None:
    assert title_of(words, "en", period) == title


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("中方支持设立本组织减贫联合工作组", "支持设立本组织减贫联合工作组"),
        ("中方将举办民间友好论坛。", "举办民间友好论坛"),
        ("愿同各方分享减贫成功经验", "同各方分享减贫成功经验"),
        ("中方", "中方"),
    ],
)
def test_a_chinese_title_leaves_out_who_speaks(words: str, title: str) -> None:
    assert title_of(words, "zh") == title


@given(st.text(max_size=500), st.sampled_from(["en", "zh"]), st.text(max_size=20))
def test_a_title_is_never_empty_nor_too_long(words: str, language: str, period: str) -> None:
    title = title_of(words, language, period)
    assert len(title) <= LONGEST + 1
    assert title or not words.strip()
