"""The reference pages know every word that the code knows."""

import re
from pathlib import Path

import pytest
import yaml
from extensions.domain_model import SAMPLE
from extensions.domain_model import read
from extensions.domain_model import reserved
from extensions.domain_model.aggregates import ENTITY_KEYS
from extensions.domain_model.aggregates import KEYS as AGGREGATE_KEYS
from extensions.domain_model.elements import Kind
from extensions.domain_model.elements import Moment
from extensions.domain_model.elements import Operation
from extensions.domain_model.fields import KEYS as FIELD_KEYS
from extensions.domain_model.fields import MODIFIERS
from extensions.domain_model.lifecycle import TRANSITION_KEYS
from extensions.domain_model.reader import CONTEXT_KEYS
from tests.unit.docs import reserved_names
from typer.main import get_command

from ringfence.cli import app
from ringfence.presets import PRESETS

REPOSITORY = Path(__file__).parents[3]
DOCS = REPOSITORY / "docs"
MODEL = (DOCS / "model-reference.md").read_text(encoding="utf-8")
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")


def rows(page: str) -> set[str]:
    """The words in the first column of the page's tables."""
    return set(re.findall(r"^\| `([^`]+)`", page, re.MULTILINE))


@pytest.mark.parametrize("kind", Kind)
def test_every_type_has_its_row(kind: Kind) -> None:
    assert kind.value in rows(MODEL)


@pytest.mark.parametrize("modifier", MODIFIERS)
def test_every_modifier_has_its_row(modifier: str) -> None:
    assert modifier in rows(MODEL)


@pytest.mark.parametrize(
    "word",
    [
        *CONTEXT_KEYS,
        *AGGREGATE_KEYS,
        *ENTITY_KEYS,
        *FIELD_KEYS,
        *TRANSITION_KEYS,
        *Operation,
        *Moment,
    ],
)
def test_every_key_is_explained(word: str) -> None:
    assert re.search(rf"`{word}\b|^ *{word}:|^### .*\b{word}\b", MODEL, re.MULTILINE)


def test_the_reserved_names_are_those_of_the_checks() -> None:
    stale = "run `python tests/unit/docs/reserved_names.py`"
    assert reserved_names.current(MODEL) == reserved_names.section(), stale


@pytest.mark.parametrize(
    "groups",
    [
        reserved.FIELDS,
        reserved.ENTITY_FIELDS,
        reserved.FILTERS,
        reserved.TRANSITIONS,
        reserved.CONTEXTS,
        reserved.CLASSES,
        reserved.VARIABLES,
        {"a table": reserved.TABLES},
    ],
)
def test_no_reserved_name_is_missing(groups: reserved.Reserved) -> None:
    listed = set(re.findall(r"`(\w+)`", reserved_names.current(MODEL)))
    assert frozenset().union(*groups.values()) <= listed


def test_the_readme_shows_the_sample() -> None:
    assert f"```yaml\n{SAMPLE}```" in README


def test_the_tutorial_writes_a_model_that_can_be_read() -> None:
    tutorial = (DOCS / "tutorial.md").read_text(encoding="utf-8")
    written = re.search(r"```yaml\n(contexts:\n.*?)```", tutorial, re.DOTALL)
    assert written is not None
    assert [context.name for context in read(written[1]).contexts] == ["catalog", "ordering"]


def test_every_question_has_its_row() -> None:
    questions = yaml.safe_load((REPOSITORY / "copier.yml").read_text(encoding="utf-8"))
    asked = {name for name in questions if not name.startswith("_")} - {"model"}
    assert asked == rows((DOCS / "questions.md").read_text(encoding="utf-8"))


def test_every_option_and_preset_is_explained() -> None:
    page = (DOCS / "command-line.md").read_text(encoding="utf-8")
    new = get_command(app).commands["new"]  # type: ignore[attr-defined]
    options = [name for parameter in new.params for name in parameter.opts if name[0] == "-"]
    assert [name for name in [*options, "-h"] if f"`{name}" not in page] == []
    assert set(PRESETS) <= rows(page)
