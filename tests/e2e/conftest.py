"""The real command, in a process of its own."""

import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from tests.command import ringfence

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the command in `tmp_path`; keywords go into its environment."""
    return partial(ringfence, cwd=tmp_path)
