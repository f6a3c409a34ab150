"""The page about the matrix says what the rows really cover."""

from tests.template.pairs import refusal
from tests.template.pairs import refusal_of
from tests.template.rows import BUSINESSES
from tests.template.rows import MODELS
from tests.template.rows import ROWS
from tests.unit.docs import matrix_pairs


def test_the_page_is_made_from_the_rows() -> None:
    stale = "run `python tests/unit/docs/matrix_pairs.py`"
    page = matrix_pairs.PAGE.read_text(encoding="utf-8")
    assert matrix_pairs.current(page) == matrix_pairs.section(), stale


def test_a_pair_that_is_not_covered_does_not_go_together() -> None:
    assert [pair for pair in matrix_pairs.uncovered() if not refusal(*pair)] == []


def test_the_template_takes_every_row() -> None:
    assert {row.name: why for row in ROWS if (why := refusal_of(row.combination))} == {}


def test_every_answer_and_every_model_is_in_the_quick_rows() -> None:
    quick = [row.values for row in ROWS if row.quick]
    assert set().union(*(row.values for row in ROWS)) == set().union(*quick)
    assert {row.model for row in ROWS if row.quick} >= set(MODELS)


def test_businesses_run_on_postgresql() -> None:
    assert all(row.on_postgresql for row in ROWS if row.model in BUSINESSES)
