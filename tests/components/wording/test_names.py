from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from components.wording.names import names_of
from services.sandbox.creators import EXAMPLES
from services.shortlist.creator import Creator

LUNA = EXAMPLES[0]
ID_TAILS = st.text("01", min_size=6, max_size=6)


def creator(tail: str, alias: str = "") -> Creator:
    return Creator(f"5f0000000000000001{tail:0>6}", alias)


def test_the_alias_comes_first_then_the_nickname_of_the_sandbox_then_the_ends_of_the_id():
    aliased, known, unknown = (
        Creator(LUNA.creator_id, "Mia"),
        Creator(LUNA.creator_id),
        creator("a"),
    )
    assert names_of([aliased], sandbox=True) == {LUNA.creator_id: "Mia"}
    assert names_of([known], sandbox=True) == {LUNA.creator_id: "Luna in Hangzhou"}
    assert names_of([known], sandbox=False) == {LUNA.creator_id: "5f00…00101"}
    assert list(names_of([unknown], sandbox=True).values()) == ["5f00…0000a"]


def test_two_under_one_name_get_the_end_of_their_ids():
    both = [creator("0101", "Luna"), creator("0102", "Luna"), creator("0103", "Mia")]
    assert list(names_of(both, sandbox=False).values()) == ["Luna (0101)", "Luna (0102)", "Mia"]


def test_as_much_of_the_id_as_tells_them_apart():
    both = [creator("10101", "Luna"), creator("20101", "Luna"), creator("0a", "Luna")]
    names = list(names_of(both, sandbox=False).values())
    assert names == ["Luna (10101)", "Luna (20101)", "Luna (000a)"]


def test_a_name_with_an_end_is_not_the_name_that_a_third_has_already():
    three = [creator("0101", "Luna"), creator("0102", "Luna"), creator("0103", "Luna (0101)")]
    assert list(names_of(three, sandbox=False).values()) == [
        "Luna (00101)",
        "Luna (0102)",
        "Luna (0101)",
    ]


def test_an_alias_that_is_another_creators_nickname():
    two = [Creator(LUNA.creator_id), creator("2222", LUNA.nickname)]
    assert list(names_of(two, sandbox=True).values()) == [
        "Luna in Hangzhou (0101)",
        "Luna in Hangzhou (2222)",
    ]


@given(st.dictionaries(ID_TAILS, st.sampled_from(["", "A", "A (0001)", "A (00001)", "5f00…00001"])))
def test_no_two_are_alike(aliases):
    found = names_of([creator(tail, alias) for tail, alias in aliases.items()], sandbox=False)
    assert len(set(found.values())) == len(found) == len(aliases)
