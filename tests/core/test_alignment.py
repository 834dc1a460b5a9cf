import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commitments.core.alignment import LIMIT, side_by_side


def rows(left, right):
    return [(list(a), list(b)) for a, b in side_by_side(left, right)]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ([], [], []),
        ([5], [], [([0], [])]),
        ([], [5], [([], [0])]),
        ([300, 900, 40], [100, 300, 14], [([0], [0]), ([1], [1]), ([2], [2])]),
        # one long paragraph against the same in two
        ([900, 400, 450, 700], [300, 285, 230], [([0], [0]), ([1, 2], [1]), ([3], [2])]),
        ([300, 850, 700], [100, 140, 150, 230], [([0], [0]), ([1], [1, 2]), ([2], [3])]),
    ],
)
def test_pairs_by_length(left, right, expected):
    assert rows(left, right) == expected


def test_too_long_texts_follow_each_other():
    many = [100] * (int(LIMIT**0.5) + 1)
    whole = list(range(len(many)))
    assert rows(many, many) == [(whole, []), ([], whole)]


@settings(max_examples=50)
@given(st.lists(st.integers(0, 2000), max_size=12), st.lists(st.integers(0, 2000), max_size=12))
def test_every_paragraph_stands_in_one_row_in_order(left, right):
    made = rows(left, right)
    assert [i for row, _ in made for i in row] == list(range(len(left)))
    assert [j for _, row in made for j in row] == list(range(len(right)))
