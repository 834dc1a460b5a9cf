"""Two people, one form: whatever happens, nobody's words disappear unseen."""

from hypothesis import given
from hypothesis import strategies as st

from commitments.core.merging import Difference, Sheet, merge


def sheet(*rows, **main):
    return Sheet({name: [value] for name, value in main.items()}, {"evidence": list(rows)})


def row(key, **values):
    return {"id": [key] if key else []} | {name: [value] for name, value in values.items()}


def test_a_field_only_they_changed_is_taken_over():
    merged, found = merge(sheet(title="a"), sheet(title="b"), sheet(title="a"))
    assert merged.main["title"] == ["b"]
    assert not found[0].clash
    assert (found[0].cells[0].was, found[0].cells[0].theirs) == (["a"], ["b"])


def test_a_field_only_i_changed_stands_and_is_no_difference():
    merged, found = merge(sheet(title="a"), sheet(title="a"), sheet(title="c"))
    assert merged.main["title"] == ["c"]
    assert found == []


def test_a_field_both_changed_keeps_mine_and_says_so():
    merged, found = merge(sheet(title="a"), sheet(title="b"), sheet(title="c"))
    assert merged.main["title"] == ["c"]
    assert found[0].clash


def test_both_changed_to_the_same_is_no_clash():
    _, found = merge(sheet(title="a"), sheet(title="b"), sheet(title="b"))
    assert not found[0].clash


def test_a_row_they_added_joins_my_form():
    merged, found = merge(sheet(), sheet(row("7", claim="new")), sheet())
    assert merged.rows["evidence"] == [row("7", claim="new")]
    assert found[0].kind == "added"


def test_my_new_row_stays():
    merged, _ = merge(sheet(), sheet(row("7", claim="x")), sheet(row("", claim="mine")))
    assert [one["claim"] for one in merged.rows["evidence"]] == [["mine"], ["x"]]


def test_a_row_they_removed_goes_when_i_had_not_touched_it():
    start = sheet(row("7", claim="x"))
    merged, found = merge(start, sheet(), start)
    assert merged.rows["evidence"] == []
    assert (found[0].kind, found[0].kept) == ("removed", False)


def test_a_row_they_removed_stays_as_a_new_one_when_i_had_changed_it():
    merged, found = merge(sheet(row("7", claim="x")), sheet(), sheet(row("7", claim="x, and more")))
    assert merged.rows["evidence"] == [row("", claim="x, and more")]
    assert found[0].kept
    assert found[0].clash


def test_a_row_i_remove_while_they_change_it_is_shown_before_it_goes():
    merged, found = merge(
        sheet(row("7", claim="x")),
        sheet(row("7", claim="better")),
        sheet(row("7", claim="x", DELETE="on")),
    )
    assert merged.rows["evidence"] == [row("7", claim="better", DELETE="on")]
    assert found[0].cells[0].theirs == ["better"]


def test_a_sheet_survives_json():
    start = sheet(row("7", claim="x"), title="t")
    assert Sheet.from_json(start.as_json()) == start


words = st.lists(st.sampled_from(["a", "b", "c"]), max_size=1)
sheets = st.builds(
    lambda main, rows: Sheet(
        main, {"evidence": [{"id": [key], "claim": value} for key, value in rows.items()]}
    ),
    st.fixed_dictionaries({"title": words, "note": words}),
    st.dictionaries(st.sampled_from(["1", "2", "3"]), words),
)


@given(sheets, sheets)
def test_with_nobody_else_the_merge_is_what_i_sent(base, mine):
    known = {one["id"][0] for one in base.rows["evidence"]}
    sent = Sheet(
        mine.main, {"evidence": [one for one in mine.rows["evidence"] if one["id"][0] in known]}
    )
    merged, found = merge(base, base, sent)
    assert found == []
    kept = {one["id"][0]: one for one in merged.rows["evidence"]}
    assert merged.main == sent.main
    assert all(kept[one["id"][0]] == one for one in sent.rows["evidence"])


@given(sheets, sheets, sheets)
def test_every_value_of_either_side_is_in_the_form_or_in_the_differences(base, theirs, mine):
    merged, found = merge(base, theirs, mine)
    shown = {(cell.name, tuple(cell.theirs)) for one in found for cell in one.cells}
    for name, value in theirs.main.items():
        assert (
            merged.main[name] == value or (name, tuple(value)) in shown or value == base.main[name]
        )
    for name, value in mine.main.items():
        assert merged.main[name] == value or value == base.main[name]
    assert all(isinstance(one, Difference) for one in found)
