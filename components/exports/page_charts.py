"""What a page that stands alone draws: the picture on screen, and the small charts of the list."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from components.chart.each import MOST_PANELS, places
from components.chart.figure import chart_summary, growth_figure, plot_config
from components.chart.gallery import page_of
from components.chart.multiples import WIDE, multiples_figure
from components.chart.picture import SCREEN, Picture
from components.exports.charts import in_light
from components.exports.facts import Seen
from components.exports.html_page import PageChart
from components.wording.chart import multiples_summary
from services.growth.curves import curves
from services.growth.lineup import Scale

_WIDTH, _HEIGHT = 1040, 500  # pixels: of a page of A4, with the message above and notes below


def page_charts(seen: Seen) -> tuple[PageChart, ...]:
    """Return the picture, then each page of small charts; nothing where nobody is drawn."""
    picture = in_light(seen.chart)
    if not picture.order:
        return ()
    figure = growth_figure(picture, replace(SCREEN, width=_WIDTH, height=_HEIGHT))
    main = PageChart(figure, plot_config(seen.stem), chart_summary(picture))
    return (main, *_multiples(seen, picture))


def _multiples(seen: Seen, picture: Picture) -> Iterator[PageChart]:
    if len(picture.order) == 1:
        return  # it is the picture
    lineup = replace(picture.lineup, scale=Scale.PERCENT)
    # What needs a look is that of the picture: a client's has none.
    shape = replace(curves(seen.found, lineup), spikes=picture.curves.spikes)
    whole = replace(picture, lineup=lineup, curves=shape)
    for page in range(1, math.ceil(len(picture.order) / MOST_PANELS) + 1):
        drawn = page_of(seen.found, whole, page)
        figure = multiples_figure(drawn, page, replace(WIDE, width=_WIDTH))
        alt = multiples_summary(len(places(drawn, page)))
        yield PageChart(figure, plot_config(f"{seen.stem}-each-{page}"), alt)
