from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from services.shortlist.numbers import MOST_FOLLOWERS, read_followers

pieces = st.one_of(
    st.text(max_size=5),
    st.sampled_from(["12", "000", ",", ".", "0", "w", "万", "百", "k", "m", "粉丝", "-", "+", " "]),
)
cells = st.one_of(st.text(), st.lists(pieces, max_size=8).map("".join))


@pytest.mark.parametrize(
    "cell",
    [
        "356000", "356,000", "356,000.0", "35.6万", "35.6 万", "35.6w", "35.6W", "356k", "356K",
        "356千", "0.356m", "0.356M", "0.356百万", "0.356 百万", "35.6萬", "35.6万粉丝", "35.6万粉",
        "356000人", "356,000 followers", "356000 fans", "３５．６万", "３５６０００", " 35.6万\n",
        "\u300035.6万",
    ],
)  # fmt: skip
def test_one_number_is_read_however_it_is_written(cell: str) -> None:
    assert read_followers(cell) == 356_000


@pytest.mark.parametrize(
    ("cell", "followers"),
    [("1,234", 1_234), ("12.3k", 12_300), ("1.2 百万", 1_200_000), ("1", 1), ("1.00004万", 10_000)],
)
def test_by_hand(cell: str, followers: int) -> None:
    assert read_followers(cell) == followers


@pytest.mark.parametrize(
    "cell",
    [
        "", " ", "-", "—", "/", "待定", "N/A", "nan", "0", "0w", "-12", "35w+", "35万+", "约35万",
        "30-40万", "30万~40万", "35万以上", "35.6", "1,2", "12,00", "1e5", "3.56E+05", "12%",
        "35万2", "一万", "①", "½", "٣٠٠", "35.6wk", "35.6亿", "¥12000", "12 000", "13800138000",
        "w", "粉丝", "女80%", "9" * 400, "https://a.example/12000",
    ],
)  # fmt: skip
def test_what_is_not_exactly_one_number_of_followers_is_none(cell: str) -> None:
    assert read_followers(cell) is None


def test_a_unit_in_the_cell_outranks_that_of_the_column() -> None:
    assert read_followers("35.6", 10_000) == 356_000
    assert read_followers("12.3k", 10_000) == 12_300
    assert read_followers("35.61234", 10_000) == 356_123
    assert read_followers("12000000", 10_000) is None


@given(cells, st.sampled_from([1, 1_000, 10_000]))
@example("\ud800", 1)
@example("\x00", 1)
def test_any_text_is_a_whole_number_in_range_or_none(cell: str, unit: int) -> None:
    claimed = read_followers(cell, unit)
    assert claimed is None or (isinstance(claimed, int) and 1 <= claimed <= MOST_FOLLOWERS)
