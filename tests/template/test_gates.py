"""Every row passes its own gates: the very commands that its owner has."""

import tomllib
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt
from tests.template.rows import HOSTILE
from tests.template.rows import MODELS
from tests.template.rows import ROWS
from tests.template.services import Service

# the sample goes through all of its gates in an environment of its own, in tests/e2e/test_new_service.py
GATED = [row for row in ROWS if row != "sample"]
# names make no difference to a database
ON_POSTGRESQL = [f"model-{name}" for name in MODELS if name != "odd_names"]


@pytest.mark.parametrize("service", GATED, indirect=True)
def test_make_check(service: Service) -> None:
    assert "== all checks passed" in service.succeed("make", "check")


@pytest.mark.parametrize("service", GATED, indirect=True)
def test_make_test(service: Service) -> None:
    output = service.succeed("make", "test")
    assert "Total coverage: 100.00%" in output


@pytest.mark.parametrize("service", ON_POSTGRESQL, indirect=True)
def test_make_test_on_postgresql(service: Service, postgresql_url: str) -> None:
    output = service.succeed("make", "test", DATABASE_URL=postgresql_url)
    assert "Total coverage: 100.00%" in output
    assert "SKIPPED" not in output


def test_make_check_runs_every_tool(sample: Service) -> None:
    commands = sample.succeed("make", "--dry-run", "check")
    for tool in (
        "ruff format --check .",
        "ruff check .",
        "mypy",
        "lint-imports",
        "pytest --quiet tests/architecture",
        "check --deploy --fail-level WARNING",
        "makemigrations --check",
        "spectacular --validate --fail-on-warn",
    ):
        assert tool in commands


@pytest.mark.parametrize("service", ["hostile-texts"], indirect=True)
def test_hostile_texts_are_printed_verbatim(service: Service) -> None:
    project = tomllib.loads(service.read("pyproject.toml"))["project"]
    assert project["description"] == HOSTILE["description"]
    about = tomllib.loads(service.read("src/shop/config/about.toml"))
    assert about == {"name": HOSTILE["project_name"], "description": HOSTILE["description"]}
    assert " ".join(HOSTILE["author_name"].split()) in service.read("LICENSE")
    readme = _Shown()
    readme.feed(MarkdownIt().render(service.read("README.md")))
    assert readme.texts[:2] == [_words(HOSTILE["project_name"]), _words(HOSTILE["description"])]


def _words(text: str) -> str:
    """The text as a page shows it: white space of every kind is one blank."""
    return " ".join(text.split())


class _Shown(HTMLParser):
    """What a reader sees of a page: the texts of its headings and paragraphs."""

    def __init__(self) -> None:
        super().__init__()
        self._blocks: list[str] = []

    @property
    def texts(self) -> list[str]:
        return [_words(block) for block in self._blocks]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"h1", "h2", "p"}:
            self._blocks.append("")
        elif tag == "br":
            self._blocks[-1] += "\n"

    def handle_data(self, data: str) -> None:
        if self._blocks:
            self._blocks[-1] += data
