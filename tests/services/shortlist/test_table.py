from __future__ import annotations

import pytest

from services.shortlist import refusals as reasons
from services.shortlist.creator import Creator, Decision
from services.shortlist.field import Field
from services.shortlist.paste import read_shortlist
from services.shortlist.prices import NO_PRICES, Prices
from services.shortlist.table import read_lines

ONE = "5f0000000000000001000a01"
TWO = "5f0000000000000001000a02"
THREE = "5f0000000000000001000a03"
PROFILE = "https://www.xiaohongshu.com/user/profile/"
MARKETPLACE = "https://pgy.xiaohongshu.com/solar/pre-trade/blogger-detail/"
NOTE = "https://www.xiaohongshu.com/explore/6abcdef0123456789abcdef0"


def refused(text: str) -> list[tuple[int, str]]:
    return [(one.row, one.reason.template) for one in read_shortlist(text).refusals]


@pytest.mark.parametrize(
    "header",
    ["达人昵称", "昵称", "nickname", "Nickname", "name", "Creator", " 达人昵称(必填)：", "博主"],
)
@pytest.mark.parametrize("delimiter", ["\t", ",", ";"])
def test_the_nickname_column_gives_the_alias(header: str, delimiter: str) -> None:
    rows = [["序号", header, "主页链接", "粉丝数(万)"], ["1", "小鱼", PROFILE + ONE, "12.3万"]]
    shortlist = read_shortlist("\n".join(delimiter.join(row) for row in rows))
    assert shortlist.creators == (Creator(ONE, "小鱼", followers=123_000),)
    assert shortlist.refusals == ()


def test_an_agency_sheet_gives_a_creator_a_row_and_no_refusal_for_its_other_columns() -> None:
    text = (
        "达人昵称\t小红书主页\t蒲公英链接\t粉丝量\t图文报价\t代表笔记\t备注\n"
        f"小鱼\t{PROFILE}{ONE}\t{MARKETPLACE}{ONE}\t12.3万\t8000\t{NOTE}\t\n"
        f"小红\t{PROFILE}{TWO}\t{MARKETPLACE}{THREE}\t1.2w\t500\t\t私信 13800138000\n"
    )
    shortlist = read_shortlist(text)
    assert shortlist.creators == (
        Creator(ONE, "小鱼", Prices(image=8000), followers=123_000),
        Creator(THREE, "小红", Prices(image=500), "私信 13800138000", followers=12_000),
    )
    assert shortlist.refusals == ()
    assert shortlist.duplicates == 0


def test_rows_without_a_header_give_creators_without_aliases() -> None:
    shortlist = read_shortlist(f"小鱼\t{PROFILE}{ONE}\t12万\n小红\t{TWO}\t5万\t{NOTE}")
    assert shortlist.creators == (Creator(ONE), Creator(TWO))
    assert shortlist.refusals == ()


def test_a_row_without_a_creator_is_refused_once_for_its_first_fault() -> None:
    text = f"昵称\t链接\t粉丝\n小鱼\t{NOTE}\txhslink.com/a\n小红\t\t5万\n\t\t\n小蓝\t{ONE}\t1"
    assert refused(text) == [(2, reasons.NOTE), (3, reasons.NO_ID)]


def test_a_second_creator_in_a_row_is_not_lost_silently() -> None:
    text = f"小鱼\t{PROFILE}{ONE}\t小红\t{PROFILE}{TWO}"
    assert read_shortlist(text).creators == (Creator(ONE),)
    assert refused(text) == [(1, reasons.ONE_A_ROW)]


def test_two_bare_ids_that_nothing_tells_apart_are_asked_about() -> None:
    text = f"小鱼\t{ONE}\t小红\t{TWO}"
    found = read_shortlist(text)
    assert (found.creators, found.doubtful) == ((), ("#2", "#4"))
    assert refused(text) == [(1, reasons.TWO_IDS)]
    assert read_shortlist(text, {"#4": Field.CREATOR}).creators == (Creator(TWO),)


def test_a_row_of_nothing_but_ids_is_a_list() -> None:
    text = f"{ONE}\t{TWO}\t\t{THREE[:-1]}\t{THREE}"
    assert read_shortlist(text).creators == (Creator(ONE), Creator(TWO), Creator(THREE))
    assert refused(text) == [(1, reasons.WRONG_LENGTH)]


