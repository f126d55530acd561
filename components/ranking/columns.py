"""The columns of the ranking table: their labels, formulas and kinds."""

from __future__ import annotations

from dataclasses import dataclass

from services.exports.figures import Kind
from services.messages import N_


@dataclass(frozen=True)
class Column:
    """One column: its key in the table, its label, how it is written, and its formula.

    `unit` is what a figure counts in where neither its label nor the figure says so. `fraction` is
    the label in the file, where a percentage stands as a fraction. A column that is not `shown`
    waits in the list of columns.
    """

    key: str
    label: str
    kind: Kind
    formula: str = ""
    fraction: str = ""
    unit: str = ""
    shown: bool = True


COLUMNS = (
    Column("name", N_("Creator"), "text"),
    Column("decision", N_("Decision"), "text"),
    Column(
        "growth",
        N_("How it grew"),
        "text",
        N_(
            "Steady, uneven, by bursts, flat, falling or too little data: from the net change "
            "without common days, and how much of it came in bursts above the usual day"
        ),
    ),
    Column("tier", N_("Tier"), "text"),
    Column(
        "listed",
        N_("Followers on the marketplace"),
        "whole",
        N_("As the marketplace said when names were looked up; without a total, the tier is by it"),
        shown=False,
    ),
    Column("latest_total", N_("Total followers"), "whole", N_("F_n, the last total in the window")),
    Column(
        "claimed",
        N_("Followers in the sheet"),
        "whole",
        N_("As the pasted or uploaded sheet says; nobody has measured them"),
    ),
    Column(
        "claim_difference",
        N_("Sheet against measured"),
        "rate",
        N_("(followers in the sheet − F_n) / F_n, the measured total"),
        N_("Sheet against measured (fraction of the measured)"),
    ),
    Column("net_change", N_("Net change"), "change", N_("F_n − F_1")),
    Column(
        "growth_rate",
        N_("Growth rate"),
        "rate",
        N_("(F_n − F_1) / F_1"),
        N_("Growth rate (fraction)"),
    ),
    Column(
        "burst_share",
        N_("Part in bursts"),
        "share",
        N_("What bursts brought above the usual day / that + the rest of the growth"),
        N_("Part in bursts (fraction)"),
        shown=False,
    ),
    Column(
        "burst_kept",
        N_("Kept of bursts"),
        "share",
        N_("What is left of the bursts' gain 7 days later, above the usual day"),
        N_("Kept of bursts (fraction)"),
        shown=False,
    ),
    Column(
        "days_covered",
        N_("Days compared"),
        "whole",
        N_("Days of the window from the first to the last day with data"),
        shown=False,
    ),
    Column(
        "average_daily_net_change",
        N_("Average per day"),
        "pace",
        N_("(F_n − F_1) / days between the first and the last point"),
        unit=N_("followers"),
    ),
    Column(
        "momentum",
        N_("Momentum"),
        "pace",
        N_("Mean daily net change of the last 7 days − that of the 7 days before"),
        unit=N_("followers a day"),
    ),
    Column("rank", N_("Rank"), "whole", N_("By growth rate, within this list"), shown=False),
    Column(
        "percentile",
        N_("Faster than"),
        "share",
        N_("Share of the others in this list that grew slower; equals count half"),
        N_("Faster than (fraction of the others)"),
        shown=False,
    ),
    Column(
        "median_of_others",
        N_("Median of the others"),
        "rate",
        N_("Median growth rate of this list without this creator"),
        N_("Median of the others (fraction)"),
        shown=False,
    ),
    Column("peak_day", N_("Peak day"), "date", N_("The day with the largest F_t − F_(t−1)")),
    Column("peak_change", N_("Peak"), "change", N_("F_t − F_(t−1) on the peak day"), shown=False),
    Column(
        "peak_share",
        N_("Peak's share"),
        "share",
        N_("Peak / the sum of all days of gain"),
        N_("Peak's share (fraction of the days of gain)"),
    ),
    Column("loss_days", N_("Days of loss"), "whole", N_("Days with F_t < F_(t−1)")),
    Column(
        "losing_run",
        N_("Longest losing run"),
        "whole",
        N_("Most days on end with F_t < F_(t−1)"),
        shown=False,
    ),
    Column(
        "volatility",
        N_("Volatility"),
        "fine_share",
        N_("Standard deviation of (F_t − F_(t−1)) / F_(t−1)"),
        N_("Volatility (fraction a day)"),
        unit=N_("a day"),
        shown=False,
    ),
    Column(
        "spike_days",
        N_("Needs a human look"),
        "whole",
        N_("Days marked as spikes: see below the table for the rule"),
    ),
    Column(
        "verdict",
        N_("New followers count"),
        "text",
        N_(
            "Reported new followers N_t against F_t − F_(t−1): equal on every day is net, larger "
            "is gross (those who left are not taken off), anything else is a conflict"
        ),
        shown=False,
    ),
    Column("price", N_("Price"), "price", N_("Yuan a post, as pasted")),
    Column(
        "price_from",
        N_("Price from"),
        "text",
        N_("The list, or the marketplace when names were looked up, where the list gave none"),
    ),
    Column(
        "price_per_thousand",
        N_("Price per 1 k followers"),
        "price",
        N_("Price / total followers × 1000"),
    ),
    Column(
        "price_per_follower_gained",
        N_("Price per follower gained"),
        "price",
        N_("Price / net change in the window; none without a gain"),
        shown=False,
    ),
    Column(
        "change_7",
        N_("Last 7 days"),
        "change",
        N_("F_n − F_(n−7), whatever the window"),
        shown=False,
    ),
    Column(
        "change_30",
        N_("Last 30 days"),
        "change",
        N_("F_n − F_(n−30), whatever the window"),
        shown=False,
    ),
    Column(
        "change_60",
        N_("Last 60 days"),
        "change",
        N_("F_n − F_(n−60), whatever the window"),
        shown=False,
    ),
    Column("first_day", N_("Data from"), "date", shown=False),
    Column("last_day", N_("Data up to"), "date"),
    Column("points", N_("Days with data"), "whole", shown=False),
    Column("tags", N_("Content tags"), "text", N_("As the marketplace says")),
    Column("agency", N_("Agency"), "text", N_("As the marketplace says")),
    Column("marketplace_page", N_("Marketplace page"), "text", shown=False),
    Column("profile_page", N_("Profile page"), "text", shown=False),
    Column("remark", N_("Remark"), "text"),
    Column("status", N_("What is missing"), "text"),
)
"""All columns, in the order in which they stand."""

CHOOSABLE = tuple(column for column in COLUMNS if column.key not in ("name", "status"))
"""Those that a reader can show or hide; the others are always there when they say something."""
