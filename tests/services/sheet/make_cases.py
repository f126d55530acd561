"""Writes the sheets of tests/data/sheets/file and what they say: `python -m` with this module."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.services.made_sheets import PROFILE, saved, strict

FOLDER = Path(__file__).parents[2] / "data" / "sheets" / "file"
ONE, TWO, THREE = (f"5f00000000000000000b{number:04}" for number in range(1, 4))
HEAD = ["昵称", "链接", "图文报价"]


def says(who: str, alias: str, image: float | None = None, video: float | None = None) -> object:
    return {"id": who, "alias": alias, "image": image, "video": video, "other": None}


PAIR = [says(ONE, "小鱼"), says(TWO, "小红")]
PRICED = [says(ONE, "小鱼", 12000), says(TWO, "小红", 8000)]


def sheet(*rows: list[object]) -> Worksheet:
    made = Workbook().worksheets[0]
    for row in rows:
        made.append(row)
    return made


def priced(first: float, second: float, code: str, header: list[str] = HEAD) -> Worksheet:
    made = sheet(header, ["小鱼", PROFILE + ONE, first], ["小红", PROFILE + TWO, second])
    made["C2"].number_format = made["C3"].number_format = code
    return made


def plain() -> Worksheet:
    return sheet(HEAD, ["小鱼", PROFILE + ONE, 12000], ["小红", PROFILE + TWO, 8000])


def by_cells() -> Worksheet:
    return sheet(
        ["昵称", "编号", "链接", "图文报价"],
        ["小鱼", ONE[:12], f'=HYPERLINK("{PROFILE}"&B2&"{ONE[12:]}",A2&"的主页")', 12000],
        ["小红", TWO[:12], f'=HYPERLINK("{PROFILE}"&B3&"{TWO[12:]}",A3&"的主页")', 8000],
    )


def joined() -> Worksheet:
    return sheet(
        HEAD,
        ["小鱼", f'=CONCATENATE("{PROFILE}","{ONE}")', 12000],
        ["小红", f'="{PROFILE}"&"{TWO}"', 8000],
    )


def summed() -> Worksheet:
    return sheet(
        HEAD,
        ["小鱼", PROFILE + ONE, "=SUM(D2:E2)", 1],
        ["小红", PROFILE + TWO, "=VLOOKUP(A3,F:G,2)"],
    )


def named_by_link() -> Worksheet:
    return sheet(
        ["昵称", "图文报价"],
        [f'=HYPERLINK("{PROFILE}{ONE}?a=""b""","小鱼")', 12000],
        [f'=IF(1,"小红","")&HYPERLINK("{PROFILE}{TWO}")', 8000],
        [f'= hyperlink( "{PROFILE}{TWO}" , "小红" )', 8000],
    )


def hidden(*numbers: int, rows: list[list[object]] | None = None) -> Worksheet:
    made = sheet(*(rows or [HEAD[:2], *([name, PROFILE + who] for name, who in NAMES)]))
    for number in numbers:
        made.row_dimensions[number].hidden = True
    return made


NAMES = [("小鱼", ONE), ("小蓝", THREE), ("小红", TWO)]


def hidden_keys() -> Worksheet:
    names = [["小鱼", PROFILE + ONE], ["小红", PROFILE + TWO]]
    return hidden(1, rows=[HEAD[:2], *names])


def hidden_columns() -> Worksheet:
    made = plain()
    made.column_dimensions["B"].hidden = True
    return made


def merged(areas: list[str], *rows: list[object]) -> Worksheet:
    made = sheet(*rows)
    for area in areas:
        made.merge_cells(area)
    return made


def over_hidden() -> Worksheet:
    rows = [HEAD, ["小鱼", PROFILE + ONE, None], [None, None, 12000], ["小红", PROFILE + TWO, 8000]]
    made = merged(["A2:A3", "B2:B3"], *rows)
    made.row_dimensions[2].hidden = True
    return made


def linked_over_rows() -> Worksheet:
    made = sheet(
        ["昵称", "图文报价", "视频报价"], ["小鱼", 12000], [None, None, 15000], ["小红", 8000]
    )
    made["A2"].hyperlink, made["A4"].hyperlink = PROFILE + ONE, PROFILE + TWO
    made.merge_cells("A2:A3")
    return made


