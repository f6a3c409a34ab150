"""What runs a service's checks elsewhere is well formed, and calls commands that are there."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.template.conftest import Prepare
from tests.template.rows import SAMPLE
from tests.template.rows import Row
from tests.template.services import Service

GITHUB = SAMPLE
GITLAB = replace(SAMPLE, name="sample-gitlab", answers={**SAMPLE.answers, "ci": "gitlab"})
_TOOLS = Path(sys.executable).parent


def _run(*command: str) -> str:
    name, *arguments = command
    result = subprocess.run(
        [str(_TOOLS / name), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout
    return result.stdout


@pytest.mark.parametrize(
    ("row", "path", "schema"),
    [
        (GITHUB, ".github/workflows/ci.yml", "github-workflows"),
        (GITHUB, ".github/dependabot.yml", "dependabot"),
        (GITHUB, "compose.yaml", "compose-spec"),
        (GITLAB, ".gitlab-ci.yml", "gitlab-ci"),
        (GITLAB, "renovate.json", "renovate"),
    ],
)
def test_a_file_has_the_form_that_its_reader_publishes(
    prepare: Prepare, row: Row, path: str, schema: str
) -> None:
    _run("check-jsonschema", "--builtin-schema", f"vendor.{schema}", str(prepare(row).root / path))


def test_the_workflow_is_safe(prepare: Prepare) -> None:
    said = _run("zizmor", "--offline", str(prepare(GITHUB).root / ".github"))
    assert "No findings to report" in said


def _jobs(service: Service) -> list[tuple[list[str], dict[str, Any]]]:
    """What each job runs, and the variables that it runs with."""
    if (service.root / ".gitlab-ci.yml").exists():
        pipeline = yaml.safe_load(service.read(".gitlab-ci.yml"))
        jobs = [each for each in pipeline.values() if "script" in each]
        return [(job["script"], job.get("variables", {})) for job in jobs]
    workflow = yaml.safe_load(service.read(".github/workflows/ci.yml"))
    return [
        ([step["run"] for step in job["steps"] if "run" in step], job.get("env", {}))
        for job in workflow["jobs"].values()
    ]


@pytest.mark.parametrize("row", [GITHUB, GITLAB], ids=["github", "gitlab"])
def test_the_same_commands_run_there(prepare: Prepare, row: Row) -> None:
    """The very ones that `test_gates` and `test_new_service` run, on SQLite and on PostgreSQL."""
    service = prepare(row)
    (here, none), (on_postgresql, variables) = _jobs(service)
    assert (here, none) == (["make check", "make test"], {})
    assert on_postgresql == ["make test"]
    assert variables["DATABASE_URL"].startswith("postgres://shop:")
    for command in {*here, *on_postgresql}:
        service.succeed(*command.split(), "--dry-run")
