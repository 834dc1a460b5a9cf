import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.core.spans import Segment, cover, within


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], [(0, 10, ())]),
        ([(2, 4)], [(0, 2, ()), (2, 4, (0,)), (4, 10, ())]),
        ([(0, 10)], [(0, 10, (0,))]),
        # next to each other: two marks, nothing between
        ([(2, 4), (4, 6)], [(0, 2, ()), (2, 4, (0,)), (4, 6, (1,)), (6, 10, ())]),
        # one in the other
        ([(1, 8), (3, 4)], [(0, 1, ()), (1, 3, (0,)), (3, 4, (0, 1)), (4, 8, (0,)), (8, 10, ())]),
        # crossing
        ([(1, 5), (3, 8)], [(0, 1, ()), (1, 3, (0,)), (3, 5, (0, 1)), (5, 8, (1,)), (8, 10, ())]),
        # the same place twice
        ([(1, 5), (1, 5)], [(0, 1, ()), (1, 5, (0, 1)), (5, 10, ())]),
    ],
)
def test_cuts_at_every_boundary(spans, expected):
    assert [(s.start, s.end, s.marks) for s in cover(10, spans)] == expected


def test_a_mark_opens_once():
    opened = [one.opens for one in cover(10, [(1, 5), (3, 8), (1, 8)])]
    assert opened == [(), (0, 2), (1,), (), ()]


@pytest.mark.parametrize("span", [(-1, 3), (3, 3), (4, 2), (0, 11)])
def test_refuses_a_mark_outside_the_text(span):
    with pytest.raises(ValueError, match="not a stretch"):
        cover(10, [span])


def test_an_empty_text_has_no_segments():
    assert cover(0, []) == []


def test_a_part_that_lost_its_beginning_opens_nothing():
    segments = cover(10, [(2, 8)])
    assert list(within(segments, 4, 9)) == [Segment(4, 8, (0,)), Segment(8, 9)]
    assert list(within(segments, 2, 3)) == [Segment(2, 3, (0,), (0,))]


SPANS = st.lists(
    st.tuples(st.integers(0, 39), st.integers(1, 40)).filter(lambda pair: pair[0] < pair[1]),
    max_size=12,
)


@given(SPANS)
def test_the_text_comes_back_and_each_character_has_its_marks(spans):
    text = "".join(chr(0x4E00 + n) for n in range(40))
    segments = cover(len(text), spans)
    assert "".join(text[s.start : s.end] for s in segments) == text
    for segment in segments:
        for position in range(segment.start, segment.end):
            expected = tuple(i for i, (a, b) in enumerate(spans) if a <= position < b)
            assert segment.marks == expected


@given(SPANS, st.integers(0, 40), st.integers(0, 40))
def test_a_window_holds_what_lies_in_it(spans, one, other):
    low, high = sorted((one, other))
    inside = list(within(cover(40, spans), low, high))
    assert sum(s.end - s.start for s in inside) == high - low
    assert all(low <= s.start < s.end <= high for s in inside)
