from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from training.store.thinning import surplus


def test_that_what_fits_stays() -> None:
    assert surplus({0: 10, 5: 10, 9: 10}, 30) == []


def test_that_what_stays_is_spaced_about_logarithmically() -> None:
    kept = dict.fromkeys(range(1, 1025), 1)
    left = sorted(kept.keys() - set(surplus(kept, 11)))
    ratios = [(b + 1) / (a + 1) for a, b in pairwise(left)]
    assert left[0] == 1
    assert left[-1] == 1024
    assert max(ratios) / min(ratios) < 3


@given(
    st.dictionaries(st.integers(0, 10**6), st.integers(1, 1000), max_size=60),
    st.integers(0, 20_000),
)
def test_that_the_rest_fits_and_first_and_last_stay(kept: dict[int, int], budget: int) -> None:
    left = kept.keys() - set(surplus(kept, budget))
    assert sum(kept[step] for step in left) <= budget or len(left) <= 2
    if kept:
        assert {min(kept), max(kept)} <= left
