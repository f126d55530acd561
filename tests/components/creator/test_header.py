"""The figures at the top of a creator's page, and what is said about its two series."""

from __future__ import annotations

import pytest

from services.growth.ranking import ranking
from tests.components.creator.drawn import draw, found, metrics
from tests.components.made import A, B, C, history

WEEK = list(range(1000, 1080, 10))


def header(*histories, others=None):
    """Draw the figures of the first creator; `others` have a growth rate beside it."""

    def script(row, others) -> None:
        from components.creator.header import key_figures

        key_figures(row, others)

    ids = [one.creator_id for one in histories]
    ranked = ranking(found(*histories), ids)
    row = ranked[ranked["creator_id"] == ids[0]].to_dict("records")[0]
    return metrics(draw(script, row=row, others=len(ids) - 1 if others is None else others))


def check(*histories, derived=False):
    def script(verdicts, derived) -> None:
        from components.creator.header import series_check

        series_check(verdicts, derived=derived)

    return draw(script, verdicts=found(*histories).verdicts, derived=derived)


def test_a_creator_alone_has_its_figures_and_no_rank():
    shown = header(history(A, [4000, 4100, 4050, 5000]))
    assert shown["Total followers"] == ("5,000", "Micro")
    assert shown["Net change"] == ("+1,000", "+25.0%")
    assert shown["Average per day"] == ("+333", "a day")
    assert shown["Days of loss"] == ("1", "")
    assert shown["Volatility"][0].endswith("%")
    assert shown["Volatility"][1] == "a day"
    assert "Rank" not in shown


def test_small_averages_keep_a_decimal_and_a_loss_its_minus():
    assert header(history(A, [100, 101, 103]))["Average per day"][0] == "+1.5"
    assert header(history(A, [103, 101, 100]))["Average per day"][0] == "−1.5"
    assert header(history(A, [1000, 980]))["Average per day"][0] == "−20"


def test_a_pace_says_its_unit_only_where_there_is_one():
    shown = header(history(A, [*WEEK, *range(1090, 1230, 20)]))
    assert shown["Momentum"] == ("+10", "a day")
    assert header(history(A, WEEK))["Momentum"] == ("—", "")


def test_in_a_list_the_rank_counts_everybody_and_the_share_only_the_others():
    slower, faster = history(B, [1000, 1001]), history(C, [1000, 3000])
    shown = header(history(A, [1000, 1100]), slower, faster)
    assert shown["Rank"] == ("2 of 3", "faster than 50% of the others")


def test_one_day_is_no_growth_and_no_rank_and_never_zero():
    shown = header(history(A, [1000]), history(B, [1000, 1001]))
    assert shown["Total followers"] == ("1,000", "Nano")
    for label in ("Net change", "Average per day", "Momentum", "Volatility", "Rank"):
        assert shown[label] == ("—", ""), label


def test_without_a_total_there_is_neither_size_nor_tier():
    assert header(history(A, None, [1, 2, 3]))["Total followers"] == ("—", "—")


def test_every_figure_explains_itself():
    def script(row) -> None:
        from components.creator.header import key_figures

        key_figures(row, 2)

    ranked = ranking(found(history(A, WEEK)), [A])
    app = draw(script, row=ranked.to_dict("records")[0])
    helps = {metric.label: metric.proto.help for metric in app.metric}
    assert len(helps) == 7
    assert all(helps.values())
    assert helps["Net change"] == "F_n − F_1"


@pytest.mark.parametrize(
    ("news", "badge", "words"),
    [
        ([10] * 8, ":gray-badge[Equal so far]", "match the daily net change so far, over 7 days"),
        ([12] * 8, ":blue-badge[Gross]", "the difference is those who left"),
        ([10] * 4 + [3] * 4, ":orange-badge[Conflict]", "on 4 days of 7: 2025-12-04"),
        (None, ":gray-badge[Too few days]", "Too few days have both numbers"),
    ],
    ids=["equal", "gross", "conflict", "unknown"],
)
def test_one_badge_and_one_sentence_say_how_the_series_relate(news, badge, words):
    (line,) = check(history(A, WEEK, news)).markdown
    assert line.value.startswith(badge)
    assert words in line.value


def test_derived_new_followers_are_called_so_and_not_compared():
    app = check(history(A, WEEK), derived=True)
    assert "New followers are derived" in app.caption[0].value
    assert not app.markdown
