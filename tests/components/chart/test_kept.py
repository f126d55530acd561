from __future__ import annotations

import plotly.io
import plotly.tools

from components.chart.figure import growth_figure
from components.chart.kept import KeptFigure
from tests.components.made import A, B, history
from tests.components.seeing import seen


def test_a_kept_figure_is_drawn_as_it_was_built():
    built = growth_figure(seen(history(A, [1, 2, 4]), history(B, [5, 5, 6])).chart)
    kept = KeptFigure(built.to_plotly_json())
    # as Streamlit takes them
    figures = [plotly.tools.return_figure_from_figure_or_data(one, True) for one in (built, kept)]
    assert len({plotly.io.to_json(one, validate=False) for one in figures}) == 1
