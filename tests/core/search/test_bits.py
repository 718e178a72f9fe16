"""Sets of rows as bits, and sums kept in bit planes."""

from hypothesis import given
from hypothesis import strategies as st

from codes.core.search import bits

ROWS = st.sets(st.integers(0, 299))


@given(ROWS)
def test_rows_come_back_in_order(rows):
    assert list(bits.rows_of(bits.from_rows(rows, 300))) == sorted(rows)


@given(ROWS, st.integers(0, 400))
def test_a_row_is_held_or_not(rows, row):
    assert bits.holds(bits.from_rows(rows, 300))(row) == (row in rows)


@given(st.lists(st.tuples(ROWS, st.integers(0, 63)), max_size=8), st.integers(0, 200))
def test_sums_are_what_adding_up_would_give(added, least):
    sums, plain = bits.Sums(), dict.fromkeys(range(300), 0)
    for rows, value in added:
        sums.add(bits.from_rows(rows, 300), value)
        for row in rows:
            plain[row] += value
    everything = (1 << 300) - 1
    assert set(bits.rows_of(sums.at_least(least, everything))) == {r for r, s in plain.items() if s >= least}
    ordered = [row for group in sums.descending(everything) for row in bits.rows_of(group)]
    assert [plain[row] for row in ordered] == sorted(plain.values(), reverse=True)
