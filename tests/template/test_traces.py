"""What was not chosen leaves nothing behind."""

from pathlib import Path

import pytest
from tests.template.pairs import UNASKED
from tests.template.pairs import Answer
from tests.template.pairs import factors
from tests.template.pairs import questions
from tests.template.rows import ROWS
from tests.template.rows import Row
from tests.template.rows import on
from tests.template.services import Service
from tests.template.traces import PIECES
from tests.template.traces import known_pieces
from tests.template.traces import left_behind

# they change versions, and leave no word that could be told from another's
WITHOUT_TRACES = {"python_version", "django_version"}


@on(ROWS)
def test_what_was_not_chosen_left_nothing(row: Row, rendered: Service) -> None:
    assert left_behind(rendered.root, row.answers) == []


@on(row for row in ROWS if row.quick)
def test_what_was_chosen_is_there(row: Row, rendered: Service) -> None:
    """Or the words would find nothing anywhere."""
    chosen = [piece for piece in known_pieces() if piece.chosen(row.answers)]
    unspoken = {**row.answers, **{piece.question: None for piece in chosen}}
    found = "\n".join(left_behind(rendered.root, unspoken))
    for piece in chosen:
        assert f"of {piece.question}={piece.answer}" in found


def _answers() -> list[Answer]:
    """All that can be chosen or not."""
    return [
        (name, value)
        for name in questions()
        for value in factors()[name]
        if name not in WITHOUT_TRACES and value not in (UNASKED, False, (), "none")
    ]


@pytest.mark.parametrize("answer", _answers(), ids=str)
def test_every_choice_has_its_traces(answer: Answer) -> None:
    name, value = answer
    known = {piece.answer for piece in PIECES if piece.question == name}
    assert (set(value) if isinstance(value, tuple) else {value}) <= known


NOTHING = {"api": [], "factory_boy": False, "license": "none"}


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("settings.py", 'APPS = ["rest_framework"]', "settings.py:1: 'rest_framework', of api=rest"),
        ("README.md", "\nThe REST API", "README.md:2: 'REST', of api=rest"),
        ("interface/rest/views.py", "", "interface/rest/views.py: 'rest/', of api=rest"),
        ("pyproject.toml", '"factory-boy>=3"', "pyproject.toml:1: 'factory-boy', of factory_boy=True"),
        ("tests/rows.py", "OrderFactory()", "tests/rows.py:1: 'OrderFactory', of factory_boy=True"),
        ("LICENSE", "The MIT License", "LICENSE:1: 'MIT', of license=MIT"),
    ],
)
def test_a_planted_trace_is_found(tmp_path: Path, name: str, text: str, found: str) -> None:
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    assert left_behind(tmp_path, NOTHING) == [found]


def test_an_empty_folder_is_found(tmp_path: Path) -> None:
    (tmp_path / "docs" / "how-to").mkdir(parents=True)
    assert left_behind(tmp_path, NOTHING) == ["docs/how-to: an empty folder"]


def test_what_is_no_trace_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "test_admin.py").write_text("the rest of it: RequestFactory()")
    (tmp_path / ".copier-answers.yml").write_text("factory_boy: false")
    assert left_behind(tmp_path, NOTHING) == []
