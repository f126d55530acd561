from __future__ import annotations

from datetime import date

from components.wording.names import creator_stem, file_stem
from tests.components.made import A

DAY = date(2025, 12, 7)


def test_a_file_is_called_by_its_window():
    assert file_stem(DAY, 30) == "kol-growth-pugongying-30-days-to-2025-12-07"
    assert file_stem(DAY, 0) == "kol-growth-pugongying-all-days-to-2025-12-07"


def test_demo_data_say_so_in_the_name():
    assert file_stem(DAY, 60, demo=True) == "kol-growth-demo-60-days-to-2025-12-07"


def test_a_creators_chart_is_called_by_creator_chart_and_day():
    assert creator_stem(A, "heat-map", DAY) == f"kol-growth-{A}-heat-map-to-2025-12-07"
