from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from services.shortlist import refusals as reasons
from services.shortlist.creator import CREATOR_LIMIT, REMARK_LENGTH, Creator
from services.shortlist.paste import REFUSAL_LENGTH, read_shortlist
from services.shortlist.prices import HIGHEST_PRICE, NO_PRICES, Prices
from services.shortlist.refusals import Refusal

ONE = "5f0000000000000001000a01"
TWO = "5f0000000000000001000a02"
THREE = "5f0000000000000001000a03"
PROFILE = "https://www.xiaohongshu.com/user/profile/"
MARKETPLACE = "https://pgy.xiaohongshu.com/solar/pre-trade/blogger-detail/"

ids = st.text("0123456789abcdef", min_size=24, max_size=24)
MARKS = [*" \n\r,;，；、|\u3000\x00\u200b", "\r\n", ", ", "\n\n"]


def separators(*more: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from([*MARKS, *more]), min_size=1, max_size=3).map("".join)


# Not both at once: a row with a tab and a word in it is about one creator.
joined_ids = st.one_of(
    st.lists(st.tuples(ids, separators("\t")), max_size=30),
    st.lists(st.tuples(ids, separators(" 和 ", "😆")), max_size=30),
)
fragments = st.one_of(
    st.text(),
    ids,
    st.sampled_from(
        [PROFILE, MARKETPLACE, ONE, ONE.upper(), ONE[:-1], "https://", "昵称\tid\n", "name,url\n"]
    ),
    st.sampled_from(["图文报价\tid\n", "price,video price,id\n", "1.2w", "¥12,000"]),
    st.sampled_from(["id\t备注\n", "id,remark\n"]),
    st.sampled_from(
        ["\t", ",", '"', "\n", "\r\n", "../", "&token=x", "?", "=", "５ｆ", "xhslink.com/a", "["]
    ),
)


def found(text: str) -> list[str]:
    return [creator.creator_id for creator in read_shortlist(text).creators]


def refused(text: str) -> list[tuple[int, str]]:
    return [(one.row, one.reason.template) for one in read_shortlist(text).refusals]


def numbered(count: int) -> list[str]:
    return [f"{number:024x}" for number in range(count)]


@given(st.lists(fragments, max_size=12).map("".join))
@example("https://[::1")
@example("https://a\u2100b/" + ONE)
@example("\ud800" + ONE)
@example('昵称\tid\n"' + ONE)
def test_any_text_gives_valid_distinct_creators_and_printable_refusals(text: str) -> None:
    shortlist = read_shortlist(text)
    creators = [creator.creator_id for creator in shortlist.creators]
    assert all(re.fullmatch(r"[0-9a-f]{24}", one) for one in creators)
    assert len(set(creators)) == len(creators)
    for who in shortlist.creators:
        for price in (who.prices.image, who.prices.video, who.prices.other):
            assert price is None or 0 < price <= HIGHEST_PRICE
        assert len(who.remark) <= REMARK_LENGTH
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", who.remark)
    lines = len(re.split(r"\r\n|\r|\n", text))
    rows = [refusal.row for refusal in shortlist.refusals]
    assert rows == sorted(rows)
    for refusal in shortlist.refusals:
        assert 1 <= refusal.row <= lines
        assert len(refusal.text) <= REFUSAL_LENGTH
        assert refusal.text
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", refusal.text)
        assert str(refusal.reason)


@given(joined_ids)
@example([(ONE, "\t"), (ONE, "\t")])
def test_ids_joined_by_anything_come_back_in_order(pairs: list[tuple[str, str]]) -> None:
    written = [creator_id for creator_id, _ in pairs]
    text = "".join(creator_id.upper() + separator for creator_id, separator in pairs)
    expected = list(dict.fromkeys(written))
    assert found(text) == expected


@given(st.lists(ids, min_size=1, max_size=20), st.sampled_from(["\n", ",", "; ", "、", " ", "\t"]))
@pytest.mark.fault(83)
def test_every_repeat_is_counted(written: list[str], separator: str) -> None:
    shortlist = read_shortlist(separator.join(written))
    assert shortlist.duplicates == len(written) - len(set(written))
    assert shortlist.refusals == ()


@pytest.mark.fault(83)
def test_a_nul_inside_an_id_makes_it_none() -> None:
    assert found(f"{ONE[:12]}\x00{ONE[12:]}") == []


@pytest.mark.parametrize(
    "text", ["", "\n", "\U000e0041\u202e", " \r\n\t\x00\r", "--- *** ---", "，、；"]
)
def test_blank_lines_are_neither_creators_nor_refusals(text: str) -> None:
    assert found(text) == []
    assert refused(text) == []


def test_refusals_keep_their_rows_and_the_rest_goes_on() -> None:
    text = f"{ONE}\r\n小鱼\r{TWO}, {THREE[:-1]}\n\nhttps://xhslink.com/a {THREE}"
    assert found(text) == [ONE, TWO, THREE]
    assert refused(text) == [
        (2, reasons.NO_ID),
        (3, reasons.WRONG_LENGTH),
        (5, reasons.SHORT_LINK),
    ]


def test_a_nickname_in_a_list_of_ids_is_refused_but_words_around_links_are_not() -> None:
    shortlist = read_shortlist(f"{ONE}，小鱼，{TWO}")
    assert shortlist.refusals == (Refusal(1, "小鱼", shortlist.refusals[0].reason),)
    assert refused(f"看看TA，好看 {PROFILE}{ONE} 和 {PROFILE}{TWO}，复制后打开") == []
    assert refused(f"小鱼,{ONE},小红,{TWO}") == []


