"""Every row passes its own gates: the very commands that its owner has."""

import tomllib
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt
from tests.template.rows import HOSTILE
from tests.template.rows import ROWS
from tests.template.rows import Row
from tests.template.rows import on
from tests.template.services import Service

FULL = "Total coverage: 100.00%"

@on(ROWS)
def test_make_check(service: Service) -> None:
    assert "== all checks passed" in service.succeed("make", "check")


@on(ROWS)
def test_make_test(row: Row, service: Service, request: pytest.FixtureRequest) -> None:
    if not row.on_postgresql:
        assert FULL in service.succeed("make", "test")
        return
    url = request.getfixturevalue("postgresql_url")
    output = service.succeed("make", "test", DATABASE_URL=url)
    assert FULL in output
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


@on(row for row in ROWS if row.combination["texts"] == "hostile")
def test_hostile_texts_are_printed_verbatim(row: Row, rendered: Service) -> None:
    project = tomllib.loads(rendered.read("pyproject.toml"))["project"]
    assert project["description"] == HOSTILE["description"]
    if "rest" in row.answers["api"]:
        about = tomllib.loads(rendered.read(f"src/{row.package}/config/about.toml"))
        assert about == {"name": HOSTILE["project_name"], "description": HOSTILE["description"]}
    if row.combination["license"] != "none":
        assert " ".join(HOSTILE["author_name"].split()) in rendered.read("LICENSE")
    readme = _Shown()
    readme.feed(MarkdownIt().render(rendered.read("README.md")))
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