def test_quoted_cells_may_hold_delimiters_quotes_and_line_breaks() -> None:
    header = '昵称,"粉丝\n(万)",链接,备注'
    text = f'{header}\n"小鱼, ""酱""",1,{PROFILE}{ONE},"一\n二"\n小鱼,2,{TWO[:-1]},\n'
    shortlist = read_shortlist(text)
    assert shortlist.creators == (Creator(ONE, '小鱼, "酱"', remark="一 二", followers=10_000),)
    assert refused(text) == [(5, reasons.WRONG_LENGTH)]


def test_a_row_may_start_with_a_cell_of_several_lines() -> None:
    text = f'昵称\tid\n"小\n鱼"\t{ONE}\n小红\t{TWO}'
    assert read_shortlist(text).creators == (Creator(ONE, "小 鱼"), Creator(TWO, "小红"))


def test_stray_quotes_swallow_no_creator() -> None:
    text = f'昵称\tid\n"小鱼\t{ONE}\n小红\t{TWO}\n小蓝"\t{THREE}'
    found = [creator.creator_id for creator in read_shortlist(text).creators]
    assert found == [ONE, TWO, THREE]


def test_a_later_alias_fills_a_missing_one_but_replaces_none() -> None:
    text = f"{ONE}\n昵称\tid\n小鱼\t{ONE}\n小红\t{TWO}\n小蓝\t{TWO}\n"
    shortlist = read_shortlist(text)
    assert shortlist.creators == (Creator(ONE, "小鱼"), Creator(TWO, "小红"))
    assert shortlist.duplicates == 2


def test_the_better_name_column_wins_and_a_link_is_no_alias() -> None:
    text = f"creator,name\n{PROFILE}{ONE},小鱼\n小红,{TWO}\n{THREE},"
    expected = (Creator(ONE, "小鱼"), Creator(TWO, "小红"), Creator(THREE))
    assert read_shortlist(text).creators == expected


def test_an_alias_is_one_visible_line() -> None:
    text = f"name\tid\n\u202e小\x00鱼\u200b 👨\u200d👩\u200d👧 \t{ONE}\n\u200b\t{TWO}"
    expected = (Creator(ONE, "小鱼 👨\u200d👩\u200d👧"), Creator(TWO))
    assert read_shortlist(text).creators == expected


def test_a_second_table_has_its_own_columns() -> None:
    text = f"id\t昵称\n{ONE}\t小鱼\n\n昵称\t粉丝\tid\n小红\t5万\t{TWO}"
    expected = (Creator(ONE, "小鱼"), Creator(TWO, "小红", followers=50_000))
    assert read_shortlist(text).creators == expected


@pytest.mark.parametrize("row", ["小鱼\t小红书\t母婴类型\t500", "David\tAstrid", "小鱼\tkol\t12万"])
def test_data_without_an_id_does_not_pass_for_a_header(row: str) -> None:
    assert refused(row) == [(1, reasons.NO_ID)]
    text = f"昵称\t链接\n{row}\n小红\t{ONE}"
    assert refused(text) == [(2, reasons.NO_ID)]
    assert read_shortlist(text).creators == (Creator(ONE, "小红"),)


def test_a_title_above_the_header_is_refused_and_the_table_still_read() -> None:
    text = f"12月达人名单\n昵称,id\n小鱼,{ONE}"
    assert read_shortlist(text).creators == (Creator(ONE, "小鱼"),)
    assert refused(text) == [(1, reasons.NO_ID)]


def test_lines_say_where_they_start() -> None:
    lines = list(read_lines('\ufeffa\tb\r\n"c\r\nd"\te\rf\ng\t"h\n\ni"'))
    assert [(line.row, line.cells) for line in lines] == [
        (1, ("a", "b")),
        (2, ()),
        (3, ('d"', "e")),
        (4, ()),
        (5, ("g", "h\n\ni")),
    ]


