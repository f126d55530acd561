"""The design's table "What people paste", form by form: what is taken, and what is refused why."""

from __future__ import annotations

import pytest

from services.shortlist import refusals as reasons
from services.shortlist.creator import Creator
from services.shortlist.paste import read_shortlist

ONE = "5f0000000000000001000a01"
TWO = "5f0000000000000001000a02"
OTHER_HEX = "6abcdef0123456789abcdef0"
PROFILE = "https://www.xiaohongshu.com/user/profile/"
MARKETPLACE = "https://pgy.xiaohongshu.com/solar/pre-trade/blogger-detail/"


def found(text: str) -> list[str]:
    return [creator.creator_id for creator in read_shortlist(text).creators]


def refused(text: str) -> list[tuple[int, str]]:
    return [(one.row, one.reason.template) for one in read_shortlist(text).refusals]


@pytest.mark.parametrize(
    "text",
    [
        ONE,
        ONE.upper(),
        f"\ufeff{ONE}\r\n",
        f"{PROFILE}{ONE}",
        f"{PROFILE}{ONE}?xsec_token=AB{OTHER_HEX}=&xsec_source={OTHER_HEX}",
        f"{PROFILE}{ONE}/{OTHER_HEX}?xsec_token=AB",
        f"{PROFILE}{ONE}#{OTHER_HEX}",
        f"{PROFILE}{ONE}/",
        f"{PROFILE}{ONE}.",
        f"{MARKETPLACE}{ONE}?track_id=kolGeneralSearch_{OTHER_HEX}&amp;source={OTHER_HEX}",
        f"https://pgy.xiaohongshu.com/solar/blogger-detail/{ONE}",
        f"HTTPS://WWW.XIAOHONGSHU.COM/USER/PROFILE/{ONE.upper()}",
        f"http://m.xiaohongshu.com/user/profile/{ONE}",
        f"https://www.rednote.com/user/profile/{ONE}?a=b",
        f"www.xiaohongshu.com:443/user/profile/{ONE}",
        f"xiaohongshu.com/user/profile/{ONE}",
        f"/user/profile/{ONE}?xsec_token={OTHER_HEX}",
        f"{ONE}?xsec_token=AB&id={OTHER_HEX}",
        f"看看TA的小红书主页 {PROFILE}{ONE}?xsec_token=AB12cd== 复制后打开",
        f"😆看看TA的小红书主页：{PROFILE}{ONE}，复制后打开👉",
        f"主页{PROFILE}{ONE}复制后打开",
        f"link:{PROFILE}{ONE}",
        f'<a href="{PROFILE}{ONE}">小鱼</a>',
        f"1.{ONE}",
        f"1️⃣{ONE}",
        f"ID：{ONE}。",
        f"kolId={ONE}",
        f"小鱼_{ONE}",
    ],
)
def test_one_creator_is_found_and_nothing_is_refused(text: str) -> None:
    shortlist = read_shortlist(text)
    assert shortlist.creators == (Creator(ONE),)
    assert shortlist.refusals == ()
    assert shortlist.duplicates == 0


