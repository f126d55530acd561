"""The journeys of the compare page from a pasted sheet to what stands out."""

from __future__ import annotations

import pickle

import pandas as pd
import pytest

from services.history.results import RESULTS
from services.sandbox.creators import EXAMPLES
from services.shortlist.prices import read_price
from tests.components.selecting import open_row, select_rows, selected
from tests.pages import (
    coloured,
    compare,
    open_app,
    open_tab,
    opened_pages,
    paste,
    ranking_of,
    texts,
)

IDS = [example.creator_id for example in EXAMPLES]
HEADER = "昵称\t蒲公英链接\t图文报价\t视频报价"


def sheet(*rows: tuple[str, str, str, str]) -> str:
    link = "https://pgy.xiaohongshu.com/solar/pre-trade/blogger-detail/"
    lines = [f"{name}\t{link}{key}\t{image}\t{video}" for name, key, image, video in rows]
    return "\n".join([HEADER, *lines])


def ranking(app) -> pd.DataFrame:
    """The ranking, its prices as numbers: in the table they are texts."""
    table = ranking_of(app).value.set_index("creator_id")
    return table.assign(price=[read_price(text) for text in table["price"].fillna("")])


def test_prices_of_a_sheet_are_ranked_by_the_chosen_kind(simulated):
    rows = (
        ("Luna", IDS[0], "1.2万", "2w"),
        ("Momo", IDS[1], "800", "面议"),
        ("Kai", IDS[2], "", ""),
    )
    app = compare(open_app(), sheet(*rows))
    table = ranking(app)
    assert table["price"].dropna().to_dict() == {IDS[0]: 12_000, IDS[1]: 800}
    shares = (table["price"] / table["latest_total"] * 1000).dropna().to_dict()
    # the same quotient in another order: each division and product is off by half a bit of 53
    assert table["price_per_thousand"].dropna().to_dict() == pytest.approx(shares, rel=1e-14)
    cheapest = table.loc[table["price_per_thousand"].idxmin(), "name"]
    assert f"{cheapest} asks least per 1 k followers for a picture post: ¥" in texts(app)
    app.segmented_control(key="price_kind").set_value("video").run()
    assert ranking(app)["price"].dropna().to_dict() == {IDS[0]: 20_000}
    assert "asks least" not in texts(app)
    assert not app.exception
    assert simulated.count == 6


def test_what_one_visitor_pasted_is_in_nothing_that_visitors_share(simulated):
    rows = (("只有我知道", IDS[0], "77123", ""), ("Momo", IDS[1], "800", ""))
    app = compare(open_app(), sheet(*rows) + "\n" + f"备注很长\t{IDS[2]}")
    assert not app.exception
    kept = RESULTS._kept.values()
    shared = b"".join(kept)
    assert IDS[0].encode() in shared, "the series of a creator are nobody's secret"
    for said in ("只有我知道", "Momo", "备注很长"):
        assert said.encode() not in shared
    frames = [one for one in map(pickle.loads, kept) if isinstance(one, pd.DataFrame)]
    assert frames
    assert all(frame["price"].isna().all() for frame in frames if "price" in frame)


def test_a_second_visitor_of_a_link_computes_no_metric_again(simulated, monkeypatch):
    compare(open_app(), "\n".join(IDS[:3]))
    computed = []
    for name in ("session.comparison.insight", "exports.seeing.findings"):
        monkeypatch.setattr(f"components.{name}", lambda *_: computed.append(1))
    app = open_app(kols=",".join(f"{key}~{n}" for n, key in enumerate(IDS[:3])))
    assert not app.exception
    assert "grew" in texts(app)
    assert not computed


def test_prices_leave_with_the_sheet_that_had_them_and_are_in_no_link(simulated):
    app = compare(open_app(), sheet(("Luna", IDS[0], "987", ""), ("Momo", IDS[1], "800", "")))
    assert "987" not in str(app.query_params)
    compare(app, f"{IDS[0]}\n{IDS[1]}")
    assert ranking(app)["price"].isna().all()


def test_what_a_sheet_claims_is_told_and_is_in_no_link_and_nobody_elses_page(simulated):
    first, second = compare(open_app(), f"{IDS[0]}\n{IDS[1]}"), open_app()
    compare(second, f"链接\t粉丝数\n{IDS[0]}\t987.6万\n{IDS[1]}\t\n")
    assert "The sheet says 9,876,000 followers for " in texts(second)
    assert ranking(second)["claimed"].dropna().to_dict() == {IDS[0]: 9_876_000}
    assert "987" not in str(second.query_params)
    assert "9,876,000" not in texts(first.run())
    assert "claimed" not in ranking(first)


def test_what_is_selected_stays_when_the_window_changes_and_costs_nothing(simulated):
    app = select_rows(compare(open_app(), "\n".join(IDS[:3])), 1)
    chosen = selected(app)
    app.segmented_control(key="days").set_value(60).run()
    assert selected(app) == chosen
    assert coloured(app) == set(chosen)
    assert simulated.count == 3 * 2


def test_a_list_that_asks_for_totals_alone_has_no_verdicts(simulated, monkeypatch):
    monkeypatch.setenv("JUSTONEAPI_SERIES", "total")
    app = compare(open_app(), "\n".join(IDS[:3]))
    assert simulated.count == 3
    app.pills(key="columns").set_value(["verdict", "rank"]).run()
    assert not {"verdict", "growth_rate"} & set(ranking_of(app).proto.column_order)
    assert "rank" in ranking_of(app).proto.column_order
    assert "New followers are derived" in texts(open_tab(app, "What is missing"))


def test_both_series_have_a_verdict_each(simulated):
    app = compare(open_app(), "\n".join(IDS[:3]))
    app.pills(key="columns").set_value(["verdict"]).run()
    assert ranking(app)["verdict"].notna().all()


def test_a_row_opens_its_creator_in_depth(simulated):
    app = compare(open_app(), "\n".join(IDS[:3]))
    creator_id = ranking_of(app).value["creator_id"].iloc[1]
    open_row(app, 1)
    assert [asked["kol"] for _page, asked in opened_pages(app)] == [creator_id]
    assert simulated.count == 6, "what is on screen is not asked for again"


def test_the_demo_says_what_stands_out_and_what_needs_a_human_look():
    app = open_app(kols=",".join(IDS))
    assert not app.exception
    assert "grew most steadily: +" in texts(app)
    assert "a human look" in texts(app)
    app.checkbox(key="finding_0").check().run()
    assert len(selected(app)) == 1
    assert f"{ranking(app).loc[selected(app)[0], 'name']} grew most steadily" in texts(app)


def test_pasting_alone_changes_no_price(simulated):
    app = compare(open_app(), sheet(("Luna", IDS[0], "987", "")))
    paste(app, sheet(("Luna", IDS[0], "654", "")))
    assert ranking(app)["price"].to_list() == [987]
