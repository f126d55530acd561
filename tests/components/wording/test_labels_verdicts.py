from __future__ import annotations

from datetime import date, timedelta

import pytest

from components.wording.labels import verdict_badge, verdict_name, verdict_sentence
from services.growth.reconciliation import Verdict

DAYS = [date(2025, 12, 1) + timedelta(days=n) for n in range(9)]


@pytest.mark.parametrize(
    ("verdict", "name", "badge"),
    [
        (Verdict.NET, "Net", ":green-badge[Net]"),
        (Verdict.GROSS, "Gross", ":blue-badge[Gross]"),
        (Verdict.CONFLICT, "Conflict", ":orange-badge[Conflict]"),
        (Verdict.UNKNOWN, "Too few days", ":gray-badge[Too few days]"),
    ],
)
def test_each_verdict_has_its_words_and_its_colour(verdict, name, badge):
    assert verdict_name(verdict) == name
    assert verdict_badge(verdict) == badge


@pytest.mark.parametrize(
    ("verdict", "compared", "conflicts", "sentence"),
    [
        (
            Verdict.NET,
            29,
            (),
            "New followers equal the daily net change on all 29 days: they are counted net.",
        ),
        (
            Verdict.NET,
            1,
            (),
            "New followers equal the daily net change on 1 day: they are counted net.",
        ),
        (
            Verdict.GROSS,
            29,
            (),
            "New followers are never below the daily net change and above it on some of the 29 "
            "days: they are counted gross, and the difference is those who left.",
        ),
        (
            Verdict.UNKNOWN,
            3,
            (),
            "Too few days have both numbers to say whether new followers are net or gross.",
        ),
        (
            Verdict.CONFLICT,
            29,
            DAYS[:1],
            "New followers contradict the total on 1 day of 29: 2025-12-01.",
        ),
        (
            Verdict.CONFLICT,
            29,
            DAYS[:2],
            "New followers contradict the total on 2 days of 29: 2025-12-01, 2025-12-02.",
        ),
    ],
)
def test_the_sentence_says_on_how_many_days(verdict, compared, conflicts, sentence):
    assert verdict_sentence(verdict, compared, conflicts) == sentence


@pytest.mark.parametrize(("days", "cut"), [(6, False), (7, True)])
def test_of_many_days_the_first_six_are_named_and_all_are_counted(days, cut):
    sentence = verdict_sentence(Verdict.CONFLICT, 29, DAYS[:days])
    assert f"on {days} days of 29" in sentence
    assert sentence.count("2025-12-") == 6
    assert sentence.endswith("2025-12-06…." if cut else "2025-12-06.")