def test_a_refusal_repeats_little_and_nothing_invisible() -> None:
    (refusal,) = read_shortlist("小\x00鱼\u202e\x1b[31m\ud800 " + "长" * 200).refusals
    assert refusal.text.startswith("小鱼[31m 长")
    assert refusal.text.endswith("…")
    assert len(refusal.text) == REFUSAL_LENGTH


def test_exactly_the_limit_is_taken() -> None:
    shortlist = read_shortlist("\n".join(numbered(CREATOR_LIMIT)))
    assert len(shortlist.creators) == CREATOR_LIMIT
    assert shortlist.refusals == ()


@pytest.mark.fault(83)
def test_beyond_the_limit_one_refusal_counts_those_left_out() -> None:
    many = numbered(CREATOR_LIMIT + 3)
    shortlist = read_shortlist("\n".join([*many, "小鱼", many[0], many[-1]]))
    assert [creator.creator_id for creator in shortlist.creators] == many[:CREATOR_LIMIT]
    assert shortlist.duplicates == 2
    over, nickname = shortlist.refusals
    assert (over.row, over.text) == (CREATOR_LIMIT + 1, many[CREATOR_LIMIT])
    assert over.reason.values == {"limit": CREATOR_LIMIT, "count": 3}
    assert nickname.row == CREATOR_LIMIT + 4


@pytest.mark.alone
@pytest.mark.parametrize(
    "text",
    [
        "\n".join(numbered(10_000)),
        ",".join(numbered(10_000)),
        "昵称\t链接\n" + "\n".join(f"小鱼\t{PROFILE}{one}?a={ONE}" for one in numbered(5_000)),
        '昵称\tid\n"小鱼\t' + '\n"小鱼\t'.join(numbered(5_000)),
        "a." * 100_000,
        "a" * 200_000,
        "https://" * 25_000,
    ],
    ids=["lines", "one line", "table", "stray quotes", "dots", "one word", "schemes"],
)
def test_a_huge_paste_is_read_in_a_second(text: str) -> None:
    start = process_time()
    shortlist = read_shortlist(text)
    assert process_time() - start < 1
    assert len(shortlist.creators) in {0, CREATOR_LIMIT}


def test_a_chinese_sheet_gives_prices_row_by_row() -> None:
    text = (
        "达人昵称\t蒲公英链接\t粉丝量\t图文报价（元）\t视频报价（元）\t报价\n"
        f"小鱼\t{MARKETPLACE}{ONE}\t12.3万\t¥12,000\t1.8w\t\n"
        f"小红\t{MARKETPLACE}{TWO}\t1.2w\t面议\t\t5000元/篇\n"
        f"小蓝\t{MARKETPLACE}{THREE}\t5万\n"
    )
    shortlist = read_shortlist(text)
    assert shortlist.creators == (
        Creator(ONE, "小鱼", Prices(image=12_000, video=18_000), followers=123_000),
        Creator(TWO, "小红", Prices(other=5_000), followers=12_000),
        Creator(THREE, "小蓝", followers=50_000),
    )
    assert shortlist.refusals == ()


def test_an_english_csv_gives_prices_with_quoted_thousands() -> None:
    text = (
        "Nickname,Profile,Image price,Video price (RMB)\r\n"
        f'Luna,{PROFILE}{ONE},"12,000.00","RMB 1,500"\r\n'
        f"Mia,{PROFILE}{TWO},N/A,12k\r\n"
    )
    shortlist = read_shortlist(text)
    assert shortlist.creators == (
        Creator(ONE, "Luna", Prices(12_000, 1_500)),
        Creator(TWO, "Mia", Prices(video=12_000)),
    )
    assert shortlist.refusals == ()


def test_a_later_price_fills_a_missing_one_but_replaces_none() -> None:
    text = f"id\t图文报价\t视频报价\n{ONE}\t500\t-\n{ONE}\t900\t800\n{TWO}\t\t\n"
    shortlist = read_shortlist(text)
    assert shortlist.creators == (Creator(ONE, "", Prices(500, 800)), Creator(TWO))
    assert shortlist.duplicates == 1


def test_a_later_number_of_followers_fills_a_missing_one_but_replaces_none() -> None:
    text = f"id\t粉丝数\n{ONE}\t-\n{ONE}\t1.2w\n{ONE}\t9w\n{TWO}\t\n"
    assert read_shortlist(text).creators == (Creator(ONE, followers=12_000), Creator(TWO))


def test_creators_are_values() -> None:
    assert Creator(ONE) == Creator(ONE, "", NO_PRICES) != Creator(ONE, "", Prices(1))
    assert len({Creator(ONE, "", Prices(1)), Creator(ONE, "", Prices(1.0)), Creator(ONE)}) == 2


def test_a_remark_is_one_visible_line_and_not_too_long() -> None:
    text = f'id\t备注\n{ONE}\t"周末\n可\u202e拍\u200b 😆"\n{TWO}\t{"长" * 300}\n{THREE}\t\u200b\n'
    one, two, three = (who.remark for who in read_shortlist(text).creators)
    assert one == "周末 可拍 😆"
    assert two == "长" * (REMARK_LENGTH - 1) + "…"
    assert three == ""


def test_a_later_remark_fills_a_missing_one_but_replaces_none() -> None:
    text = f"id\t备注\n{ONE}\t\n{ONE}\t好\n{ONE}\t慢\n"
    assert read_shortlist(text).creators == (Creator(ONE, remark="好"),)
