from __future__ import annotations

from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from services.shortlist.prices import HIGHEST_PRICE, NO_PRICES, Prices, read_price

pieces = st.one_of(
    st.text(max_size=5),
    st.sampled_from(
        ["¥", "RMB", "12", "000", ",", ".", "0", "w", "万", "k", "元", "/篇", "-", " "]
    ),
)
cells = st.one_of(st.text(), st.lists(pieces, max_size=8).map("".join))


@pytest.mark.parametrize(
    "cell",
    [
        "12000", "12,000", "12,000.00", "12000.0", "¥12,000", "￥12000", "¥ 12,000", "CN¥12,000",
        "RMB 12000", "rmb12000", "CNY 12,000", "人民币：12000元", "12000元", "12000 元", "12000块",
        "12000 RMB", "12000元/篇", "12000/篇", "12000元每条", "12000元/一条", "12000 / post",
        "12000 per video", "1.2w", "1.2W", "1.2 w", "1.2W元", "1.2万", "1.2万元", "1.20万/篇",
        "12k", "12K", "12千", "１２０００", "１２，０００．００", "１．２Ｗ", "\u300012000\u3000",
        "\xa012000\xa0", " 12000\n", "012000", "12000（含税）", "12 000", "12\u202f000.00",
        "12000含税", "12000元整", "￥12,000/单",
        "¥12000 含税", "12000（不含平台服务费）", "含税12000", "12000元/单（含税）", "1.2萬",
        "12000元(不含税)", "1万2", "1w2", "1W2元/篇",
    ],
)  # fmt: skip
def test_one_price_is_read_however_it_is_written(cell: str) -> None:
    assert read_price(cell) == 12_000


@pytest.mark.parametrize(
    "cell",
    [
        "", " ", "-", "—", "/", "面议", "待定", "N/A", "nan", "inf", "Infinity", "None", "#REF!",
        "0", "0.00", "¥0", "0w", "-12000", "−12000", "¥-12000", "(12000)", "+12000", "12000+",
        "12000起", "1000-2000", "1000~2000", "1000–2000", "1w-2w", "1000/2000", "1000 2000",
        "12 00", "1 000 20", "HK$1200",
        "图文1000 视频2000", "1.2万2", "1万25", "1万 2",
        "1.2.3", "1,2", "1,2w", "12,00", "1,2000", "12,0000",
        "1_000", "1e5", "1.2E+04", "12%", "$1200", "1200 USD", "1200美元", "1200（美元）", "€1200",
        "1.2（万）", "1.2百万", "1.2ww", "1.2wk", "一万", "½", "①", "12²", "٣٠٠٠", "w", "¥", ".5",
        "12000/月", "9折", "100000001", "10001w", "13800138000", "9" * 400, "0." + "0" * 400 + "1",
        "https://a.example/12000",
    ],
)  # fmt: skip
def test_what_is_not_exactly_one_price_in_yuan_is_none(cell: str) -> None:
    assert read_price(cell) is None


@pytest.mark.parametrize(
    ("cell", "unit", "yuan"),
    [
        ("1.1", 10_000, 11_000),
        ("¥1.1", 10_000, 11_000),
        ("1.1/篇", 10_000, 11_000),
        ("1.1w", 10_000, 11_000),
        ("1.1k", 10_000, 1_100),
        ("1100元", 10_000, 1_100),
        ("1.1万元", 1_000, 11_000),
        ("12000", 10_000, None),
    ],
)
def test_a_unit_in_the_cell_outranks_that_of_the_column(
    cell: str, unit: int, yuan: float | None
) -> None:
    assert read_price(cell, unit) == yuan


def test_the_highest_price_is_still_one() -> None:
    assert read_price("1,0000w") is None
    assert read_price("10,000w") == read_price("100,000,000") == HIGHEST_PRICE
    assert read_price("100,000,000.01") is None


@given(cells, st.sampled_from([1, 1_000, 10_000]))
@example("\ud800", 1)
@example("\x00", 1)
def test_any_text_is_a_price_in_range_or_none(cell: str, unit: int) -> None:
    price = read_price(cell, unit)
    assert price is None or 0 < price <= HIGHEST_PRICE


@given(st.integers(1, HIGHEST_PRICE))
def test_every_whole_price_is_read_exactly(yuan: int) -> None:
    assert read_price(f"{yuan}") == read_price(f"¥{yuan:,}.00") == yuan


@pytest.mark.alone
@pytest.mark.parametrize("part", [" ", "1", ",000", "1 ", "¥"])
def test_a_huge_cell_is_read_in_a_second(part: str) -> None:
    start = process_time()
    assert read_price("1" + part * 500_000 + "x") is None
    assert process_time() - start < 1


def test_prices_fill_what_others_lack() -> None:
    assert Prices(image=1).or_else(Prices(2, 3)) == Prices(1, 3)
    assert NO_PRICES.or_else(Prices(1, 2, 3)) == Prices(1, 2, 3)
    assert Prices(1, 2, 3).or_else(NO_PRICES) == Prices(1, 2, 3)


def test_prices_are_values() -> None:
    assert Prices(1, None, 3) == Prices(1.0, None, 3.0)
    assert len({Prices(1), Prices(1), Prices(2), NO_PRICES}) == 3
