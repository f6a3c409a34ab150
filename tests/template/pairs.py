"""Pairwise: few combinations of answers in which any two that go together meet.

The questions, what they accept and what goes together are asked of `copier.yml`.
"""

import atexit
import re
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import ExitStack
from enum import Enum
from functools import cache
from itertools import combinations
from itertools import product
from pathlib import Path
from typing import Any

import yaml
from covertable import make

from ringfence.questions import Questionnaire
from ringfence.questions import questionnaire

REPOSITORY = Path(__file__).parents[2]


class Nothing(Enum):
    """What stands for the answer to a question that is not asked."""

    UNASKED = "not asked"


Value = bool | str | tuple[str, ...] | Nothing
Answer = tuple[str, Value]
Combination = Mapping[str, Value]

UNASKED = Nothing.UNASKED
DECIDED_BY_MODEL = {"sample", "model"}
# not questions, but services differ by them as well
CIRCUMSTANCES: Mapping[str, tuple[Value, ...]] = {
    "model": ("empty", "sample", "business", "edges", "random"),
    "texts": ("plain", "hostile"),
    "database": ("sqlite", "postgresql"),
}


@cache
def questions() -> Mapping[str, Mapping[str, Any]]:
    """The questions of the template that have a known number of answers."""
    found = yaml.safe_load((REPOSITORY / "copier.yml").read_text(encoding="utf-8"))
    return {
        name: details
        for name, details in found.items()
        if not name.startswith("_")
        and name not in DECIDED_BY_MODEL
        and (details["type"] == "bool" or "choices" in details)
    }


@cache
def factors() -> Mapping[str, tuple[Value, ...]]:
    """All that services differ by, with the values that it has."""
    asked = {name: tuple(_values(details)) for name, details in questions().items()}
    return {**asked, **CIRCUMSTANCES}


def _values(details: Mapping[str, Any]) -> Iterator[Value]:
    if details["type"] == "bool":
        yield from (True, False)
    else:
        choices = _choices(details["choices"])
        if details.get("multiselect"):
            for size in range(len(choices), -1, -1):
                yield from combinations(choices, size)
        else:
            yield from choices
    if "when" in details:
        yield UNASKED


def _choices(choices: Any) -> list[str]:
    found = choices.values() if isinstance(choices, Mapping) else choices
    return [each["value"] if isinstance(each, Mapping) else each for each in found]


@cache
def refusal(one: Answer, two: Answer) -> str:
    """Why two answers do not go together, in the words of the template; empty if they do."""
    given = dict((one, two))
    if given.get("model") == "business" and given.get("database") == "sqlite":
        return "the models of real businesses run on PostgreSQL"
    names = set(given)
    if names <= set(questions()) and any(_mentions(*pair) for pair in ((one, two), (two, one))):
        return refusal_of(given)
    return ""


def _mentions(one: Answer, two: Answer) -> bool:
    details = {key: value for key, value in questions()[one[0]].items() if key != "help"}
    return re.search(rf"\b{two[0]}\b", str(details)) is not None


def refusal_of(combination: Combination) -> str:
    """Why the template does not take some answers; empty if it does."""
    asked = {name: value for name, value in combination.items() if name in questions()}
    given = {
        name: _answer(factors()[name][0] if value is UNASKED else value)
        for name, value in asked.items()
    }
    verdict = _questionnaire().check(given, {}, asking=False)
    unasked = {name for name, value in asked.items() if value is UNASKED}
    faults = [*verdict.faults.values()]
    faults += [f"`{name}` is not asked" for name in verdict.unasked if name not in unasked]
    faults += [f"`{name}` is asked" for name in sorted(unasked - set(verdict.unasked))]
    return "; ".join(faults)


@cache
def _questionnaire() -> Questionnaire:
    until_the_end = ExitStack()
    atexit.register(until_the_end.close)
    return until_the_end.enter_context(questionnaire(str(REPOSITORY), REPOSITORY / "build" / "service"))


def answers_of(combination: Combination) -> dict[str, Any]:
    """The answers as the template takes them, those that are not asked left out."""
    return {
        name: _answer(value)
        for name, value in combination.items()
        if name in questions() and value is not UNASKED
    }


def _answer(value: Value) -> Any:
    return list(value) if isinstance(value, tuple) else value


@cache
def matrix() -> tuple[Combination, ...]:
    """The combinations; those with the newest Python come last, and no other pair needs them."""
    earlier = {
        name: [value for value in values if (name, value) != late()]
        for name, values in factors().items()
    }
    name, newest = late()
    return (*_pairwise(earlier), *_pairwise({**earlier, name: [newest]}, strength=1))


def late() -> Answer:
    """The newest Python, which not every machine has."""
    return "python_version", factors()["python_version"][-1]


def _pairwise(values: Mapping[str, Sequence[Value]], strength: int = 2) -> list[Combination]:
    refused = [pair for pair in _pairs(values) if refusal(*pair)]
    rows = make(values, strength=strength, constraints=[_not_both(*pair) for pair in refused])
    return [{name: row[name] for name in values} for row in rows]


def _not_both(*pair: Answer) -> Mapping[str, Any]:
    differences = [{"operator": "ne", "left": name, "value": value} for name, value in pair]
    return {"operator": "or", "conditions": differences}


def pairs() -> list[tuple[Answer, Answer]]:
    """Every two answers, those to questions that are not asked left out."""
    return [(one, two) for one, two in _pairs(factors()) if UNASKED not in {one[1], two[1]}]


def _pairs(values: Mapping[str, Sequence[Value]]) -> Iterator[tuple[Answer, Answer]]:
    answers = [[(name, value) for value in found] for name, found in values.items()]
    for ones, twos in combinations(answers, 2):
        yield from product(ones, twos)
