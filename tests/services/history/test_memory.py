from __future__ import annotations

from services.api.series import Metric
from services.history.memory import Memory
from tests.components.made import A, B, C, held


def test_everybody_gets_the_same_series_and_the_least_used_go():
    memory = Memory(most=10)
    first, second = held(1, 2, 3, 4), held(5, 6, 7, 8)
    memory.put(A, Metric.TOTAL, first)
    memory.put(B, Metric.TOTAL, second)
    assert memory.get(A, Metric.TOTAL) is memory.get(A, Metric.TOTAL) is first
    memory.put(C, Metric.TOTAL, held(9, 9, 9))
    assert memory.get(B, Metric.TOTAL) is memory.stamp(B, Metric.TOTAL) is None
    assert memory.stamp(A, Metric.TOTAL) == first.stamp


def test_a_series_is_known_by_its_points():
    assert held(1, 2).digest == held(1, 2, contradicts=True).digest
    assert len({held(*one).digest for one in ((1, 2), (2, 1), (1, 2, 3), (1, None, 2))}) == 4
