"""Whatever a model says, a fresh service passes its own formatter and linter."""

import subprocess
from collections.abc import Callable
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from ruff import find_ruff_bin
from tests.template.rows import TEXTS

MODELS = Path(__file__).parents[1] / "models"
ANSWERS = {**TEXTS["plain"], "api": ["rest", "graphql"], "celery": True, "sample": False}


def faults(service: Path) -> str:
    """What the tools say about a service by its own configuration; nothing if all is well."""
    commands = (["format", "--check"], ["check", "--output-format=concise", "--quiet"])
    results = [
        subprocess.run(
            [find_ruff_bin(), *command, "--no-cache", "."],
            cwd=service,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        for command in commands
    ]
    return "".join(result.stdout + result.stderr for result in results if result.returncode)


@pytest.mark.parametrize("factory_boy", [True, False], ids=["factories", "functions"])
def test_a_fresh_service_has_no_faults(
    factory_boy: bool, copied: Callable[[Mapping[str, Any]], Path]
) -> None:
    model = (MODELS / "edges.yml").read_text(encoding="utf-8")
    assert faults(copied({**ANSWERS, "factory_boy": factory_boy, "model": model})) == ""
