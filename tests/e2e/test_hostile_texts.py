"""Texts that break careless templates come out verbatim, or are refused with a reason."""

import tomllib
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.e2e.conftest import Run

from ringfence.questions import questionnaire

FIELDS = ("project_name", "description", "author_name")
SPECIAL = [
    "{{ 7*7 }}",
    "{% raw %}",
    "{% endraw %}",
    "{# comment #}",
    "{{ undefined.attribute }}",
    '"',
    '"""',
    "'",
    "\\",
    "\\u0041",
    "\\N{BULLET}",
    "\n",
    "\n---\n",
    "\t",
    "#",
    ": ",
    "- ",
    "? ",
    "&anchor",
    "*alias",
    "!tag",
    "!!python/object:os.system",
    "%YAML",
    "|",
    ">",
    "@",
    "`",
    "]",
    "}",
    "=",
    "${HOME}",
    "$(touch pwned)",
    "`touch pwned`",
    "%s",
    "~",
    "null",
    "true",
    "3.10",
    "0x1F",
    "<script>alert(1)</script>",
    "-->",
    "\N{FOX FACE}",
    "\N{RIGHT-TO-LEFT OVERRIDE}txt.exe",
    "مرحبا",
    "שלום",
    "e\N{COMBINING ACUTE ACCENT}",
    "\N{ZERO WIDTH JOINER}",
    "\N{LINE SEPARATOR}",
    "\N{ZERO WIDTH NO-BREAK SPACE}",
    "\N{NO-BREAK SPACE}",
]
WORST = " ".join(SPECIAL)

hostile = st.lists(
    st.one_of(
        st.sampled_from(SPECIAL),
        st.text(
            alphabet=st.one_of(
                st.characters(exclude_categories=("Cc", "Cs")), st.sampled_from("\n\t")
            ),
            max_size=20,
        ),
    ),
    max_size=6,
).map("".join)

Render = Callable[[dict[str, Any]], dict[str, str]]


@pytest.fixture(scope="module")
def render(reduced: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Render]:
    """Render the files that print free texts with the template's own environment, as Copier does."""
    with questionnaire(str(reduced), tmp_path_factory.mktemp("shop") / "shop") as questions:

        def render(answers: dict[str, Any]) -> dict[str, str]:
            verdict = questions.check(answers, {}, asking=False)
            assert verdict.faults == {}
            questions.take_defaults()
            worker = questions._worker
            context = worker._render_context()
            return {
                name: worker.jinja_env.get_template(f"template/{name}.jinja").render(context)
                for name in ("pyproject.toml", "{{ _copier_conf.answers_file }}")
            }

        yield render


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(name=hostile.filter(str.strip), description=hostile, author=hostile)
def test_hundreds_of_texts(render: Render, name: str, description: str, author: str) -> None:
    texts = {"project_name": name, "description": description, "author_name": author}
    rendered = render({**texts, "package": "shop"})
    recorded = yaml.safe_load(rendered["{{ _copier_conf.answers_file }}"])
    assert {field: recorded[field] for field in FIELDS} == texts
    project = tomllib.loads(rendered["pyproject.toml"])["project"]
    assert project["description"] == description


@settings(max_examples=300, deadline=None)
@given(character=st.characters(categories=("Cc", "Cs")).filter(lambda text: text not in "\n\t"))
def test_control_characters_are_refused_with_a_reason(
    reduced_questions: Any, character: str
) -> None:
    verdict = reduced_questions.check({"description": f"a{character}b"}, {}, asking=False)
    assert f"U+{ord(character):04X}" in verdict.faults["description"]


@pytest.fixture(scope="module")
def reduced_questions(reduced: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with questionnaire(str(reduced), tmp_path_factory.mktemp("shop") / "shop") as questions:
        yield questions


def test_the_worst_of_texts_through_a_pair_on_the_command_line(run: Run, tmp_path: Path) -> None:
    pairs = [f"-d{field}={WORST}" for field in FIELDS]
    result = run("new", "shop", "--defaults", "--no-setup", "-dpackage=shop", *pairs)
    assert result.returncode == 0, result.stderr
    _assert_verbatim(tmp_path / "shop")


def test_the_worst_of_texts_through_a_file(run: Run, tmp_path: Path) -> None:
    texts = yaml.safe_dump(dict.fromkeys(FIELDS, WORST), allow_unicode=True)
    (tmp_path / "answers.yml").write_text(f"package: shop\n{texts}", encoding="utf-8")
    result = run("new", "shop", "--defaults", "--no-setup", "--data-file", "answers.yml")
    assert result.returncode == 0, result.stderr
    _assert_verbatim(tmp_path / "shop")


def _assert_verbatim(service: Path) -> None:
    recorded = yaml.safe_load((service / ".copier-answers.yml").read_text("utf-8"))
    assert {recorded[field] for field in FIELDS} == {WORST}
    for file in service.rglob("*.toml"):
        tomllib.loads(file.read_text("utf-8"))
    about = tomllib.loads((service / "src/shop/config/about.toml").read_text("utf-8"))
    assert about["name"] == WORST
    for file in service.rglob("*.py"):
        text = file.read_text("utf-8")
        compile(text, str(file), "exec")
        assert "alert(1)" not in text, "free text has no place in Python code"
    assert not list(service.parent.rglob("pwned"))
