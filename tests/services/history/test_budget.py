from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.api.series import Metric
from services.history.budget import Price, price_of, within

TOTAL, NEW = Metric.TOTAL, Metric.NEW


def both(*creators: str) -> list[tuple[str, Metric]]:
    return [(one, metric) for one in creators for metric in (TOTAL, NEW)]


def test_the_first_creators_are_loaded_whole() -> None:
    forty = both(*(f"{number:024x}" for number in range(40)))
    assert within(forty, 36) == tuple(forty[:36])
    assert within(forty, 37) == tuple(forty[:36])
    assert price_of(forty, 36) == Price(loads=18, missing=40, calls=36, left=36)
    assert not price_of(forty, 36).whole


def test_nobody_is_drawn_forward_because_one_call_would_do() -> None:
    asks = [*both("a", "b"), ("c", NEW)]
    assert within(asks, 3) == tuple(both("a"))
    assert price_of(asks, 1) == Price(loads=0, missing=3, calls=0, left=1)


def test_without_a_limit_or_with_enough_everything_is_loaded() -> None:
    assert price_of(both("a", "b"), None) == Price(2, 2, 4)
    assert price_of(both("a", "b"), 4).whole
    assert price_of([], 0).whole


def test_a_name_stands_by_itself_and_after_all_curves() -> None:
    asks = [*both("a", "b"), ("a", Metric.PROFILE), ("b", Metric.PROFILE)]
    assert price_of(asks, 5) == Price(loads=2, missing=2, calls=5, left=5, names=1)
    assert price_of([*both("a"), ("a", Metric.PROFILE)], 2) == Price(1, 1, 2, 2, 0)
    assert price_of([("a", Metric.PROFILE)], None) == Price(0, 0, 1, None, 1)


@given(
    st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from((TOTAL, NEW))), unique=True).map(
        sorted
    ),
    st.integers(0, 15),
)
def test_what_is_loaded_is_paid_for_and_whole(asks: list[tuple[str, Metric]], left: int) -> None:
    kept = within(asks, left)
    assert len(kept) <= left
    assert kept == tuple(asks[: len(kept)])
    assert {key for key, _ in kept}.isdisjoint(key for key, _ in asks[len(kept) :])
