"""The random models are the same in every run, whatever else it loads."""

import json
import subprocess
import sys
from pathlib import Path

from extensions.domain_model import read
from tests.template.random_models import random_models

COUNT = 3


def test_they_are_models_of_their_own() -> None:
    assert len(set(random_models(COUNT))) == COUNT
    assert all(read(text).contexts for text in random_models(COUNT))


def test_they_do_not_depend_on_what_is_loaded(repository: Path) -> None:
    modules = "ringfence.cli, extensions.service, tests.template.pairs, tests.template.breaches"
    code = f"import {modules}; from tests.template.random_models import draw; draw({COUNT})"
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=repository,
        capture_output=True,
        text=True,
        check=True,
    )
    assert tuple(json.loads(result.stdout)) == random_models(COUNT)