def prices_of(text: str) -> list[Prices]:
    return [line.says.prices for line in read_lines(text) if line.text]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        *[(name, Prices(image=800)) for name in ("图文报价", "图文价格", "图文一口价", "图文")],
        *[(name, Prices(image=800)) for name in ("图文笔记报价", "图文合作报价", "图文价")],
        *[(f"{word} price", Prices(image=800)) for word in ("Image", "picture", "note", "photo")],
        *[(name, Prices(video=800)) for name in ("视频报价", "视频价格", "视频一口价", "视频")],
        ("Video Price", Prices(video=800)),
        *[(name, Prices(other=800)) for name in ("报价", "价格", "一口价", "刊例价", "合作报价")],
        *[(name, Prices(other=800)) for name in ("price", "Rate", "fee", "达人报价")],
        (" 图文报价（元/篇）： ", Prices(image=800)),
        ("报价（图文）", Prices(image=800)),
        ("Price (video)", Prices(video=800)),
        ("报价（图文/视频）", Prices(other=800)),
        *[(name, NO_PRICES) for name in ("粉丝量", "千粉单价", "粉丝价格", "图文数", "视频链接")],
        *[(name, NO_PRICES) for name in ("Price (USD)", "报价（美元）", "video price ($)")],
    ],
)
@pytest.mark.parametrize("delimiter", ["\t", ",", ";"])
def test_a_price_column_is_known_by_its_header(
    header: str, expected: Prices, delimiter: str
) -> None:
    rows = [["昵称", header, "链接"], ["小鱼", "800", PROFILE + ONE]]
    assert prices_of("\n".join(delimiter.join(row) for row in rows)) == [expected]


@pytest.mark.parametrize(
    ("header", "cell", "yuan"),
    [
        ("图文报价（万元）", "1.2", 12_000),
        ("图文报价(w)", "1.2", 12_000),
        ("图文报价（万，含税）", "1.2", 12_000),
        ("图文报价（单位：万元）", "1.2", 12_000),
        ("图文报价(k)", "12", 12_000),
        ("图文报价（千元）", "12", 12_000),
        ("图文报价（万元）", "1.2万", 12_000),
        ("图文报价（万元）", "12000元", 12_000),
        ("图文报价（万元）", "12,000", None),
        ("图文报价（10万粉以上）", "12000", 12_000),
    ],
)
def test_the_header_says_in_what_unit_its_prices_are(
    header: str, cell: str, yuan: float | None
) -> None:
    assert prices_of(f"{header}\t链接\n{cell}\t{ONE}") == [Prices(image=yuan)]


def test_each_column_has_its_own_price_and_the_first_readable_one_counts() -> None:
    header = "昵称,图文报价,视频报价（60s以下）,视频报价（60s以上）,报价,链接"
    text = f'{header}\n小鱼,"¥12,000",面议,"20,000.00",1.5w,{ONE}\n小红,,1000-2000,,-,{TWO}\n'
    assert prices_of(text) == [Prices(12_000, 20_000, 15_000), NO_PRICES]


def test_a_row_may_end_before_its_prices() -> None:
    assert prices_of(f"昵称\t链接\t图文报价\n小鱼\t{ONE}\n小红\t{TWO}\t500") == [
        NO_PRICES,
        Prices(image=500),
    ]


def test_thousands_that_lost_their_quotes_are_no_price() -> None:
    text = f"昵称,链接,图文报价\n小鱼,{ONE},12,000\n小红,{TWO},500,,\n"
    assert prices_of(text) == [NO_PRICES, Prices(image=500)]


def test_a_row_of_another_kind_than_the_header_has_no_prices() -> None:
    assert prices_of(f"昵称,图文报价,链接\n小鱼\t500\t{ONE}") == [NO_PRICES]
    assert prices_of(f"{ONE}\t12000") == [NO_PRICES]


def test_a_second_table_has_its_own_price_columns() -> None:
    text = f"图文报价\tid\n500\t{ONE}\nid\t视频报价\n{TWO}\t800"
    assert prices_of(text) == [Prices(image=500), Prices(video=800)]


@pytest.mark.parametrize("row", ["小鱼\t图文\t视频\t500", "rate\tfee", "图文"])
def test_words_that_also_stand_in_data_make_no_header(row: str) -> None:
    assert refused(row) == [(1, reasons.NO_ID)]


def remarks_of(text: str) -> list[str]:
    return [line.says.remark for line in read_lines(text) if line.text]


@pytest.mark.parametrize(
    "header",
    [
        *("备注", "说明", " 备注（档期）： ", "报价备注", "remark", "Remarks", "note", "Notes"),
        *("comment", "Comments"),
    ],
)
@pytest.mark.parametrize("delimiter", ["\t", ",", ";"])
def test_a_remark_column_is_known_by_its_header(header: str, delimiter: str) -> None:
    rows = [["昵称", header, "链接"], ["小鱼", "周末 可拍", PROFILE + ONE]]
    text = "\n".join(delimiter.join(row) for row in rows)
    assert remarks_of(text) == ["周末 可拍"]
    assert read_shortlist(text).creators == (Creator(ONE, "小鱼", remark="周末 可拍"),)


@pytest.mark.parametrize("header", ["note price", "代表笔记", "说明书", "footnotes", "笔记"])
def test_other_columns_hold_no_remarks(header: str) -> None:
    assert remarks_of(f"昵称\t{header}\t链接\n小鱼\t好\t{ONE}") == [""]