@pytest.mark.parametrize(
    "text",
    [
        f"{PROFILE}{ONE}?a={OTHER_HEX},{MARKETPLACE}{TWO}?track_id={OTHER_HEX}",
        f"{PROFILE}{ONE} {PROFILE}{TWO}",
        f"{PROFILE}{ONE}?xsec_source=pc{PROFILE}{TWO}",
        f"{ONE}/{TWO}",
        f"{ONE} 小鱼 {PROFILE}{TWO}",
        f"• {ONE}\n\n-----\n• {TWO}",
        f"ID\n{ONE}\n{TWO}",
        f"达人链接\n{PROFILE}{ONE}\n{PROFILE}{TWO}",
        f"小红书主页\n{ONE}\n\n蒲公英链接：\n{TWO}",
    ],
)
def test_two_on_a_line_or_below_each_other_are_both_found(text: str) -> None:
    assert found(text) == [ONE, TWO]
    assert refused(text) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("小鱼爱吃糖", reasons.NO_ID),
        ("小红书号：1234567890", reasons.NO_ID),
        ("😆", reasons.NO_ID),
        (f"&token={ONE}", reasons.NO_ID),
        (f"https://www.xiaohongshu.com/explore/{ONE}?xsec_token=AB", reasons.NOTE),
        (f"https://www.xiaohongshu.com/discovery/item/{ONE}", reasons.NOTE),
        (f"https://pgy.xiaohongshu.com/solar/pre-trade/note-detail/{ONE}", reasons.NOTE),
        (f"explore/{ONE}", reasons.NOTE),
        ("看看TA 😆 http://xhslink.com/m/AbC12，复制本条信息", reasons.SHORT_LINK),
        ("xhslink.com/AbC", reasons.SHORT_LINK),
        (f"https://xhslink.com/user/profile/{ONE}", reasons.SHORT_LINK),
        (f"https://xiaohongshu.com.evil.example/user/profile/{ONE}", reasons.OTHER_LINK),
        (f"xiaohongshu.com.evil.example/user/profile/{ONE}", reasons.OTHER_LINK),
        (f"https://evilxiaohongshu.com/user/profile/{ONE}", reasons.OTHER_LINK),
        (f"https://www.xiaohongshu.com@evil.example/user/profile/{ONE}", reasons.OTHER_LINK),
        (f"https://evil.example\\.xiaohongshu.com/user/profile/{ONE}", reasons.OTHER_LINK),
        (f"https://www.xiаohongshu.com/user/profile/{ONE}", reasons.OTHER_LINK),  # a Cyrillic а
        (f"https://evil.example/?to={PROFILE}{ONE}", reasons.OTHER_LINK),
        (f"https://evil.example/{PROFILE}{ONE}", reasons.OTHER_LINK),
        (f"javascript://www.xiaohongshu.com/user/profile/{ONE}", reasons.OTHER_LINK),
        ("https://weibo.com/u/123", reasons.OTHER_LINK),
        ("https://www.xiaohongshu.com/", reasons.OTHER_PAGE),
        (f"https://www.xiaohongshu.com/board/{ONE}", reasons.OTHER_PAGE),
        (PROFILE, reasons.OTHER_PAGE),
        (f"https://www.xiaohongshu.com/user/profile/../{ONE}", reasons.OTHER_PAGE),
        (f"{PROFILE}{ONE}&token=secret", reasons.ATTACHED),
        (f"{ONE}&token=secret", reasons.ATTACHED),
        (f"../{ONE}", reasons.ATTACHED),
        (f"{ONE}/../x", reasons.ATTACHED),
        ("5.00E+23", reasons.SPREADSHEET_NUMBER),
        ("５ｆ００００００００００００００００１０００ａ０１", reasons.WRONG_CHARACTERS),
        (ONE.replace("a", "ａ"), reasons.WRONG_CHARACTERS),
        (ONE.replace("a", "а"), reasons.WRONG_CHARACTERS),  # a Cyrillic а
        (ONE.replace("a", "O"), reasons.WRONG_CHARACTERS),
        (ONE[:-1], reasons.WRONG_LENGTH),
        (ONE + "0", reasons.WRONG_LENGTH),
        (ONE + "z", reasons.WRONG_LENGTH),
        (f"{PROFILE}{ONE[:-1]}?a=b", reasons.WRONG_LENGTH),
        (f"{PROFILE}{ONE.replace('a', '１')}", reasons.WRONG_CHARACTERS),
    ],
)
@pytest.mark.fault(83)
def test_what_is_no_creator_is_refused_with_its_reason(text: str, reason: str) -> None:
    assert found(text) == []
    assert refused(text) == [(1, reason)]


@pytest.mark.parametrize("count", [23, 25, 32])
def test_the_reason_says_how_many_characters_there_are(count: int) -> None:
    (refusal,) = read_shortlist("a" * count).refusals
    assert str(refusal.reason) == f"A creator id has 24 characters; this one has {count}."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"【小鱼爱吃糖】 😆 a1B2c3D4e5 😆 {PROFILE}{ONE}?xsec_token=AB", "小鱼爱吃糖"),
        (f"45 【小鱼 - 小红书】 😆 {PROFILE}{ONE}", "小鱼"),
        (f"【Tea & Tide 茶茶的个人主页 - 小红书】{PROFILE}{ONE}", "Tea & Tide 茶茶"),
        (
            f"【@小鱼】在小红书收获了1.2万次赞，查看Ta的主页 {PROFILE}{ONE} 打开【小红书】App",
            "小鱼",
        ),
        (f"【小鱼】的小红书主页 {MARKETPLACE}{ONE}，复制后打开", "小鱼"),
        (f"【小鱼】{ONE}", "小鱼"),
        (f"快看 {PROFILE}{ONE} 复制后打开【小红书】", ""),
        (f"打开【小红书】App {PROFILE}{ONE}", ""),
        (f"【小红书主页】{PROFILE}{ONE}", ""),
        (f"【S级】小鱼 {PROFILE}{ONE}", ""),
        (f"【 】{PROFILE}{ONE}", ""),
    ],
)
def test_the_nickname_of_share_text_is_taken(text: str, name: str) -> None:
    shortlist = read_shortlist(text)
    assert shortlist.creators == (Creator(ONE, name),)
    assert shortlist.refusals == ()


def test_brackets_beside_two_links_name_nobody_and_a_sheets_own_name_outranks_them() -> None:
    both = f"【小鱼】{PROFILE}{ONE} 【阿橘】{PROFILE}{TWO}"
    assert [who.alias for who in read_shortlist(both).creators] == ["", ""]
    later = f"{ONE}\n【小鱼】 {PROFILE}{ONE}"
    assert read_shortlist(later).creators == (Creator(ONE, "小鱼"),)
    sheet = f"达人昵称\t链接\n阿橘\t【小鱼】 {PROFILE}{ONE}"
    assert read_shortlist(sheet).creators == (Creator(ONE, "阿橘"),)
