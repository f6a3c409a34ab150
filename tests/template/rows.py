"""The rows of the matrix: which services are rendered, by name and answers."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from itertools import count
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.template.pairs import UNASKED
from tests.template.pairs import Answer
from tests.template.pairs import Combination
from tests.template.pairs import answers_of
from tests.template.pairs import late
from tests.template.pairs import matrix
from tests.template.random_models import random_models

_MODELS = Path(__file__).parents[1] / "models"
_EDGES = ("edges", "odd_names")

MODELS = tuple(sorted(path.stem for path in _MODELS.glob("*.yml")))
BUSINESSES = tuple(name for name in MODELS if name not in _EDGES)
LONG_PACKAGE = "the_longest_name_that_a_package_can_have"
HOSTILE_TEXT = (
    """{{ 7*7 }} {% raw %} {# no #} " \"\"\" ' \\ \\u0041 \\N{BULLET} # - : & * ! | > @ ` ] } = $(id) ${HOME} %s"""
    """ <script>alert(1)</script> --> **bold** [link](x) 3.10 ~ null\n---\n\ttrue"""
    " \N{FOX FACE} مرحبا שלום \N{RIGHT-TO-LEFT OVERRIDE}txt.exe e\N{COMBINING ACUTE ACCENT}"
    " \N{LINE SEPARATOR} \N{ZERO WIDTH JOINER} \N{NO-BREAK SPACE} \N{ZERO WIDTH NO-BREAK SPACE}."
)
HOSTILE = dict.fromkeys(("project_name", "description", "author_name"), HOSTILE_TEXT)
TEXTS = {
    "plain": {"project_name": "Shop", "package": "shop"},
    "hostile": {**HOSTILE, "package": LONG_PACKAGE, "author_email": "ada@example.com"},
}


@dataclass(frozen=True)
class Row:
    """A service to be rendered; `combination` is what the matrix says of it, `model` which one it took."""

    name: str
    combination: Combination
    model: str
    answers: Mapping[str, Any]
    quick: bool = False

    @property
    def package(self) -> str:
        return str(self.answers["package"])

    @property
    def values(self) -> set[Answer]:
        """All that it is an example of: its values, and a model that has a file."""
        files = {("model file", self.model)} if self.model in MODELS else set[Answer]()
        return {*self.combination.items(), *files}

    @property
    def on_postgresql(self) -> bool:
        return self.combination.get("database") == "postgresql"

    @property
    def text(self) -> str:
        """Its answers, to be read by whom a failure puzzles."""
        return yaml.safe_dump({**self.answers}, allow_unicode=True, sort_keys=False)


def _rows() -> Iterator[Row]:
    for number, (combination, model) in enumerate(zip(matrix(), _models(), strict=True), 1):
        words = [f"{number:02}", *map(_word, combination.items()), model]
        answers = {
            **TEXTS[str(combination["texts"])],
            **answers_of(combination),
            **_answers_about(model),
        }
        name = "-".join(filter(None, words))
        yield Row(name=name, combination=combination, model=model, answers=answers)


def _models() -> list[str]:
    """A model for each combination; each of a kind meets many interfaces before it comes a second time."""
    turns = {
        "empty": cycle(["empty"]),
        "sample": cycle(["sample"]),
        "business": cycle(BUSINESSES),
        "edges": cycle(_EDGES),
        "random": (f"random{number}" for number in count(1)),
    }
    rows = list(enumerate(matrix()))
    first = sorted(rows, key=lambda row: (late() in row[1].items(), -len(str(row[1]["api"]))))
    found = {place: next(turns[str(combination["model"])]) for place, combination in first}
    return [found[place] for place, _ in rows]


def _word(answer: Answer) -> str:
    """What a row's name says of an answer."""
    name, value = answer
    if name == "model" or value in (False, UNASKED, "plain", "sqlite"):
        return ""
    if value is True:
        return name
    if value in ((), "none"):
        return f"no_{name}"
    return "+".join(value) if isinstance(value, tuple) else str(value)


def _answers_about(model: str) -> Mapping[str, Any]:
    if model in {"empty", "sample"}:
        return {"sample": model == "sample"}
    if model in MODELS:
        return {"sample": False, "model": (_MODELS / f"{model}.yml").read_text(encoding="utf-8")}
    count = sum(combination["model"] == "random" for combination in matrix())
    text = random_models(count)[int(model.removeprefix("random")) - 1]
    return {"sample": False, "model": text}


def _quick(rows: list[Row]) -> Iterator[Row]:
    """Few rows that are examples of everything, but for the newest Python one that stands for it."""
    newest = [row for row in rows if late() in row.values]
    earlier = [row for row in rows if row not in newest]
    missing: set[Answer] = set().union(*(row.values for row in earlier))
    while missing:
        best = max(earlier, key=lambda row: len(row.values & missing))
        missing -= best.values
        yield best
    yield newest[0]


def _marked() -> Iterator[Row]:
    rows = list(_rows())
    quick = list(_quick(rows))
    return (replace(row, quick=row in quick) for row in rows)


SAMPLE = Row(name="sample", combination={}, model="sample", answers=TEXTS["plain"])
ROWS = tuple(_marked())


def on(rows: Iterable[Row]) -> pytest.MarkDecorator:
    """Run a test on each of some rows: the fixtures `service` and `rendered` follow `row`."""
    parameters = [
        pytest.param(
            row,
            id=row.name,
            marks=[pytest.mark.matrix, *([pytest.mark.quick] if row.quick else [])],
        )
        for row in rows
    ]
    return pytest.mark.parametrize("row", parameters)
