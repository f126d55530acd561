"""What is on screen as a report: the same words and numbers, for the files to take away."""

from __future__ import annotations

from dataclasses import replace

from components.chart.figure import chart_summary, growth_figure, plot_config
from components.chart.palette import (
    context_color,
    grid_color,
    muted_color,
    text_color,
)
from components.chart.picture import Picture
from components.chart.section import styles_of
from components.exports.facts import Seen, facts
from components.exports.html_page import PageChart
from components.ranking.columns import COLUMNS
from components.ranking.writing import label_with_unit
from components.wording.chart import published_note
from components.wording.findings import finding_text
from components.wording.i18n import _, n_
from components.wording.labels import tiers_explained
from components.wording.scales import number_format, panel_title
from components.wording.spikes import rule_text
from services.exports.report import Look, Report, ReportChart, ReportColumn, Words
from services.growth.curves import common_taken_out
from services.growth.lineup import Align, Scale, View


def page_chart(seen: Seen) -> PageChart | None:
    """Return what an HTML page draws of what is seen; None where nobody is drawn."""
    picture = seen.chart
    if not picture.order:
        return None
    without = _("The chart needs JavaScript; the table does not.")
    figure = growth_figure(in_light(picture))
    return PageChart(figure, plot_config(seen.stem), chart_summary(picture), without)


def in_light(picture: Picture) -> Picture:
    """Return the picture on a light page, whatever the screen's theme: files are read on paper."""
    styles = styles_of(tuple(picture.names), picture.in_colour, _LIGHT)
    return replace(picture, base=_LIGHT, styles=styles)


_LIGHT = "light"


def report_of(seen: Seen) -> Report:
    """Return the report of what is seen. All words are in it: whoever writes a file needs none."""
    table, styles = seen.ranking.table, in_light(seen.chart).styles
    daily = seen.found.daily
    note = published_note(seen.found, seen.chart.lineup, seen.chart.view)
    title = n_(
        "Follower growth of {n} creator", "Follower growth of {n} creators", len(table)
    ).format(n=len(table))
    return Report(
        title=title,
        facts=facts(seen),
        findings=tuple(finding_text(one, seen.chart.names, write=str) for one in seen.findings),
        columns=_columns(seen),
        table=table,
        daily=daily[daily["creator_id"].isin(table["creator_id"])],
        chart=_chart(seen),
        names=seen.chart.names,
        colours={key: style.color for key, style in styles.items()},
        dashes={key: style.dash for key, style in styles.items()},
        words=_words(note),
        look=_look(),
        note=note,
    )


def _columns(seen: Seen) -> tuple[ReportColumn, ...]:
    formulas = {column.key: _(column.formula) for column in COLUMNS if column.formula}
    rules = seen.settings.rules
    formulas |= {"tier": tiers_explained(rules.tiers), "spike_days": rule_text(rules.spike)}
    return tuple(
        ReportColumn(column.key, label_with_unit(column), column.kind, formulas.get(column.key, ""))
        for column in COLUMNS
        if column.key in seen.ranking.columns
    )


def _chart(seen: Seen) -> ReportChart:
    """Return the upper panel."""
    drawn = seen.chart
    scale, align = drawn.scale, drawn.lineup.align
    total = drawn.view is not View.NEW
    title = panel_title(total=total, scale=scale, align=align)
    if common_taken_out(seen.found, drawn.lineup, drawn.view):
        title = " · ".join([title, _("common days taken out")])
    values = drawn.curves.totals if total else drawn.curves.news
    return ReportChart(
        title,
        values[values["creator_id"].isin(drawn.order)],
        offsets=align is not Align.CALENDAR,
        number_format=number_format(scale, total=total),
        logarithmic=total and scale is Scale.LOG,
        context=frozenset(drawn.order) - drawn.in_colour,
    )


def _look() -> Look:
    return Look(
        text=text_color(_LIGHT),
        muted=muted_color(_LIGHT),
        grid=grid_color(_LIGHT),
        context=context_color(_LIGHT),
    )


def _words(note: str) -> Words:
    return Words(
        ranking=_("Ranking"),
        chart=_("Chart"),
        daily=_("Daily data"),
        wide=_("Daily totals"),
        curves=_("Curves without common days") if note else _("Curves"),
        definitions=_("Definitions"),
        findings=_("What stands out"),
        creator=_("Creator"),
        creator_id=_("Creator id"),
        day=_("Day (China date)"),
        offset=_("Days from day 0"),
        total_followers=_("Total followers"),
        new_followers=_("New followers"),
        column=_("Column"),
        formula=_("Formula"),
        continued=_("{title} ({page} of {pages})"),
        no_data=_("No data"),
    )
