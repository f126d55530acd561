"""What is on screen as a report: the same words and numbers, for the files to take away."""

from __future__ import annotations

from components.exports.charts import charts_of, in_light, look_of_files
from components.exports.facts import Seen, facts
from components.ranking.columns import COLUMNS
from components.ranking.writing import label_with_unit
from components.wording.chart import published_note
from components.wording.findings import finding_text
from components.wording.formats import iso_day
from components.wording.i18n import _, n_
from components.wording.labels import tiers_explained
from components.wording.names import window_title
from components.wording.source import demo_mark, source_name
from components.wording.spikes import look_lines, rule_text
from services.exports.report import Report, ReportColumn, Words
from services.shortlist.creator import Decision


def report_of(seen: Seen) -> Report:
    """Return the report of what is seen. All words are in it: whoever writes a file needs none."""
    table, charts = seen.ranking.table, charts_of(seen)
    styles = in_light(seen.chart).styles
    daily, note = seen.found.daily, published_note(seen.found, seen.chart.lineup, seen.chart.view)
    title = n_(
        "Follower growth of {n} creator", "Follower growth of {n} creators", len(table)
    ).format(n=len(table))
    return Report(
        title=title,
        facts=facts(seen, charts),
        findings=tuple(finding_text(one, seen.chart.names, write=str) for one in seen.findings),
        columns=_columns(seen),
        table=table,
        daily=daily[daily["creator_id"].isin(table["creator_id"])],
        charts=charts,
        names=seen.chart.names,
        colours={key: style.color for key, style in styles.items()},
        dashes={key: style.dash for key, style in styles.items()},
        words=_words(),
        look=look_of_files(),
        note=note,
        heading=seen.list_name,
        source=seen.chart.caption.source,
        stamp=_stamp(seen),
        demo=demo_mark(seen.settings),
        looks=() if seen.client_view else _looks(seen),
        booked=frozenset(
            who.creator_id for who in seen.creators if who.decision is Decision.BOOKED
        ),
    )


def _stamp(seen: Seen) -> tuple[str, str, str]:
    found = seen.found
    return (
        source_name(seen.settings),
        iso_day(found.data_day),
        window_title(found.window.asked),
    )


def _looks(seen: Seen) -> tuple[str, ...]:
    kept = {key: seen.chart.names[key] for key in seen.ranking.table["creator_id"]}
    lines = look_lines(seen.found, kept, write=str)
    return (*lines, rule_text(seen.settings.rules.spike)) if lines else ()


def _columns(seen: Seen) -> tuple[ReportColumn, ...]:
    formulas = {column.key: _(column.formula) for column in COLUMNS if column.formula}
    rules = seen.settings.rules
    formulas |= {"tier": tiers_explained(rules.tiers), "spike_days": rule_text(rules.spike)}
    return tuple(
        ReportColumn(column.key, label_with_unit(column), column.kind, formulas.get(column.key, ""))
        for column in COLUMNS
        if column.key in seen.ranking.columns
    )


def _words() -> Words:
    return Words(
        ranking=_("Ranking"),
        further=_("Ranking: further figures"),
        chart=_("Chart"),
        daily=_("Daily data"),
        wide=_("Daily totals"),
        wide_new=_("Daily new followers"),
        curves=_("Curves"),
        new_curves=_("Curves of new followers"),
        definitions=_("Definitions"),
        settings=_("Settings, definitions and what to know"),
        findings=_("What stands out"),
        looks=_("Days that need a human look"),
        creator=_("Creator"),
        creator_id=_("Creator id"),
        page=_("Marketplace page"),
        day=_("Day (China date)"),
        offset=_("Days from day 0"),
        total_followers=_("Total followers"),
        new_followers=_("New followers"),
        column=_("Column"),
        formula=_("Formula"),
        continued=_("{title} ({page} of {pages})"),
        no_data=_("No data"),
        no_script=_("The chart needs JavaScript; the table does not."),
        source=_("Source"),
        data_day=_("Data day"),
        window=_("Window"),
        note=_("Note"),
    )
