from __future__ import annotations

from services.shortlist.creator import Creator, Decision
from services.shortlist.prices import Prices

ID = "5f0000000000000001000b01"
FULL = Creator(ID, "Luna", Prices(500, None, 9), "slow", Decision.MAYBE, 12_300)


def test_what_one_says_outranks_what_the_other_says():
    said = Creator(ID, "Lu", Prices(600, 800), "fast", Decision.NO, 45_600)
    both = Creator(ID, "Lu", Prices(600, 800, 9), "fast", Decision.NO, 45_600)
    assert said.or_else(FULL) == both


def test_what_one_does_not_say_is_what_the_other_says():
    assert Creator(ID).or_else(FULL) == FULL
    assert FULL.or_else(Creator(ID)) == FULL
