from __future__ import annotations

from components.ranking.columns import CHOOSABLE, COLUMNS


def test_every_column_has_a_key_and_a_label_of_its_own():
    for labels in ([column.key for column in COLUMNS], [column.label for column in COLUMNS]):
        assert len(set(labels)) == len(labels)


def test_only_the_name_and_the_remark_cannot_be_chosen():
    rest = {column.key for column in COLUMNS} - {column.key for column in CHOOSABLE}
    assert rest == {"name", "status"}


def test_no_number_is_without_its_formula():
    numbers = [column for column in COLUMNS if column.kind not in ("text", "date")]
    assert [column.key for column in numbers if not column.formula] == ["points"]
