"""The tables of `docs/matrix.md`, made from the rows that the tests render.

`python tests/unit/docs/matrix_pairs.py` writes them anew.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from tests.template.pairs import Answer

REPOSITORY = Path(__file__).parents[3]
PAGE = REPOSITORY / "docs" / "matrix.md"
BEGIN, END = "<!-- matrix: begin -->\n", "<!-- matrix: end -->"


def section() -> str:
    """The tables, as the page shall have them."""
    return "\n".join([*_values(), "", *_pairs(), "", *_rows(), ""])


def uncovered() -> "list[tuple[Answer, Answer]]":
    """The pairs that no row has."""
    from tests.template.pairs import matrix  # noqa: PLC0415 - found once the path is set
    from tests.template.pairs import pairs  # noqa: PLC0415

    return [pair for pair in pairs() if not any({*pair} <= {*row.items()} for row in matrix())]


def _values() -> Iterator[str]:
    from tests.template.pairs import factors  # noqa: PLC0415

    yield from ("| question or circumstance | values |", "| --- | --- |")
    for name, values in factors().items():
        yield f"| `{name}` | {', '.join(map(_text, values))} |"


def _pairs() -> Iterator[str]:
    from tests.template.pairs import late  # noqa: PLC0415
    from tests.template.pairs import pairs  # noqa: PLC0415
    from tests.template.pairs import refusal  # noqa: PLC0415

    missing = uncovered()
    newest = sum(late() in pair and pair not in missing for pair in pairs())
    yield (
        f"{len(pairs()) - len(missing)} of {len(pairs())} pairs are covered; {newest} of them need Python "
        f"{late()[1]} and are left out where there is none. {len(missing)} pairs are not covered:"
    )
    yield from ("", "| pair | why not |", "| --- | --- |")
    for pair in missing:
        words = " and ".join(f"`{name}` {_text(value)}" for name, value in pair)
        yield f"| {words} | {refusal(*pair)} |"


def _rows() -> Iterator[str]:
    from tests.template.pairs import factors  # noqa: PLC0415
    from tests.template.rows import ROWS  # noqa: PLC0415

    names = [name for name in factors() if name != "model"]
    yield f"{len(ROWS)} rows, {sum(row.quick for row in ROWS)} of them in `make test`:"
    yield from ("", f"| row | `make test` | model | {' | '.join(names)} |")
    yield f"|{' --- |' * (len(names) + 3)}"
    for number, row in enumerate(ROWS, 1):
        cells = [_text(row.combination[name]) for name in names]
        yield f"| {number} | {'yes' if row.quick else ''} | {row.model} | {' | '.join(cells)} |"


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return " + ".join(value) or "nothing"
    return str(getattr(value, "value", value))


def current(page: str) -> str:
    """The tables that the page has now."""
    return page.partition(BEGIN)[2].partition(END)[0]


if __name__ == "__main__":
    sys.path.insert(0, str(REPOSITORY))
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(text.replace(BEGIN + current(text), BEGIN + section()), encoding="utf-8")
