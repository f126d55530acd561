"""Sheets as people have them, and what no shuffling of a sheet may change."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.shortlist.creator import Creator
from services.shortlist.field import Field
from services.shortlist.paste import read_shortlist

SHEETS = Path(__file__).parents[2] / "data" / "sheets"
EXPECTED = json.loads((SHEETS / "expected.json").read_text(encoding="utf-8"))
CREATOR, NOTE = "5f00000000000000000b0001", "cccc00000000000000000001"
LINK = f"https://www.xiaohongshu.com/user/profile/{CREATOR}"

NOTE_HEADERS = ["note_id", "noteId", "NOTE ID", "note", "笔记ID", "笔记编号", "作品ID", "record"]
NOTE_HEADERS += ["comment_id", "评论id", "order id", "订单号", "_id", "Notes", "筆記ID（必填）"]
CREATOR_HEADERS = [
    "user_id",
    "作者ID",
    "达人ID",
    "博主 id",
    "kol_id",
    "KOLID",
    "用户ID",
    "Author Id",
]
UNKNOWN = ["平台", "城市", "foo", "title", "合作形式", "完播率", "MCN", "点赞数"]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_sheet_names_its_creators(name: str) -> None:
    found = read_shortlist((SHEETS / name).read_text(encoding="utf-8"))
    rows = [
        [who.creator_id, who.alias, who.prices.image, who.prices.video] for who in found.creators
    ]
    assert (rows, len(found.refusals)) == (EXPECTED[name]["creators"], EXPECTED[name]["refused"])


def test_every_sheet_is_expected_and_explained() -> None:
    files = {path.name for path in SHEETS.iterdir() if path.is_file()} - {
        "README.md",
        "expected.json",
    }
    readme = (SHEETS / "README.md").read_text(encoding="utf-8")
    assert files == set(EXPECTED)
    assert all(f"| {name} |" in readme for name in files)


wrapped = st.sampled_from(["{}", " {} ", "{}：", "{}*", "{}（必填）", "【{}】", "{} (x)"])
extras = st.lists(st.sampled_from(UNKNOWN), unique=True, max_size=4)


@st.composite
def sheets(draw: st.DrawFn, *, with_creator: bool) -> str:
    columns = [(draw(wrapped).format(name), "一些") for name in draw(extras)]
    notes = draw(st.lists(st.sampled_from(NOTE_HEADERS), min_size=1, max_size=2, unique=True))
    columns += [(name, NOTE[:-1] + str(at)) for at, name in enumerate(notes)]
    if with_creator:
        heads = st.one_of(
            st.tuples(st.sampled_from(CREATOR_HEADERS), st.just(CREATOR)),
            st.tuples(st.sampled_from(["主页链接", "profile_url", "foo"]), st.just(LINK)),
        )
        columns.append(draw(heads))
        columns.append((draw(wrapped).format("昵称"), "Ann"))
    shuffled = draw(st.permutations(columns))
    mark = draw(st.sampled_from("\t,;"))
    return "\n".join(mark.join(row) for row in zip(*shuffled, strict=True))


@given(sheets(with_creator=True))
def test_no_order_and_no_further_column_changes_who_a_row_names(text: str) -> None:
    found = read_shortlist(text)
    assert [(who.creator_id, who.alias) for who in found.creators] == [(CREATOR, "Ann")]
    assert found.refusals == ()


@given(sheets(with_creator=False))
def test_no_bare_id_below_a_note_is_a_creator(text: str) -> None:
    assert read_shortlist(text).creators == ()


def test_unread_columns_are_named_and_can_be_explained() -> None:
    text = f"昵称\t平台\t档期\t某价\t空\tid\nAnn\t小红书\t周末\t1.2w\t\t{CREATOR}"
    found = read_shortlist(text)
    assert found.unread == ("平台", "档期", "某价")
    chosen = read_shortlist(text, {"某价": Field.VIDEO, "档期": Field.REMARK})
    assert chosen.unread == ("平台",)
    (who,) = chosen.creators
    assert (who.prices.video, who.remark) == (12_000, "周末")


def test_a_column_about_creators_is_not_read_for_that() -> None:
    text = f"昵称\t达人类型\t用户画像\t达人ID\nAnn\t美妆\t女性\t{CREATOR}\nBob\t母婴\t\t{NOTE}"
    assert read_shortlist(text).unread == ("达人类型", "用户画像")


def test_a_second_column_of_the_same_prices_is_named_where_it_says_another() -> None:
    head = "昵称\tid\t报备图文\t非报备图文\t视频报价\n"
    found = read_shortlist(f"{head}Ann\t{CREATOR}\t9000\t8000\t9000")
    assert (found.creators[0].prices.image, found.unread) == (9000, ("非报备图文",))
    assert read_shortlist(f"{head}Ann\t{CREATOR}\t\t8000\t").unread == ()
    chosen = read_shortlist(f"{head}Ann\t{CREATOR}\t9000\t8000\t", {"非报备图文": Field.IMAGE})
    assert (chosen.creators[0].prices.image, chosen.unread) == (8000, ("报备图文",))


def test_many_notes_of_one_creator_are_one_creator() -> None:
    rows = [f"cccc{number:020x},{CREATOR}" for number in range(88)]
    found = read_shortlist("\n".join(["note_id,user_id", *rows]))
    assert (found.creators, found.repeated) == ((Creator(CREATOR),), 1)
    assert (found.duplicates, found.refusals) == (87, ())
