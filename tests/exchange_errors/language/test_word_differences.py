"""Two texts become one with marks: nothing of either is lost, and the marks are few enough to read."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from exchange_errors.language.word_differences import MOST_PARTS, ComparedRun, shortened, word_differences


def written(before, after):
    """The comparison in one line: ``[-removed-]`` and ``{+added+}``."""
    marks = {"same": "%s", "removed": "[-%s-]", "added": "{+%s+}"}
    return "".join(marks[part.change] % part.text for part in word_differences(before, after))


def test_a_replaced_word_is_one_removal_and_one_addition():
    assert written("Free your funds first.", "Add your funds first.") == "[-Free-]{+Add+} your funds first."


def test_an_added_sentence_stands_alone():
    assert written("Wait.", "Wait. Then look.") == "Wait.{+ Then look.+}"


def test_two_replaced_words_side_by_side_are_one_replacement():
    assert written("a red car", "a big bus") == "a [-red car-]{+big bus+}"


def test_chinese_and_japanese_are_compared_by_character():
    assert written("余额不足，请充值", "余额不够，请充值") == "余额不[-足-]{+够+}，请充值"
    assert written("注文は拒否された", "注文は受理された") == "注文は[-拒否-]{+受理+}された"


def test_a_name_changes_as_a_whole():
    assert written("INVALID_TRIGGER", "INVALID_REF") == "[-INVALID_TRIGGER-]{+INVALID_REF+}"


def test_equal_texts_have_no_mark():
    assert word_differences("the same", "the same") == [ComparedRun("same", "the same")]
    assert word_differences("", "") == []


WORDS = st.text(st.sampled_from("ab 。余注\n.<\u0301"), max_size=40) | st.text(max_size=30)


@given(before=WORDS, after=WORDS)
def test_both_texts_can_be_read_from_the_comparison(before, after):
    parts = word_differences(before, after)
    assert "".join(part.text for part in parts if part.change != "added") == before
    assert "".join(part.text for part in parts if part.change != "removed") == after
    assert all(one.change != other.change for one, other in pairwise(parts))


def test_a_very_long_text_is_compared_by_line():
    lines = [f"line {number}, with words.\n" for number in range(MOST_PARTS // 2)]
    parts = word_differences("".join(lines), "".join(lines[:-1]) + "another line\n")
    assert [part.change for part in parts] == ["same", "removed", "added"]
    assert parts[1].text == lines[-1]


def test_what_has_no_lines_and_is_very_long_is_replaced_as_a_whole():
    parts = word_differences("a." * MOST_PARTS, "b." * MOST_PARTS)
    assert [part.change for part in parts] == ["removed", "added"]


def test_long_unchanged_text_is_cut_away_from_the_changes():
    long = "word " * 100
    parts = shortened(word_differences(f"{long}old {long}", f"{long}new {long}"), context=20)
    assert [part.change for part in parts] == ["same", "removed", "added", "same"]
    assert parts[0].text.startswith("… word")
    assert parts[0].text.endswith("word ")
    assert len(parts[0].text) < 30
    assert parts[3].text.endswith("… ")
