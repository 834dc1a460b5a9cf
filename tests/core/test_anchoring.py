"""A quote in the next version of its text: same place, moved, retyped, gone."""

import pytest

from commitments.core.anchoring import find_again

BEFORE = "First. We will build ten workshops. Then we rest."
START = BEFORE.index("We will")
QUOTE = "We will build ten workshops."


@pytest.mark.parametrize(
    ("later", "health"),
    [
        (BEFORE, "exact"),
        ("A preface. " + BEFORE, "moved"),
        (BEFORE.replace("ten workshops", "ten  work\u200bshops"), "normalised"),
        (BEFORE.replace("ten", "two"), None),
        ("", None),
    ],
)
def test_how_a_quote_fares(later, health):
    found = find_again(later, QUOTE, BEFORE[:START], BEFORE[START + len(QUOTE) :], START)
    assert (found.health if found else None) == health


def test_of_two_places_the_one_in_the_same_company_wins_over_the_nearer_one():
    later = "We will act. Noise. In 2021 we promise: We will act. Everybody claps."
    found = find_again(later, "We will act.", "In 2021 we promise: ", " Everybody", 0)
    assert found.start == later.rindex("We will act.")


def test_without_company_the_nearer_place_wins():
    found = find_again("ab ab ab", "ab", "", "", 6)
    assert found.start == 6