SUB = ["", "", "图文", "视频"]
BOTH = [["小鱼", PROFILE + ONE, 12000, 15000], ["小红", PROFILE + TWO, 8000, 9000]]
BOTH_SAY = [says(ONE, "小鱼", 12000, 15000), says(TWO, "小红", 8000, 9000)]


def strict_dates() -> bytes:
    return strict(saved(plain()))


def strict_merged() -> bytes:
    rows = [HEAD, ["小鱼", PROFILE + ONE, 12000], [None, None, 1], ["小红", PROFILE + TWO, 8000]]
    return strict(saved(merged(["A2:A3", "B2:B3"], *rows)))


def strict_links() -> bytes:
    made = sheet(["昵称", "图文报价"], ["小鱼", 1.2], ["小红", 0.8])
    made["A2"].hyperlink, made["A3"].hyperlink = PROFILE + ONE, PROFILE + TWO
    made["B2"].number_format = made["B3"].number_format = '0.0"万"'
    return strict(saved(made))


def tabbed(text: str) -> bytes:
    rows = [["达人昵称", "达人ID", "图文报价"], ["小鱼", ONE, "12000"], ["小红", TWO, "8000"]]
    return "".join(text.format(*row) + "\r\n" for row in rows).encode()


Made = Worksheet | bytes
CASES: dict[str, tuple[str, Callable[[], Made], list[object]]] = {
    "k04_scaled_wan.xlsx": (
        "12000 shown as 1.2万",
        lambda: priced(12000, 8000, r'0\.0,"万"'),
        PRICED,
    ),
    "k04_scaled_k.xlsx": ("12000 shown as 12.0k", lambda: priced(12000, 8000, '0.0,"k"'), PRICED),
    "k04_either.xlsx": (
        "1.2w from 10 000 on, 8000 below, by conditions",
        lambda: priced(12000, 8000, r'[>=10000]0\.0,"w";0'),
        PRICED,
    ),
    "k04_yuan_accounts.xlsx": (
        "the accounts format with ￥ is yuan",
        lambda: priced(
            12000, 8000, '_ "￥"* #,##0.00_ ;_ "￥"* \\-#,##0.00_ ;_ "￥"* "-"??_ ;_ @_ '
        ),
        PRICED,
    ),
    "k04_hong_kong.xlsx": ("HK$", lambda: priced(12000, 8000, '"HK$"#,##0'), PAIR),
    "k04_euro.xlsx": ("€ behind", lambda: priced(12000, 8000, "#,##0.00 [$€-407]"), PAIR),
    "k04_yen.xlsx": ("¥ of Japan", lambda: priced(12000, 8000, "[$¥-411]#,##0"), PAIR),
    "k04_percent.xlsx": ("a percentage is no price", lambda: priced(0.3, 2, "0%"), PAIR),
    "k04_as_text.xlsx": ("a number kept as text", lambda: priced(12000, 8000, "@"), PRICED),
    "k05_from_cells.xlsx": ("a link put together from cells", by_cells, PRICED),
    "k05_joined.xlsx": ("texts joined to a link", joined, PRICED),
    "k05_summed.xlsx": ("results that only a spreadsheet knows", summed, PAIR),
    "k05_words_around.xlsx": ("quotes, spaces, small letters", named_by_link, PRICED),
    "k07_before.csv": ("tabs before the cells", lambda: tabbed("\t{},\t{},\t{}"), PRICED),
    "k07_quoted.csv": ("tabs behind quotes", lambda: tabbed('"{}"\t,"{}"\t,"{}"\t'), PRICED),
    "k07_semicolons.csv": ("tabs and semicolons", lambda: tabbed("{}\t;{}\t;{}\t"), PRICED),
    "k07_equals.csv": ('cells as ="text"', lambda: tabbed('="{}",="{}",="{}"'), PRICED),
    "k08_by_hand.xlsx": ("one row hidden, no filter", lambda: hidden(3), PAIR),
    "k08_header.xlsx": ("the header itself is hidden", hidden_keys, PAIR),
    "k08_columns.xlsx": ("a hidden column of links counts", hidden_columns, PRICED),
    "k08_below_blank.xlsx": (
        "hidden rows around blank ones",
        lambda: hidden(
            3, 4, rows=[HEAD[:2], ["小鱼", ONE], [], ["小蓝", THREE], [], ["小红", TWO]]
        ),
        PAIR,
    ),
    "k09_behind_a_link.xlsx": (
        "a linked name over two rows",
        linked_over_rows,
        [says(ONE, "小鱼", 12000, 15000), says(TWO, "小红", 8000)],
    ),
    "k09_over_a_hidden_row.xlsx": ("the first of two rows is hidden", over_hidden, PRICED),
    "k09_one_price.xlsx": (
        "one price over two creators",
        lambda: merged(
            ["C2:C3"], HEAD, ["小鱼", PROFILE + ONE, 8000], ["小红", PROFILE + TWO, None]
        ),
        [says(ONE, "小鱼", 8000), says(TWO, "小红", 8000)],
    ),
    "k10_blank_beside.xlsx": (
        "nothing is merged; the cell beside 报价 is blank",
        lambda: sheet(["昵称", "链接", "报价", None], SUB, *BOTH),
        BOTH_SAY,
    ),
    "k10_below_a_title.xlsx": (
        "two header rows below a title",
        lambda: merged(["A1:D1", "C2:D2"], ["名单"], ["昵称", "链接", "报价（元）"], SUB, *BOTH),
        BOTH_SAY,
    ),
    "k10_no_parts.xlsx": (
        "a row of prices below is no header",
        lambda: sheet(["昵称", "链接", "图文报价", None], [None, None, 5, 6], *BOTH),
        PRICED,
    ),
    "k10_units_below.xlsx": (
        "units and kinds of posts stand below each header of their own",
        lambda: sheet(
            ["昵称", "链接", "报价", "报价", "粉丝数"], [None, None, "图文", "视频", "万"], *BOTH
        ),
        BOTH_SAY,
    ),
    "k10_three_rows.xlsx": (
        "groups, headers, and below them what is required",
        lambda: merged(
            ["A1:B1", "C1:D1"],
            ["基础信息", None, "合作报价", None],
            ["昵称", "链接", "图文", "视频"],
            ["必填", "必填", "元", "元"],
            *BOTH,
        ),
        BOTH_SAY,
    ),
    "k10_live_beside.xlsx": (
        "a price that is for no post stands below 报价 too",
        lambda: merged(
            ["C1:E1"],
            ["昵称", "链接", "报价（元）", None, None],
            [*SUB, "直播"],
            *([*row, 30000] for row in BOTH),
        ),
        BOTH_SAY,
    ),
    "k11_plain.xlsx": ("numbers", strict_dates, PRICED),
    "k11_merged.xlsx": ("merged cells", strict_merged, PRICED),
    "k11_links.xlsx": ("links behind names, number formats", strict_links, PRICED),
}
REFUSED = {"k05_words_around.xlsx": 1, "k10_no_parts.xlsx": 1}


def main() -> None:
    """Write all files, what they say, and what each stands for."""
    expected, lines = {}, []
    for name, (what, made, creators) in CASES.items():
        data = made()
        (FOLDER / name).write_bytes(data if isinstance(data, bytes) else saved(data))
        refused = REFUSED.get(name, 0)
        expected[name] = {"way": "upload", "creators": creators, "refused": refused}
        lines.append(f"- `{name}`: {what}")
    text = json.dumps(expected, ensure_ascii=False, indent=1)
    (FOLDER / "expected.json").write_text(text + "\n", encoding="utf-8")
    (FOLDER / "README.md").write_text(INTRODUCTION + "\n".join(lines) + "\n", encoding="utf-8")


INTRODUCTION = """# Odd sheets, each for a kind of files

Written by `python -m tests.services.sheet.make_cases`; `expected.json` says what each names. Ids,
names and prices are made up.

"""

if __name__ == "__main__":
    main()
