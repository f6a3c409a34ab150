"""Random models that stay the same from run to run.

Hypothesis mixes the constants of all loaded modules of a repository into what it draws, so that a model would depend
on which tests run, and change with every module.  A process of its own draws them, with none of them left to look at:
then they follow from `tests.strategies`, and the versions of hypothesis and Python, alone.
"""

import json
import os
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

from extensions.domain_model.elements import Aggregate
from extensions.domain_model.elements import Kind
from extensions.domain_model.elements import Model
from hypothesis import HealthCheck
from hypothesis import Phase
from hypothesis import given
from hypothesis import seed
from hypothesis import settings
from tests.model_text import written
from tests.strategies import models

_REPOSITORY = Path(__file__).parents[2]
# types that may have few values
_NARROW = {Kind.BOOL, Kind.ENUM, Kind.INT, Kind.DECIMAL}
_DRAWN = 12  # the first models that hypothesis draws are small


@cache
def random_models(count: int) -> tuple[str, ...]:
    """The texts of so many models of any shape."""
    result = subprocess.run(
        [sys.executable, "-m", "tests.template.random_models", str(count)],
        cwd=_REPOSITORY,
        env={**os.environ, "PYTHONHASHSEED": "0"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return tuple(json.loads(result.stdout))


def draw(count: int) -> None:
    """Print them.  The process must do nothing else: its modules are forgotten."""
    for name, module in [*sys.modules.items()]:
        if _is_ours(getattr(module, "__file__", None)):
            del sys.modules[name]
    print(json.dumps([_drawn(number) for number in range(1, count + 1)]))


def _is_ours(file: str | None) -> bool:
    return (
        file is not None
        and Path(file).is_relative_to(_REPOSITORY)
        and "site-packages" not in Path(file).parts
    )


def _drawn(number: int) -> str:
    """Always the same model for a number."""
    drawn: list[str] = []

    @seed(number)
    @settings(
        max_examples=_DRAWN,
        database=None,
        deadline=None,
        derandomize=False,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(models(max_contexts=2, max_aggregates=1))
    def draw_one(model: Model) -> None:
        drawn.append(written(_with_room(model)))

    draw_one()
    return f"# random model {number}\n{max(drawn, key=len)}"


def _with_room(model: Model) -> Model:
    """The model, without unique fields that let the tests of a service make one or two only."""
    contexts = (
        replace(context, aggregates=tuple(map(_aggregate_with_room, context.aggregates)))
        for context in model.contexts
    )
    return replace(model, contexts=tuple(contexts))


def _aggregate_with_room(aggregate: Aggregate) -> Aggregate:
    fields = (
        replace(
            field,
            unique=field.unique and field.type.kind not in _NARROW,
        )
        for field in aggregate.fields
    )
    return replace(aggregate, fields=tuple(fields))


if __name__ == "__main__":
    draw(int(sys.argv[1]))
