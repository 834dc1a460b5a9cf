import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.core.highlight import CLOSE, OPEN, chinese_runs, is_hit, parts, shortened


def hit(words):
    return f"{OPEN}{words}{CLOSE}"


@pytest.mark.parametrize(
    ("headline", "runs", "expected"),
    [
        ("", [], []),
        ("nothing here", [], [("nothing here", False)]),
        (f"two {hit('billion')} doses", [],
         [("two ", False), ("billion", True), (" doses", False)]),
        (f"{hit('a')}{hit('b')}", [], [("ab", True)]),
        # Chinese words are marked by where they stand
        ("提供疫苗合作", ["疫苗"], [("提供", False), ("疫苗", True), ("合作", False)]),
        # a run that does not stand there as a whole: its pairs, which were searched for
        ("联合工作，工作组", ["联合工作组"],
         [("联合工作", True), ("，", False), ("工作组", True)]),
        ("疫苗疫苗", ["疫苗"], [("疫苗疫苗", True)]),
        # a single character
        ("愿积极", ["愿"], [("愿", True), ("积极", False)]),
        # marks that do not pair are dropped, the words stay
        (f"one {CLOSE}two{OPEN} three", [], [("one two three", False)]),
    ],
)  # fmt: skip
def test_parts(headline, runs, expected):
    assert parts(headline, runs) == expected
    assert is_hit(parts(headline, runs)) == any(marked for _text, marked in expected)


def test_chinese_runs():
    assert chinese_runs("疫苗 vaccine 中医药中心") == ["疫苗", "中医药中心"]


def test_far_text_is_left_out():
    made = shortened([("a" * 300, False), ("hit", True), ("b" * 400, False), ("hit", True)], 90)
    assert made == [
        ("… " + "a" * 90, False),
        ("hit", True),
        ("b" * 90 + " … " + "b" * 90, False),
        ("hit", True),
    ]
    assert shortened([("a" * 50, False), ("hit", True)]) == [("a" * 50, False), ("hit", True)]


@given(
    st.text(alphabet=f"ab疫苗{OPEN}{CLOSE} ", max_size=40),
    st.lists(st.text(alphabet="疫苗合", min_size=1, max_size=3), max_size=3),
)
def test_no_letter_is_lost(headline, runs):
    text = headline.replace(OPEN, "").replace(CLOSE, "")
    made = parts(headline, runs)
    assert "".join(words for words, _marked in made) == text
    assert all(words for words, _marked in made)
