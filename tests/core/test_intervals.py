import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.core.intervals import Sampled, recall, share, wilson


@pytest.mark.parametrize(
    ("hits", "drawn", "low", "high"),
    [
        # Brown, Cai and DasGupta's formula by hand; z = 1.959964.
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (5, 10, 0.2366, 0.7634),
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, table I, case 1
        (15, 148, 0.0624, 0.1605),  # case 2
        (0, 20, 0.0, 0.1611),  # case 3
        (1, 29, 0.0061, 0.1718),  # case 4
    ],
)
def test_wilson_is_as_published(hits: int, drawn: int, low: float, high: float) -> None:
    assert wilson(hits, drawn) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_nothing_drawn_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    assert share(0, 0) is None
    assert recall(0, []) is None
    assert recall(5, [Sampled(100, 0, 0)]) is None
    assert recall(0, [Sampled(100, 10, 0)]) is None


@pytest.mark.parametrize(("hits", "drawn"), [(2, 1), (-1, 3)])
def test_impossible_counts_are_refused(hits: int, drawn: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(hits, drawn)


def test_recall_of_one_document_by_hand() -> None:
    # 1 of 10 sampled sentences held a pledge, so about 5 of 50 do: 15 of 20 were found.
    found = recall(15, [Sampled(50, 10, 1)])
    assert found is not None
    assert found.share == pytest.approx(0.75)
    low, high = wilson(1, 10)
    assert found.low == pytest.approx(15 / (15 + high * 50))
    assert found.high == pytest.approx(15 / (15 + low * 50))
    assert found.counted == 10


def test_documents_weigh_by_their_size() -> None:
    # The large document's clean sample says more than the small one's hit.
    found = recall(10, [Sampled(1000, 10, 0), Sampled(10, 10, 1)])
    assert found is not None
    assert found.share == pytest.approx(10 / 11)
    assert found.low < 0.2  # ten sentences of a thousand prove little


def test_equal_rates_count_as_one_sample() -> None:
    together = recall(30, [Sampled(200, 20, 2)])
    apart = recall(30, [Sampled(100, 10, 1), Sampled(100, 10, 1)])
    assert together is not None
    assert apart is not None
    assert (together.low, together.high) == (pytest.approx(apart.low), pytest.approx(apart.high))


@given(
    st.integers(0, 50),
    st.lists(
        st.integers(1, 500).flatmap(
            lambda size: st.integers(1, size).flatmap(
                lambda drawn: st.integers(0, drawn).map(lambda hits: Sampled(size, drawn, hits))
            )
        ),
        min_size=1,
        max_size=5,
    ),
)
def test_the_interval_holds_the_share(found: int, samples: list[Sampled]) -> None:
    estimate = recall(found, samples)
    if estimate is not None:
        assert 0 <= estimate.low <= estimate.share + 1e-9
        assert estimate.share <= estimate.high + 1e-9 <= 1 + 1e-8