def test_the_first_remark_that_is_not_blank_counts() -> None:
    text = f"链接\t备注\t说明\n{ONE}\t \t慢\n{TWO}\t好\t慢\n{THREE}"
    assert remarks_of(text) == ["慢", "好", ""]
    assert [who.remark for who in read_shortlist(text).creators] == ["慢", "好", ""]


def test_a_row_that_does_not_stand_below_the_header_has_no_remark() -> None:
    assert remarks_of(f"昵称,备注,链接\n小鱼\t好\t{ONE}") == [""]
    assert remarks_of(f"昵称,图文报价,备注,链接\n小鱼,12,000,好,{ONE}") == [""]


@pytest.mark.parametrize(
    "header", ["decision", "Decision", "决定", "决策", "是否选用", "合作决定", "选号结论"]
)
def test_a_decision_column_says_what_was_decided(header: str) -> None:
    ids = [f"5f{number:022x}" for number in range(5)]
    words = ["Booked", "备选", "淘汰", "选中", "later"]
    rows = [f"{key}\t{word}" for key, word in zip(ids, words, strict=True)]
    found = read_shortlist("\n".join([f"id\t{header}", *rows])).creators
    expected = [Decision.BOOKED, Decision.MAYBE, Decision.NO, Decision.BOOKED, None]
    assert [who.decision for who in found] == expected


def followers_of(text: str) -> list[int | None]:
    return [line.says.followers for line in read_lines(text) if line.text]


@pytest.mark.parametrize(
    "header",
    [
        *("粉丝", "粉丝数", "粉丝量", "粉丝总数", "粉丝总量", "小红书粉丝数", "达人粉丝量"),
        *("当前粉丝数", "总粉丝数", "粉丝数（小红书）", " 粉丝数： ", "粉丝数\n（截至12月）"),
        *("followers", "Followers", "Fans", "Total followers", "Follower count", "fans number"),
        "Number of followers",
    ],
)
@pytest.mark.parametrize("delimiter", ["\t", ",", ";"])
def test_a_column_of_followers_is_known_by_its_header(header: str, delimiter: str) -> None:
    rows = [["昵称", f'"{header}"', "链接"], ["小鱼", "35.6w", PROFILE + ONE]]
    assert followers_of("\n".join(delimiter.join(row) for row in rows)) == [356_000]


@pytest.mark.parametrize(
    "header",
    [
        *("抖音粉丝数", "微博粉丝", "粉丝数（抖音）", "粉丝（微博）", "Followers (TikTok)"),
        *("新增粉丝", "粉丝增量", "涨粉数", "粉丝数（新增）", "活跃粉丝", "活跃粉丝占比", "女粉丝"),
        *(
            "粉丝占比",
            "粉丝画像",
            "粉丝报价",
            "粉丝量级",
            "粉丝数（女）",
            "粉丝数（%）",
            "New followers",
        ),
    ],
)
def test_followers_elsewhere_gained_or_of_one_kind_are_no_claim(header: str) -> None:
    assert followers_of(f"昵称\t{header}\t链接\n小鱼\t35.6w\t{ONE}") == [None]


@pytest.mark.parametrize(
    ("header", "cell", "followers"),
    [
        ("粉丝数（万）", "35.6", 356_000),
        ("粉丝数(w)", "35.6", 356_000),
        ("粉丝（万人）", "35.6", 356_000),
        ("粉丝量（单位：万）", "0.235", 2_350),
        ("Followers (k)", "12.3", 12_300),
        ("粉丝数（万）", "35.6万", 356_000),
        ("粉丝数（万）", "12.3k", 12_300),
    ],
)
def test_the_header_says_in_what_unit_its_followers_are(
    header: str, cell: str, followers: int
) -> None:
    assert followers_of(f"{header}\t链接\n{cell}\t{ONE}") == [followers]


def test_the_first_readable_number_of_followers_counts() -> None:
    text = f"昵称\t粉丝\t粉丝数\t链接\n小鱼\t约30万\t12,300\t{ONE}\n小红\t5万\t9\t{TWO}"
    assert followers_of(text) == [12_300, 50_000]


def test_without_a_header_no_number_is_a_claim() -> None:
    assert followers_of(f"小鱼\t35.6万\t{ONE}\n") == [None]
    assert followers_of(f"昵称,粉丝,链接\n小鱼,12,000,{ONE}\n") == [None]  # one cell too many
